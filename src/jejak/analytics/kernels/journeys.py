"""Who comes by where: cases, reach, steps and paths."""

from __future__ import annotations

from typing import Any

from jejak.analytics.kernels import OFF
from jejak.analytics.speed import kernel


@kernel
def count_journeys(
    off: Any,
    kind: Any,
    touch: Any,
    group: Any,
    mix: Any,
    lo: int,
    hi: int,
    seen: Any,
    totals: Any,
    reach: Any,
    steps: Any,
    paths: Any,
) -> None:
    """Count cases, events, who reached what, first and last, steps; hash the paths.

    `seen[a] == c` says that case c was at a already: no set is needed.
    """
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        totals[g, 0] += 1
        totals[g, 1] += off[c + 1] - off[c]
        k = 0
        last = OFF
        h = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                totals[g, 2] += 1
                continue
            reach[g, a, 0] += 1
            if seen[a] != c:
                seen[a] = c
                reach[g, a, 1] += 1
            if k == 0:
                reach[g, a, 2] += 1
            if k < steps.shape[1]:
                steps[g, k, a] += 1
            k += 1
            last = a
            h = (h + mix[a]) * -7046029254386353131
            h ^= (h >> 32) & 0xFFFFFFFF
        if last != OFF:
            reach[g, last, 3] += 1
            totals[g, 3] += 1
        paths[c] = h


@kernel
def count_pairs(
    off: Any, kind: Any, touch: Any, group: Any, lo: int, hi: int, pairs: Any
) -> None:
    """Count who goes from where to where at each of the first steps."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        k = 0
        previous = OFF
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF:
                pairs[g, k, previous, a] += 1
                k += 1
                if k == pairs.shape[1]:
                    break
            previous = a


@kernel
def smaller_path(off: Any, kind: Any, touch: Any, one: int, other: int) -> bool:
    """Tell whether the path of one case comes before that of another."""
    i = off[one]
    j = off[other]
    while True:
        while i < off[one + 1] and touch[kind[i]] == OFF:
            i += 1
        while j < off[other + 1] and touch[kind[j]] == OFF:
            j += 1
        if j == off[other + 1]:
            return False
        if i == off[one + 1]:
            return True
        a = touch[kind[i]]
        b = touch[kind[j]]
        if a != b:
            return bool(a < b)
        i += 1
        j += 1


@kernel
def smallest_paths(off: Any, kind: Any, touch: Any, cases: Any, best: Any) -> int:
    """Keep the cases with the smallest paths in order; return how many there are."""
    n = 0
    for one in range(len(cases)):
        c = cases[one]
        place = n
        while place > 0 and smaller_path(off, kind, touch, c, best[place - 1]):
            place -= 1
        if place == len(best):
            continue
        if n < len(best):
            n += 1
        for k in range(n - 1, place, -1):
            best[k] = best[k - 1]
        best[place] = c
    return n
