"""Expectations and KPIs with matchers: shares, times and counts, worked out by hand."""

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.analytics.bounding import Span
from jejak.analytics.comparing import compare, compared_tables
from jejak.analytics.demo import DEVIATES, EVENTS, GOES_ON, PAID, WAITS_S, write_demo
from jejak.analytics.figures import Rate, Times
from jejak.analytics.kernels import OFF
from jejak.analytics.log import Log
from jejak.analytics.maps.aims import BEGINS, DOES_BOTH, REACHES, Outcome
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.figures import with_figures
from jejak.analytics.maps.measuring import measure
from jejak.analytics.maps.tables import tables_of
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.analytics.tables import Amount, Table, Word
from jejak.analytics.view import only, table
from jejak.files import dumps, loads, read
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Figure, Kpi
from tests.analytics.logs import log_of

# Four customers; minutes:
#   A  ask 0, reply 10, ask 20, reply 50
#   B  ask 0, ask 5, reply 35
#   C  reply 0, ask 10             replied to before asking: that is no answer
#   D  look 0
# Asked: A, B, C. Answered later: A after 10, B after 35. So 2 of 3, median 22.5.
# Ever replied to, of all: A, B, C of A to D; 4 replies. From the first event on:
#   A 10, B 35; C begins with it.
MINUTE = 60
CASES = (
    [("ask", 0), ("reply", 10), ("ask", 20), ("reply", 50)],
    [("ask", 100), ("ask", 105), ("reply", 135)],
    [("reply", 200), ("ask", 210)],
    [("look", 300)],
)
MAP = """\
format: 1
stages:
  - title: Ask
    touchpoints:
      - text: Chat
        matchers:
          - events: [ask]
    expectations:
      - text: A reply
        figure: {figure}
        unit: "{unit}"
        matchers:
          - events: [reply]
            since: [{since}]
    kpis:
      - text: Replies
        unit: "{unit}"
        better: higher
        baseline: 50
        target: 90
        matchers:
          - events: ["re*"]
            since: [{since}]
"""


def log(*, groups: dict[str, list[str]] | None = None) -> Log:
    cases = [[(name, MINUTE * at) for name, at in case] for case in CASES]
    return log_of(*cases, groups=groups)


def shop(unit: str = "%", since: str = "ask", figure: float = 80) -> JourneyMap:
    return loads(MAP.format(unit=unit, since=since, figure=figure))


def outcome_of(journey: JourneyMap, given: Log) -> Outcome:
    measured = measure(bind(journey, given))
    [expected, kpi] = measured.outcomes.values()
    assert expected == kpi
    return expected


def tables(journey: JourneyMap, given: Log) -> dict[str, Table]:
    found = measure(bind(journey, given))
    return {one.name: one for one in tables_of(journey, found)}


def test_how_many_get_there_from_where_it_begins_and_how_soon() -> None:
    found = outcome_of(shop(), log())
    assert found.share == Rate(2, 3)
    assert (found.time.n, found.time.median) == (2, timedelta(minutes=22.5))
    assert (found.count, found.people) == (2, 2)


def test_without_a_beginning_every_case_counts_from_its_first_event() -> None:
    found = outcome_of(shop(since=""), log())
    assert found.share == Rate(3, 4)
    assert (found.time.n, found.time.median) == (2, timedelta(minutes=22.5))
    assert (found.count, found.people) == (4, 3)


def test_what_begins_it_can_be_what_is_looked_for() -> None:
    # who asks again later: A 20 minutes after, B 5
    journey = loads(
        MAP.format(unit="%", since="ask", figure=1)
        .replace("[reply]", "[ask]")
        .replace('["re*"]', "[ask]")
    )
    found = outcome_of(journey, log())
    assert found.share == Rate(2, 3)
    assert found.time.median == timedelta(minutes=12.5)
    [aim, _] = bind(journey, log()).aims
    assert aim.parts.tolist() == [DOES_BOTH, OFF, OFF]


def test_kinds_are_told_apart_by_what_they_are_to_it() -> None:
    [with_since, _] = bind(shop(), log()).aims
    assert with_since.parts.tolist() == [BEGINS, REACHES, OFF]  # ask reply look
    [from_start, _] = bind(shop(since=""), log()).aims
    assert from_start.parts.tolist() == [BEGINS, DOES_BOTH, BEGINS]


def test_of_nobody_a_share_is_undefined() -> None:
    found = outcome_of(shop(), log_of([("look", 0)]))
    assert found == Outcome(Rate(0, 0), Times(0, None), 0, 0)


