"""Pictures of a report: what they draw is what their tables say."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from jejak.analytics.figures import Rate, Times
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.measuring import measure
from jejak.analytics.tables import Table, Word
from jejak.exporters.report.pictures import river
from jejak.exporters.report.steps import step_matrix
from jejak.exporters.report.times import TimeRow, time_rows
from jejak.exporters.report.trend import trend
from jejak.files import loads
from tests.analytics.logs import log_of
from tests.exporters.reading import texts

FEW = Word("few")


def times(n: int, seconds: float) -> Times:
    spread = (timedelta(seconds=seconds * part) for part in (1, 0.5, 0.8, 1, 1.5, 3))
    return Times(n, *spread, people=n)


def test_a_step_matrix_shades_shares_and_leaves_out_a_few() -> None:
    rows = (("See", Rate(80, 100), Rate(5, 100)), ("Pay", Rate(0, 100), FEW))
    table = Table("steps", ("event", "step_1", "step_2"), rows, (85, 9), ("", "1", "2"))
    made = step_matrix(table, "en")
    assert made is not None
    # a row without a share that can be told is not drawn
    assert texts(made.block.svg) == ["step", "1", "2", "See", "80%", "5.0%"]
    opacities = re.findall(r'opacity="([.\d]+)"', made.block.svg)
    assert opacities == ["0.42", "0.08"]  # of .06 … .42: all, and a sixteenth
    assert made.alt == "step 1: See 80.0%; step 2: See 5.0%"


def test_a_few_at_a_step_are_only_said_to_be_few() -> None:
    rows = (("See", Rate(80, 100), FEW),)
    table = Table("steps", ("event", "step_1", "step_2"), rows, (85,), ("", "1", "2"))
    made = step_matrix(table, "en")
    assert made is not None
    assert texts(made.block.svg)[-1] == "&lt;5"


@pytest.mark.parametrize("rows", [(), (("See", FEW),), (("See", Rate(0, 9)),)])
def test_where_nothing_can_be_told_no_matrix_is_drawn(rows: tuple[()]) -> None:
    table = Table("steps", ("event", "step_1"), rows, (9,) * len(rows), ("", "1"))
    assert step_matrix(table, "en") is None


def test_a_row_of_times_names_both_ends_and_marks_what_was_expected() -> None:
    due = timedelta(seconds=30)
    rows = (
        TimeRow("See", times(9, 60), due, to="Cart +1"),
        TimeRow("Cart", times(9, 90)),
        TimeRow("Pay", times(4, 90)),  # of four: not told
    )
    made = time_rows(rows, "en")
    assert made is not None
    assert made.alt == "See 1 min; Cart 1 min 30 s"
    assert made.block.svg.count("<circle") == 2
    assert {"See", "Cart +1", "Cart", "1 min 30 s", "30 s"} <= {*texts(made.block.svg)}
    assert made.block.svg.count('height="16"') == 1  # one expectation
    without = time_rows(rows[1:2], "en")
    assert without is not None
    assert "Expected" not in texts(without.block.svg)


@pytest.mark.parametrize(
    ("seconds", "marks"),
    [
        ((0.007, 0.05), ["10 ms", "0.10 s"]),
        ((40.0, 80_000_000.0), ["1 min", "1 h", "365 d"]),
    ],
)
def test_the_axis_of_times_reaches_from_thousandths_to_years(
    seconds: tuple[float, float], marks: list[str]
) -> None:
    rows = [TimeRow(f"T{n}", times(50, one)) for n, one in enumerate(seconds)]
    made = time_rows(rows, "en")
    assert made is not None
    assert set(marks) <= {*texts(made.block.svg)}
    medians = [float(x) for x in re.findall(r'<circle cx="([\d.]+)"', made.block.svg)]
    assert 340 < medians[0] < medians[1] < 820


def test_no_time_at_all_stands_at_the_left_end_of_the_axis() -> None:
    made = time_rows([TimeRow("A", times(50, 0)), TimeRow("B", times(50, 60))], "en")
    assert made is not None
    assert 'cx="340"' in made.block.svg
    assert "1 min" in texts(made.block.svg)


def trend_of(*started: object) -> Table:
    rows = tuple((f"2026-W{n + 1:02d}", one) for n, one in enumerate(started))
    kept = tuple(row for row in rows if row[1] is not FEW)
    return Table("trend", ("period", "started"), kept, (9,) * len(kept))  # type: ignore[arg-type]


def test_a_trend_has_a_gap_where_a_period_is_hidden() -> None:
    weeks = [f"2026-W{n:02d}" for n in range(1, 6)]
    made = trend(trend_of(10, 20, FEW, 40, 8), weeks, "en")
    assert made is not None
    assert made.block.svg.count("<path") == 2
    assert texts(made.block.svg) == ["Cases", "8", "40", "29 Dec 2025", "26 Jan 2026"]
    assert made.alt == "Cases: 10 – 8"


def test_one_period_is_no_trend() -> None:
    assert trend(trend_of(10, FEW), ["2026-W01", "2026-W02"], "en") is None


def test_a_river_of_many_stages_goes_on_below() -> None:
    stages = "".join(
        f"  - title: Stage {n}\n    touchpoints:\n"
        f"      - {{text: T{n}, matchers: [{{events: [e{n}]}}]}}\n"
        for n in range(20)
    )
    journey = loads(f"format: 1\ntitle: Long\nstages:\n{stages}")
    cases = [[(f"e{n}", n) for n in range(20)] for _ in range(9)]
    measured = measure(bind(journey, log_of(*cases)))
    made, short = river(measured.funnel, "en"), river(measured.funnel[:4], "en")
    assert made is not None
    assert short is not None
    assert (len(made.pieces), len(short.pieces)) == (3, 1)
    assert {f"Stage {n}" for n in range(20)} <= {*texts(made.svg())}


def test_a_long_picture_has_its_head_above_each_piece() -> None:
    rows = [TimeRow(f"T{n}", times(9, 60 + n)) for n in range(40)]
    made = time_rows(rows, "en")
    assert made is not None
    heads = [texts(piece.svg).count("Median") for piece in made.pieces]
    assert heads == [1, 1, 1]
    assert max(piece.height for piece in made.pieces) <= 560  # a sheet of paper
    assert [one for one in texts(made.svg()) if one[0] == "T"] == [
        row.name for row in rows
    ]


def test_who_stays_in_a_stage_is_not_said_to_have_left_for_it() -> None:
    journey = loads(
        "format: 1\ntitle: Shop\nstages:\n"
        "  - title: Look\n    touchpoints:\n"
        "      - {text: Shelf, matchers: [{events: [see]}]}\n"
        "      - {text: Label, matchers: [{events: [read]}]}\n"
        "  - title: Buy\n    touchpoints:\n"
        "      - {text: Till, matchers: [{events: [pay]}]}\n"
    )
    stays, buys = [("see", 0), ("read", 1)], [("see", 0), ("read", 1), ("pay", 2)]
    made = river(measure(bind(journey, log_of(*[stays] * 6, *[buys] * 7))).funnel, "en")
    assert made is not None
    assert "6 still did Label" in texts(made.block.svg)
