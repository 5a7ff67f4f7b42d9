"""axe-core finds nothing on any page, in any theme, at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import RULES, violations
from tests.browser.pages import paste_html
from tests.browser.tables import JOURNEY, RANKING, as_html

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(
    page: Page, journey: str, theme: Literal["light", "dark"], width: str
) -> None:
    # Colours that are on their way from one to the other have no contrast to hold.
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")
    size = WIDTHS[width]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("theme => localStorage.setItem('jejak_theme', theme)", theme)

    page.goto("/")
    expect(page.get_by_role("article").first).to_be_visible()
    paste_html(page, as_html(JOURNEY, RANKING))
    expect(page.get_by_text("2 perlu dilihat")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Tindakan untuk").first.click()
    expect(page.get_by_role("menu")).to_be_visible()
    # An open menu floats outside of the landmarks, which is no rule of WCAG.
    assert violations(page, RULES[:-1]) == []

    page.goto(journey)
    pain = page.get_by_role("button", name="Ongkos kirim baru terlihat di akhir")
    expect(pain).to_be_visible()
    assert violations(page) == []
    pain.click()
    expect(page.get_by_role("button", name="Tutup rincian (Esc)")).to_be_visible()
    assert violations(page) == []

    page.goto(f"{journey}/priorities")
    expect(page.get_by_role("region", name="DO", exact=True)).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Tabel").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_any_look_at_the_map(
    page: Page, journey: str, theme: Literal["light", "dark"]
) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme=theme)
    page.goto(journey)
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
    page.get_by_role("button", name="Semua lajur").click()
    page.get_by_role("menuitemradio", name="Sekilas").click()
    # An open menu floats outside of the landmarks, which is no rule of WCAG.
    assert violations(page, RULES[:-1]) == []
    page.keyboard.press("Escape")
    page.get_by_role("columnheader").first.focus()
    page.keyboard.press("/")
    page.keyboard.type("kopi")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("dari")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Internal", exact=True).click()
    expect(page.get_by_role("row", name="Tim foto")).to_have_count(0)
    assert violations(page) == []
    page.get_by_role("columnheader").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 800, "height": 900})
    page.get_by_role("button", name="Tampilkan panel persona").click()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Lihat seluruh peta").click()
    expect(page.get_by_role("button", name="Lihat per tahap")).to_be_visible()
    assert violations(page) == []
