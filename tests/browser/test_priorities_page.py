"""Priorities: the matrix and the table of the problem statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page


def open_priorities(page: Page, journey: str) -> None:
    page.goto(journey)
    page.get_by_role("link", name="Prioritas").first.click()
    expect(page.get_by_role("group", name="Matriks Eisenhower")).to_be_visible()


def test_each_statement_stands_in_its_quadrant_with_both_reasons(
    page: Page, journey: str
) -> None:
    open_priorities(page, journey)

    do = page.get_by_role("region", name="DO", exact=True)
    expect(do).to_contain_text("Kurir datang tanpa memberi kabar")
    expect(do).to_contain_text("Kopi yang tertinggal di teras cepat rusak")
    expect(do).to_contain_text("Keluhan naik sejak musim hujan")
    expect(do).to_contain_text("04 Terima")
    plan = page.get_by_role("region", name="PLAN", exact=True)
    expect(plan).to_contain_text("Belum ada langganan bulanan")
    expect(plan).to_contain_text("Belum ada di peta")
    drop = page.get_by_role("region", name="DROP", exact=True)
    expect(drop).to_contain_text("Belum ada yang dilepas")


def test_pain_points_without_a_statement_are_listed(page: Page, journey: str) -> None:
    open_priorities(page, journey)

    backlog = page.get_by_role("complementary", name="Belum dinilai")
    expect(backlog.get_by_role("listitem")).to_have_count(1)
    expect(backlog).to_contain_text("Ongkos kirim baru terlihat di akhir")


def test_the_table_says_the_same_as_the_matrix(page: Page, journey: str) -> None:
    open_priorities(page, journey)
    page.get_by_role("button", name="Tabel").click()

    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(rows.nth(1)).to_contain_text("DO")
    urgent = "Mendesak? Mengapa?"
    expect(rows.nth(1).get_by_role("textbox", name=urgent)).to_have_value(
        "Keluhan naik sejak musim hujan"
    )
    expect(rows.nth(2).get_by_role("textbox", name=urgent)).to_have_value(
        "Gudang perlu dirapikan lebih dulu"
    )


def test_a_number_leads_to_its_pain_point_on_the_map(page: Page, journey: str) -> None:
    open_priorities(page, journey)
    page.get_by_role("region", name="DO", exact=True).get_by_role("link").click()

    details = page.get_by_role("complementary", name="Rincian pain point")
    expect(details.get_by_role("textbox", name="Isi pain point")).to_have_value(
        "Kurir datang tanpa memberi kabar"
    )
    page.go_back()
    expect(page.get_by_role("group", name="Matriks Eisenhower")).to_be_visible()
