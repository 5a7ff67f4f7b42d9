"""Cards in the parts of a stage: by drag, by keys and by menu; steps in their order."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from jejak.model.journey_map import JourneyMap
from jejak.model.order import keys_between
from jejak.model.records import Card, RecordId, StageId, Substage, SubstageId
from tests.browser.axe import violations
from tests.browser.maps import create, sized_map
from tests.browser.pages import cell, items, press, reloaded

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARTS = ("Mencari", "Membandingkan")


@pytest.fixture
def parted(page: Page) -> Page:
    """Open a map whose first stage has two parts, and whose cells are well filled."""
    page.goto(create(page, parted_map()))
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    return page


def parted_map(filling: str = "") -> JourneyMap:
    """Return a map with two parts; the goals of their stage stand in one, or none."""
    parts = [
        Substage(
            SubstageId(RecordId(f"sub-{title.lower()}")),
            StageId(RecordId("s0")),
            title,
            order=key,
        )
        for title, key in zip(PARTS, keys_between(None, None, 2), strict=True)
    ]
    records = [
        replace(each, substage=SubstageId(RecordId(filling)))
        if filling
        and isinstance(each, Card)
        and (each.lane, each.stage) == ("l-goals", "s0")
        else each
        for each in sized_map(3, 120).records.values()
    ]
    return JourneyMap.of([*records, *parts])


def parts_of(found: Locator) -> list[str]:
    """Return what stands in a cell, the names of the parts among it."""
    lines: list[str] = found.evaluate(
        """(cell) => [...cell.querySelectorAll("[data-part], [data-item]")]
             .map((each) => (each.dataset.part ? "# " : "") + each.innerText.trim())"""
    )
    return lines


def hold_over(page: Page, item: Locator, target: Locator) -> None:
    """Drag something over a place, and hold it there."""
    item.hover()
    page.mouse.down()
    go_to(page, target)


def go_to(page: Page, target: Locator) -> None:
    """Move what is dragged over the middle of a place."""
    box = target.bounding_box()
    assert box is not None
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*at, steps=6)
    page.wait_for_timeout(100)  # it is looked at once a frame
    page.mouse.move(at[0] + 1, at[1] + 1)


def test_a_card_is_dropped_into_a_part_of_a_stage(parted: Page) -> None:
    page = parted
    goals = cell(page, "Tujuan pelanggan", 1)
    texts = items(goals)
    first, second = texts[:2]
    assert goals.locator("[data-part]").count() == 0  # nobody put anything there
    hold_over(page, goals.locator("[data-item]").first, goals)
    go_to(page, page.locator("[data-slot]").filter(has_text="Membandingkan"))
    expect(
        page.get_by_role("status").filter(has_text="bagian “Membandingkan”")
    ).to_have_count(1)
    page.mouse.up()
    expect(goals.locator("[data-part]")).to_have_text(["Membandingkan"])
    assert parts_of(goals) == [*texts[1:], "# Membandingkan", first]
    # Another one, right under the name of the part.
    item = goals.locator("[data-item]").first
    item.drag_to(goals.locator("[data-item]").last, target_position={"x": 20, "y": 2})
    expect(goals.locator("[data-part] ~ ul [data-item]")).to_have_text([second, first])
    parts = goals.locator("[data-part]")
    goals.locator("[data-item]").last.drag_to(goals, target_position={"x": 40, "y": 3})
    expect(parts).to_have_text(["Membandingkan"])
    assert parts_of(reloaded(page).locator("td[data-lane]").first)[-1] == second
    assert violations(page) == []


def test_a_card_from_another_stage_lands_in_the_part_it_is_let_go_over(
    parted: Page,
) -> None:
    page = parted
    thoughts = cell(page, "Pikiran", 1)
    while thoughts.locator("[data-item]").count() > 0:
        thoughts.locator("[data-item]").first.focus()
        press(page, "Delete")
    there = cell(page, "Pikiran", 2)
    first, second, *_ = items(there)
    box = thoughts.bounding_box()
    assert box is not None
    # Of no part, Mencari, Membandingkan: each a third of an empty cell.
    there.locator("[data-item]").first.drag_to(
        thoughts, target_position={"x": box["width"] * 0.5, "y": 6}
    )
    expect(thoughts.locator("[data-part]")).to_have_text(["Mencari"])
    # Nothing stands above the first part: over it is in it.
    there.locator("[data-item]").first.drag_to(
        thoughts, target_position={"x": 10, "y": 2}
    )
    expect(thoughts.locator("[data-item]")).to_have_text([second, first])
    expect(thoughts.locator("[data-part]")).to_have_count(1)
    assert parts_of(thoughts)[0] == "# Mencari"


def test_keys_lead_through_the_parts_and_on_to_the_next_lane(parted: Page) -> None:
    page = parted
    goals = cell(page, "Tujuan pelanggan", 1)
    last = goals.locator("[data-item]").last
    text = last.inner_text().strip()
    last.focus()
    press(page, "Alt+ArrowDown")
    expect(goals.locator("[data-part]")).to_have_text(["Mencari"])
    assert parts_of(goals)[-2:] == ["# Mencari", text]
    expect(goals.locator("[data-item]").last).to_be_focused()
    press(page, "Alt+ArrowDown")
    expect(goals.locator("[data-part]")).to_have_text(["Membandingkan"])
    press(page, "Alt+ArrowUp", "Alt+ArrowUp")
    expect(goals.locator("[data-part]")).to_have_count(0)
    press(page, "Alt+ArrowDown", "Alt+ArrowDown", "Alt+ArrowDown")
    touch = cell(page, "Titik sentuh", 1)
    expect(touch.locator("[data-item]").first).to_have_text(text)
    press(page, "Control+z", "Control+z")
    expect(goals.locator("[data-part]")).to_have_text(["Mencari"])


def test_into_a_cell_of_parts_alone_every_way_leads_into_a_part(page: Page) -> None:
    page.goto(create(page, parted_map(filling="sub-mencari")))
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    goals, there = (cell(page, "Tujuan pelanggan", stage) for stage in (1, 2))
    by_key, by_menu, *_ = items(there)
    there.locator("[data-item]").first.focus()
    press(page, "Alt+ArrowLeft")
    expect(goals).to_contain_text(by_key)
    there.locator("[data-item]").first.focus()
    press(page, "Shift+F10")
    page.get_by_role("menuitem", name="Pindahkan ke", exact=True).press("Enter")
    dialog = page.get_by_role("dialog", name="Pindahkan ke")
    dialog.get_by_label(re.compile("^Tahap")).select_option(label="Langkah 1")
    expect(dialog.get_by_label("Bagian tahap")).to_have_value("sub-mencari")
    dialog.get_by_role("button", name="Pindahkan").click()
    expect(goals).to_contain_text(by_menu)
    goals.focus()
    page.evaluate("navigator.clipboard.writeText('Dari tabel')")
    press(page, "Control+v")
    expect(goals).to_contain_text("Dari tabel")
    lines = parts_of(goals)
    assert lines[0] == "# Mencari"
    assert lines[-3:] == [by_key, by_menu, "Dari tabel"]


def test_the_menu_and_a_new_card_below_know_the_parts(parted: Page) -> None:
    page = parted
    goals = cell(page, "Tujuan pelanggan", 1)
    card = goals.locator("[data-item]").first
    text = card.inner_text().strip()
    card.focus()
    press(page, "Shift+F10")
    page.get_by_role("menuitem", name="Pindahkan ke", exact=True).press("Enter")
    dialog = page.get_by_role("dialog", name="Pindahkan ke")
    dialog.get_by_label("Bagian tahap").select_option(label="Mencari")
    dialog.get_by_role("button", name="Pindahkan").click()
    expect(goals.locator("[data-part]")).to_have_text(["Mencari"])
    press(page, "a")
    page.keyboard.type("Satu lagi di bagian itu")
    press(page, "Escape")
    assert parts_of(goals)[-3:] == ["# Mencari", text, "Satu lagi di bagian itu"]
    card = goals.locator("[data-item]").last
    card.focus()
    press(page, "Shift+F10")
    page.get_by_role("menuitem", name="Pindahkan ke", exact=True).press("Enter")
    dialog.get_by_label("Bagian tahap").select_option(label="Seluruh tahap")
    dialog.get_by_role("button", name="Pindahkan").click()
    expect(goals.locator("[data-item]").last).to_have_text(text)
    assert parts_of(reloaded(page).locator("td[data-lane]").first)[-1] == text


def test_steps_change_places_by_drag_and_by_keys(parted: Page) -> None:
    page = parted
    steps = cell(page, "Proses", 2)
    first, second, *rest = items(steps)
    steps.locator("[data-item]").first.focus()
    press(page, "Alt+ArrowDown")
    expect(steps.locator("[data-item]")).to_have_text([second, first, *rest])
    expect(steps.locator("[data-item]").nth(1)).to_be_focused()
    moved, onto = (
        steps.locator("[data-item]").nth(1),
        steps.locator("[data-item]").nth(0),
    )
    moved.drag_to(onto, target_position={"x": 40, "y": 2})
    expect(steps.locator("[data-item]")).to_have_text([first, second, *rest])
    # Their numbers go on through the parts of a stage.
    cell(page, "Proses", 1).locator("[data-item]").last.focus()
    press(page, "Alt+ArrowDown")
    lists = cell(page, "Proses", 1).locator("ol")
    expect(lists).to_have_count(2)
    before = lists.first.locator("li").count()
    expect(lists.last).to_have_attribute("start", str(before + 1))


def test_on_a_phone_a_card_moves_from_part_to_part(parted: Page) -> None:
    page = parted
    goals = cell(page, "Tujuan pelanggan", 1)
    goals.locator("[data-item]").last.focus()
    press(page, "Alt+ArrowDown")
    expect(goals.locator("[data-part]")).to_have_text(["Mencari"])
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("button", name="Tulis di Tujuan pelanggan").click()
    sheet = page.get_by_role("dialog", name="Tujuan pelanggan")
    expect(sheet.get_by_role("listitem").first).to_be_visible()
    count = sheet.get_by_role("listitem").count()
    sheet.get_by_role("button", name=f"Turunkan isi {count - 1}").click()
    sheet.get_by_role("button", name="Tutup").click()
    part = page.locator("[data-part] + ul").first
    expect(part.get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Tulis di Tujuan pelanggan").click()
    sheet.get_by_role("button", name=f"Naikkan isi {count - 1}").click()
    sheet.get_by_role("button", name="Tutup").click()
    expect(part.get_by_role("listitem")).to_have_count(1)