def test_the_unit_says_what_stands_beside_what_is_expected() -> None:
    rows = {
        unit: tables(shop(unit=unit), log())["expected"].records()[0]
        for unit in ("min", "%", "")
    }
    assert rows["min"]["time_median"] == 22.5 * MINUTE
    assert rows["%"]["share"] == {"num": 2, "den": 3, "share": 2 / 3}
    assert rows["%"]["expected"] == {"value": 80, "unit": "%"}
    assert rows[""]["how_many"] == 2


def test_a_kpi_stands_between_where_it_was_and_where_it_should_be() -> None:
    found = tables(shop(), log())["kpis"]
    wanted = (Word("higher"), Amount(50, "%"), Amount(90, "%"))
    assert found.rows == (("Replies", *wanted, None, None, Rate(2, 3)),)


def test_a_kpi_that_is_a_time_is_wanted_as_a_time() -> None:
    [row] = tables(shop("min"), log())["kpis"].rows
    assert row[2:5] == tuple(timedelta(minutes=n) for n in (50, 90, 22.5))


def test_what_is_longer_than_any_time_stays_as_it_was_written() -> None:
    journey = shop("week", figure=1e300)
    [row] = tables(journey, log())["expected"].rows
    assert row[1] == Amount(1e300, "week")


def test_an_expected_share_without_a_matcher_says_that_it_needs_one() -> None:
    text = (
        "format: 1\nstages:\n  - title: Ask\n    touchpoints: [Chat]\n"
        "    expectations:\n      - text: Most\n"
        '        figure: 80\n        unit: "%"\n      - Nice words\n'
    )
    [row] = tables(loads(text), log())["expected"].rows
    assert row == ("Most", Amount(80, "%"), None, None, Word("needs_matcher"))


def many(answered: int, asked: int) -> Log:
    """Return a log of customers who ask, of whom some are answered a minute later."""
    cases = [[("ask", 1000 * n)] for n in range(asked)]
    for n, case in enumerate(cases[:answered]):
        case.append(("reply", 1000 * n + MINUTE))
    values = ["a" if n % 2 else "b" for n in range(asked)]
    return log_of(*cases, groups={"plan": values})


WRITTEN = [
    # what is asked for, answered, asked: figures of the KPI in the map
    ("%", 10, 20, [("share", 10, 20, None)]),
    ("%", 4, 20, []),  # four people could be found
    ("%", 17, 20, []),  # and so could three who got no answer
    ("min", 10, 20, [("time_median", None, None, 60)]),  # one is past the 90 %
    ("min", 50, 60, [("time_median", None, None, 60), ("time_p90", None, None, 60)]),
    ("min", 4, 20, []),
    ("people", 10, 20, [("count", None, None, 10)]),
    ("people", 4, 20, []),
]


@pytest.mark.parametrize(("unit", "answered", "asked", "expected"), WRITTEN)
def test_figures_go_into_the_map_unless_they_are_of_few(
    unit: str, answered: int, asked: int, expected: list[tuple[object, ...]]
) -> None:
    journey = shop(unit=unit)
    [kpi] = journey.of_kind(Kpi)
    at = datetime(2026, 11, 22, tzinfo=UTC)
    made = with_figures(journey, measure(bind(journey, many(answered, asked))), at)
    own = [one for one in made.of_kind(Figure) if one.about == kpi.id]
    found = [(one.kind, one.numerator, one.denominator, one.value) for one in own]
    assert sorted(found, key=str) == sorted(expected, key=str)
    assert loads(dumps(made)) == made


def test_two_groups_are_compared() -> None:
    journey, given = shop(), many(10, 20)
    binding = bind(journey, given)
    parts = [only(binding.view, {"plan": [plan]}) for plan in ("a", "b")]
    found = {
        one.name: one
        for one in compared_tables(compare(binding, parts[0], parts[1], ("a", "b")))
    }
    rows = [row[:4] for row in found["compared_aims"].rows]
    shares = (Word("share"), Rate(5, 10), Rate(5, 10))
    assert rows == [("A reply", *shares), ("Replies", *shares)]


def test_times_of_two_groups_are_compared_with_their_intervals() -> None:
    # Ten wait 1, 2, ... 10 minutes, ten 21, ... 30. Between the second and the ninth of
    # ten times lies the median with 95 %, so 5.5 in 2 ... 9 and 25.5 in 22 ... 29; the
    # differences of the ends are 3.5 on every side: 20 less, 4.95 more or less.
    waits = [*range(1, 11), *range(21, 31)]
    cases = [[("ask", 0), ("reply", MINUTE * one)] for one in waits]
    given = log_of(*cases, groups={"plan": ["a"] * 10 + ["b"] * 10})
    binding = bind(shop("min"), given)
    parts = [only(binding.view, {"plan": [plan]}) for plan in ("a", "b")]
    tables_of_both = compared_tables(compare(binding, parts[0], parts[1], ("a", "b")))
    [found] = [one for one in tables_of_both if one.name == "compared_times"]
    [row] = [row for row in found.rows if row[:2] == ("A reply", Word("time"))]
    spans = [one for one in row if isinstance(one, Span)]
    minutes = [[one / MINUTE for one in seconds(span)] for span in spans]
    assert minutes[:2] == [[5.5, 2, 9], [25.5, 22, 29]]
    assert minutes[2] == pytest.approx([-20, -20 - 24.5**0.5, -20 + 24.5**0.5])
    assert row[-1] == Word("yes")


