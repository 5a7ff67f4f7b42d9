"""Two people change the same text: both of their words stay."""

from __future__ import annotations

from typing import NamedTuple


class Splice(NamedTuple):
    """At one place in a text some characters go and others come."""

    at: int
    deleted: str
    inserted: str


def splice_between(old: str, new: str) -> Splice:
    """Return the one shortest splice that turns a text into another.

    Examples:
        >>> splice_between("slow reply", "slow first reply")
        Splice(at=5, deleted='', inserted='first ')
    """
    room = min(len(old), len(new))
    start = next((at for at in range(room) if old[at] != new[at]), room)
    room -= start
    end = next((at for at in range(room) if old[-1 - at] != new[-1 - at]), room)
    return Splice(start, old[start : len(old) - end], new[start : len(new) - end])


def merged(base: str, first: str, second: str) -> str:
    """Return a text with the changes of two people who both started from `base`.

    Where both changed the same words, what either inserted stays, the first
    one's before the second one's; what either deleted goes.

    Examples:
        >>> merged("slow reply", "very slow reply", "slow reply at night")
        'very slow reply at night'
        >>> merged("slow reply", "late reply", "weak reply")
        'lateweak reply'
    """
    if base == first or first == second:
        return second
    one, two = splice_between(base, first), splice_between(base, second)
    if two.at < one.at:
        before, behind = two, one
    else:
        before, behind = one, two
    if before.at + len(before.deleted) <= behind.at:
        middle = base[before.at + len(before.deleted) : behind.at]
        inserted = before.inserted + middle + behind.inserted
    else:
        inserted = one.inserted + two.inserted
    end = max(one.at + len(one.deleted), two.at + len(two.deleted))
    return base[: before.at] + inserted + base[end:]
