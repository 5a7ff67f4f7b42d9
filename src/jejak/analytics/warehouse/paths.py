"""Whole paths and short sequences of neighbours, as expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.tallies import PatternRow, Patterns, VariantRow, Variants
from jejak.analytics.warehouse.ranked import in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    Fetch = Callable[[Any], list[dict[str, Any]]]


def variants(fetch: Fetch, rows: Any, top: int) -> Variants:
    """Find the most frequent paths; of equal ones the smaller path first."""
    told = rows.place.cast("string").lpad(7, "0") + rows.a.cast("string").lpad(4, "0")
    paths = (
        rows.mutate(told=told)
        .group_by("c")
        .agg(path=lambda x: x.told.collect().sort().join(","))
    )
    counted = paths.group_by("path").agg(n=paths.count())
    [whole] = fetch(counted.agg(n=counted.n.sum(), distinct=counted.count()))
    best = counted.order_by([_falling(counted.n), "path"]).limit(top)
    made = tuple(
        VariantRow(int(row["n"]), tuple(int(x[7:]) for x in row["path"].split(",")))
        for row in fetch(best)
    )
    return Variants(int(whole["n"] or 0), int(whole["distinct"]), made)


def patterns(fetch: Fetch, rows: Any, width: int, length: int, top: int) -> Patterns:
    """Find the sequences of so many neighbours that most cases have.

    A sequence is one number: its touchpoints are the digits, to the base `width`.
    """
    w = in_order(rows)
    code = rows.a
    for n in range(1, length):
        code = code + rows.a.lag(n).over(w) * width**n
    coded = rows.mutate(code=code.cast("int64"))
    coded = coded.filter(coded.place >= length - 1)
    counted = coded.group_by("code").agg(cases=coded.c.nunique(), n=coded.count())
    [whole] = fetch(coded.agg(n=coded.c.nunique()))
    [distinct] = fetch(counted.agg(n=counted.count()))
    order = [_falling(counted.cases), _falling(counted.n), "code"]
    made = tuple(
        PatternRow(
            int(row["cases"]), int(row["n"]), _digits(int(row["code"]), width, length)
        )
        for row in fetch(counted.order_by(order).limit(top))
    )
    return Patterns(int(whole["n"]), int(distinct["n"]), made)


def _digits(code: int, width: int, length: int) -> tuple[int, ...]:
    return tuple(code // width**k % width for k in reversed(range(length)))


def _falling(column: Any) -> Any:
    import ibis

    return ibis.desc(column)
