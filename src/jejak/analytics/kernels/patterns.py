"""Sequences of neighbours that come again and again."""

from __future__ import annotations

from typing import Any

import numpy as np

from jejak.analytics.kernels import OFF
from jejak.analytics.speed import kernel


@kernel
def count_patterns(  # noqa: C901 - one loop, and its hash table
    off: Any,
    kind: Any,
    touch: Any,
    group: Any,
    width: int,
    length: int,
    lo: int,
    hi: int,
    codes: Any,
    latest: Any,
    counts: Any,
) -> int:
    """Count cases and times of every sequence of `length` neighbours.

    A sequence is a number to the base `width`. `codes` is a hash table of a
    power-of-two size, -1 an empty place; `latest` is the case that last had the
    sequence there. Returns how many cases have any, or -1 if the table is too small.
    """
    size = len(codes) - 1
    keep = np.int64(width) ** np.int64(length - 1)
    known = 0
    with_any = 0
    for c in range(lo, hi):
        if group[c] == OFF:
            continue
        k = 0
        code = np.int64(0)
        for i in range(off[c], off[c + 1]):
            a = touch[kind[i]]
            if a == OFF:
                continue
            code = code % keep * width + np.int64(a)
            k += 1
            if k < length:
                continue
            h = code * np.int64(-7046029254386353131)
            place = (h ^ (h >> 32)) & size
            while codes[place] != -1 and codes[place] != code:
                place = (place + 1) & size
            if codes[place] == -1:
                known += 1
                if known * 2 > size:
                    return -1
                codes[place] = code
            counts[place, 1] += 1
            if latest[place] != c:
                latest[place] = c
                counts[place, 0] += 1
        if k >= length:
            with_any += 1
    return with_any
