"""Intervals of quantiles: their ranks, and how often they hold what they should."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest

from jejak.analytics.bounding import Span, gap, rank_bounds
from tests.analytics.brute import bounds_by_sum

TRIALS = 4_000


@pytest.mark.parametrize(("num", "den"), [(1, 2), (9, 10)])
def test_ranks_are_those_of_the_whole_sum(num: int, den: int) -> None:
    for n in [*range(1, 60), 137, 200]:
        assert rank_bounds(n, num, den) == bounds_by_sum(n, Fraction(num, den)), n


def test_ranks_of_many_are_found_at_once() -> None:
    low, high = rank_bounds(10_000_000, 1, 2)
    assert low is not None
    assert high is not None
    # 1.96 standard deviations of 1,581.14
    assert (5_000_000 - low, high - 5_000_000) == (3_100, 3_099)


@pytest.mark.parametrize(("n", "num", "den"), [(12, 1, 2), (75, 1, 2), (120, 9, 10)])
def test_intervals_hold_the_quantile_in_95_of_100_logs(
    n: int, num: int, den: int
) -> None:
    dice = np.random.default_rng(20261122)
    waits = np.sort(np.exp(dice.normal(5, 1.5, (TRIALS, n))), axis=1)
    truth = np.exp(5 + 1.5 * NormalDist().inv_cdf(num / den))
    low, high = rank_bounds(n, num, den)
    assert low is not None
    assert high is not None
    held = (waits[:, low] <= truth) & (truth <= waits[:, high])
    # a half of a standard error below 95 %; the ranks are discrete, and so careful
    assert 0.948 <= held.mean() <= 0.99


@pytest.mark.parametrize("sizes", [(30, 30), (20, 80)])
def test_the_gap_of_two_medians_is_held_in_95_of_100_logs(
    sizes: tuple[int, int],
) -> None:
    dice = np.random.default_rng(20261123)
    means, held = (5.0, 4.5), 0
    truth = float(np.exp(means[0]) - np.exp(means[1]))
    for _ in range(TRIALS // 2):
        spans = []
        for n, mean in zip(sizes, means, strict=True):
            waits = np.sort(np.exp(dice.normal(mean, 1, n)))
            low, high = rank_bounds(n, 1, 2)
            assert low is not None
            assert high is not None
            figures = (np.median(waits), waits[low], waits[high])
            spans.append(Span(*(timedelta(seconds=float(one)) for one in figures)))
        found = gap(*spans)
        assert found.low is not None
        assert found.high is not None
        held += found.low.total_seconds() <= truth <= found.high.total_seconds()
    assert 0.94 <= held / (TRIALS // 2) <= 0.985


def test_a_gap_without_an_end_is_not_clear_on_that_side() -> None:
    second = timedelta(seconds=1)
    found = gap(Span(90 * second, None, 95 * second), Span(10 * second, second, None))
    assert found == Span(80 * second, None, found.high)
    assert not found.is_clear
    assert Span(second, second, None).is_clear
    assert Span(-second, None, -second).is_clear
