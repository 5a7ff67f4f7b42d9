"""What happened to a map: who changed what, named moments, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.maps import create, sized_map
from tests.browser.pages import cell

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_the_history_names_a_moment_looks_at_it_and_brings_it_back(page: Page) -> None:
    page.goto(create(page, sized_map(3, 60)))
    pain = page.get_by_role("button", name="P-02")
    pain.focus()
    page.keyboard.press("1")
    expect(pain).to_contain_text("DO")
    page.get_by_role("button", name="Riwayat").click()
    history = page.get_by_role("dialog", name="Riwayat")
    steps = history.get_by_role("list").last.get_by_role("listitem")
    expect(steps).to_have_count(2)
    expect(steps.first).to_contain_text("Anda")
    expect(steps.last).to_contain_text("Membuat peta")
    history.get_by_role("textbox", name="Beri nama versi sekarang").fill(
        "Setelah rapat"
    )
    history.get_by_role("button", name="Simpan").click()
    expect(
        history.get_by_role("button", name="Lihat peta pada Setelah rapat")
    ).to_be_visible()
    expect(steps.first).to_contain_text("Setelah rapat")
    assert violations(page) == []

    steps.last.get_by_role("button", name="Lihat peta pada").click()
    past = page.get_by_role("region", name="Melihat masa lalu")
    expect(past).to_contain_text("tidak bisa diubah di sini")
    expect(pain).to_contain_text("Belum dinilai")
    expect(page.get_by_role("slider")).to_have_count(0)
    assert violations(page) == []
    past.get_by_role("button", name="Kembali ke sekarang").click()
    expect(pain).to_contain_text("DO")

    page.get_by_role("button", name="Riwayat").click()
    steps.last.get_by_role("button", name="Lihat peta pada").click()
    past.get_by_role("button", name="Kembalikan peta ke sini").click()
    expect(past).to_have_count(0)
    expect(pain).to_contain_text("Belum dinilai")


def test_a_step_of_many_changes_is_counted_and_opens_to_each(page: Page) -> None:
    page.goto(create(page, sized_map(3, 60)))
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    lines = "\n".join(f"hal {number}" for number in range(24))
    page.evaluate(
        "text => navigator.clipboard.writeText(text)", f'"{lines}"\tsatu\tdua'
    )
    cell(page, "Proses", 1).focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_text("26 isian ditempel.")).to_be_visible()
    page.get_by_role("button", name="Riwayat").click()
    history = page.get_by_role("dialog", name="Riwayat")
    step = history.locator("li.step").first
    expect(step).to_contain_text("Menambah 26 kartu.")
    step.get_by_text("Lihat tiap perubahan").click()
    rows = step.get_by_role("listitem")
    expect(rows).to_have_count(20)
    step.get_by_role("button", name="Tampilkan semua 26").click()
    expect(rows).to_have_count(26)
    expect(rows.last).to_contain_text("dua")
    assert violations(page) == []
