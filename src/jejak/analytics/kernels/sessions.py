"""Where a pause is long enough to begin another session."""

from __future__ import annotations

from typing import Any

from jejak.analytics.speed import kernel


@kernel
def count_sessions(off: Any, ts: Any, gap: int, lo: int, hi: int, count: Any) -> None:
    """Count the sessions of each case: a pause longer than the gap begins one."""
    for c in range(lo, hi):
        made = 1
        for i in range(off[c] + 1, off[c + 1]):
            if ts[i] - ts[i - 1] > gap:
                made += 1
        count[c] = made


@kernel
def split_sessions(
    off: Any, ts: Any, gap: int, lo: int, hi: int, place: Any, starts: Any, case: Any
) -> None:
    """Write where each session begins, and whose it is."""
    for c in range(lo, hi):
        at = place[c]
        starts[at] = off[c]
        case[at] = c
        for i in range(off[c] + 1, off[c + 1]):
            if ts[i] - ts[i - 1] > gap:
                at += 1
                starts[at] = i
                case[at] = c
