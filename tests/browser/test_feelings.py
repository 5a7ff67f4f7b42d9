"""Feelings on the curve: moved by hand and by keys, added, worded, deleted."""

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
    """Open a map of this test's own."""
    page.goto(create(page, sized_map(3, 40)))
    expect(page.get_by_role("slider")).to_have_count(3)
    return page


def face(page: Page, stage: int) -> Locator:
    return page.get_by_role("slider", name=f"di Langkah {stage}")


def value_of(slider: Locator) -> float:
    return float(slider.get_attribute("aria-valuenow") or "nan")


def pull(page: Page, slider: Locator, across: int, down: int) -> None:
    box = slider.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + down / 2, steps=3)
    page.mouse.move(x + across, y + down, steps=3)
    page.mouse.up()


def test_a_face_is_dragged_up_and_down_in_steps_and_stays(opened: Page) -> None:
    before = value_of(face(opened, 2))
    pull(opened, face(opened, 2), 0, -40)
    after = value_of(face(opened, 2))
    assert before < after
    assert round(after, 1) == after
    pull(opened, face(opened, 1), 0, 400)  # further than the scale
    expect(face(opened, 1)).to_have_attribute("aria-valuenow", "-2")
    is_saved(opened)
    opened.reload()
    expect(face(opened, 2)).to_have_attribute("aria-valuenow", str(after))


def test_a_face_is_dragged_sideways_in_its_stage(opened: Page) -> None:
    before = face(opened, 2).bounding_box()
    pull(opened, face(opened, 2), 40, 0)
    after = face(opened, 2).bounding_box()
    assert before is not None
    assert after is not None
    assert 30 < after["x"] - before["x"] < 50


def test_keys_move_a_face_and_walk_between_faces(opened: Page) -> None:
    face(opened, 1).focus()
    opened.keyboard.press("ArrowDown")
    expect(face(opened, 1)).to_have_attribute("aria-valuenow", "1.6")
    opened.keyboard.press("Shift+ArrowDown")
    expect(face(opened, 1)).to_have_attribute("aria-valuetext", "0,6, Antusias")
    opened.keyboard.press("ArrowRight")
    expect(face(opened, 2)).to_be_focused()
    opened.keyboard.press("Delete")
    expect(opened.get_by_role("slider")).to_have_count(2)
    expect(face(opened, 3)).to_be_focused()
    opened.keyboard.press("Control+d")
    expect(opened.get_by_role("slider")).to_have_count(3)


def test_a_double_click_adds_a_feeling_and_asks_for_its_word(opened: Page) -> None:
    cell = opened.get_by_role("row", name="Perasaan").get_by_role("cell").nth(1)
    box = cell.bounding_box()
    assert box is not None
    opened.mouse.dblclick(box["x"] + 20, box["y"] + 30)
    dialog = opened.get_by_role("dialog", name="Perasaan di Langkah 2")
    assert violations(opened) == []
    dialog.get_by_role("radio", name="Lega").check(force=True)
    dialog.get_by_role("button", name="Selesai").click()
    made = opened.get_by_role("slider", name="Lega di Langkah 2")
    expect(made).to_be_focused()
    expect(made).to_have_attribute("aria-valuenow", "1")

    opened.keyboard.press("Enter")
    dialog.get_by_role("textbox", name="Kata sendiri").fill("Plong")
    opened.keyboard.press("Escape")
    expect(opened.get_by_role("slider", name="Plong di Langkah 2")).to_be_focused()
    is_saved(opened)
    opened.reload()
    expect(opened.get_by_role("slider", name="Plong di Langkah 2")).to_be_visible()
    assert violations(opened) == []


def test_a_word_begun_for_a_feeling_that_somebody_deletes_stays_readable(
    opened: Page,
) -> None:
    page = opened
    face(page, 2).press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Kata sendiri").fill("Penasaran")
    edit(page, urlsplit(page.url).path, edit="DeleteFeeling", id="f0-1")
    expect(face(page, 2)).to_have_count(0)
    dialog.get_by_role("button", name="Selesai").click()
    expect(dialog).to_have_count(0)
    note = page.get_by_role("alert").filter(has_text="Tidak tersimpan")
    expect(note.get_by_role("textbox")).to_have_value("Penasaran")
