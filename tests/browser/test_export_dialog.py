"""Taking a map away: the dialog begins with what the page shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.axe import RULES, violations

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route


def opened(page: Page, journey: str) -> Locator:
    page.goto(journey)
    if (page.viewport_size or {"width": 1440})["width"] < 768:
        page.get_by_role("button", name="Lainnya").click()
    page.get_by_role("button", name="Ekspor").click()
    dialog = page.get_by_role("dialog", name="Ekspor")
    expect(dialog).to_be_visible()
    return dialog


def downloaded(page: Page, dialog: Locator) -> tuple[str, bytes]:
    with page.expect_download() as download:
        dialog.get_by_role("button", name="Unduh").click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("PDF", b"%PDF-"),
        ("PNG", b"\x89PNG"),
        ("SVG", b"<"),
        ("HTML", b"<!doctype html>"),
        ("YAML", b"format: 1"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_form_is_downloaded(
    page: Page, journey: str, form: str, start: bytes
) -> None:
    dialog = opened(page, journey)
    dialog.get_by_text(form, exact=True).click()
    name, content = downloaded(page, dialog)
    assert name.endswith(f".{form.lower()}")
    assert content.startswith(start)
    expect(dialog).to_have_count(0)
    told = page.get_by_role("status").filter(has_text="telah diunduh")
    expect(told).to_be_visible()


def test_a_picture_shows_what_was_chosen(page: Page, journey: str) -> None:
    dialog = opened(page, journey)
    dialog.get_by_text("HTML", exact=True).click()
    dialog.get_by_role("radio", name="English").check()
    dialog.get_by_role("radio", name="Gelap").check()
    dialog.get_by_role("checkbox", name="Proses", exact=True).uncheck()
    _, content = downloaded(page, dialog)
    made = content.decode()
    assert '<html lang="en">' in made
    assert "color-scheme:dark" in made
    assert ">Touchpoints<" in made
    assert ">Process<" not in made


def test_it_begins_with_the_lanes_that_the_page_shows(page: Page, journey: str) -> None:
    page.goto(journey)
    page.get_by_role("button", name="lajur").first.click()
    page.get_by_role("menuitemcheckbox", name="Titik sentuh").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Ekspor").click()
    dialog = page.get_by_role("dialog", name="Ekspor")
    expect(dialog.get_by_role("checkbox", name="Titik sentuh")).not_to_be_checked()
    expect(dialog.get_by_role("checkbox", name="Kanal", exact=True)).to_be_checked()


def test_without_any_lane_there_is_nothing_to_download(
    page: Page, journey: str
) -> None:
    dialog = opened(page, journey)
    lanes = dialog.get_by_role("group", name="Lajur").get_by_role("checkbox")
    internal = dialog.get_by_role("checkbox", name="Lajur internal dan garis")
    internal.uncheck()
    for lane in lanes.all()[1:]:
        lane.uncheck()
    expect(dialog.get_by_text("Pilih sedikitnya satu lajur.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Unduh")).to_be_disabled()
    internal.check()
    expect(dialog.get_by_role("button", name="Unduh")).to_be_enabled()


def test_what_the_server_refuses_is_said(
    page: Page, journey: str, refusals: list[str]
) -> None:
    refusals.append("status of 503")
    body = '{"code": "work_timed_out", "message": "Terlalu lama."}'
    page.route("**/export/**", lambda route: route.fulfill(status=503, body=body))
    dialog = opened(page, journey)
    dialog.get_by_role("button", name="Unduh PDF").click()
    expect(dialog.get_by_role("alert")).to_have_text("Terlalu lama.")
    expect(dialog.get_by_role("button", name="Unduh PDF")).to_be_enabled()


def test_a_slow_export_says_so_and_can_be_left(page: Page, journey: str) -> None:
    page.route("**/export/**", lambda route: None)  # it never answers
    dialog = opened(page, journey)
    dialog.get_by_role("button", name="Unduh PDF").click()
    expect(dialog.get_by_role("status")).to_have_text("Membuat PDF …")
    dialog.get_by_role("button", name="Batal").click()
    expect(dialog.get_by_role("button", name="Unduh PDF")).to_be_visible()
    expect(dialog.get_by_role("alert")).to_have_count(0)


def test_the_keyboard_alone_takes_a_map_away(page: Page, journey: str) -> None:
    page.goto(journey)
    page.get_by_role("button", name="Ekspor").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Ekspor")
    page.keyboard.press("Tab")
    expect(dialog.get_by_role("radio", name="PDF")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("radio", name="SVG")).to_be_checked()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".svg")
    expect(page.get_by_role("button", name="Ekspor")).to_be_focused()


def test_arrows_pressed_before_the_dialog_is_loaded_choose_the_form(
    page: Page, journey: str
) -> None:
    waiting: list[Route] = []
    page.route("**/ExportDialog-*.js", lambda route: waiting.append(route))
    page.goto(journey)
    page.get_by_role("button", name="Ekspor").focus()
    for key in ("Enter", "Tab", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowRight"):
        page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_have_count(0)
    waiting[0].continue_()
    svg = page.get_by_role("dialog", name="Ekspor").get_by_role("radio", name="SVG")
    expect(svg).to_be_checked()
    expect(svg).to_be_focused()


def test_enter_pressed_before_the_dialog_is_loaded_downloads_what_was_chosen(
    page: Page, journey: str
) -> None:
    waiting: list[Route] = []
    page.route("**/ExportDialog-*.js", lambda route: waiting.append(route))
    page.goto(journey)
    page.get_by_role("button", name="Ekspor").focus()
    for key in ("Enter", "Tab", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    with page.expect_download() as download:
        waiting[0].continue_()
    assert download.value.suggested_filename.endswith(".svg")


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_in_it(
    page: Page, journey: str, theme: str, width: int
) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 844})
    page.goto("/")
    page.evaluate("theme => localStorage.setItem('jejak_theme', theme)", theme)
    dialog = opened(page, journey)
    assert violations(page, RULES[:-1]) == []
    box = dialog.bounding_box()
    assert box is not None
    assert box["width"] <= width
