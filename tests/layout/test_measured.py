"""What was measured stands in a lane of its own, and dashed beside the feelings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from jejak.layout.choices import choices_of, chosen
from jejak.layout.parts import LaneView, MapView
from jejak.layout.refit import refitted
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Card,
    CardId,
    Expectation,
    Feeling,
    Figure,
    Kpi,
    KpiId,
    Lane,
    LaneId,
    MapInfo,
    OrderKey,
    Record,
    RecordId,
    Stage,
    StageId,
)

SEE, PAY, KEEP = (StageId(RecordId(f"stage-{name}")) for name in ("see", "pay", "keep"))
TOUCH = LaneId(RecordId("lane-touch"))
PAGE, BANK = (CardId(RecordId(f"card-{name}")) for name in ("page", "bank"))
BASE: tuple[Record, ...] = (
    MapInfo(title="Shop", language="en"),
    Stage(SEE, "See", order=OrderKey("a0")),
    Stage(PAY, "Pay", order=OrderKey("a1")),
    Stage(KEEP, "Keep", order=OrderKey("a2")),
    Lane(TOUCH, "touchpoints", zone="customer"),
    Card(PAGE, TOUCH, SEE, "Page"),
    Card(BANK, TOUCH, PAY, "Bank"),
)


def figure(about: str, kind: str, **values: Any) -> Figure:
    whose = values.get("segment", "")
    return Figure(RecordId(f"{about}-{kind}-{whose}"), RecordId(about), kind, **values)


def seen(*records: Record, **how: Any) -> MapView:
    return view_of(JourneyMap.of((*BASE, *records)), **how)


def lane_of(view: MapView) -> LaneView:
    return next(lane for lane in view.lanes if lane.role == "measured")


def said(view: MapView, stage: int) -> list[str]:
    return [
        f"{item.strong} {item.text}".replace("\u00a0", " ")
        for item in lane_of(view).cells[stage].items
    ]


REACH = figure(SEE, "reach", numerator=4812, denominator=5000)


def test_a_map_without_figures_has_no_measured_lane_and_no_line() -> None:
    view = seen(Feeling(RecordId("f"), SEE, "happy", 1.0))
    assert "measured" not in [lane.role for lane in view.lanes]
    assert (view.measured, view.has_ratings) == (None, False)


def test_a_rate_says_of_how_many() -> None:
    view = seen(REACH, figure(SEE, "continuation", numerator=3022, denominator=4812))
    assert said(view, 0) == ["4,812 of 5,000 people", "62.8% go on (3,022 of 4,812)"]


def test_a_stage_without_a_figure_says_that_there_is_none() -> None:
    cell = lane_of(seen(REACH)).cells[1]
    assert (cell.items, cell.emptiness) == ((), "unmeasured")
    assert "too few people" in cell.note


def test_an_expected_time_stands_beside_the_measured_one_with_a_bar() -> None:
    expected = Expectation(
        RecordId("e"), PAY, "soon", touchpoint=BANK, figure=15, unit="min"
    )
    wait = figure(BANK, "wait_median", value=13_200.0, cases=80, unit="s")
    view = seen(expected, wait)
    assert said(view, 1) == ["3 h 40 min wait after Bank, expected 15 min (n 80)"]
    bar = lane_of(view).cells[1].items[0].bar
    assert bar is not None
    assert (bar.tone, round(bar.width, 3)) == ("over", 0.928)


def test_an_expectation_of_a_stage_is_judged_by_the_time_in_it() -> None:
    expected = Expectation(RecordId("e"), PAY, "soon", figure=1, unit="jam")
    time = figure(PAY, "time_median", value=1800.0, cases=9, unit="s")
    view = seen(expected, time)
    assert said(view, 1) == ["30 min median in this stage, expected 1 h (n 9)"]


def test_a_time_longer_than_any_is_told_as_it_stands() -> None:
    wait = figure(BANK, "wait_median", value=1e16, cases=80, unit="s")
    assert said(seen(wait), 1) == [
        "115,740,740,740 d 17 h median wait after Bank (n 80)"
    ]


def test_without_an_expectation_the_longest_wait_is_said_without_a_bar() -> None:
    other = Card(
        CardId(RecordId("card-form")), TOUCH, PAY, "Form", order=OrderKey("a5")
    )
    short = figure(other.id, "wait_median", value=60.0, cases=7, unit="s")
    wait = figure(BANK, "wait_median", value=7200.0, cases=80, unit="s")
    view = seen(other, short, wait)
    assert said(view, 1) == ["2 h median wait after Bank (n 80)"]
    assert lane_of(view).cells[1].items[0].bar is None


def test_an_expectation_that_is_no_time_has_no_bar() -> None:
    expected = Expectation(RecordId("e"), PAY, "most", figure=90, unit="%")
    assert said(seen(expected, REACH), 1) == []


def test_the_line_stands_only_over_stages_that_were_rated() -> None:
    felt = Feeling(RecordId("f"), SEE, "happy", 1.0)
    ratings = [
        figure(PAGE, "score", value=0.6, cases=40, unit="-2..+2"),
        figure(KEEP, "score", value=-1.5, cases=12, unit="-2..+2"),
    ]
    [band] = seen(felt, *ratings).bands
    ends = [(one.curve.start, one.curve.segments[-1].end) for one in band.rated]
    edges = [(round(a.x, 4), round(b.x, 4), a.value, b.value) for a, b in ends]
    shares = [round(stage.start, 4) for stage in seen().stages]
    assert edges == [(0, shares[1], 0.6, 0.6), (shares[2], 1, -1.5, -1.5)]
    assert band.spoken.endswith(
        "Measured: +0.6 in See (n\u00a040), −1.5 in Keep (n\u00a012)."
    )


def test_neighbouring_stages_share_one_line_which_moves_with_their_widths() -> None:
    ratings = [
        figure(PAGE, "score", value=0.6, cases=40),
        figure(BANK, "score", value=-1.0, cases=40),
    ]
    view = seen(Feeling(RecordId("f"), SEE, "happy", 1.0), *ratings)
    moved = refitted(view, [100, 100, 200])
    [line] = moved.bands[0].rated
    assert [point.x for point in line.points] == [0.125, 0.375]
    assert (line.curve.start.x, line.curve.segments[-1].end.x) == (0, 0.5)


def test_figures_of_everybody_go_before_those_of_a_segment() -> None:
    some = replace(
        REACH, id=RecordId("x"), segment="plan=paid", numerator=9, denominator=10
    )
    assert said(seen(some, REACH), 0) == ["4,812 of 5,000 people"]
    assert said(seen(some), 0) == ["9 of 10 people"]


def test_the_picture_says_whose_figures_and_when_and_that_they_are_made() -> None:
    whole = replace(
        REACH,
        source="demo.log (sample)",
        window_start=datetime(2026, 1, 5, tzinfo=UTC),
        window_end=datetime(2026, 7, 4, tzinfo=UTC),
    )
    view = seen(whole, language="id")
    assert view.measured is not None
    assert (
        view.measured.text == "Terukur 5 Jan 2026 – 4 Jul 2026 · demo.log · semua orang"
    )
    assert (view.measured.sample, lane_of(view).tag) == ("contoh", "contoh")


def test_the_lane_stands_above_the_line_of_visibility_wherever_that_is() -> None:
    inside = Lane(
        LaneId(RecordId("in")), "internal_actors", zone="internal", order=OrderKey("a9")
    )
    info = MapInfo(title="Shop", visibility_line=OrderKey("a5"))
    view = seen(inside, REACH, info)
    assert [lane.role for lane in view.blocks[0].lanes] == ["touchpoints", "measured"]
    assert view.blocks[1].below_line


@pytest.mark.parametrize("lanes", [["touchpoints"], ["feelings", "touchpoints"]])
def test_who_leaves_the_lane_out_leaves_out_the_line_too(lanes: list[str]) -> None:
    felt = Feeling(RecordId("f"), SEE, "happy", 1.0)
    journey = JourneyMap.of((*BASE, felt, REACH, figure(SEE, "score", value=1.0)))
    view = view_of(journey, choices=choices_of(journey, lanes=lanes))
    assert (view.measured, view.has_ratings) == (None, False)


def expectation(unit: str, wanted: float | None) -> Expectation:
    return Expectation(
        RecordId("e"), PAY, "Answered", figure=wanted, unit=unit, order=OrderKey("a0")
    )


OWN = [
    ("%", 80, "share", {"numerator": 50, "denominator": 90}),
    ("h", 2, "time_median", {"value": 9000.0, "cases": 90}),
    ("friends", 40, "count", {"value": 37.0, "cases": 30, "unit": "friends"}),
    ("", None, "count", {"value": 37.0, "cases": 30}),
]
OWN_SAID = [
    ("55.6% Answered, expected 80% (50 of 90)", "near"),
    ("2 h 30 min Answered, expected 2 h (n 90)", "near"),
    ("37 friends Answered, expected 40 friends (n 30)", None),
    ("37 Answered (n 30)", None),
]


@pytest.mark.parametrize(("given", "expected"), list(zip(OWN, OWN_SAID, strict=True)))
def test_an_expectation_with_matchers_stands_beside_its_own_figure(
    given: tuple[str, float | None, str, dict[str, Any]],
    expected: tuple[str, str | None],
) -> None:
    unit, wanted, kind, values = given
    waited = figure(PAY, "time_median", value=60.0, cases=9)
    view = seen(expectation(unit, wanted), figure("e", kind, **values), waited)
    [item] = lane_of(view).cells[1].items
    [said_] = said(view, 1)
    assert (said_, item.bar and item.bar.tone) == expected


def test_a_kpi_says_what_was_measured_beside_what_is_wanted() -> None:
    kpi = Kpi(
        KpiId(RecordId("k")),
        "Answered",
        PAY,
        unit="%",
        baseline=40,
        target=90,
        owner="A",
    )
    share = figure("k", "share", numerator=50, denominator=90)
    lane = next(one for one in seen(kpi, share).lanes if one.role == "kpis")
    [item] = lane.cells[1].items
    assert [one.replace("\u00a0", " ") for one in item.details] == [
        *("baseline 40%", "target 90%", "measured 55.6% (50 of 90)", "A")
    ]


def test_what_is_left_out_takes_its_figures_along() -> None:
    one = expectation("%", 80), figure("e", "share", numerator=50, denominator=90)
    journey = JourneyMap.of((*BASE, *one, REACH))
    left = chosen(journey, choices_of(journey, lanes=["touchpoints", "measured"]))
    assert [each.about for each in left.of_kind(Figure)] == [SEE]
