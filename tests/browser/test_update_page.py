"""Update from a table: shown first, done as one step, and taken back."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.pages import create_map, paste_html, preview
from tests.browser.tables import JOURNEY, as_html, as_tabs, with_lane

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

OLD = "Ongkos kirim baru terlihat di akhir"
NEW = "Ongkos kirim baru terlihat di akhir pesanan"


def changed() -> list[list[str]]:
    """Return the table with one cell reworded, one added to and a stage gone."""
    table = deepcopy(JOURNEY)
    for row in table:
        for place, text in enumerate(row):
            row[place] = text.replace(OLD, NEW)
    table[4][3] = "Bu Ratna mengisi alamat\nBu Ratna memilih kurir"
    for row in table:
        del row[4]
    return table


@pytest.fixture
def address(page: Page) -> str:
    """Make a map of the table and open its update; give the map's address."""
    page.goto("/")
    paste_html(page, as_html(JOURNEY))
    expect(preview(page).get_by_text("4 tahap")).to_be_visible()
    found = create_map(page)
    page.get_by_role("link", name="Perbarui dari tabel").click()
    expect(page.get_by_role("heading", name="Perbarui dari tabel")).to_be_visible()
    return found


def shown(page: Page) -> Locator:
    return page.get_by_role("region", name="Perbarui dari tabel")


def item(page: Page, text: str) -> Locator:
    return shown(page).get_by_role("listitem").filter(has_text=text)


def test_a_changed_table_is_shown_done_and_taken_back(page: Page, address: str) -> None:
    paste_html(page, as_html(changed()))
    reworded = item(page, "pesanan")
    expect(reworded).to_contain_text("Pain point")
    expect(reworded.locator("ins")).to_have_text("pesanan")
    expect(shown(page).get_by_role("status")).to_contain_text("1 berubah")
    kept = item(page, "Tidak ada di tabel, dibiarkan di peta.")
    expect(kept.get_by_role("checkbox", name="Hapus dari peta")).not_to_be_checked()
    page.get_by_role("button", name="Perbarui peta").click()

    page.wait_for_url(address)
    expect(page.get_by_text("2 perubahan dari tabel masuk ke peta.")).to_be_visible()
    table = page.get_by_role("table")
    expect(table).to_contain_text(NEW)
    expect(table).to_contain_text("Bu Ratna memilih kurir")
    expect(page.get_by_role("columnheader", name="Bayar")).to_be_visible()
    page.get_by_role("button", name="Urungkan").click()
    expect(page.get_by_text("Pembaruan diurungkan.")).to_be_visible()
    expect(table).not_to_contain_text("Bu Ratna memilih kurir")
    expect(table).to_contain_text(OLD)


def test_a_difference_is_left_and_a_stage_deleted_when_somebody_says_so(
    page: Page, address: str
) -> None:
    paste_html(page, as_html(changed()))
    item(page, "pesanan").get_by_role("checkbox", name="Ubah").uncheck()
    kept = item(page, "Tidak ada di tabel, dibiarkan di peta.")
    kept.get_by_role("checkbox", name="Hapus dari peta").check()
    page.get_by_role("button", name="Perbarui peta").click()

    page.wait_for_url(address)
    table = page.get_by_role("table")
    expect(table).to_contain_text("Bu Ratna memilih kurir")
    expect(table).not_to_contain_text(NEW)
    expect(page.get_by_role("columnheader", name="Bayar")).to_have_count(0)


def test_the_same_table_leaves_nothing_to_do(page: Page, address: str) -> None:
    paste_html(page, as_html(JOURNEY))
    expect(shown(page)).to_contain_text("Tidak ada yang perlu diubah")
    expect(page.get_by_role("button", name="Perbarui peta")).to_be_disabled()


def test_a_table_of_another_journey_is_refused_in_place(
    page: Page, address: str, refusals: list[str]
) -> None:
    refusals.append("status of 422")
    paste_html(
        page,
        as_html(
            [
                ["Tahap", "Terbang", "Mendarat"],
                ["Tujuan", "Tidur", "Jalan"],
                ["Perasaan", "Senang", "Lelah"],
            ]
        ),
    )
    alert = shown(page).get_by_role("alert")
    expect(alert).to_contain_text("tidak punya tahap atau kartu yang sama")


def test_a_map_is_updated_with_the_keyboard_alone(page: Page, address: str) -> None:
    write = page.get_by_role("button", name="Tulis atau tempel teks")
    write.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Teks tabel")).to_be_focused()
    page.keyboard.insert_text(as_tabs(changed()))
    expect(item(page, "pesanan")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Perbarui peta")).to_be_focused()
    box = item(page, "pesanan").get_by_role("checkbox")
    for _ in range(8):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    page.keyboard.press("Space")
    expect(box).not_to_be_checked()
    expect(box).to_be_focused()  # reading the table again does not take it away
    update = page.get_by_role("button", name="Perbarui peta")
    expect(update).to_be_enabled()
    update.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address)


def test_a_table_brought_to_the_start_again_is_passed_on_to_its_map(
    page: Page,
) -> None:
    # Stages that no map of another test has.
    first, second = (
        as_html(table).replace("Lihat menu", "Mencium aroma").replace("Terima", "Seduh")
        for table in (JOURNEY, changed())
    )
    page.goto("/")
    paste_html(page, first)
    expect(preview(page).get_by_text("4 tahap")).to_be_visible()
    create_map(page)
    page.goto("/")
    paste_html(page, second)
    expect(preview(page)).to_contain_text("Tabel ini mirip peta")
    page.get_by_role("button", name="Perbarui peta itu").click()
    page.wait_for_url(re.compile(r"/maps/[^/]+/update$"))
    expect(item(page, "pesanan")).to_be_visible()
    page.goto("/")
    expect(preview(page)).to_contain_text("Yang dikenali Jejak")


def test_a_tile_leads_to_its_update(page: Page, journey: str) -> None:
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Tindakan untuk")).first.click()
    page.get_by_role("menuitem", name="Perbarui dari tabel").click()
    page.wait_for_url(re.compile(r"/maps/[^/]+/update$"))
    expect(shown(page)).to_contain_text("Cara peta diperbarui")


def test_an_answer_is_remembered_for_the_next_table_of_the_header(page: Page) -> None:
    table = with_lane(JOURNEY, "Catatan tim kopi")
    page.goto("/")
    paste_html(page, as_html(table))
    preview(page).get_by_role("button", name="Belum diteliti").click()
    expect(preview(page).get_by_text("perlu dilihat")).to_have_count(0)
    create_map(page)
    page.goto("/")
    paste_html(page, as_html(table))
    cell = (
        preview(page).get_by_role("row", name="Pain point").get_by_role("cell").nth(2)
    )
    expect(cell).to_contain_text("Belum diteliti diingat dari tabel sebelumnya")
    cell.get_by_role("button", name="Ubah").click()
    expect(preview(page).get_by_text("1 perlu dilihat")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_update(
    page: Page, address: str, theme: str, width: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("theme => localStorage.setItem('jejak_theme', theme)", theme)
    page.reload()
    expect(shown(page)).to_contain_text("Cara peta diperbarui")
    assert violations(page) == []
    paste_html(page, as_html(changed()))
    expect(item(page, "pesanan")).to_be_visible()
    assert violations(page) == []
