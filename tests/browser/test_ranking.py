"""Priorities: ranking, joining and writing statements by keys, mouse and menus."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.maps import create, sized_map
from tests.browser.pages import backlog, is_saved

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@pytest.fixture
def board(page: Page) -> Page:
    """Open the priorities of a map of this test's own."""
    path = create(page, sized_map(4, 60))
    page.goto(f"{path}/priorities")
    expect(quadrant(page, "DO").get_by_role("article")).to_have_count(1)
    return page


def quadrant(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def test_a_key_ranks_a_pain_point_and_the_reasons_are_asked_for(board: Page) -> None:
    unjudged = backlog(board).count()
    first = backlog(board).first
    words = first.get_by_role("heading").inner_text()
    first.focus()
    board.keyboard.press("2")
    card = quadrant(board, "PLAN").get_by_role("article", name=words)
    expect(card).to_be_focused()
    expect(backlog(board)).to_have_count(unjudged - 1)
    expect(
        board.get_by_role("status").filter(has_text="dipindahkan ke PLAN")
    ).to_have_count(1)

    board.keyboard.press("Enter")
    expect(card.get_by_role("textbox", name="Mengapa penting?")).to_be_focused()
    board.keyboard.type("Pembeli baru pergi di sini")
    board.keyboard.press("Tab")
    expect(card.get_by_role("textbox", name="Mengapa bisa nanti?")).to_be_focused()
    board.keyboard.press("Escape")
    expect(card).to_be_focused()
    expect(card).to_contain_text("Pembeli baru pergi di sini")
    expect(card).to_contain_text("Alasan belum ditulis")
    is_saved(board)
    board.reload()
    expect(card).to_contain_text("Pembeli baru pergi di sini")

    card.focus()
    board.keyboard.press("Alt+ArrowDown")
    expect(quadrant(board, "DROP").get_by_role("article", name=words)).to_be_focused()
    board.keyboard.press("0")
    expect(quadrant(board, "DROP").get_by_role("article")).to_have_count(0)
    half = quadrant(board, "Belum lengkap dinilai").get_by_role("article", name=words)
    expect(half).to_be_focused()


def test_the_key_0_makes_a_pain_point_unjudged_again(board: Page) -> None:
    unjudged = backlog(board).count()
    words = backlog(board).first.get_by_role("heading").inner_text()
    backlog(board).first.focus()
    board.keyboard.press("4")
    expect(backlog(board)).to_have_count(unjudged - 1)
    board.keyboard.press("0")
    expect(backlog(board)).to_have_count(unjudged)
    expect(board.get_by_role("listitem", name=words, exact=True).first).to_be_focused()


def test_dragging_ranks_and_the_missing_reason_opens_at_once(board: Page) -> None:
    first = backlog(board).first
    words = first.get_by_role("heading").inner_text()
    first.drag_to(quadrant(board, "DELEGATE"))
    card = quadrant(board, "DELEGATE").get_by_role("article", name=words)
    expect(card.get_by_role("textbox", name="Mengapa tidak penting?")).to_be_focused()
    board.keyboard.type("Bukan pekerjaan tim inti")
    board.keyboard.press("Tab")
    board.keyboard.type("Kontraknya habis bulan ini")
    board.get_by_role("heading", name="Belum dinilai").click()
    expect(card.get_by_role("textbox")).to_have_count(0)
    expect(card).to_contain_text("Kontraknya habis bulan ini")

    quadrant(board, "DO").get_by_role("article").drag_to(quadrant(board, "PLAN"))
    expect(quadrant(board, "PLAN").get_by_role("article")).to_have_count(1)
    expect(quadrant(board, "DO").get_by_role("article")).to_have_count(0)


def test_pain_points_are_joined_and_parted(board: Page) -> None:
    unjudged = backlog(board).count()
    card = quadrant(board, "DO").get_by_role("article")
    backlog(board).first.drag_to(card)
    expect(backlog(board)).to_have_count(unjudged - 1)
    expect(card).to_contain_text(re.compile(r"P-\d+ \+ P-\d+"))
    board.get_by_role("status").get_by_role("button", name="Urungkan").click()
    expect(backlog(board)).to_have_count(unjudged)

    backlog(board).first.get_by_role("button", name="Tindakan untuk").click()
    board.get_by_role("menuitem", name="Gabungkan dengan").hover()
    board.get_by_role("menuitem", name="Kabar pengiriman tidak jelas").click()
    expect(card).to_be_focused()
    expect(backlog(board)).to_have_count(unjudged - 1)
    card.get_by_role("button", name="Tindakan untuk").click()
    board.get_by_role("menuitem", name="Pisahkan P-").last.click()
    expect(backlog(board)).to_have_count(unjudged)


def test_a_problem_that_is_not_on_the_map_is_written_and_judged(board: Page) -> None:
    board.get_by_role("button", name="Masalah baru").click()
    words = board.get_by_role("textbox", name="Masalah baru")
    words.fill("Kopi susu belum dijual")
    # Whoever looks at the map in between finds the words again.
    board.get_by_role("link", name="Peta").first.click()
    board.get_by_role("link", name="Prioritas").first.click()
    board.get_by_role("button", name="Masalah baru").click()
    expect(words).to_have_value("Kopi susu belum dijual")
    board.get_by_role("button", name="Tambahkan").click()
    half = quadrant(board, "Belum lengkap dinilai").get_by_role("article")
    expect(half.get_by_role("textbox", name="Masalah")).to_be_focused()
    half.get_by_role("group", name="Penting?").get_by_role("button", name="Ya").click()
    half.get_by_role("group", name="Mendesak?").get_by_role(
        "button", name="Tidak"
    ).click()
    card = quadrant(board, "PLAN").get_by_role("article", name="Kopi susu belum dijual")
    card.get_by_role("textbox", name="Mengapa bisa nanti?").fill("Menunggu mesin baru")
    card.get_by_role("button", name="Selesai").click()
    expect(card).to_contain_text("Menunggu mesin baru")
    is_saved(board)
    board.reload()
    expect(card).to_contain_text("Menunggu mesin baru")

    board.get_by_role("button", name="Keadaan").click()
    board.get_by_role("menuitemradio", name="Belum ada di peta").click()
    expect(board.get_by_role("article")).to_have_count(1)
    board.get_by_role("button", name="Hapus saringan").click()
    expect(board.get_by_role("article")).to_have_count(2)


def test_the_table_is_written_in_place(board: Page) -> None:
    board.get_by_role("button", name="Tabel").click()
    row = board.get_by_role("row").nth(1)
    row.get_by_role("textbox", name="Masalah").fill("Kabar kurir tidak pernah datang")
    row.get_by_role("group", name="Mendesak?").get_by_role(
        "button", name="Tidak"
    ).click()
    expect(row).to_contain_text("PLAN")
    is_saved(board)
    board.reload()
    expect(quadrant(board, "PLAN")).to_contain_text("Kabar kurir tidak pernah datang")
