"""What people do on the pages, for several tests."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import Locator, expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


def paste_html(page: Page, html: str) -> None:
    """Copy a table elsewhere, come back and press Ctrl+V."""
    expect(page.get_by_role("main")).to_be_visible()  # somebody listens
    page.evaluate(
        """async (html) => {
          const item = { "text/html": new Blob([html], { type: "text/html" }),
                         "text/plain": new Blob(["a table"], { type: "text/plain" }) };
          await navigator.clipboard.write([new ClipboardItem(item)]);
        }""",
        html,
    )
    page.keyboard.press("Control+v")


def preview(page: Page) -> Locator:
    """Return the preview of what was pasted."""
    return page.get_by_role("region", name="Impor tabel")


def create_map(page: Page) -> str:
    """Create a map from what was pasted, and return its address."""
    page.get_by_role("button", name="Buat peta").click()
    page.wait_for_url(re.compile(r"/maps/[^/]+$"))
    expect(page.get_by_role("table")).to_be_visible()
    return page.url


def tiles(page: Page, title: str) -> Locator:
    """Return the tiles of the maps with this title."""
    heading = page.get_by_role("heading", name=title, exact=True)
    return page.get_by_role("article").filter(has=heading)


def rename(page: Page, title: str, new: str) -> None:
    """Rename a map in its tile."""
    page.get_by_role("button", name=f"Tindakan untuk {title}").first.click()
    page.get_by_role("menuitem", name="Ganti nama").click()
    field = page.get_by_role("textbox", name="Nama baru")
    expect(field).to_be_focused()
    field.fill(new)
    field.press("Enter")
    expect(tiles(page, new)).to_have_count(1)


def is_saved(page: Page) -> None:
    """Wait until the server has everything: the page may then be left unasked."""
    page.wait_for_function(
        "() => dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    )


def cell(page: Page, lane: str, stage: int) -> Locator:
    """Return a cell of a map by the name of its lane and the number of its stage."""
    head = page.get_by_role("rowheader", name=lane, exact=True)
    row = page.get_by_role("row").filter(has=head)
    return row.locator("td[data-lane]").nth(stage - 1)


def items(found: Locator) -> list[str]:
    """Return the words of the cards in a cell."""
    return [text.strip() for text in found.locator("[data-item]").all_inner_texts()]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def write(page: Page, text: str) -> None:
    """Write into the field that has just been opened."""
    expect(page.locator("textarea:focus, input:focus")).to_be_visible()
    page.keyboard.type(text)


def drag_by_touch(source: Locator, target: Locator, hold_ms: int) -> None:
    """Lay a finger on something, wait, move it to a place, and lift it."""
    page = source.page
    touch = page.context.new_cdp_session(page)
    start, end = source.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    at = [(start["x"] + 30, start["y"] + 8), (end["x"] + 40, end["y"] + 8)]
    for kind, points in (
        ("touchStart", at[:1]),
        ("touchMove", at[1:]),
        ("touchEnd", []),
    ):
        given = [{"x": x, "y": y} for x, y in points]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": given})
        page.wait_for_timeout(hold_ms if kind == "touchStart" else 0)


def reloaded(page: Page) -> Page:
    """Load the map again, once everything is saved: what is there is on the server."""
    is_saved(page)
    page.reload()
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    return page


def backlog(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Belum dinilai").get_by_role(
        "listitem"
    )
