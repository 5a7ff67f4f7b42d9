"""How journeys deviate from the map."""

from __future__ import annotations

from typing import Any

from jejak.analytics.kernels import OFF
from jejak.analytics.speed import kernel


@kernel
def count_deviations(  # noqa: C901 - the four ways of one loop over a case
    off: Any,
    kind: Any,
    touch: Any,
    fails: Any,
    optional: Any,
    group: Any,
    lo: int,
    hi: int,
    first: Any,
    failed: Any,
    strayed: Any,
    deviations: Any,
    clean: Any,
) -> None:
    """Count per touchpoint the cases that deviate from the map, in four ways.

    `deviations[g, a]` holds: events of no touchpoint met after a (the last row:
    before any); cases that first come to a before an earlier touchpoint; that go
    past a without it; whose visit of a failed, or had the same event
    twice at once; and the cases of the events that come first.
    `clean[g]` counts the cases on the map without any deviation.
    """
    touchpoints = len(first)
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        start = off[c]  # what was first before this case, was in another
        deviates = False
        furthest = -1
        previous = touchpoints
        neighbour = -1
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                deviations[g, previous, 0] += 1
                if strayed[previous] < start:
                    strayed[previous] = i
                    deviations[g, previous, 4] += 1
                deviates = True
                neighbour = -1
                continue
            if first[a] < start:
                first[a] = i
            if fails[kind[i]] or int(kind[i]) == neighbour:
                failed[a] = i
            if a > furthest:
                furthest = a
            previous = a
            neighbour = int(kind[i])
        latest = -1
        for a in range(furthest + 1):
            if first[a] < start:
                if not optional[a]:
                    deviations[g, a, 2] += 1
                    deviates = True
                continue
            if first[a] < latest:
                deviations[g, a, 1] += 1
                deviates = True
            else:
                latest = first[a]
            if failed[a] >= start:
                deviations[g, a, 3] += 1
                deviates = True
        if furthest >= 0 and not deviates:
            clean[g] += 1
