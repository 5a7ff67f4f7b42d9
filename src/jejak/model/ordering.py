"""Which of some things stayed where they were, and which passed the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Hashable, Sequence

    Item = TypeVar("Item", bound=Hashable)


def kept_in_order(
    before: Sequence[Item], after: Sequence[Item], *, steady: Collection[Item] = ()
) -> set[Item]:
    """Return the most items that stand in the same order in both sequences.

    The others have passed them. Where there is a choice, those that are known
    to be steady stay: moving one card to the front moves one card, not all.

    Examples:
        >>> sorted(kept_in_order("abcd", "dabc"))
        ['a', 'b', 'c']
        >>> kept_in_order("ab", "ba"), kept_in_order("ab", "ba", steady="a")
        ({'b'}, {'a'})
    """
    places = {item: place for place, item in enumerate(before, start=1)}
    items = [item for item in after if item in places]
    weight = len(items) + 1  # a steady one counts for more than all that are not
    best = _Highest(len(places))
    worth: list[int] = []
    previous: list[int] = []
    for number, item in enumerate(items):
        sum_before, last = best.up_to(places[item] - 1)
        worth.append(sum_before + (weight if item in steady else 1))
        previous.append(last)
        best.put(places[item], (worth[number], number))
    kept: set[Item] = set()
    at = max(range(len(items)), key=lambda number: (worth[number], -number), default=-1)
    while at >= 0:
        kept.add(items[at])
        at = previous[at]
    return kept


class _Highest:
    """The highest of what was put at the first so many places (a Fenwick tree)."""

    def __init__(self, size: int) -> None:
        self._rows = [(0, -1)] * (size + 1)

    def put(self, place: int, value: tuple[int, int]) -> None:
        while place < len(self._rows):
            if value[0] > self._rows[place][0]:
                self._rows[place] = value
            place += place & -place

    def up_to(self, place: int) -> tuple[int, int]:
        found = (0, -1)
        while place > 0:
            if self._rows[place][0] > found[0]:
                found = self._rows[place]
            place -= place & -place
        return found
