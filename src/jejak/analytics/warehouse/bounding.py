"""The times at the ranks that bound quantiles; which they are is worked out here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.bounding import BOUNDED, rank_bounds
from jejak.analytics.tallies import BoundRow
from jejak.analytics.warehouse.store import small_table

if TYPE_CHECKING:
    from collections.abc import Callable

    Rows = list[dict[str, Any]]


def bounds(fetch: Callable[[Any], Rows], rows: Any, key: str) -> tuple[BoundRow, ...]:
    """Return the times `d` that bound quantiles, by group and a key.

    How many times there are is asked first: ranks of a binomial are not for SQL.
    """
    import ibis

    rows = rows.select("g", "d", place=rows[key])
    counted = fetch(rows.group_by(["g", "place"]).agg(n=rows.d.count()))
    if not counted:
        return ()
    names = [f"r{n}" for n in range(2 * len(BOUNDED))]
    wanted: dict[str, list[int]] = {name: [] for name in ("g", "place", *names)}
    for one in counted:
        own = [rank for q in BOUNDED for rank in rank_bounds(int(one["n"]), *q)]
        for name, value in zip(wanted, (one["g"], one["place"], *own), strict=True):
            wanted[name].append(-1 if value is None else int(value))
    table = small_table(wanted, dict.fromkeys(wanted, "int64"))
    order = ibis.window(group_by=["g", "place"], order_by="d")
    placed = rows.mutate(r=ibis.row_number().over(order).cast("int64"))
    joined = placed.join(table, ["g", "place"])
    found = fetch(
        joined.group_by(["g", "place"]).agg(
            n=joined.d.count(),
            **{
                f"v{name}": joined.d.min(where=joined.r == joined[name])
                for name in names
            },
        )
    )
    return tuple(sorted(_row(one, names) for one in found))


def _row(one: dict[str, Any], names: list[str]) -> BoundRow:
    ends = [one[f"v{name}"] for name in names]
    whole = [None if end is None else int(end) for end in ends]
    pairs = tuple(zip(whole[::2], whole[1::2], strict=True))
    return BoundRow(int(one["g"]), int(one["place"]), int(one["n"]), pairs)
