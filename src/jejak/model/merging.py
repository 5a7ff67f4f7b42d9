"""Two people change the same text: both of their words stay."""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

_BLANK = " \t\n"
_NO_LETTERS = _BLANK + ",.;:!?()"


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

    Where both changed the same words, the whole words of either stay, the first
    one's before the second one's; what either deleted goes.

    Examples:
        >>> merged("slow reply", "very slow reply", "slow reply at night")
        'very slow reply at night'
        >>> merged("slow reply", "late reply", "weak reply")
        'late weak reply'
    """
    if base == first or first == second:
        return second
    one, two = splice_between(base, first), splice_between(base, second)
    before, behind = (two, one) if two.at < one.at else (one, two)
    if base and _are_apart(before, behind):
        middle = base[_end(before) : behind.at]
        inserted = before.inserted + middle + behind.inserted
        return base[: before.at] + inserted + base[_end(behind) :]
    one, two = _in_words(base, one), _in_words(base, two)
    start, end = min(one.at, two.at), max(_end(one), _end(two))
    return reduce(_side_by_side, (base[:start], one.inserted, two.inserted, base[end:]))


def _end(splice: Splice) -> int:
    return splice.at + len(splice.deleted)


def _are_apart(before: Splice, behind: Splice) -> bool:
    """Return whether neither splice takes away what the other one is written on to."""
    if _end(before) != behind.at:
        return _end(before) < behind.at
    if before.deleted and not behind.deleted:
        return behind.inserted[:1] in _NO_LETTERS
    if behind.deleted and not before.deleted:
        return before.inserted[-1:] in _NO_LETTERS
    return True


def _in_words(base: str, splice: Splice) -> Splice:
    """Return a splice that cuts no word, neither an old one nor a new one.

    The shortest splice leaves standing what old and new words begin and end with;
    whoever else deletes the old words would take these letters of the new ones.
    """
    start, end = splice.at, _end(splice)
    if _is_word(splice.deleted[:1] + splice.inserted[:1]):
        while start > 0 and base[start - 1] not in _BLANK:
            start -= 1
    if _is_word(splice.deleted[-1:] + splice.inserted[-1:]):
        while end < len(base) and base[end] not in _BLANK:
            end += 1
    inserted = base[start : splice.at] + splice.inserted + base[_end(splice) : end]
    return Splice(start, base[start:end], inserted)


def _is_word(text: str) -> bool:
    return bool(text.strip(_BLANK))


def _side_by_side(one: str, two: str) -> str:
    is_parted = not one or not two or one[-1] in _BLANK or two[0] in _BLANK
    return one + two if is_parted else f"{one} {two}"
