"""Visits of stages, how long they are, and the ways back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.kernels import stages as kernels
from jejak.analytics.local.rows import Gathered, Slots, rows_of
from jejak.analytics.local.threads import added, over_threads
from jejak.analytics.tallies import BackRow, StageRow

if TYPE_CHECKING:
    from jejak.analytics.view import View


def visits_of(view: View) -> tuple[Any, Any, Gathered]:
    """Gather visits, ways back, and the times of visits."""
    log, groups, width = view.log, len(view.groups), max(len(view.stages), 1)
    made = Slots(view, groups * width)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        seen = np.full(width, -1, np.int64)
        visits = np.zeros((groups, width, 2), np.int64)
        back = np.zeros((groups, width, width), np.int64)
        end = kernels.count_stages(
            *(view.off, log.kind, log.ts, view.stage, view.group, lo, hi),
            *(seen, visits, back, made.slots, made.times),
        )
        return visits, back, (int(view.off[lo]), int(end))

    parts = over_threads(view, work)
    visits, back = added([part[:2] for part in parts])
    return visits, back, made.gathered([part[2] for part in parts])


def stages(view: View) -> tuple[tuple[StageRow, ...], tuple[BackRow, ...]]:
    """Count visits of stages with their times, and the ways back."""
    visits, back, found = visits_of(view)
    width, rows = max(len(view.stages), 1), []
    for g, s in np.argwhere(visits[:, :, 1]).tolist():
        slot = g * width + s
        counts = *visits[g, s].tolist(), int(found.totals[slot])
        rows.append(StageRow._make((g, s, *counts, found.ranks(slot))))
    return tuple(rows), rows_of(BackRow, back)
