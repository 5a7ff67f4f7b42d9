"""Expressions that several tallies need: neighbours, and exact values at ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.tallies import QUANTILES, Ranks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def in_order(rows: Any) -> Any:
    """Return a window over each case, in the order of its events."""
    import ibis

    return ibis.window(group_by="c", order_by="pos")


def so_far(rows: Any) -> Any:
    """Return a window from the first event of each case to the one at hand."""
    import ibis

    return ibis.window(group_by="c", order_by="pos", preceding=(None, 0))


def whole_case(rows: Any) -> Any:
    """Return a window over all events of each case."""
    import ibis

    return ibis.window(group_by="c")


def whole(number: Any, size: int) -> Any:
    """Return how many times a size goes into a number that is not negative.

    Engines divide whole numbers in different ways, some as fractions.
    """
    return ((number - number % size) / size).round().cast("int64")


def ranked(rows: Any, keys: Sequence[str], **more: Any) -> Any:
    """Count and sum the times `d` of every key, with the values around quantiles.

    No quantile of an engine is used: they differ in their last digits.
    """
    import ibis

    keys = list(keys)
    ordered = ibis.window(group_by=keys, order_by="d")
    placed = rows.mutate(
        r=ibis.row_number().over(ordered).cast("int64"),
        m=(rows.d.count().over(ibis.window(group_by=keys)) - 1).cast("int64"),
    )
    ranks = {}
    for n, (num, den) in enumerate(QUANTILES):
        exact = placed.m * num
        ranks[f"lo{n}"] = placed.d.min(where=placed.r * den >= exact - exact % den)
        ranks[f"hi{n}"] = placed.d.min(where=placed.r * den >= exact)
    return placed.group_by(keys).agg(
        n=placed.d.count(), total=placed.d.sum(), **ranks, **more
    )


def ranks_of(row: Mapping[str, Any]) -> Ranks:
    """Return the values around every quantile of a fetched row."""
    return tuple(
        (int(row[f"lo{n}"]), int(row[f"hi{n}"])) for n in range(len(QUANTILES))
    )


def runs(rows: Any, column: str) -> Any:
    """Keep the first event of every unbroken run of a column, and its neighbours.

    `before` and `after` are what the runs on both sides hold, `until` is when the
    run after begins; none where there is none.
    """
    w = in_order(rows)
    marked = rows.mutate(before=rows[column].lag().over(w))
    is_new = marked.before.isnull() | (marked.before != marked[column])
    begun = marked.filter(is_new)
    w = in_order(begun)
    return begun.mutate(
        after=begun[column].lead().over(w), until=begun.t.lead().over(w)
    )
