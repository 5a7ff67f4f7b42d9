"""The command palette: everything the page can do, and what the map holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.maps import create, sized_map
from tests.browser.test_accessibility import violations

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_palette_finds_what_the_map_holds_and_what_the_page_can_do(
    page: Page,
) -> None:
    page.goto("/")
    path = create(page, sized_map(3, 60))
    page.goto(path)
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Cari isi peta atau perintah")
    expect(field).to_be_focused()
    page.keyboard.type("p-01")
    expect(page.get_by_role("option", selected=True)).to_contain_text("P-01")
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Rincian pain point")).to_be_visible()

    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("prioritas")
    page.keyboard.press("Enter")
    expect(page.get_by_role("group", name="Matriks Eisenhower")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("masalah baru")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Masalah baru")).to_be_focused()

    # A stage is shown on the map, from wherever one looks for it.
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("langkah 3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Langkah 3")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    page.keyboard.type("tidak ada yang begini")
    expect(page.get_by_role("dialog")).to_contain_text("Tidak ditemukan")
    page.keyboard.press("Escape")
    expect(page.get_by_role("columnheader", name="Langkah 3")).to_be_focused()
