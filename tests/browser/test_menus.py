"""Menus by mouse and by keyboard: where the focus goes, and what is told aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import RULES, violations
from tests.browser.maps import create, sized_map
from tests.browser.pages import backlog

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page


@pytest.fixture(scope="module")
def path() -> list[str]:
    """Keep the map that the tests of this file look at."""
    return []


@pytest.fixture
def lanes(page: Page, path: list[str]) -> Locator:
    """Open a map; give the button of its lanes."""
    path[:] = path or [create(page, sized_map(3, 60, people=2))]
    page.goto(path[0])
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    return page.get_by_role("button", name="Semua lajur")


def test_keys_walk_through_a_menu_and_lead_back_to_its_button(
    lanes: Locator, page: Page
) -> None:
    expect(lanes).to_have_attribute("aria-haspopup", "menu")
    expect(lanes).to_have_attribute("aria-expanded", "false")
    lanes.press("ArrowDown")
    menu = page.get_by_role("menu", name="Lajur")
    expect(lanes).to_have_attribute("aria-expanded", "true")
    first = menu.get_by_role("menuitemradio").first
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(menu.get_by_role("menuitemradio").nth(1)).to_be_focused()
    page.keyboard.press("End")
    last = menu.get_by_role("menuitemcheckbox").last
    expect(last).to_be_focused()
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    # Letters lead to the entry that begins with them, the same one to the next.
    page.keyboard.press("t")
    expect(menu.get_by_text("Tujuan pelanggan")).to_be_focused()
    page.keyboard.press("t")
    expect(menu.get_by_text("Titik sentuh")).to_be_focused()
    assert violations(page, RULES[:-1]) == []
    page.keyboard.press("Space")
    expect(menu.get_by_text("Titik sentuh")).to_have_attribute("aria-checked", "false")
    expect(page.get_by_role("rowheader", name="Titik sentuh")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name="Titik sentuh")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(menu).to_have_count(0)
    expect(lanes).to_be_focused()
    expect(lanes).to_have_attribute("aria-expanded", "false")

    lanes.press("Enter")
    page.keyboard.press("Tab")
    expect(menu).to_have_count(0)
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_focused()


def test_a_pointer_opens_a_menu_and_closes_it_from_anywhere(
    lanes: Locator, page: Page
) -> None:
    lanes.click()
    menu = page.get_by_role("menu")
    expect(menu).to_be_focused()
    menu.get_by_text("Tujuan pelanggan").hover()
    expect(menu.get_by_text("Tujuan pelanggan")).to_be_focused()
    lanes.click()
    expect(menu).to_have_count(0)
    lanes.click()
    expect(menu).to_be_visible()
    page.get_by_role("columnheader").last.click()
    expect(menu).to_have_count(0)
    # A pointer that presses elsewhere means something there already.
    lanes.click()
    page.get_by_role("button", name="Zum").click()
    expect(menu).to_have_count(1)
    expect(menu).to_have_accessible_name("Zum")
    page.keyboard.press("Escape")


def test_a_menu_stays_in_the_window_beside_its_button(
    lanes: Locator, page: Page
) -> None:
    page.set_viewport_size({"width": 1024, "height": 300})
    lanes.click()
    menu = page.get_by_role("menu")
    box, at = menu.bounding_box(), lanes.bounding_box()
    assert box is not None
    assert at is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 300
    assert abs(box["x"] - at["x"]) <= 1
    page.keyboard.press("Escape")
    zoom = page.get_by_role("button", name="Zum: 100%")
    zoom.click()
    box, at = menu.bounding_box(), zoom.bounding_box()
    assert box is not None
    assert at is not None
    assert abs(box["x"] + box["width"] - at["x"] - at["width"]) <= 1


def test_a_finger_opens_a_menu_out_of_a_menu_and_chooses_in_it(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(
        base_url=server,
        locale="id-ID",
        viewport={"width": 1024, "height": 900},
        has_touch=True,
    )
    page = context.new_page()
    page.goto(f"{create(page, sized_map(3, 60))}/priorities")
    waiting = backlog(page)
    expect(waiting.first).to_be_visible()
    count = waiting.count()
    waiting.first.get_by_role("button", name="Tindakan untuk").tap()
    page.get_by_role("menuitem", name="Gabungkan dengan").tap()
    inner = page.get_by_role("menu", name="Gabungkan dengan")
    box = inner.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1024
    inner.get_by_role("menuitem", name="Kabar pengiriman tidak jelas").tap()
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(waiting).to_have_count(count - 1)
    context.close()


def test_a_menu_out_of_a_menu_is_walked_by_keys(lanes: Locator, page: Page) -> None:
    page.get_by_role("link", name="Prioritas").first.click()
    waiting = backlog(page).first
    waiting.get_by_role("button", name="Tindakan untuk").press("Enter")
    join = page.get_by_role("menuitem", name="Gabungkan dengan")
    while not join.evaluate("each => each === document.activeElement"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    inner = page.get_by_role("menu", name="Gabungkan dengan")
    expect(inner.get_by_role("menuitem").first).to_be_focused()
    expect(join).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowLeft")
    expect(inner).to_have_count(0)
    expect(join).to_be_focused()
    page.keyboard.press("Enter")
    expect(inner.get_by_role("menuitem").first).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("menu")).to_have_count(0)
