"""What is given in ratings, and how often each kind of event occurs, and when."""

from __future__ import annotations

from typing import Any

from jejak.analytics.hours import DAY_US, WEEK_US
from jejak.analytics.kernels import NO_SCORE, OFF
from jejak.analytics.speed import kernel


@kernel
def count_scores(
    off: Any,
    kind: Any,
    score: Any,
    touch: Any,
    group: Any,
    lo: int,
    hi: int,
    seen: Any,
    scores: Any,
) -> None:
    """Sum scores and their squares in thousandths; no score is not nought."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        for i in range(off[c], off[c + 1]):
            value = int(score[i])
            a = touch[kind[i]]
            if a == OFF or value == NO_SCORE:
                continue
            scores[g, a, 0] += 1
            scores[g, a, 1] += value
            scores[g, a, 2] += value * value
            if seen[a] != c:
                seen[a] = c
                scores[g, a, 3] += 1


@kernel
def count_kinds(
    off: Any, kind: Any, group: Any, lo: int, hi: int, seen: Any, counts: Any
) -> None:
    """Count events and cases of each kind."""
    for c in range(lo, hi):
        if group[c] == OFF:
            continue
        for i in range(off[c], off[c + 1]):
            a = kind[i]
            counts[a, 0] += 1
            if seen[a] != c:
                seen[a] = c
                counts[a, 1] += 1


@kernel
def count_weeks(
    off: Any,
    kind: Any,
    ts: Any,
    group: Any,
    first: int,
    lo: int,
    hi: int,
    seen: Any,
    counts: Any,
) -> None:
    """Count events and cases of each kind in each week from the first one on."""
    for c in range(lo, hi):
        if group[c] == OFF:
            continue
        for i in range(off[c], off[c + 1]):
            week = (ts[i] + 3 * DAY_US) // WEEK_US - first  # 1970 began on a Thursday
            if week < 0:
                continue
            a = kind[i]
            counts[a, week, 0] += 1
            if seen[a, week] != c:
                seen[a, week] = c
                counts[a, week, 1] += 1
