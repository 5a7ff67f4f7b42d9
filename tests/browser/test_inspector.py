"""The details of a pain point: its words, its rank, its evidence, what answers it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.maps import create, edit, sized_map
from tests.browser.pages import is_saved

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture
def opened(page: Page) -> Page:
    """Open a map of this test's own, with nothing selected."""
    path = create(page, sized_map(3, 60))
    page.goto(path)
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    return page


def details(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Rincian pain point")


def pain(page: Page, number: str) -> Locator:
    return page.get_by_role("button", name=number)


def test_keys_on_a_lone_pain_point_make_its_statement(opened: Page) -> None:
    pain(opened, "P-02").focus()
    opened.keyboard.press("1")
    expect(pain(opened, "P-02")).to_contain_text("DO")
    opened.keyboard.press("0")
    expect(pain(opened, "P-02")).to_contain_text("Belum dinilai")
    opened.keyboard.press("3")
    is_saved(opened)
    opened.reload()
    expect(pain(opened, "P-02")).to_contain_text("DELEGATE")


def test_words_begun_are_those_of_their_pain_when_the_page_goes_back(
    opened: Page,
) -> None:
    page = opened
    pain(page, "P-01").click()
    words = details(page).get_by_role("textbox").first
    expect(words).to_be_visible()
    before = words.input_value()
    pain(page, "P-02").click()
    expect(words).not_to_have_value(before)
    words.press("Control+End")
    page.keyboard.type(" dan masih menunggu")
    page.go_back()
    expect(words).to_have_value(before)
    expect(page.get_by_role("button", name="P-02")).to_contain_text("masih menunggu")


def test_the_two_questions_move_the_rank_at_once(opened: Page) -> None:
    pain(opened, "P-02").click()
    questions = details(opened)
    important = questions.get_by_role("group", name="Penting?")
    urgent = questions.get_by_role("group", name="Mendesak?")
    important.get_by_role("button", name="Ya").click()
    important.get_by_role("textbox").fill("Semua pembeli melewatinya")
    urgent.get_by_role("button", name="Tidak").click()
    expect(questions.get_by_text("PLAN", exact=True)).to_be_visible()
    questions.get_by_role("textbox", name="Isi pain point").fill("Lupa kata sandi lagi")
    is_saved(opened)
    opened.reload()
    expect(pain(opened, "P-02")).to_contain_text("Lupa kata sandi lagi")
    expect(important.get_by_role("textbox")).to_have_value("Semua pembeli melewatinya")
    assert violations(opened) == []


def test_a_quote_without_a_source_cannot_be_saved(opened: Page) -> None:
    pain(opened, "P-01").focus()
    opened.keyboard.press("e")
    form = details(opened).get_by_role("form", name="Bukti")
    expect(form.get_by_role("textbox", name="Kutipan")).to_be_focused()
    opened.keyboard.type("Kurirnya tidak pernah menelepon")
    opened.keyboard.press("Control+Enter")
    expect(form.get_by_role("alert")).to_contain_text("Kutipan perlu sumber")
    expect(form.get_by_role("textbox", name="Sumber")).to_be_focused()
    assert violations(opened) == []

    # What was begun is kept while somebody looks elsewhere.
    pain(opened, "P-02").click()
    pain(opened, "P-01").click()
    details(opened).get_by_role("button", name="Tambah", exact=True).click()
    expect(form.get_by_role("textbox", name="Kutipan")).to_have_value(
        "Kurirnya tidak pernah menelepon"
    )
    form.get_by_role("textbox", name="Sumber").fill("Bu Ratna")
    form.get_by_label("Tanggal").fill("2025-03-04")
    form.get_by_role("button", name="Simpan").click()
    expect(
        details(opened).get_by_text("Wawancara, Bu Ratna, 4 Mar 2025")
    ).to_be_visible()

    details(opened).get_by_role("button", name="Ubah bukti").click()
    form.get_by_role("combobox", name="Jenis").select_option(label="Survei")
    form.get_by_role("button", name="Simpan").click()
    expect(details(opened).get_by_text("Survei, Bu Ratna")).to_be_visible()
    is_saved(opened)
    opened.reload()
    expect(details(opened).get_by_text("Survei, Bu Ratna")).to_be_visible()
    details(opened).get_by_role("button", name="Hapus bukti").click()
    expect(details(opened).get_by_text("Belum ada bukti")).to_be_visible()


def test_evidence_begun_about_a_pain_that_somebody_deletes_stays_readable(
    opened: Page,
) -> None:
    page = opened
    pain(page, "P-01").click()
    details(page).get_by_role("button", name="Tambah", exact=True).click()
    page.keyboard.type("Paketnya basah kena hujan")
    edit(page, urlsplit(page.url).path, edit="DeleteCard", id="c5")
    note = page.get_by_role("alert").filter(has_text="Tidak tersimpan")
    expect(note.get_by_role("textbox")).to_have_value("Paketnya basah kena hujan")


def test_opportunities_are_linked_and_carry_actions(opened: Page) -> None:
    pain(opened, "P-01").focus()
    opened.keyboard.press("o")
    opened.get_by_role("menuitem", name="O-01").click()
    card = details(opened).get_by_role("article").filter(has_text="O-01")
    expect(card).to_contain_text("P-01")
    details(opened).get_by_role("button", name="Tambah tindakan").click()
    opened.keyboard.type("Kirim kabar lewat pesan")
    opened.keyboard.press("Enter")
    action = details(opened).get_by_role("group", name="Kirim kabar lewat pesan")
    action.get_by_role("textbox", name="Penanggung jawab").fill("Bu Sari")
    action.get_by_label("Tenggat").fill("2026-12-12")
    action.get_by_role("combobox", name="Keadaan").select_option(label="Dikerjakan")
    is_saved(opened)
    opened.reload()
    expect(action.get_by_role("textbox", name="Penanggung jawab")).to_have_value(
        "Bu Sari"
    )
    expect(action.get_by_label("Tenggat")).to_have_value("2026-12-12")
    assert violations(opened) == []

    details(opened).get_by_role("button", name="Lepas tautan").click()
    expect(details(opened).get_by_role("article")).to_have_count(0)
    details(opened).get_by_role("button", name="Tautkan").click()
    opened.get_by_role("menuitem", name="Tulis peluang baru").click()
    opened.keyboard.type("Beri nomor telepon kurir")
    # What was begun is kept while somebody looks elsewhere.
    pain(opened, "P-02").click()
    pain(opened, "P-01").click()
    details(opened).get_by_role("button", name="Tautkan").click()
    opened.get_by_role("menuitem", name="Tulis peluang baru").click()
    details(opened).get_by_role("button", name="Simpan").click()
    expect(details(opened).get_by_role("article")).to_contain_text(
        "Beri nomor telepon kurir"
    )
    expect(opened.get_by_role("table")).to_contain_text("Beri nomor telepon kurir")
