"""Two groups side by side: differences with their interval and the base rate."""

from __future__ import annotations

from datetime import date
from math import sqrt

import pytest

from jejak.analytics.bounding import Span
from jejak.analytics.comparing import (
    Compared,
    compare,
    compared_tables,
)
from jejak.analytics.figures import Difference, Rate
from jejak.analytics.maps.binding import bind
from jejak.analytics.tables import Table, Word, shown
from jejak.analytics.view import only, share_cases, started, without
from tests.analytics.logs import log_of
from tests.analytics.shops import CASES, PLANS, shop


@pytest.fixture(scope="module")
def compared() -> Compared:
    binding = bind(shop(), log_of(*CASES, groups=PLANS))
    paid = only(binding.view, {"plan": ["paid"]})
    return compare(binding, paid, without(binding.view, paid), ("paid", "others"))


def rows(table: Table) -> dict[tuple[object, object], tuple[object, ...]]:
    return {(row[0], row[1]): row[2:] for row in table.rows}


def test_a_share_is_compared_with_interval_and_with_everybody(
    compared: Compared,
) -> None:
    touchpoints, stages, _ = compared_tables(compared)
    one, other, gap, clear, both = rows(touchpoints)["Cart", Word("reach")]
    assert (one, other, both) == (Rate(15, 20), Rate(10, 20), Rate(25, 40))
    # Wilson: 15/20 from .5313 to .8881, 10/20 from .2993 to .7007. Newcombe:
    # .25 - sqrt(.2187² + .2007²) to .25 + sqrt(.1381² + .2007²)
    assert isinstance(gap, Difference)
    found = [round(edge, 3) for edge in (gap.points, gap.low, gap.high)]
    assert found == [0.25, -0.047, 0.494]
    assert clear is None  # the interval holds nought
    assert touchpoints.labels[2:4] == ("paid", "others")
    went = rows(stages)["Look", Word("goes_on")]
    assert went[:2] == (Rate(15, 20), Rate(10, 20))


def test_times_are_compared_with_the_intervals_of_their_medians() -> None:
    # Ten wait 10, 20, ... 100 s; of the others 30 wait 1000, 1010, ... 1290 s.
    # Median of ten: 55, from the 2nd to the 9th, 20 to 90. Of thirty: 1145, from the
    # 10th to the 21st (9 or fewer of 30 halves have 2.1 %), 1090 to 1200. The gap is
    # -1090, from -1090 - sqrt(35^2 + 55^2) to -1090 + sqrt(35^2 + 55^2).
    cases = [[("see", 0), ("cart", 10 * n)] for n in range(1, 11)]
    cases += [[("see", 0), ("cart", 1000 + 10 * n)] for n in range(30)]
    plans = {"plan": ["paid"] * 10 + ["free"] * 30}
    binding = bind(shop(), log_of(*cases, groups=plans))
    paid = only(binding.view, {"plan": ["paid"]})
    made = compare(binding, paid, without(binding.view, paid), ("paid", "others"))
    table = compared_tables(made)[2]
    one, other, apart, clear = rows(table)["Catalogue", Word("wait")]
    assert in_seconds(one) == [55, 20, 90]
    assert in_seconds(other) == [1145, 1090, 1200]
    half = sqrt(35**2 + 55**2)
    assert in_seconds(apart) == pytest.approx([-1090, -1090 - half, -1090 + half])
    assert clear == Word("yes")
    assert shown(apart, "en") == "−18 min 10 s (−19 min 15 s to −17 min 5 s)"  # type: ignore[arg-type]
    # of 90 % there is no end above: that all ten are below it has 35 %
    one, _, apart, clear = rows(table)["Catalogue", Word("wait_p90")]
    assert in_seconds(one) == [91, 70, None]
    assert in_seconds(apart)[2] is None
    assert clear is None


def in_seconds(value: object) -> list[float | None]:
    assert isinstance(value, Span)
    ends = (value.value, value.low, value.high)
    return [None if end is None else end.total_seconds() for end in ends]


def test_an_end_of_an_interval_that_tells_a_few_stays_out_of_files() -> None:
    cases = [[("see", 0), ("cart", 10 * n)] for n in range(20)] * 2
    binding = bind(shop(), log_of(*cases, groups=PLANS))
    paid = only(binding.view, {"plan": ["paid"]})
    made = compare(binding, paid, without(binding.view, paid), ("paid", "others"))
    table = compared_tables(made)[2]
    key = "Catalogue", Word("wait")
    # of twenty the median lies between the 6th and the 15th: five are past each
    assert rows(table.without_few())[key] == rows(table)[key]
    few = [[("see", 0), ("cart", 10 * n)] for n in range(14)]
    few += [[("see", 0), ("cart", 10 * n)] for n in range(26)]
    plans = {"plan": ["paid"] * 14 + ["free"] * 26}
    binding = bind(shop(), log_of(*few, groups=plans))
    paid = only(binding.view, {"plan": ["paid"]})
    made = compare(binding, paid, without(binding.view, paid), ("paid", "others"))
    table = compared_tables(made)[2]
    # of fourteen it lies between the 3rd and the 12th: three are past each
    assert in_seconds(rows(table)[key][0]) == [65, 20, 110]
    assert in_seconds(rows(table.without_few())[key][0]) == [65, None, None]
    assert in_seconds(rows(table.without_few())[key][2])[1:] == [None, None]


def test_a_row_that_names_few_stays_out_of_files_with_its_difference() -> None:
    # 3 of 20 against 10 of 20: the difference would tell the three
    cases = [
        [("see", 0), *([("cart", 60)] if n < 3 or n >= 30 else [])] for n in range(40)
    ]
    binding = bind(shop(), log_of(*cases, groups=PLANS))
    paid = only(binding.view, {"plan": ["paid"]})
    found = compare(binding, paid, without(binding.view, paid), ("a", "b"))
    table = compared_tables(found)[0]
    assert ("Cart", Word("reach")) in rows(table)
    assert ("Cart", Word("reach")) not in rows(table.without_few())


def test_the_rest_shares_nobody_and_misses_nobody() -> None:
    binding = bind(shop(), log_of(*CASES, groups=PLANS))
    paid = only(binding.view, {"plan": ["paid"]})
    rest = without(binding.view, paid)
    assert not share_cases(paid, rest)
    assert share_cases(paid, binding.view)
    assert rest.group.tolist() == [65535] * 20 + [0] * 20


def test_periods_are_compared_by_when_cases_start() -> None:
    day = 86_400
    cases = [[("see", n * day), ("cart", n * day + 60)] for n in range(20)]
    binding = bind(shop(), log_of(*cases))
    early = started(binding.view, date(1970, 1, 1), date(1970, 1, 10))
    late = started(binding.view, date(1970, 1, 11), date(1970, 1, 20))
    found = compare(binding, early, late, ("early", "late"))
    assert (found.first.cases, found.second.cases, found.both.cases) == (10, 10, 20)
