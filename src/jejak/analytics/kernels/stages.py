"""Visits of stages."""

from __future__ import annotations

from typing import Any

from jejak.analytics.kernels import OFF
from jejak.analytics.speed import kernel


@kernel
def count_stages(
    off: Any,
    kind: Any,
    ts: Any,
    stage: Any,
    group: Any,
    lo: int,
    hi: int,
    seen: Any,
    visits: Any,
    back: Any,
    slots: Any,
    times: Any,
) -> int:
    """Count visits of stages, ways back, and how long each visit was.

    A visit is an unbroken run of one stage; it ends when the next begins, the last
    one at its last event. Times go into `times` from `off[lo]` on; returns the end.
    """
    made = off[lo]
    width = visits.shape[1]
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        current = OFF
        began = 0
        ended = 0
        for i in range(off[c], off[c + 1]):
            s = stage[kind[i]]
            if s == OFF:
                continue
            if s != current:
                if current != OFF:
                    slots[made] = g * width + current
                    times[made] = ts[i] - began
                    made += 1
                    if s < current:
                        back[g, current, s] += 1
                visits[g, s, 1] += 1
                if seen[s] != c:
                    seen[s] = c
                    visits[g, s, 0] += 1
                current = s
                began = ts[i]
            ended = ts[i]
        if current != OFF:
            slots[made] = g * width + current
            times[made] = ended - began
            made += 1
    return int(made)
