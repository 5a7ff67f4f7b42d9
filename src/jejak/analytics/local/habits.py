"""What cases do again and again: loops, changes of channel, patterns of paths."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.kernels import loops as kernels
from jejak.analytics.kernels import patterns as pattern_kernels
from jejak.analytics.local.rows import check_cells, rows_of
from jejak.analytics.local.threads import added, over_threads
from jejak.analytics.tallies import (
    PatternRow,
    Patterns,
    RepeatRow,
    SwitchRow,
    ThereAndBackRow,
)

if TYPE_CHECKING:
    from jejak.analytics.view import View

_SMALLEST_TABLE = 1 << 12


def loops(
    view: View,
) -> tuple[tuple[RepeatRow, ...], tuple[ThereAndBackRow, ...], tuple[SwitchRow, ...]]:
    """Count repeats, ways there and back, and channels of neighbours."""
    log, groups, width = view.log, len(view.groups), max(len(view.names), 1)
    check_cells(view, groups * width**2)
    ways = max(len(view.channels), 1)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        repeats = np.zeros((groups, width), np.int64)
        seen = np.full((width, width), -1, np.int64)
        back = np.zeros((groups, width, width, 2), np.int64)
        switches = np.zeros((groups, ways, ways), np.int64)
        kernels.count_loops(
            *(view.off, log.kind, view.touch, view.channel, view.group, lo, hi),
            *(seen, repeats, back, switches),
        )
        return repeats, back, switches

    repeats, back, switches = added(over_threads(view, work))
    return (
        rows_of(RepeatRow, repeats),
        tuple(
            ThereAndBackRow._make((*place, *back[tuple(place)].tolist()))
            for place in np.argwhere(back[:, :, :, 0]).tolist()
        ),
        rows_of(SwitchRow, switches),
    )


def patterns(view: View, length: int, top: int) -> Patterns:
    """Find the sequences of so many neighbours that most cases have."""
    width = max(len(view.names), 1)

    def work(lo: int, hi: int) -> tuple[Counter[int], Counter[int], int]:
        return _counted(view, length, width, lo, hi)

    cases: Counter[int] = Counter()
    times: Counter[int] = Counter()
    with_any = 0
    for part in over_threads(view, work):
        cases.update(part[0])
        times.update(part[1])
        with_any += part[2]
    best = sorted(cases, key=lambda code: (-cases[code], -times[code], code))[:top]
    rows = tuple(
        PatternRow(cases[code], times[code], _steps(code, width, length))
        for code in best
    )
    return Patterns(with_any, len(cases), rows)


def _counted(
    view: View, length: int, width: int, lo: int, hi: int
) -> tuple[Counter[int], Counter[int], int]:
    """Count into a table that is made larger until everything fits."""
    size = _SMALLEST_TABLE
    while True:
        codes = np.full(size, -1, np.int64)
        latest = np.full(size, -1, np.int64)
        counts = np.zeros((size, 2), np.int64)
        with_any = pattern_kernels.count_patterns(
            *(view.off, view.log.kind, view.touch, view.group, width, length),
            *(lo, hi, codes, latest, counts),
        )
        if with_any >= 0:
            break
        size *= 4
    there = np.flatnonzero(codes >= 0)
    found, rows = codes[there].tolist(), counts[there].tolist()
    pairs = list(zip(found, rows, strict=True))
    return (
        Counter({code: row[0] for code, row in pairs}),
        Counter({code: row[1] for code, row in pairs}),
        int(with_any),
    )


def _steps(code: int, width: int, length: int) -> tuple[int, ...]:
    """Return the touchpoints of a pattern from its number."""
    return tuple(code // width**place % width for place in reversed(range(length)))
