"""The map page with nothing but a keyboard, and as assistive technology hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOCUS = """() => {
  const at = document.activeElement;
  const head = at.closest("tr")?.querySelector(".head .ln")?.innerText ?? "";
  return [at.tagName, head.trim(), at.innerText.trim().split("\\n")[0]];
}"""


def focus(page: Page) -> list[str]:
    """Return the element, its lane and the first line of what has the focus."""
    found: list[str] = page.evaluate(FOCUS)
    return found


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.fixture
def table(page: Page, journey: str) -> Page:
    """Open the map and go by Tab to its first cell."""
    page.goto(journey)
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('table') !== null"):
            return page
    pytest.fail("Tab never reaches the map.")


def test_the_map_is_one_stop_of_tab_and_remembers_the_last_cell(table: Page) -> None:
    assert focus(table) == ["TD", "Tujuan pelanggan", "Tahu kopi apa yang baru"]
    press(table, "ArrowDown", "ArrowRight")
    assert focus(table) == ["TD", "Titik sentuh", "Keranjang"]
    press(table, "Tab")
    assert not table.evaluate("document.activeElement.closest('.map') !== null")
    press(table, "Shift+Tab")
    assert focus(table) == ["TD", "Titik sentuh", "Keranjang"]


def test_arrows_reach_every_head_and_stop_at_the_edges(table: Page) -> None:
    press(table, "ArrowUp")
    assert focus(table)[::2] == ["TH", "Lihat menu"]
    press(table, "ArrowUp", "End")
    assert focus(table)[::2] == ["TH", "Terima"]
    press(table, "ArrowRight", "ArrowDown")
    assert focus(table)[2] == "Kopi tiba sebelum Senin"
    press(table, "Home", "ArrowLeft")
    assert focus(table)[::2] == ["TH", "Tujuan pelanggan"]
    press(table, "ArrowLeft")
    assert focus(table)[::2] == ["BUTTON", "PELANGGAN"]
    press(table, "ArrowLeft", "ArrowRight", "Control+End")
    assert focus(table)[2] == "O-03"
    press(table, "Control+Home")
    assert focus(table)[2] == "Lihat menu"


def test_enter_leads_to_the_items_of_a_cell_and_esc_back(table: Page) -> None:
    press(table, "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    assert focus(table) == ["LI", "Proses", "Bu Ratna melihat foto kopi"]
    press(table, "ArrowDown", "ArrowDown")
    assert focus(table)[2] == "Bu Ratna membaca ulasan"
    press(table, "Escape")
    assert focus(table)[0] == "TD"
    press(table, "F2", "ArrowUp", "ArrowRight")
    assert focus(table)[2] == "Bu Ratna membaca ulasan"


def test_space_opens_the_details_and_esc_leaves_step_by_step(table: Page) -> None:
    table.get_by_role("cell", name="Kurir datang").focus()
    press(table, "Space")
    details = table.get_by_role("complementary", name="Rincian pain point")
    expect(details.get_by_role("textbox", name="Isi pain point")).to_have_value(
        "Kurir datang tanpa memberi kabar"
    )
    press(table, "Space")
    expect(details).to_have_count(0)
    press(table, "Enter", "Space")
    expect(details).to_be_visible()
    press(table, "Escape")
    expect(details).to_have_count(0)
    assert focus(table)[0] == "BUTTON"
    press(table, "Escape")
    assert focus(table)[0] == "TD"


def test_esc_closes_a_menu_or_dialog_before_the_details(table: Page) -> None:
    table.get_by_role("cell", name="Kurir datang").focus()
    press(table, "Space")
    details = table.get_by_role("complementary", name="Rincian pain point")
    expect(details).to_be_visible()
    press(table, "?")
    expect(table.get_by_role("dialog")).to_be_visible()
    press(table, "Escape")
    expect(table.get_by_role("dialog")).to_have_count(0)
    table.get_by_role("button", name="Semua lajur").press("Enter")
    expect(table.get_by_role("menu")).to_be_visible()
    press(table, "Escape")
    expect(table.get_by_role("menu")).to_have_count(0)
    expect(details).to_be_visible()


def test_brackets_fold_the_panels(table: Page) -> None:
    persona = table.get_by_role("complementary", name="Persona")
    expect(persona).to_be_visible()
    press(table, "[")
    expect(persona).to_have_count(0)
    press(table, "[")
    expect(persona).to_be_visible()
    details = table.get_by_role("complementary", name="Rincian pain point")
    press(table, "]")
    expect(details).to_be_visible()
    press(table, "]")
    expect(details).to_have_count(0)


def test_a_zone_folds_to_one_row_of_counts(table: Page) -> None:
    press(table, "ArrowLeft", "ArrowLeft", "Enter")
    row = table.get_by_role("row", name="Pelanggan")
    expect(row).to_contain_text("10 isi")
    assert row.bounding_box() is not None
    assert row.evaluate("row => row.getBoundingClientRect().height") == 28
    expect(table.get_by_text("Tahu kopi apa yang baru")).to_have_count(0)
    zone = table.get_by_role("button", name="Pelanggan", exact=True)
    expect(zone).to_have_attribute("aria-expanded", "false")
    zone.focus()
    press(table, "Enter")
    expect(table.get_by_text("Tahu kopi apa yang baru")).to_be_visible()


def test_slash_searches_and_enter_steps_through_what_was_found(table: Page) -> None:
    press(table, "/")
    field = table.get_by_role("textbox", name="Cari di peta")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    table.keyboard.type("RATNA me")
    status = table.get_by_role("search").get_by_role("status")
    expect(status).to_have_text("1 dari 6")
    marked = "CSS.highlights.get('found').size + CSS.highlights.get('found-here').size"
    assert table.evaluate(marked) == 6
    press(table, "Shift+Enter")
    expect(status).to_have_text("6 dari 6")
    press(table, "Enter", "Enter", "Escape")
    assert focus(table) == ["LI", "Proses", "Bu Ratna membaca ulasan"]
    assert table.evaluate("CSS.highlights.size") == 0
    press(table, "/")
    table.keyboard.type("tidak pernah tertulis")
    expect(status).to_have_text("Tidak ditemukan")


def test_the_search_opens_folded_zones_and_counts_hidden_lanes(table: Page) -> None:
    press(table, "ArrowLeft", "ArrowLeft", "Enter")
    table.get_by_role("button", name="Semua lajur").press("Enter")
    lane = table.get_by_role("menuitemcheckbox", name="Pelaku internal")
    lane.press("Enter")
    press(table, "Escape")
    expect(table.get_by_role("button", name="7 dari 8 lajur")).to_be_focused()
    table.get_by_role("columnheader").first.focus()
    press(table, "/")
    table.keyboard.type("foto")
    status = table.get_by_role("search").get_by_role("status")
    expect(status).to_have_text("1 dari 1")
    expect(table.get_by_text("Bu Ratna melihat foto kopi")).to_be_visible()
    table.get_by_role("button", name="Tampilkan 1 lagi di lajur tersembunyi").press(
        "Enter"
    )
    expect(status).to_have_text("1 dari 2")
    expect(table.get_by_role("cell", name="Tim foto")).to_be_visible()


def test_question_mark_shows_the_shortcuts_and_they_can_be_switched_off(
    table: Page,
) -> None:
    press(table, "?")
    dialog = table.get_by_role("dialog", name="Pintasan papan ketik")
    expect(dialog).to_contain_text("Cari di peta")
    table.get_by_role("checkbox", name="Pintasan satu tombol aktif").press("Space")
    press(table, "Escape")
    expect(dialog).to_have_count(0)
    assert focus(table)[0] == "TD"
    press(table, "?", "/", "[")
    expect(dialog).to_have_count(0)
    expect(table.get_by_role("search")).to_have_count(0)
    expect(table.get_by_role("complementary", name="Persona")).to_be_visible()


def test_single_keys_mean_nothing_outside_of_the_map(table: Page) -> None:
    table.get_by_role("button", name="Zum: 100%").focus()
    press(table, "/", "[", "?")
    expect(table.get_by_role("search")).to_have_count(0)
    expect(table.get_by_role("dialog")).to_have_count(0)
    expect(table.get_by_role("complementary", name="Persona")).to_be_visible()


def test_control_with_0_and_1_zooms(table: Page) -> None:
    zoom = table.get_by_role("button", name="Zum:")
    table.get_by_role("button", name="Perkecil").press("Enter")
    expect(zoom).to_have_text("90%")
    table.get_by_role("columnheader").first.focus()
    press(table, "Control+0")
    expect(zoom).to_have_text("100%")
    table.set_viewport_size({"width": 800, "height": 900})
    press(table, "Control+1")
    expect(zoom).not_to_have_text("100%")
    canvas = table.locator(".canvas")
    assert canvas.evaluate("canvas => canvas.scrollWidth <= canvas.clientWidth + 1")


@pytest.mark.parametrize("zoom", [100, 150])
def test_focus_never_hides_under_the_heads(table: Page, zoom: int) -> None:
    table.set_viewport_size({"width": 1024, "height": 600})
    for _ in range({100: 0, 150: 3}[zoom]):
        table.get_by_role("button", name="Perbesar").press("Enter")
    table.locator(".lane td").first.focus()
    hidden: list[Any] = []
    for key in ["ArrowDown"] * 7 + ["ArrowRight"] * 3 + ["ArrowUp"] * 6:
        press(table, key)
        table.wait_for_timeout(30)
        hidden += table.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const head = document.querySelector(".corner").getBoundingClientRect();
              return box.top >= head.bottom - 1 && box.left >= head.right - 1
                ? [] : [[document.activeElement.innerText, box.top, head.bottom]];
            }"""
        )
    assert hidden == []


def test_the_accessibility_tree_is_a_table_with_heads_and_a_curve(
    page: Page, journey: str
) -> None:
    page.goto(journey)
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]

    def named(role: str) -> list[str]:
        return [
            node.get("name", {}).get("value", "")
            for node in nodes
            if not node["ignored"] and node.get("role", {}).get("value") == role
        ]

    assert [name.split(" 0")[0] for name in named("columnheader")] == [
        "Lihat menu",
        "Pesan",
        "Bayar",
        "Terima",
    ]
    assert named("rowheader")[1:4] == ["Tujuan pelanggan", "Titik sentuh", "Kanal"]
    assert len(named("table")) == 1
    (curve,) = (name for name in named("image") if name.startswith("Kurva"))
    assert "Antusias di Lihat menu, Bingung di Lihat menu, Senang di Pesan" in curve
    assert named("main") == ["Kanvas peta"]
