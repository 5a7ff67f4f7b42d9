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
