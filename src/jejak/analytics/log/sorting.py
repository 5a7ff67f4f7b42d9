"""Kernels of an import: numbering what was hashed, and sorting events by case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.speed import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jejak.analytics.log import Ints

SHORT = 64  # cases up to here are mended by insertion, longer ones by a real sort


@kernel
def number_hashes(hashes: Any, table: Any, codes: Any, found: Any, out: Any) -> int:
    """Number 64-bit hashes in order of first appearance; return how many are known.

    `table` and `codes` are a hash table of a power-of-two size, 0 an empty place;
    `found` receives each new hash. A hash of 0 is "nothing": code -1.
    """
    size = len(table) - 1
    known = codes[len(table)]
    for i in range(len(hashes)):
        h = hashes[i]
        if h == 0:
            out[i] = -1
            continue
        place = int(h & size)
        while table[place] != 0 and table[place] != h:
            place = (place + 1) & size
        if table[place] == 0:
            if known == len(found):
                return -1  # the file has changed meanwhile: there is no room
            table[place] = h
            codes[place] = known
            found[known] = h
            known += 1
        out[i] = codes[place]
    codes[len(table)] = known
    return int(known)


@kernel
def first_values(case: Any, codes: Any, out: Any) -> int:
    """Give each case its first known value; return how many events say another."""
    others = 0
    for i in range(len(case)):
        c = case[i]
        a = codes[i]
        if a <= 0 or c < 0:
            continue
        if out[c] == 0:
            out[c] = a
        elif out[c] != a:
            others += 1
    return others


@kernel
def arrange(case: Any, cursor: Any, order: Any) -> None:
    """Put row numbers in order of their cases; equal cases keep the file's order."""
    for i in range(len(case)):
        c = case[i]
        order[cursor[c]] = i
        cursor[c] += 1


@kernel
def mend_times(off: Any, order: Any, ts: Any, is_long: Any) -> int:
    """Sort the short cases that go back in time, and mark the long ones.

    Equal times keep their order. Returns how many rows come before the row above.
    """
    backwards = 0
    for c in range(len(off) - 1):
        lo = off[c]
        hi = off[c + 1]
        here = 0
        for i in range(lo + 1, hi):
            if ts[order[i]] < ts[order[i - 1]]:
                here += 1
        backwards += here
        if here == 0:
            continue
        if hi - lo > SHORT:
            is_long[c] = 1
            continue
        for i in range(lo + 1, hi):
            row = order[i]
            k = i
            while k > lo and ts[order[k - 1]] > ts[row]:
                order[k] = order[k - 1]
                k -= 1
            order[k] = row
    return backwards


class Numbering:
    """Numbers hashes that come in pieces; what is distinct is known beforehand."""

    def __init__(self, distinct: int) -> None:
        size = 1 << max(4, int(distinct * 2).bit_length())
        self._table = np.zeros(size, np.int64)
        self._codes = np.zeros(size + 1, np.int64)
        self._found = np.zeros(distinct, np.int64)

    def number(self, hashes: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the code of each hash, -1 for none."""
        out = np.empty(len(hashes), np.int32)
        if number_hashes(hashes, self._table, self._codes, self._found, out) < 0:
            raise ValueError("more distinct values than were counted")
        return out

    @property
    def found(self) -> NDArray[np.int64]:
        """The hashes, in order of first appearance."""
        known = int(self._codes[-1])
        return self._found[:known]


def sort_events(
    case: NDArray[np.int32], ts: Ints, cases: int
) -> tuple[Ints, Ints, int]:
    """Return the offsets of cases, the order of rows, and how many went back in time.

    Examples:
        >>> off, order, backwards = sort_events(
        ...     np.array([1, 0, 1], np.int32), np.array([5, 1, 3]), 2
        ... )
        >>> off.tolist(), order.tolist(), backwards
        ([0, 1, 3], [1, 2, 0], 1)
    """
    off = np.zeros(cases + 1, np.int64)
    np.cumsum(np.bincount(case, minlength=cases), out=off[1:])
    order = np.empty(len(case), np.int64)
    arrange(case, off[:-1].copy(), order)
    is_long = np.zeros(cases, np.uint8)
    backwards = int(mend_times(off, order, ts, is_long))
    for c in np.flatnonzero(is_long):
        rows = order[off[c] : off[c + 1]]
        order[off[c] : off[c + 1]] = rows[np.argsort(ts[rows], kind="stable")]
    return off, order, backwards
