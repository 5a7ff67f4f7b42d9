"""What follows on what, and how long it takes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.kernels import OFF
from jejak.analytics.kernels import flow as kernels
from jejak.analytics.local.rows import (
    Gathered,
    Slots,
    behind_one_another,
    check_cells,
    rows_of,
)
from jejak.analytics.local.threads import added, at_once, cut, over_threads, parts_for
from jejak.analytics.tallies import (
    EdgeRow,
    EntryRow,
    NextRow,
    ResponseRow,
    SpanRow,
    WalkRow,
)
from jejak.analytics.view import table

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jejak.analytics.tallies import By
    from jejak.analytics.view import View


def flow(view: View) -> tuple[EdgeRow, ...]:
    """Count what follows directly on what, with the waits between."""
    log, ranges = view.log, cut(view.off, parts_for(view.log.events))
    counts = _counts(view, ranges)
    n = sum(counts[1:], start=counts[0])
    starts = np.zeros(n.size + 1, np.int64)
    np.cumsum(n.ravel(), out=starts[1:])
    waits = np.empty(starts[-1], np.int64)

    def scatter(lo: int, hi: int, cursor: Any) -> None:
        kernels.scatter_waits(
            *(view.off, log.kind, log.ts, view.touch, view.group),
            *(lo, hi, cursor.reshape(n.shape), waits),
        )

    cursors = behind_one_another(starts, counts)
    at_once(scatter, [(*one, at) for one, at in zip(ranges, cursors, strict=True)])
    found = Gathered(waits, starts)
    return tuple(
        EdgeRow._make(
            (*place, int(found.n[slot]), int(found.totals[slot]), found.ranks(slot))
        )
        for place, slot in zip(
            np.argwhere(n).tolist(), np.flatnonzero(found.n).tolist(), strict=True
        )
    )


def counts_of_flow(view: View) -> NDArray[np.int64]:
    """Count what follows directly on what, without waits: group, from, to."""
    counts = _counts(view, cut(view.off, parts_for(view.log.events)))
    made: NDArray[np.int64] = sum(counts[1:], start=counts[0])
    return made


def _counts(view: View, ranges: list[tuple[int, int]]) -> list[NDArray[np.int64]]:
    log, width = view.log, max(len(view.names), 1)
    check_cells(view, len(view.groups) * width**2)

    def count(lo: int, hi: int) -> NDArray[np.int64]:
        n = np.zeros((len(view.groups), width, width), np.int64)
        kernels.count_flow(view.off, log.kind, view.touch, view.group, lo, hi, n)
        return n

    return at_once(count, ranges)


def walkers(view: View, by: By) -> tuple[WalkRow, ...]:
    """Count who goes directly from one touchpoint, stage or channel to another."""
    names = {"touch": view.names, "stage": view.stages, "channel": view.channels}
    on_map = np.where(view.touch == OFF, OFF, view.channel)
    tables = {"touch": view.touch, "stage": view.stage, "channel": table(on_map)}
    width, codes = max(len(names[by]), 1), tables[by]
    check_cells(view, len(view.groups) * width * (width + 1))

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        seen = np.full((width, width + 1), -1, np.int64)
        n = np.zeros((len(view.groups), width, width + 1), np.int64)
        kernels.count_walkers(
            view.off, view.log.kind, codes, view.group, lo, hi, seen, n
        )
        return (n,)

    [n] = added(over_threads(view, work))
    found = rows_of(WalkRow, n)
    named = (x._replace(target=-1) if x.target == width else x for x in found)
    return tuple(sorted(named))


def entries(view: View) -> tuple[EntryRow, ...]:
    """Count where cases begin, and by which channel."""
    log, width, unknown = view.log, max(len(view.names), 1), len(view.channels)
    check_cells(view, len(view.groups) * width * (unknown + 1))

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        n = np.zeros((len(view.groups), unknown + 1, width), np.int64)
        kernels.count_entries(
            view.off, log.kind, view.touch, view.channel, view.group, lo, hi, n
        )
        return (n,)

    [n] = added(over_threads(view, work))
    found = rows_of(EntryRow, n)
    named = (x._replace(channel=-1) if x.channel == unknown else x for x in found)
    return tuple(sorted(named))


def spans(view: View) -> tuple[SpanRow, ...]:
    """Measure cases from their first to their last event."""
    ts, is_in = view.log.ts, view.group != OFF
    times = (ts[view.off[1:] - 1] - ts[view.off[:-1]])[is_in]
    slots = view.group[is_in]
    order = np.argsort(slots, kind="stable")
    starts = np.searchsorted(slots[order], np.arange(len(view.groups) + 1))
    found = Gathered(times[order], starts.astype(np.int64))
    longest = [
        int(found.ordered[lo:hi].max()) if lo < hi else 0 for lo, hi in pairwise(starts)
    ]
    return tuple(
        SpanRow(g, int(n), int(found.totals[g]), longest[g], found.ranks(g))
        for g, n in enumerate(found.n)
        if n
    )


def next_times(view: View) -> Gathered:
    """Gather how long it takes from each touchpoint to the next other one."""
    log, width = view.log, max(len(view.names), 1)
    made = Slots(view, len(view.groups) * width)

    def work(lo: int, hi: int) -> tuple[int, int]:
        end = kernels.count_next(
            *(view.off, log.kind, log.ts, view.touch, view.group),
            *(width, lo, hi, made.slots, made.times),
        )
        return int(view.off[lo]), int(end)

    return made.gathered(over_threads(view, work))


def waits(view: View) -> tuple[NextRow, ...]:
    """Measure how long it takes from each touchpoint to the next other one."""
    found, width = next_times(view), max(len(view.names), 1)
    return tuple(
        NextRow(
            *divmod(slot, width),
            int(found.n[slot]),
            int(found.totals[slot]),
            found.ranks(slot),
        )
        for slot in np.flatnonzero(found.n).tolist()
    )


def responses(view: View) -> tuple[ResponseRow, ...]:
    """Measure how long each run of one touchpoint waits for anything else."""
    log, width = view.log, max(len(view.names), 1)
    made = Slots(view, len(view.groups) * width)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        unanswered = np.zeros((len(view.groups), width), np.int64)
        end = kernels.count_responses(
            *(view.off, log.kind, log.ts, view.touch, view.group, width, lo, hi),
            *(unanswered, made.slots, made.times),
        )
        return unanswered, (int(view.off[lo]), int(end))

    parts = over_threads(view, work)
    [unanswered] = added([part[:1] for part in parts])
    found = made.gathered([part[1] for part in parts])
    rows = []
    for slot in np.flatnonzero(found.n + unanswered.ravel()).tolist():
        g, a = divmod(slot, width)
        counts = int(found.n[slot]), int(unanswered[g, a]), int(found.totals[slot])
        rows.append(ResponseRow(g, a, *counts, found.ranks(slot)))
    return tuple(rows)
