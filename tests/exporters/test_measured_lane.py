"""Every picture shows what was measured: figures, bars, the line, and whose it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from jejak.exporters import export
from jejak.layout.context import Context
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Expectation,
    Figure,
    Kpi,
    KpiId,
    OrderKey,
    RecordId,
)
from jejak.templates import template
from tests.exporters.test_contract import missing, text_in

if TYPE_CHECKING:
    from jejak.language.catalogue import Language

WHEN = datetime(2026, 1, 5, tzinfo=UTC)


def measured_map(language: Language) -> JourneyMap:
    """The sample map with figures of a made log."""
    journey = template("mas-tekno", language)
    cards = [
        card
        for found in Context(journey, language).touchpoints.values()
        for card in found
    ]

    def figure(about: str, kind: str, **values: float | str) -> Figure:
        name = RecordId(f"{about}-{kind}")
        made = {"source": "demo.log (sample)", "at": WHEN, "window_start": WHEN}
        return Figure(name, RecordId(about), kind, **values, window_end=WHEN, **made)  # type: ignore[arg-type]

    last = cards[-1]
    return JourneyMap.of(
        [
            *journey.records.values(),
            *(figure(c.id, "score", value=-0.5, cases=40) for c in cards[-2:]),
            figure(last.id, "wait_median", value=13_200.0, cases=80),
            figure(last.stage, "reach", numerator=827, denominator=4812),
            figure(last.stage, "continuation", numerator=636, denominator=827),
            Expectation(
                *(RecordId("e"), last.stage, "?", last.id, 15, "min", OrderKey("a0"))
            ),
            Expectation(
                *(RecordId("e2"), last.stage, "Confirmed", None, 98, "%"),
                order=OrderKey("a1"),
            ),
            figure("e2", "share", numerator=758, denominator=812),
            Kpi(
                *(KpiId(RecordId("k")), "Replies", last.stage, "h", "lower"),
                target=1,
                order=OrderKey("a0"),
            ),
            figure("k", "time_median", value=12_500.0, cases=758),
        ]
    )


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
