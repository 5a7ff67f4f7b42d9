"""Repeats, there and back, changes of channel."""

from __future__ import annotations

from typing import Any

from jejak.analytics.kernels import OFF
from jejak.analytics.speed import kernel


@kernel
def count_loops(  # noqa: C901 - three things of one loop over a case
    off: Any,
    kind: Any,
    touch: Any,
    channel: Any,
    group: Any,
    lo: int,
    hi: int,
    seen: Any,
    repeats: Any,
    there_and_back: Any,
    switches: Any,
) -> None:
    """Count repeats (a, a), there and back (a, b, a), and channels of neighbours."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        earlier = OFF
        previous = OFF
        through = OFF
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            h = channel[kind[i]]
            if previous != OFF:
                if a == previous:
                    repeats[g, a] += 1
                elif a == earlier:
                    there_and_back[g, a, previous, 0] += 1
                    if seen[a, previous] != c:
                        seen[a, previous] = c
                        there_and_back[g, a, previous, 1] += 1
                if h != OFF and through != OFF:
                    switches[g, through, h] += 1
            earlier = previous
            previous = a
            if h != OFF:
                through = h
