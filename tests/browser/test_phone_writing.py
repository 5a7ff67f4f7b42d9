"""Writing on a phone: sheets that take the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from jejak.model.journey_map import JourneyMap
from tests.browser.axe import violations
from tests.browser.maps import create, edit, notes, sized_map

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def phone(page: Page) -> Page:
    """Open a map of this test's own on a phone."""
    path = create(page, sized_map(3, 60))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    expect(page.get_by_role("button", name="Tambah perasaan")).to_be_visible()
    return page


def test_a_cell_is_written_on_a_sheet(phone: Page) -> None:
    phone.get_by_role("button", name="Tulis di Tujuan pelanggan").click()
    sheet = phone.get_by_role("dialog", name="Tujuan pelanggan")
    items = sheet.get_by_role("listitem")
    sheet.get_by_role("textbox", name="Tulis isi baru").fill("Kopi tiba sebelum Senin")
    before = items.count()
    sheet.get_by_role("button", name="Tutup").click()
    phone.get_by_role("button", name="Tulis di Tujuan pelanggan").click()
    # What was begun is still there.
    expect(sheet.get_by_role("textbox", name="Tulis isi baru")).to_have_value(
        "Kopi tiba sebelum Senin"
    )
    sheet.get_by_role("button", name="Tambahkan").click()
    expect(items).to_have_count(before + 1)
    sheet.get_by_role("button", name=f"Naikkan isi {before + 1}").click()
    sheet.get_by_role("textbox", name=f"Isi {before}", exact=True).fill(
        "Kopi tiba hari Sabtu"
    )
    assert violations(phone) == []
    sheet.get_by_role("button", name="Tutup").click()
    expect(phone.get_by_role("main")).to_contain_text("Kopi tiba hari Sabtu")
    expect(
        phone.get_by_role("button", name="Tulis di Tujuan pelanggan")
    ).to_be_focused()


def test_what_was_begun_is_there_though_somebody_deletes_the_lane(page: Page) -> None:
    address = create(page, sized_map(2, 28))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address)
    page.get_by_role("button", name="Tulis di Tujuan pelanggan").click()
    sheet = page.get_by_role("dialog", name="Tujuan pelanggan")
    sheet.get_by_role("textbox", name="Tulis isi baru").fill("Kopi tiba hari Sabtu")
    edit(page, address, edit="DeleteLane", id="l-goals")
    expect(sheet.get_by_role("listitem")).to_have_count(0)
    sheet.get_by_role("button", name="Tambahkan").click()
    sheet.get_by_role("button", name="Tutup").click()
    note = page.get_by_role("alert").filter(has_text="Tidak tersimpan")
    expect(note.get_by_role("textbox")).to_have_value("Kopi tiba hari Sabtu")


def test_a_kpi_is_written_with_its_figures_on_a_phone(page: Page) -> None:
    path = create(page, JourneyMap.of([*sized_map(3, 60).records.values(), *notes()]))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    page.get_by_role("button", name="Tulis di KPI").click()
    sheet = page.get_by_role("dialog", name="KPI").first
    sheet.get_by_role("button", name="Angka dan rincian isi 1").click()
    figures = page.get_by_role("dialog", name="KPI").last
    expect(figures.get_by_label("Awal")).to_have_value("30")
    figures.get_by_label("Target").fill("4")
    assert violations(page) == []
    figures.get_by_role("button", name="Tutup").click()
    sheet.get_by_role("textbox", name="Tulis isi baru").fill("Kopi yang kembali")
    sheet.get_by_role("button", name="Tambahkan").click()
    sheet.get_by_role("button", name="Naikkan isi 2").click()
    assert violations(page) == []
    sheet.get_by_role("button", name="Tutup").click()
    items = page.get_by_role("listitem").filter(has_text="kembali").locator("xpath=..")
    expect(items.get_by_role("listitem")).to_have_text(
        [
            "Kopi yang kembali",
            "Balasan pertama, awal 30 menit, kini 22 menit, target 4 menit",
        ]
    )
    # Resources have no lane of their own on this map.
    page.get_by_role("button", name="Tulis di Sumber daya").click()
    sheet = page.get_by_role("dialog", name="Sumber daya")
    sheet.get_by_role("button", name="Hapus isi 1").click()
    expect(sheet.get_by_role("listitem")).to_have_count(0)


def test_a_feeling_is_worded_on_a_phone(phone: Page) -> None:
    phone.get_by_role("button", name="Antusias").click()
    sheet = phone.get_by_role("dialog", name="Perasaan di Langkah 1")
    sheet.get_by_role("radio", name="Lega").check(force=True)
    box = sheet.bounding_box()
    assert box is not None
    assert box["width"] >= 390
    assert violations(phone) == []
    sheet.get_by_role("button", name="Selesai").click()
    expect(phone.get_by_role("button", name="Lega")).to_be_visible()


def test_pain_points_are_judged_one_after_the_other(phone: Page) -> None:
    phone.get_by_role("link", name="Prioritas").click()
    phone.get_by_role("button", name="Nilai sekarang").first.click()
    sheet = phone.get_by_role("dialog", name="Nilai pain point")
    expect(sheet).to_contain_text("1 dari")
    words = sheet.get_by_role("paragraph").first.inner_text()
    sheet.get_by_role("button", name="Ya, penting").click()
    sheet.get_by_role("textbox", name="Mengapa penting?").fill("Semua melewatinya")
    sheet.get_by_role("button", name="Bisa nanti").click()
    expect(sheet).to_contain_text("PLAN")
    assert violations(phone) == []
    sheet.get_by_role("button", name="Simpan, lanjut ke berikutnya").click()
    expect(sheet).to_contain_text("2 dari")
    sheet.get_by_role("button", name="Tutup").click()
    plan = phone.get_by_role("region", name="PLAN", exact=True)
    expect(plan.get_by_role("article", name=words)).to_contain_text("Semua melewatinya")


def test_a_swipe_goes_to_the_next_stage_and_leaves_no_page(phone: Page) -> None:
    touch = phone.context.new_cdp_session(phone)
    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True})

    def swipe(start: int, end: int, y: int) -> None:
        def at(x: float, kind: str) -> None:
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            touch.send(
                "Input.dispatchTouchEvent", {"type": kind, "touchPoints": points}
            )

        at(start, "touchStart")
        for step in range(1, 9):
            at(start + (end - start) * step / 8, "touchMove")
        at(end, "touchEnd")

    address = phone.url
    stage = phone.get_by_role("heading", level=2)
    for _ in range(2):
        swipe(330, 60, 500)
    expect(stage).to_have_text("Langkah 3")
    for _ in range(4):  # two more than there are stages
        swipe(60, 330, 500)
        swipe(4, 380, 620)
    expect(stage).to_have_text("Langkah 1")
    assert phone.url == address
    root = phone.locator("html")
    left = "each => getComputedStyle(each).overscrollBehaviorX"
    assert root.evaluate(left) == "none"


def test_one_button_of_the_bar_holds_what_the_page_can_do_besides(phone: Page) -> None:
    page = phone
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    bar = page.get_by_role("banner")
    expect(bar.get_by_role("button")).to_have_count(1)
    bar.get_by_role("button", name="Lainnya").click()
    more = page.get_by_role("dialog", name="Lainnya")
    expect(more.get_by_role("link", name="Perbarui dari tabel")).to_be_visible()
    more.get_by_label("Tema").select_option(label="Gelap")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert violations(page) == []
    more.get_by_label("Bahasa").select_option(label="English")
    expect(page.get_by_role("dialog", name="More")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More").click()
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("dialog", name="Export")).to_be_visible()
