"""Working hours as an expression: how much somebody had been at work until a time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from jejak.analytics.hours import SHIFT_US, WEEK_US
from jejak.analytics.warehouse.ranked import whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.analytics.hours import Hours
    from jejak.analytics.tallies import PeriodRow


def open_time(t: Any, hours: Hours, periods: Sequence[PeriodRow]) -> Any:
    """Return working time until `t`, by the formula of `Hours.of_array`."""
    import ibis

    if not periods:
        return t
    first = min(row.first for row in periods)
    last = max(row.last for row in periods)
    parts = hours.segments(first, last)
    offset, added = (
        ibis.cases(
            *(
                (t < after[0], ibis.literal(part[n], "int64"))
                for part, after in pairwise(parts)
            ),
            else_=ibis.literal(parts[-1][n], "int64"),
        )
        if len(parts) > 1
        else ibis.literal(parts[0][n], "int64")
        for n in (1, 2)
    )
    local = t + offset + ibis.literal(SHIFT_US, "int64")
    rest = local % WEEK_US
    made = whole(local, WEEK_US) * hours.open_us + added
    for start, end in hours.spans:
        inside = ibis.least(ibis.greatest(rest - start, 0), end - start)
        made = made + inside
    return made.cast("int64")
