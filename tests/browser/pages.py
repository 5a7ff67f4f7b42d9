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
