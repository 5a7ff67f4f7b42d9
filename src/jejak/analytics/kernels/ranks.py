"""Times brought together by what they are of, and the values at their ranks."""

from __future__ import annotations

from typing import Any

from jejak.analytics.speed import kernel


@kernel
def count_slots(slots: Any, lo: int, hi: int, n: Any) -> None:
    """Count how many times fall into each slot."""
    for i in range(lo, hi):
        n[slots[i]] += 1


@kernel
def scatter_times(
    slots: Any, times: Any, lo: int, hi: int, cursor: Any, ordered: Any
) -> None:
    """Put every time into the slice of its slot."""
    for i in range(lo, hi):
        s = slots[i]
        ordered[cursor[s]] = times[i]
        cursor[s] += 1


@kernel
def select(values: Any, left: int, right: int, k: int) -> None:
    """Bring the value of rank k to its place, smaller ones before it.

    The values are parted without a branch that processors would guess wrongly half
    of the time; the pivot is the middle one of three that a fixed dice chooses.
    """
    dice = 20261122
    while left < right:
        n = right - left + 1
        dice = (dice * 1103515245 + 12345) & 0x7FFFFFFF
        one = values[left + dice % n]
        dice = (dice * 1103515245 + 12345) & 0x7FFFFFFF
        other = values[left + dice % n]
        dice = (dice * 1103515245 + 12345) & 0x7FFFFFFF
        third = values[left + dice % n]
        pivot = max(min(one, other), min(max(one, other), third))
        j = left
        for i in range(left, right + 1):
            value = values[i]
            values[i] = values[j]
            values[j] = value
            j += value < pivot
        if k < j:
            right = j - 1
        elif (j - left) * 8 > n:
            left = j
        else:  # many may be equal to the pivot: they come next
            m = j
            for i in range(j, right + 1):
                value = values[i]
                values[i] = values[m]
                values[m] = value
                m += value == pivot
            if k < m:
                return
            left = m


@kernel
def pick_ranks(
    values: Any, starts: Any, num: Any, den: Any, lo: int, hi: int, out: Any
) -> None:
    """Find the values at the ranks on both sides of each quantile, slice by slice.

    Rank r of n values is that of `(n - 1) * num / den`, rounded down and up. The
    slices are put in order only as far as that needs: the quantile in the middle
    first, then those on both sides of it in the halves that it has left.
    """
    many = len(num)
    middle = many // 2
    for s in range(lo, hi):
        n = starts[s + 1] - starts[s]
        if n == 0:
            continue
        left = starts[s]
        right = starts[s + 1] - 1
        ceiling = right
        for turn in range(many):
            q = middle - turn if turn <= middle else turn
            if turn == middle + 1:
                left = starts[s] + (n - 1) * num[middle] // den[middle]
                ceiling = right
            rank = (n - 1) * num[q]
            k = starts[s] + rank // den[q]
            select(values, left, ceiling, k)
            low = values[k]
            high = low
            if rank % den[q]:
                high = values[k + 1]
                furthest = ceiling if k < ceiling else right
                for i in range(k + 2, furthest + 1):
                    if values[i] < high:
                        high = values[i]
            out[s, q, 0] = low
            out[s, q, 1] = high
            if turn < middle:
                ceiling = k
            elif turn > middle:
                left = k
