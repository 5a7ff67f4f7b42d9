"""Every picture shows what was measured: figures, bars, the line, and whose it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jejak.exporters import export
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Figure,
)
from tests.exporters.maps import measured_map
from tests.exporters.reading import missing, text_in

if TYPE_CHECKING:
    from jejak.language.catalogue import Language


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("format_", ["svg", "html", "pdf"])
def test_every_figure_is_in_every_picture(format_: str, language: Language) -> None:
    journey = measured_map(language)
    view = view_of(journey, language)
    [lane] = [one for one in view.lanes if one.role == "measured"]
    items = [item for cell in lane.cells for item in cell.items]
    assert len(items) == 4
    assert view.measured is not None
    texts = [part for item in items for part in (item.strong, item.text)]
    texts += [view.measured.text, view.measured.sample]
    kpis = next(one for one in view.lanes if one.role == "kpis")
    texts += [part for item in kpis.cells[-1].items for part in item.details]
    assert any("(n 758)" in text for text in texts)
    assert missing(texts, text_in(journey, format_, language=language)) == []


def test_the_measured_line_is_dashed_and_the_bar_has_its_colour() -> None:
    journey = measured_map("en")
    svg = export(journey, "svg").decode()
    assert svg.count('stroke-dasharray="4 4"') == 2  # the line, and in the legend
    page = export(journey, "html").decode()
    assert page.count('<path class="rated"') == len(journey.stages)  # a window each
    assert re.findall(r'<span class="bar (\w+)"', page) == ["over", "met"]


def test_without_ratings_nothing_is_dashed() -> None:
    journey = measured_map("en")
    bare = [
        one
        for one in journey.records.values()
        if not (isinstance(one, Figure) and one.kind == "score")
    ]
    svg = export(JourneyMap.of(bare), "svg").decode()
    assert 'stroke-dasharray="4 4"' not in svg
