"""The line of visibility: dragged by mouse and by finger, moved by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.maps import create, sized_map
from tests.browser.pages import drag_by_touch, press, reloaded

if TYPE_CHECKING:
    from playwright.sync_api import Page

LINE = "— garis —"


@pytest.fixture
def lined(page: Page) -> Page:
    """Open a map low enough that both sides of its line are in sight."""
    page.set_viewport_size({"width": 1440, "height": 1400})
    page.goto(create(page, sized_map(3, 30)))
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    return page


def pill(page: Page) -> Locator:
    return page.locator(".pill[data-line]")


def head(page: Page, lane: str) -> Locator:
    return page.get_by_role("rowheader", name=lane, exact=True)


def rows(page: Page) -> list[str]:
    """Return the lanes from top to bottom, the line among them."""
    found: list[str] = page.locator("tr.lane > th.head, tr.lov").evaluate_all(
        """(rows, line) => rows.map(
             (row) => row.matches(".lov") ? line
                    : row.querySelector(".ln").innerText.trim())""",
        LINE,
    )
    return found


def is_above(page: Page, lane: str) -> None:
    """Wait until the line stands directly above a lane, and nowhere else."""
    expect(page.locator("tbody:has(.lov) + tbody th.head").first).to_contain_text(lane)
    found = rows(page)
    assert found.count(LINE) == 1
    assert found[found.index(LINE) + 1] == lane


def drop_at_foot(page: Page, lane: str) -> None:
    """Drag the line to the lower edge of a lane."""
    box = head(page, lane).bounding_box()
    assert box is not None
    at = {"x": 40, "y": box["height"] - 4}
    pill(page).drag_to(head(page, lane), target_position=at)


def test_the_line_is_dragged_up_and_down_by_its_name(lined: Page) -> None:
    page = lined
    is_above(page, "Pelaku internal")
    pill(page).drag_to(head(page, "Proses"), target_position={"x": 40, "y": 3})
    is_above(page, "Proses")
    said = page.get_by_role("status").filter(has_text="Garis visibilitas dipindahkan")
    expect(said).to_have_count(1)
    backstage = head(page, "Pikiran").locator("xpath=..")
    expect(backstage).to_have_class("lane backstage")
    drop_at_foot(page, "Kanal internal")
    is_above(page, "Proses internal")
    reloaded(page)
    is_above(page, "Proses internal")


def test_the_line_is_dragged_by_a_finger(lined: Page) -> None:
    page = lined
    drag_by_touch(pill(page), head(page, "Kanal"), 600)
    is_above(page, "Kanal")


def test_keys_and_menu_move_the_line_and_undo_brings_it_back(lined: Page) -> None:
    page = lined
    head(page, "Pikiran").focus()
    press(page, "Shift+F10")
    page.get_by_role("menuitem", name="Garis visibilitas di bawahnya").press("Enter")
    is_above(page, "Perasaan")
    press(page, "Control+z")
    is_above(page, "Pelaku internal")


def test_a_line_with_nothing_below_it_says_so_and_comes_back(lined: Page) -> None:
    page = lined
    drop_at_foot(page, "Pain point internal")
    expect(
        page.get_by_text("Tidak ada lajur di bawah garis visibilitas")
    ).to_be_visible()
    assert LINE not in rows(page)
    page.get_by_role("button", name="Urungkan").last.click()
    is_above(page, "Pelaku internal")
