"""Events of every kind, week by week, as an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.hours import SHIFT_US, WEEK_US
from jejak.analytics.tallies import WeekRow
from jejak.analytics.warehouse.ranked import whole

if TYPE_CHECKING:
    from collections.abc import Callable


def weeks(
    fetch: Callable[[Any], list[dict[str, Any]]], events: Any, last: int, limit: int
) -> tuple[WeekRow, ...]:
    """Count events and cases of every kind in the weeks up to a time."""
    first = (last + SHIFT_US) // WEEK_US - limit + 1
    rows = events.mutate(week=whole(events.t + SHIFT_US, WEEK_US))
    near = rows.filter(rows.week >= first)
    counted = near.group_by(["k", "week"]).agg(
        events=near.count(), cases=near.c.nunique()
    )
    found = (
        [int(x[name]) for name in ("k", "week", "events", "cases")]
        for x in fetch(counted)
    )
    return tuple(
        sorted(WeekRow(k, week - SHIFT_US // WEEK_US, *n) for k, week, *n in found)
    )