def seconds(span: Span) -> list[float]:
    assert span.low is not None
    assert span.high is not None
    return [one.total_seconds() for one in (span.value, span.low, span.high)]


# The slow twin

NAMES = ("a", "b", "c", "d")
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.integers(0, 6)), min_size=1, max_size=8
)
PATTERNS = st.lists(st.sampled_from((*NAMES, "*")), min_size=0, max_size=2, unique=True)


def fits(patterns: list[str], name: str) -> bool:
    return name in patterns or "*" in patterns


def slowly(
    cases: list[list[tuple[str, int]]], since: list[str], events: list[str]
) -> tuple[Rate, list[int]]:
    begun = arrived = 0
    waits = []
    for case in cases:
        starts = [at for name, at in case if not since or fits(since, name)]
        if not starts:
            continue
        begun += 1
        later = [at for name, at in case if fits(events, name) and at > starts[0]]
        waits += [(later[0] - starts[0])] if later else []
        ever = any(fits(events, name) for name, _ in case)
        arrived += bool(later) if since else ever
    return Rate(arrived, begun), sorted(waits)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, min_size=1, max_size=5), PATTERNS, PATTERNS)
def test_a_slow_twin_finds_the_same(
    cases: list[list[tuple[str, int]]], since: list[str], events: list[str]
) -> None:
    ordered = [sorted(case, key=lambda event: event[1]) for case in cases]
    journey = shop()
    kpi = next(one for one in journey.records.values() if isinstance(one, Kpi))
    matcher = next(
        one for one in journey.records.values() if getattr(one, "about", "") == kpi.id
    )
    changed = replace(matcher, since=tuple(since), events=tuple(events))
    found = measure(bind(journey.changed({matcher.id: changed}), log_of(*ordered)))
    share, waits = slowly(ordered, since, events)
    outcome = found.outcomes[kpi.id]
    assert outcome.share == share
    assert outcome.time.n == len(waits)
    if waits:
        assert outcome.time.median is not None
        middle = float(np.median(waits))
        assert outcome.time.median.total_seconds() == pytest.approx(middle)


def test_groups_add_up_to_everybody() -> None:
    binding = bind(shop(), many(11, 20))
    every = measure(binding).outcomes
    parts = []
    for n in (0, 1):
        group = np.where(np.arange(20) % 2 == n, 0, OFF)
        view = replace(binding.view, group=table(group))
        parts.append(measure(replace(binding, view=view)).outcomes)
    for key, whole in every.items():
        assert whole.share.num == sum(part[key].share.num for part in parts)
        assert whole.share.den == sum(part[key].share.den for part in parts)


def test_the_share_and_the_time_that_were_made_are_measured(tmp_path: Path) -> None:
    write_demo(tmp_path, 3000, 7, "en")
    files = [tmp_path / name for name in ("clicks.csv", "orders.csv")]
    with files[1].open() as file:
        done: dict[str, list[str]] = defaultdict(list)
        for row in csv.DictReader(file):
            done[row["id_pelanggan"]].append(row["status"])
    # Each customer's orders stand as they came; one in a hundred was confirmed first.
    paid = {who: rows for who, rows in done.items() if EVENTS[PAID] in rows}
    there = [
        who
        for who, rows in paid.items()
        if EVENTS[-1] in rows[rows.index(EVENTS[PAID]) :]
    ]
    given = read_files(files, None, ReadOptions()).log
    found = measure(bind(read(tmp_path / "map.journey.yaml"), given))
    share, kpi = found.outcomes.values()
    assert share.share == kpi.share == Rate(len(there), len(paid))
    swapped = DEVIATES / (len(EVENTS) - 1)  # confirmed before the transfer
    drawn = GOES_ON[PAID] * (1 - swapped)
    spread = 3.3 * (drawn * (1 - drawn) / len(paid)) ** 0.5
    assert abs(len(there) / len(paid) - drawn) < spread
    assert kpi.time.median is not None
    assert kpi.time.median.total_seconds() == pytest.approx(WAITS_S[PAID], rel=0.15)
