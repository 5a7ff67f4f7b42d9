"""Expectations, resources and KPIs on the map: moved, copied, and their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from jejak.model.journey_map import JourneyMap
from tests.browser.axe import violations
from tests.browser.maps import create, notes, sized_map
from tests.browser.pages import cell, press, reloaded

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def noted(page: Page) -> Page:
    """Open a map with expectations, resources and KPIs."""
    journey = JourneyMap.of([*sized_map(3, 60).records.values(), *notes()])
    page.goto(create(page, journey))
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    return page


def test_notes_move_by_keys_by_drag_and_by_menu(noted: Page) -> None:
    page = noted
    here, there = cell(page, "Harapan", 1), cell(page, "Harapan", 2)
    here.locator("[data-item]").first.focus()
    press(page, "Alt+ArrowDown")
    expect(here.locator("[data-item]")).to_have_text(
        ["Harga tetap", "Kabar dalam semenit"]
    )
    expect(here.locator("[data-item]").last).to_be_focused()
    press(page, "Alt+ArrowRight")
    expect(there.locator("[data-item]")).to_have_text(["Kabar dalam semenit"])
    expect(there.locator("[data-item]")).to_be_focused()
    there.locator("[data-item]").drag_to(
        here.locator("[data-item]"), target_position={"x": 30, "y": 2}
    )
    expect(here.locator("[data-item]")).to_have_text(
        ["Kabar dalam semenit", "Harga tetap"]
    )
    # A note stays in the lane of its kind.
    here.locator("[data-item]").first.drag_to(cell(page, "KPI", 2))
    expect(here.locator("[data-item]")).to_have_count(2)
    expect(cell(page, "KPI", 2).locator("[data-item]")).to_have_count(0)
    here.locator("[data-item]").first.focus()
    press(page, "Shift+F10")
    page.get_by_role("menuitem", name="Pindahkan ke", exact=True).press("Enter")
    dialog = page.get_by_role("dialog", name="Pindahkan ke")
    expect(dialog.get_by_label("Lajur")).to_have_count(0)
    dialog.get_by_label("Tahap").select_option(label="Langkah 2")
    dialog.get_by_role("button", name="Pindahkan").click()
    expect(there.locator("[data-item]")).to_have_text(["Kabar dalam semenit"])
    press(page, "Control+z")
    expect(here.locator("[data-item]").first).to_have_text("Kabar dalam semenit")
    reloaded(page)
    expect(here.locator("[data-item]").first).to_have_text("Kabar dalam semenit")


def test_the_figures_of_a_kpi_are_written_in_a_dialog(noted: Page) -> None:
    page = noted
    kpis = cell(page, "KPI", 1)
    kpis.locator("[data-item]").focus()
    press(page, "Space")
    dialog = page.get_by_role("dialog", name="KPI")
    expect(dialog.get_by_label("Awal")).to_have_value("30")
    dialog.get_by_label("Target").fill("4.5")
    dialog.get_by_label("Satuan").fill("jam")
    dialog.get_by_label("Yang lebih baik").select_option(label="Lebih tinggi")
    dialog.get_by_label("Penanggung jawab").fill("Bu Sari")
    dialog.get_by_label("Tanggal", exact=True).fill("2026-11-02")
    dialog.get_by_label("Nilai baru").fill("9")
    dialog.get_by_label("Nilai baru").press("Enter")
    expect(dialog.locator("time")).to_have_text(["1 Okt", "2 Nov"])
    assert violations(page) == []
    press(page, "Escape")
    expect(kpis.locator("[data-item]")).to_be_focused()
    expect(kpis).to_contain_text("awal 30 jam, kini 9 jam, target 4,5 jam")
    reloaded(page)
    expect(kpis).to_contain_text("awal 30 jam, kini 9 jam, target 4,5 jam")
    kpis.locator("[data-item]").focus()
    press(page, "Control+d")
    expect(kpis.locator("[data-item]").last).to_be_focused()
    expect(kpis.locator("[data-item]").last).to_contain_text("kini 9 jam")
    press(page, "Space")
    expect(dialog.get_by_label("Penanggung jawab")).to_have_value("Bu Sari")
    dialog.get_by_label("Target").fill("")
    dialog.get_by_role("button", name="Hapus: Nilai pada 1 Okt").click()
    press(page, "Escape")
    expect(kpis.locator("[data-item]").last).not_to_contain_text("target")


def test_an_expectation_names_a_touchpoint_and_a_resource_its_opportunity(
    noted: Page,
) -> None:
    page = noted
    hope = cell(page, "Harapan", 1).locator("[data-item]").first
    hope.focus()
    press(page, "Shift+F10")
    page.get_by_role("menuitem", name="Angka dan rincian").press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Angka yang diharapkan").fill("1")
    dialog.get_by_label("Satuan").fill("menit")
    dialog.get_by_label("Di titik sentuh").select_option(index=1)
    press(page, "Escape")
    expect(hope).to_have_text("Kabar dalam semenit, 1 menit")
    # Copied with its figures, and put down in another stage.
    press(page, "Control+c")
    cell(page, "Harapan", 3).focus()
    press(page, "Control+v")
    copied = cell(page, "Harapan", 3).locator("[data-item]")
    expect(copied).to_have_text("Kabar dalam semenit, 1 menit")
    copied.focus()
    press(page, "Space")
    expect(dialog.get_by_label("Di titik sentuh")).not_to_have_value("")
    press(page, "Escape")
    need = cell(page, "Sumber daya", 1).locator("[data-item]")
    need.focus()
    press(page, "Alt+ArrowRight")
    need = cell(page, "Sumber daya", 2).locator("[data-item]")
    expect(need).to_be_focused()
    press(page, "Space")
    dialog.get_by_label("Ketersediaan").select_option(label="Dibutuhkan")
    dialog.get_by_label("Untuk peluang").select_option(index=1)
    press(page, "Escape")
    expect(need).to_have_text("Nomor toko, dibutuhkan")
    reloaded(page)
    expect(need).to_have_text("Nomor toko, dibutuhkan")
