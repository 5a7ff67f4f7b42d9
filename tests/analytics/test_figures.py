"""Figures: what tallies mean, in plain numbers worked out by hand."""

from datetime import timedelta

from jejak.analytics.figures import (
    Rate,
    difference,
    passages,
    steps_of,
    taken,
    times,
)
from jejak.analytics.tallies import (
    EdgeRow,
    FunnelRow,
    ReachRow,
    VariantRow,
    Variants,
)

S = 1_000_000


def test_a_share_of_nobody_is_undefined_and_not_nought() -> None:
    nobody = Rate(0, 0)
    assert (nobody.share, nobody.reason, nobody.interval()) == (None, "nobody", None)
    assert difference(nobody, Rate(1, 2)) is None
    assert Rate(0, 7).share == 0


def test_quantiles_lie_between_the_two_ranks() -> None:
    # 1 2 3 4 10 seconds: ranks (n-1)q = 0.4, 1, 2, 3, 3.6
    ranks = (
        (1 * S, 2 * S),
        (2 * S, 2 * S),
        (3 * S, 3 * S),
        (4 * S, 4 * S),
        (4 * S, 10 * S),
    )
    found = times(5, 20 * S, ranks)
    shown = (found.p10, found.p25, found.median, found.p75, found.p90, found.mean)
    expected = (1.4, 2, 3, 4, 7.6, 4)
    assert shown == tuple(timedelta(seconds=one) for one in expected)


def test_times_of_nobody_are_unknown() -> None:
    assert times(0, 0, ()) == times(0, 5, ())
    assert times(0, 0, ()).median is None


def test_a_difference_is_clear_when_its_interval_leaves_nought_out() -> None:
    clear, unclear = (
        difference(Rate(80, 100), Rate(40, 100)),
        difference(Rate(8, 10), Rate(7, 10)),
    )
    assert clear is not None
    assert clear.is_clear
    assert unclear is not None
    assert not unclear.is_clear


def test_a_passage_is_a_share_of_all_that_leaves_or_ends() -> None:
    ranks = ((2 * S, 2 * S),) * 5
    edges = [EdgeRow(0, 0, 1, 3, 6 * S, ranks), EdgeRow(1, 0, 1, 9, 9 * S, ranks)]
    reach = [ReachRow(0, 0, events=4, cases=4, first=4, last=1)]
    [found] = passages(edges, reach)
    assert found.share == Rate(3, 4)
    assert found.wait.mean == timedelta(seconds=2)


def test_a_funnel_is_a_share_of_all_and_of_the_step_before() -> None:
    ranks = ((S, S),) * 5
    rows = [
        FunnelRow(0, 0, 8, 0, ()),
        FunnelRow(0, 1, 4, 4 * S, ranks),
        FunnelRow(0, 2, 1, S, ranks),
    ]
    found = steps_of(rows)
    assert [(one.of_all, one.of_previous) for one in found] == [
        (Rate(8, 8), Rate(8, 8)),
        (Rate(4, 8), Rate(4, 8)),
        (Rate(1, 8), Rate(1, 4)),
    ]
    assert [one.wait.n for one in found] == [0, 4, 1]


def test_variants_cover_more_and_more() -> None:
    rows = (VariantRow(5, (0, 1)), VariantRow(3, (0,)))
    found = taken(Variants(10, 4, rows))
    assert [(one.cases, one.covered) for one in found] == [
        (Rate(5, 10), Rate(5, 10)),
        (Rate(3, 10), Rate(8, 10)),
    ]
