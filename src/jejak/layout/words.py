"""Where the words of the feelings stand beside the curve, without running together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Side = Literal["above", "below"]
GAP = 6.0  # px between two words on one side


@dataclass(frozen=True, slots=True)
class Word:
    """A word to place: where its face is and how much room it takes."""

    x: float  # px, middle of the face
    y: float  # px, middle of the face
    width: float  # px
    value: float


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """Where a word stands."""

    x: float  # px, middle of the word
    side: Side


def place_words(
    words: Sequence[Word], *, left: float, right: float, line_height: float = 16.0
) -> tuple[PlacedWord, ...]:
    """Return where each word stands: above its face when pleasant, below when not.

    A word that would touch the one before it changes sides; all words stay
    between `left` and `right`.

    Examples:
        >>> apart = [Word(50, 20, 40, 1.0), Word(200, 60, 40, -1.0)]
        >>> [word.side for word in place_words(apart, left=0, right=300)]
        ['above', 'below']
        >>> close = [Word(50, 20, 60, 1.0), Word(80, 20, 60, 1.0)]
        >>> [word.side for word in place_words(close, left=0, right=300)]
        ['above', 'below']
        >>> place_words([Word(5, 20, 40, 1.0)], left=0, right=300)[0].x
        20.0
    """
    placed: list[PlacedWord] = []
    for index, word in enumerate(words):
        half = word.width / 2
        x = min(max(word.x, left + half), max(right - half, left + half))
        wanted: Side = "above" if word.value >= 0 else "below"
        other: Side = "below" if wanted == "above" else "above"
        earlier = list(zip(words[:index], placed, strict=True))
        free = [
            side
            for side in (wanted, other)
            if not any(_touch(word, x, side, *one, line_height) for one in earlier)
        ]
        placed.append(PlacedWord(x, free[0] if free else wanted))
    return tuple(placed)


def _touch(
    word: Word, x: float, side: Side, other: Word, spot: PlacedWord, line_height: float
) -> bool:
    if abs(x - spot.x) >= (word.width + other.width) / 2 + GAP:
        return False
    return abs(_line(word, side) - _line(other, spot.side)) < line_height


def _line(word: Word, side: Side, further: float = 0.0) -> float:
    return word.y - 19 - further if side == "above" else word.y + 19 + further


@dataclass(frozen=True, slots=True)
class StackedWord:
    """Where a word stands beside its face: on which side, and in which row."""

    side: Side
    row: int  # 0 next to the face, 1 one line further out


def stack_words(
    words: Sequence[Word], *, line_height: float = 14.0
) -> tuple[StackedWord, ...]:
    """Return sides and rows for words that stay over or under their faces.

    A word that would touch an earlier one changes sides, then moves a line out.

    Examples:
        >>> close = [Word(x, 20, 60, 1.0) for x in (50, 80, 110)]
        >>> [(word.side, word.row) for word in stack_words(close)]
        [('above', 0), ('below', 0), ('above', 1)]
    """
    placed: list[StackedWord] = []
    for index, word in enumerate(words):
        wanted: Side = "above" if word.value >= 0 else "below"
        other: Side = "below" if wanted == "above" else "above"
        spots = [StackedWord(side, row) for row in (0, 1) for side in (wanted, other)]
        earlier = list(zip(words[:index], placed, strict=True))
        free = [
            spot
            for spot in spots
            if not any(_meet(word, spot, *one, line_height) for one in earlier)
        ]
        placed.append(free[0] if free else spots[0])
    return tuple(placed)


def _meet(
    word: Word, spot: StackedWord, other: Word, taken: StackedWord, line_height: float
) -> bool:
    if not word.width or not other.width:
        return False
    if abs(word.x - other.x) >= (word.width + other.width) / 2 + GAP:
        return False
    first = _line(word, spot.side, spot.row * line_height)
    second = _line(other, taken.side, taken.row * line_height)
    return abs(first - second) < line_height - 0.01
