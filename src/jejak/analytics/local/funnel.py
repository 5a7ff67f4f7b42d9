"""Who gets how far down a funnel, and who gets to a goal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.kernels import funnel as kernels
from jejak.analytics.local.rows import Gathered, Slots, rows_of
from jejak.analytics.local.threads import added, over_threads
from jejak.analytics.tallies import AfterRow, BoundRow, FunnelRow, GoalRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from jejak.analytics.view import View


def funnel(
    view: View, wanted: Sequence[Sequence[int]]
) -> tuple[tuple[FunnelRow, ...], tuple[AfterRow, ...]]:
    """Follow cases down a funnel; a step may be any of several touchpoints."""
    reached, after, found = _followed(view, wanted)
    depth, width = len(wanted), max(len(view.names), 1)
    rows = tuple(
        FunnelRow(*divmod(slot, depth), n, int(found.totals[slot]), found.ranks(slot))
        for slot, n in enumerate(reached.ravel().tolist())
    )
    dropped = tuple(
        AfterRow(g, k, b if b < width else -1, int(after[g, k, b]))
        for g, k, b in np.argwhere(after).tolist()
    )
    return rows, dropped


def hop_bounds(view: View, wanted: Sequence[Sequence[int]]) -> tuple[BoundRow, ...]:
    """Find the times that bound quantiles of those from each step to the next one."""
    _, _, found = _followed(view, wanted)
    return found.bounds(len(wanted))


def _followed(
    view: View, wanted: Sequence[Sequence[int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Gathered]:
    """Count who gets to each step, where the others go, and how long it takes."""
    log, groups, depth = view.log, len(view.groups), len(wanted)
    width = max(len(view.names), 1)
    step = _steps_of_kinds(view, wanted)
    made = Slots(view, groups * depth)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        reached = np.zeros((groups, depth), np.int64)
        after = np.zeros((groups, depth, width + 1), np.int64)
        end = kernels.count_funnel(
            *(view.off, log.kind, log.ts, step, view.touch, view.group, lo, hi),
            *(reached, after, made.slots, made.times),
        )
        return reached, after, (int(view.off[lo]), int(end))

    parts = over_threads(view, work)
    reached, after = added([part[:2] for part in parts])
    return reached, after, made.gathered([part[2] for part in parts])


def _steps_of_kinds(view: View, wanted: Sequence[Sequence[int]]) -> NDArray[np.uint8]:
    step = np.zeros((len(view.log.kinds), len(wanted)), np.uint8)
    for k, places in enumerate(wanted):
        step[np.isin(view.touch, places), k] = 1
    return step


def goal(view: View, goals: Sequence[int], within_us: int) -> tuple[GoalRow, ...]:
    """Count who gets from each touchpoint to a goal, within a time if given."""
    log, groups, width = view.log, len(view.groups), max(len(view.names), 1)
    is_goal = np.isin(view.touch, goals).astype(np.uint8)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        since = np.zeros(width, np.int64)
        seen = np.full(width, -1, np.int64)
        done = np.zeros((groups, width), np.int64)
        kernels.count_goal(
            *(view.off, log.kind, log.ts, view.touch, view.group, is_goal, within_us),
            *(lo, hi, since, seen, done),
        )
        return (done,)

    [done] = added(over_threads(view, work))
    return rows_of(GoalRow, done)
