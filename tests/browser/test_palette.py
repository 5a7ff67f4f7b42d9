"""The command palette: everything the page can do, and what the map holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.maps import create, sized_map

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


CLOSED_AND_OPENED = """async () => {
  document.querySelector("dialog").click();
  for (let turn = 0; turn < 20; turn += 1) await null;
  const keys = { code: "KeyK", key: "k", ctrlKey: true };
  dispatchEvent(new KeyboardEvent("keydown", keys));
}"""


def test_the_palette_finds_what_the_map_holds_and_what_the_page_can_do(
    page: Page,
) -> None:
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
    # Closed and opened again before the browser has told that it closed.
    page.evaluate(CLOSED_AND_OPENED)
    page.keyboard.type("tidak ada yang begini")
    expect(page.get_by_role("dialog")).to_contain_text("Tidak ditemukan")
    page.keyboard.press("Escape")
    expect(page.get_by_role("columnheader", name="Langkah 3")).to_be_focused()


def test_what_is_typed_before_the_palette_is_loaded_stands_in_its_field(
    page: Page,
) -> None:
    path = create(page, sized_map(3, 60))
    waiting: list[Route] = []
    page.route("**/Palette-*.js", lambda route: waiting.append(route))
    page.goto(path)
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    page.keyboard.press("Control+k")
    page.keyboard.type("langkah 3")
    page.keyboard.press("Enter")
    assert page.get_by_role("dialog").count() == 0
    (palette,) = waiting
    palette.continue_()
    # The letters lead to the stage, and Enter goes there.
    expect(page.get_by_role("columnheader", name="Langkah 3")).to_be_focused()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_palette_that_cannot_be_loaded_says_so_and_can_be_asked_again(
    page: Page, refusals: list[str]
) -> None:
    refusals += ["Failed to load resource", "net::ERR_FAILED"]
    path = create(page, sized_map(3, 60))
    page.route("**/ExportDialog-*.js", lambda route: route.abort())
    page.goto(path)
    button = page.get_by_role("button", name="Ekspor", exact=True)
    button.click()
    expect(page.get_by_role("status").filter(has_text="tidak menjawab")).to_be_visible()
    page.keyboard.press("Control+k")  # keys are not held back any longer
    expect(page.get_by_role("combobox")).to_be_focused()


def test_on_a_phone_a_button_opens_the_palette(page: Page) -> None:
    path = create(page, sized_map(3, 60))
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(path)
    button = page.get_by_role("button", name="Perintah")
    button.click()
    expect(page.get_by_role("combobox")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
