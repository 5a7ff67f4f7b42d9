"""Ratings, kinds of events, deviations from the map, and when it all was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.hours import DAY_US, WEEK_US
from jejak.analytics.kernels import OFF
from jejak.analytics.kernels import deviations as deviation_kernels
from jejak.analytics.kernels import scores as kernels
from jejak.analytics.local.threads import added, over_threads
from jejak.analytics.tallies import (
    CleanRow,
    DeviationRow,
    KindRow,
    PeriodRow,
    ScoreRow,
    WeekRow,
)
from jejak.analytics.view import table

if TYPE_CHECKING:
    from collections.abc import Collection

    from jejak.analytics.view import View


def period(view: View) -> tuple[PeriodRow, ...]:
    """Return when the first case of each group starts and the last one ends."""
    ts = view.log.ts
    begins, ends = ts[view.off[:-1]], ts[view.off[1:] - 1]
    rows = []
    for g in range(len(view.groups)):
        is_in = view.group == g
        if is_in.any():
            rows.append(PeriodRow(g, int(begins[is_in].min()), int(ends[is_in].max())))
    return tuple(rows)


def scores(view: View) -> tuple[ScoreRow, ...]:
    """Sum the scores given at each touchpoint."""
    log, groups, width = view.log, len(view.groups), max(len(view.names), 1)
    if log.score is None:
        return ()

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        seen = np.full(width, -1, np.int64)
        sums = np.zeros((groups, width, 4), np.int64)
        kernels.count_scores(
            view.off, log.kind, log.score, view.touch, view.group, lo, hi, seen, sums
        )
        return (sums,)

    [sums] = added(over_threads(view, work))
    return tuple(
        ScoreRow(g, a, *sums[g, a].tolist())
        for g, a in np.argwhere(sums[:, :, 0]).tolist()
    )


def kinds(view: View) -> tuple[KindRow, ...]:
    """Count events and cases of every kind, on the map or not."""
    log, size = view.log, max(len(view.log.kinds), 1)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        seen = np.full(size, -1, np.int64)
        counts = np.zeros((size, 2), np.int64)
        kernels.count_kinds(view.off, log.kind, view.group, lo, hi, seen, counts)
        return (counts,)

    [counts] = added(over_threads(view, work))
    return tuple(
        KindRow(place, *row) for place, row in enumerate(counts.tolist()) if row[0]
    )


def weeks(view: View, limit: int) -> tuple[WeekRow, ...]:
    """Count events and cases of every kind in each of the last weeks."""
    log, size = view.log, max(len(view.log.kinds), 1)
    ends = log.ts[view.off[1:] - 1][view.group != OFF]
    if not len(ends):
        return ()
    first = (int(ends.max()) + 3 * DAY_US) // WEEK_US - limit + 1

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        seen = np.full((size, limit), -1, np.int64)
        counts = np.zeros((size, limit, 2), np.int64)
        kernels.count_weeks(
            view.off, log.kind, log.ts, view.group, first, lo, hi, seen, counts
        )
        return (counts,)

    [counts] = added(over_threads(view, work))
    return tuple(
        WeekRow(kind, first + k, *counts[kind, k].tolist())
        for kind, k in np.argwhere(counts[:, :, 0]).tolist()
    )


def deviations(
    view: View, fails: Collection[int], optional: Collection[int]
) -> tuple[tuple[DeviationRow, ...], tuple[CleanRow, ...]]:
    """Count how cases deviate from the map, touchpoint by touchpoint."""
    bad, may_lack = table(list(fails)), table(list(optional))
    log, groups, places = view.log, len(view.groups), len(view.names)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        first = np.full(places, -1, np.int64)
        failed = np.full(places, -1, np.int64)
        strayed = np.full(places + 1, -1, np.int64)
        counts = np.zeros((groups, places + 1, 5), np.int64)
        clean = np.zeros(groups, np.int64)
        deviation_kernels.count_deviations(
            *(view.off, log.kind, view.touch, bad, may_lack, view.group, lo, hi),
            *(first, failed, strayed, counts, clean),
        )
        return counts, clean

    counts, clean = added(over_threads(view, work))
    rows = tuple(
        DeviationRow(g, a if a < places else -1, *counts[g, a].tolist())
        for g in range(groups)
        for a in range(places + 1)
        if counts[g, a].any()
    )
    return rows, tuple(CleanRow(g, n) for g, n in enumerate(clean.tolist()))
