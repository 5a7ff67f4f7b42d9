"""Start: from a pasted table to a map, and the maps that exist."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.pages import (
    create_map,
    paste_html,
    preview,
    rename,
    tiles,
)
from tests.browser.tables import JOURNEY, RANKING, UNSURE, as_html, as_tabs, with_lane

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def test_a_pasted_table_is_shown_as_it_was_read(page: Page) -> None:
    page.goto("/")
    paste_html(page, as_html(JOURNEY, RANKING))

    shown = preview(page)
    for part in ("4 tahap", "8 lajur", "1 persona", "2 baris Eisenhower"):
        expect(shown.get_by_text(part, exact=True)).to_be_visible()
    expect(shown.get_by_role("columnheader", name="Bayar")).to_be_visible()
    expect(shown.get_by_role("row", name="Perasaan")).to_contain_text("Frustrasi")
    shown.get_by_text("Bagaimana 8 lajur dibaca, dan mengapa").click()
    expect(shown.get_by_text("dibaca sebagai Titik sentuh")).to_be_visible()


def test_the_doubt_about_a_blank_cell_is_answered_in_its_place(page: Page) -> None:
    page.goto("/")
    paste_html(page, as_html(with_lane(JOURNEY, "Catatan satu"), UNSURE))
    shown = preview(page)
    expect(shown.get_by_text("2 perlu dilihat")).to_be_visible()

    cell = shown.get_by_role("row", name="Pain point").get_by_role("cell").nth(2)
    expect(cell).to_contain_text("Tidak ada, atau belum diteliti?")
    cell.get_by_role("button", name="Belum diteliti").click()

    expect(shown.get_by_text("1 perlu dilihat")).to_be_visible()
    create_map(page)
    row = page.get_by_role("row", name="Pain point", exact=False).first
    expect(row).to_contain_text("Belum diteliti")
    expect(row).not_to_contain_text("padahal")


def test_a_link_that_is_no_match_is_undone_in_one_click(page: Page) -> None:
    page.goto("/")
    paste_html(page, as_html(with_lane(JOURNEY, "Catatan dua"), UNSURE))
    preview(page).get_by_role("button", name="Bukan yang sama").click()
    expect(preview(page).get_by_text("1 perlu dilihat")).to_be_visible()
    create_map(page)
    page.get_by_role("link", name="Prioritas").first.click()

    do = page.get_by_role("region", name="DO", exact=True)
    expect(do).to_contain_text("Kurir datang dan tidak memberi kabar")
    expect(do).to_contain_text("Belum ada di peta")


def test_a_table_can_be_written_and_created_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Pakai templat")).to_be_visible()
    write = page.get_by_role("button", name="Tulis atau tempel teks")
    for _ in range(12):
        page.keyboard.press("Tab")
        if write.evaluate("button => button === document.activeElement"):
            break
    expect(write).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Teks tabel")).to_be_focused()
    page.keyboard.insert_text(as_tabs(JOURNEY))
    expect(preview(page).get_by_text("4 tahap")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Buat peta")).to_be_focused()
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/maps/[^/]+$"))
    expect(page.get_by_role("columnheader", name="Bayar")).to_be_visible()


def test_a_chosen_file_is_read_and_can_be_discarded(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "kopi.csv"
    file.write_text(as_tabs(JOURNEY).replace("\t", ","), "utf-8")
    page.goto("/")
    page.locator("input[type=file]").set_input_files(file)

    expect(preview(page).get_by_text("4 tahap")).to_be_visible()
    page.get_by_role("button", name="Buang kopi.csv").click()
    expect(preview(page).get_by_text("Yang dikenali Jejak")).to_be_visible()
    expect(page.get_by_role("button", name="Buat peta")).to_have_count(0)


def test_what_cannot_be_read_is_refused_in_place(
    page: Page, refusals: list[str], tmp_path: Path
) -> None:
    refusals.append("status of 422")
    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    page.goto("/")
    with page.expect_response("**/api/import/preview") as answer:
        page.locator("input[type=file]").set_input_files(file)

    assert answer.value.status == 422
    expect(preview(page)).to_contain_text("PDF")
    expect(page.get_by_role("button", name="Buat peta")).to_be_disabled()


def test_empty_templates_and_filled_examples_are_listed_apart(page: Page) -> None:
    page.goto("/")
    empty = page.get_by_role("list", name="Mulai kosong").get_by_role("button")
    filled = page.get_by_role("list", name="Contoh terisi").get_by_role("button")
    expect(empty).to_have_count(6)
    expect(filled).to_have_count(4)
    expect(empty.get_by_text("contoh", exact=True)).to_have_count(0)
    expect(filled.get_by_text("contoh", exact=True)).to_have_count(4)


def test_a_template_makes_a_map_with_guidance(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Lima tahap klasik").click()

    page.wait_for_url(re.compile(r"/maps/[^/]+$"))
    expect(page.get_by_role("columnheader", name="Awareness")).to_be_visible()
    expect(page.get_by_role("row", name="Panduan")).to_contain_text(
        "Yang dicari pelanggan"
    )


def test_a_filled_example_shows_the_figures_of_its_kpis(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Toko elektronik").click()

    page.wait_for_url(re.compile(r"/maps/[^/]+$"))
    kpis = page.get_by_role("row").filter(
        has=page.get_by_role("rowheader", name="KPI", exact=True)
    )
    expect(kpis).to_contain_text("dijanjikan, awal 42%, target 85%")
    expect(kpis).to_contain_text("awal 35 per minggu, target 50 per minggu")


def test_a_map_is_renamed_duplicated_deleted_and_brought_back(page: Page) -> None:
    page.goto("/")
    paste_html(page, as_html(JOURNEY))
    create_map(page)
    page.goto("/")
    rename(page, "Perjalanan Bu Ratna", "Kopi mingguan")

    page.get_by_role("button", name="Tindakan untuk Kopi mingguan").click()
    page.get_by_role("menuitem", name="Gandakan").click()
    copies = page.get_by_role("heading", name=re.compile("Kopi mingguan"))
    expect(copies).to_have_count(2)

    page.get_by_role("button", name="Tindakan untuk Kopi mingguan", exact=True).click()
    page.get_by_role("menuitem", name="Hapus").click()
    expect(tiles(page, "Kopi mingguan")).to_have_count(0)
    expect(page.get_by_text("Peta “Kopi mingguan” dihapus")).to_be_visible()
    page.get_by_role("button", name="Urungkan").click()
    expect(tiles(page, "Kopi mingguan")).to_have_count(1)


def test_a_map_is_renamed_with_the_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Kanvas kosong").click()
    page.wait_for_url(re.compile(r"/maps/[^/]+$"))
    page.goto("/")
    button = page.get_by_role("button", name="Tindakan untuk").first
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Nama baru")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Kopi dengan papan ketik")
    page.keyboard.press("Enter")

    expect(tiles(page, "Kopi dengan papan ketik")).to_have_count(1)


def test_nothing_can_be_created_before_something_is_pasted(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="Pilih berkas").first).to_be_visible()
    expect(page.get_by_role("button", name="Buat peta")).to_have_count(0)


def test_what_was_pasted_and_answered_outlives_a_reload(page: Page) -> None:
    page.goto("/")
    paste_html(page, as_html(with_lane(JOURNEY, "Catatan tiga"), UNSURE))
    preview(page).get_by_role("button", name="Belum diteliti").click()
    expect(preview(page).get_by_text("1 perlu dilihat")).to_be_visible()
    page.reload()
    expect(preview(page).get_by_text("1 perlu dilihat")).to_be_visible()
    create_map(page)
    page.goto("/")
    expect(preview(page).get_by_text("Yang dikenali Jejak")).to_be_visible()
