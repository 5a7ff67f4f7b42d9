"""The HTML that people hand on: axe-core finds nothing in it, on any ground."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from jejak.exporters import export
from jejak.templates import template
from tests.browser.axe import violations
from tests.exporters import maps
from tests.exporters.maps import two_people

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from jejak.exporters.options import Theme
    from jejak.model.journey_map import JourneyMap

MAPS: dict[str, JourneyMap] = {
    "the sample": template("mas-tekno", "id"),
    "every field": maps.everything(),
    "two personas": two_people(),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", MAPS)
def test_axe_finds_nothing_in_an_exported_page(
    page: Page, tmp_path: Path, name: str, theme: Theme
) -> None:
    made = tmp_path / "map.html"
    made.write_bytes(export(MAPS[name], "html", theme=theme))
    page.goto(made.as_uri())
    expect(page.get_by_role("table")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert violations(page) == []


def test_a_page_that_was_asked_to_be_dark_prints_on_white(
    page: Page, tmp_path: Path
) -> None:
    made = tmp_path / "map.html"
    made.write_bytes(export(MAPS["the sample"], "html", theme="dark"))
    page.goto(made.as_uri())
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == "rgb(22, 21, 19)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
