"""What follows on what, and how long that takes."""

from __future__ import annotations

from typing import Any

from jejak.analytics.kernels import OFF
from jejak.analytics.speed import kernel


@kernel
def count_flow(
    off: Any, kind: Any, touch: Any, group: Any, lo: int, hi: int, n: Any
) -> None:
    """Count what follows directly on what."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        previous = OFF
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF:
                n[g, previous, a] += 1
            previous = a


@kernel
def count_walkers(
    off: Any,
    kind: Any,
    codes: Any,
    group: Any,
    lo: int,
    hi: int,
    seen: Any,
    n: Any,
) -> None:
    """Count the cases that go from one to another; in the last column to any other."""
    elsewhere = n.shape[2] - 1
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        previous = OFF
        for i in range(off[c], off[c + 1]):
            a = codes[kind[i]]
            if a == OFF:
                continue
            if previous != OFF:
                if seen[previous, a] != c:
                    seen[previous, a] = c
                    n[g, previous, a] += 1
                if previous != a and seen[previous, elsewhere] != c:
                    seen[previous, elsewhere] = c
                    n[g, previous, elsewhere] += 1
            previous = a


@kernel
def count_entries(
    off: Any,
    kind: Any,
    touch: Any,
    channel: Any,
    group: Any,
    lo: int,
    hi: int,
    n: Any,
) -> None:
    """Count at which touchpoint cases begin; the last channel: it is not known."""
    unknown = n.shape[1] - 1
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a != OFF:
                h = channel[kind[i]]
                n[g, unknown if h == OFF else h, a] += 1
                break


@kernel
def scatter_waits(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    lo: int,
    hi: int,
    cursor: Any,
    waits: Any,
) -> None:
    """Put every wait into the slice of its edge."""
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        previous = OFF
        before = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF:
                waits[cursor[g, previous, a]] = ts[i] - before
                cursor[g, previous, a] += 1
            previous = a
            before = ts[i]


@kernel
def count_next(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    width: int,
    lo: int,
    hi: int,
    slots: Any,
    times: Any,
) -> int:
    """Measure the wait from a touchpoint to the next other one.

    Times go into `times` from `off[lo]` on; returns the end.
    """
    made = off[lo]
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        previous = OFF
        before = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            if previous != OFF and a != previous:
                slots[made] = g * width + previous
                times[made] = ts[i] - before
                made += 1
            previous = a
            before = ts[i]
    return int(made)


@kernel
def count_responses(
    off: Any,
    kind: Any,
    ts: Any,
    touch: Any,
    group: Any,
    width: int,
    lo: int,
    hi: int,
    unanswered: Any,
    slots: Any,
    times: Any,
) -> int:
    """Measure from the first of a run of one touchpoint to the next other one.

    A run that ends its case has no answer, and is counted as such. Times go into
    `times` from `off[lo]` on; returns the end.
    """
    made = off[lo]
    for c in range(lo, hi):
        g = group[c]
        if g == OFF:
            continue
        run = OFF
        began = 0
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a in (OFF, run):
                continue
            if run != OFF:
                slots[made] = g * width + run
                times[made] = ts[i] - began
                made += 1
            run = a
            began = ts[i]
        if run != OFF:
            unanswered[g, run] += 1
    return int(made)
