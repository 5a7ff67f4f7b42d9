"""Who goes from where to where, as expressions: people, where others count times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.tallies import WalkRow
from jejak.analytics.warehouse.ranked import in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.analytics.tallies import By

_COLUMNS: dict[By, str] = {"touch": "a", "stage": "stage", "channel": "h"}


def walkers(
    fetch: Callable[[Any], list[dict[str, Any]]], events: Any, by: By
) -> tuple[WalkRow, ...]:
    """Count the cases that go directly from one to another, and to any other."""
    name = _COLUMNS[by]
    rows = events.filter(lambda x: x[name].notnull() & x.a.notnull())
    near = rows.mutate(at=rows[name], p=rows[name].lag().over(in_order(rows)))
    near = near.filter(near.p.notnull())
    there = near.group_by(["g", "p", "at"]).agg(n=near.c.nunique())
    others = near.filter(near.p != near["at"])
    anywhere = others.group_by(["g", "p"]).agg(n=others.c.nunique())
    found = [
        (int(x["g"]), int(x["p"]), int(x.get("at", -1)), int(x["n"]))
        for x in (*fetch(there), *fetch(anywhere))
    ]
    return tuple(sorted(map(WalkRow._make, found)))
