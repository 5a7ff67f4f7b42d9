"""Map: the table, its panels, the exports; languages, themes and narrow windows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def open_sample(page: Page) -> None:
    page.goto("/")
    page.get_by_role("article").filter(has_text="Mas Tekno").first.get_by_role(
        "link"
    ).click()
    expect(page.get_by_role("table")).to_be_visible()


def test_the_map_shows_every_word_of_the_table(page: Page, journey: str) -> None:
    page.goto(journey)

    table = page.get_by_role("table")
    for words in (
        "Tahu kopi apa yang baru",
        "Katalog",
        "Bu Ratna membaca ulasan",
        "Frustrasi",
        "Kurir datang tanpa memberi kabar",
        "Tim gudang",
        "Cocokkan transfer secara otomatis",
    ):
        expect(table).to_contain_text(words.replace("m-b", "m\u2060-\u2060b"))
    row = table.get_by_role("row", name="Pain point", exact=False).first
    expect(row).to_contain_text("Tidak ada temuan")
    expect(row).to_contain_text("Belum diteliti, padahal Bu Ratna bingung di sini")
    persona = page.get_by_role("complementary", name="Persona")
    expect(persona).to_contain_text("Guru, 41 tahun")


def test_every_feeling_stands_in_the_cell_of_its_stage(
    page: Page, journey: str
) -> None:
    page.goto(journey)
    feelings = page.get_by_role("row", name="Perasaan").get_by_role("cell")

    words = [feelings.nth(index).inner_text() for index in range(4)]

    assert [re.findall(r"[A-Z]\w+", each) for each in words] == [
        ["Antusias", "Bingung"],
        ["Senang"],
        ["Bingung"],
        ["Frustrasi"],
    ]


def test_a_pain_point_opens_with_both_reasons_and_closes_by_esc(
    page: Page, journey: str
) -> None:
    page.goto(journey)
    pain = page.get_by_role("button", name="Kurir datang tanpa memberi kabar")
    pain.focus()
    page.keyboard.press("Space")

    details = page.get_by_role("complementary", name="Rincian pain point")
    expect(details).to_contain_text("Penting dan mendesak: kerjakan sekarang")
    important = details.get_by_role("group", name="Penting?").get_by_role("textbox")
    expect(important).to_have_value("Kopi yang tertinggal di teras cepat rusak")
    urgent = details.get_by_role("group", name="Mendesak?").get_by_role("textbox")
    expect(urgent).to_have_value("Keluhan naik sejak musim hujan")
    expect(pain).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Tutup rincian (Esc)")).to_have_count(0)
    expect(pain).to_be_focused()


def test_the_heads_stay_and_take_the_faces_when_the_curve_scrolls_away(
    page: Page,
) -> None:
    open_sample(page)
    head = page.get_by_role("columnheader").first
    expect(head.locator(".face")).to_have_count(0)
    before = head.bounding_box()
    page.locator(".canvas").evaluate("canvas => { canvas.scrollTop = 1000 }")

    expect(head.locator(".face")).not_to_have_count(0)
    assert head.bounding_box() == before


def test_the_language_changes_at_once_and_is_remembered(
    page: Page, journey: str
) -> None:
    page.goto(journey)
    page.get_by_role("button", name="Bahasa:").click()
    page.get_by_role("menuitemradio", name="English").click()

    expect(page.get_by_role("link", name="Priorities").first).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("rowheader", name="Customer goals")).to_be_visible()
    expect(page.get_by_role("table")).to_have_attribute("lang", "id")
    page.reload()
    expect(page.get_by_role("link", name="Priorities").first).to_be_visible()


def test_the_theme_is_there_before_the_first_paint(page: Page) -> None:
    open_sample(page)
    page.get_by_role("button", name="Tema:").click()
    page.get_by_role("menuitemradio", name="Gelap").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.add_init_script(
        """new PerformanceObserver((list) => {
          const root = document.documentElement;
          for (const entry of list.getEntries())
            if (entry.name === "first-paint")
              root.dataset.atFirstPaint = root.dataset.theme ?? "none";
        }).observe({ type: "paint", buffered: true })"""
    )
    page.reload()

    expect(page.locator("html")).to_have_attribute("data-at-first-paint", "dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(22, 21, 19)"


def test_without_a_choice_the_theme_follows_the_system(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/")
    expect(page.get_by_role("heading", name="Pakai templat")).to_be_visible()

    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert colour == "rgb(22, 21, 19)"


@pytest.mark.parametrize("width", [390, 320])
def test_a_narrow_window_shows_one_stage_at_a_time(
    page: Page, journey: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(journey)
    expect(page.get_by_role("heading", level=2)).to_have_text("Lihat menu")
    page.get_by_role("button", name="Tahap berikutnya").click()
    page.get_by_role("button", name="Tahap berikutnya").click()
    page.get_by_role("button", name="Tahap berikutnya").click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Terima")
    expect(page.get_by_role("button", name="Tahap berikutnya")).to_be_disabled()
    sections = page.get_by_role("main").get_by_role("heading", level=3)
    expect(sections.first).to_have_text("Pain point")
    assert page.evaluate("document.documentElement.scrollWidth") == width

    page.get_by_role("button", name="Lihat seluruh peta").click()
    expect(page.get_by_role("columnheader", name="Terima")).to_be_visible()
    bar = page.get_by_role("navigation", name="Bagian perjalanan").last
    bar.get_by_role("link", name="Prioritas").click()
    expect(page.get_by_role("region", name="DO", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_panels_slide_over_the_map_on_a_tablet(page: Page) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    open_sample(page)
    width = page.locator(".canvas").evaluate("canvas => canvas.clientWidth")
    page.get_by_role("button", name="Tampilkan panel persona").click()

    expect(page.get_by_role("complementary")).to_contain_text("Mas Tekno")
    assert page.locator(".canvas").evaluate("canvas => canvas.clientWidth") == width


def test_a_map_that_is_not_there_says_so(browser: Browser, server: str) -> None:
    # In a window of its own: the refusal itself is told in the console.
    context = browser.new_context(base_url=server, locale="id-ID")
    page = context.new_page()
    page.goto("/maps/nobodyknowsthis")

    expect(page.get_by_text("Peta ini tidak ada, atau sudah dihapus.")).to_be_visible()
    expect(page.get_by_role("link")).to_be_visible()
    context.close()


def test_a_map_that_was_deleted_elsewhere_can_be_brought_back(
    browser: Browser, server: str
) -> None:
    # In a window of its own: the refusal itself is told in the console.
    context = browser.new_context(base_url=server, locale="id-ID")
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Kanvas kosong").click()
    page.wait_for_url(re.compile(r"/maps/[^/]+$"))
    address = page.url
    page.goto("/")
    tile = page.locator(f"a[href='{address.removeprefix(server)}']").first
    expect(tile).to_be_visible()
    page.evaluate(
        """async (address) => {
          const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
          await fetch(address, { method: "DELETE", headers: { "X-CSRFToken": token } });
        }""",
        "/api" + address.removeprefix(server),
    )
    tile.click()

    told = page.get_by_role("alert")
    expect(told).to_contain_text("Peta ini dihapus.")
    expect(page.get_by_role("link", name="Ke halaman awal")).to_be_visible()
    page.goto(address)  # by its address too, not only from the list
    expect(told).to_be_visible()
    assert violations(page) == []
    told.get_by_role("button", name="Kembalikan peta").click()
    expect(page.get_by_role("columnheader").first).to_be_visible()
    context.close()


def test_the_word_above_the_highest_face_keeps_off_the_lane_above(page: Page) -> None:
    open_sample(page)
    lane = page.get_by_role("row", name="Perasaan")
    word = lane.locator(".word").first
    above, edge = word.bounding_box(), lane.bounding_box()
    assert above is not None
    assert edge is not None
    assert above["y"] >= edge["y"] + 4


def test_the_heads_take_the_faces_when_a_jump_passes_over_the_curve(page: Page) -> None:
    page.set_viewport_size({"width": 1100, "height": 420})
    open_sample(page)
    heads = page.locator("thead .faces")
    expect(heads).to_have_count(0)
    page.get_by_text("O-02").first.scroll_into_view_if_needed()
    expect(heads).to_have_count(4)
