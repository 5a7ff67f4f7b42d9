"""What bare numbers in a row of feelings mean: 1 to 5, -2 to +2, per cent."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(r"\(?([+-]?)\s?(\d+(?:[.,]\d+)?)\s*%?\)?")
_RANGE = re.compile(
    r"([+-]?\d{1,3})\s*(?:-|to|sampai|s/d|hingga|\.{2,3}|~)\s*(\+?\d{1,3})"
)
_OUT_OF = re.compile(r"(?:/|out of|dari|skala|scale)\s*(\d{1,3})\b")
_DASHES = str.maketrans("−–—‐‑＋", "-----+")
_TOPS = (5, 10, 100)
_SIDES = (2, 3, 5, 10, 100)


@dataclass(frozen=True, slots=True)
class Scale:
    """The lowest and the highest number of a row."""

    lowest: float
    highest: float

    def value(self, text: str) -> float | None:
        """Return a bare number on the scale as -2 … +2; None for anything else.

        Examples:
            >>> Scale(1, 10).value("10"), Scale(-2, 2).value("1"), Scale(1, 5).value("")
            (2.0, 1.0, None)
        """
        number = number_of(text)
        if number is None or not self.lowest <= number <= self.highest:
            return None
        share = (number - self.lowest) / (self.highest - self.lowest)
        return round(share * 4 - 2, 1)


def number_of(text: str) -> float | None:
    """Return a bare number as a figure.

    Examples:
        >>> number_of("−2"), number_of("4,5"), number_of("4/5")
        (-2.0, 4.5, None)
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES).strip()
    match = _NUMBER.fullmatch(plain)
    if not match:
        return None
    size = float(match[2].replace(",", "."))
    return -size if match[1] == "-" else size


def scale_of(texts: Sequence[str], label: str = "") -> Scale | None:
    """Return the scale that all numbers of a row stand on.

    The label may name it; else the smallest round scale that holds them all.

    Examples:
        >>> scale_of(["8", "3"]), scale_of(["-2", "1"])
        (Scale(lowest=1, highest=10), Scale(lowest=-2, highest=2))
        >>> scale_of(["4"], "Mood (1-10)")
        Scale(lowest=1, highest=10)
    """
    numbers = [number for text in texts if (number := number_of(text)) is not None]
    if not numbers:
        return None
    low, high = min(numbers), max(numbers)
    named = _named(label)
    if named and named.lowest <= low and high <= named.highest:
        return named
    if low < 0 or any("+" in unicodedata.normalize("NFKC", text) for text in texts):
        side = max(high, -low)
        top = next((one for one in _SIDES if side <= one), None)
        return Scale(-top, top) if top else None
    top = next((one for one in _TOPS if high <= one), None)
    if top is None:
        return None
    return Scale(0 if low < 1 or top > 10 else 1, top)


def _named(label: str) -> Scale | None:
    plain = unicodedata.normalize("NFKC", label).translate(_DASHES).casefold()
    if match := _RANGE.search(plain):
        low, high = int(match[1]), int(match[2])
        return Scale(low, high) if low < high else None
    if match := _OUT_OF.search(plain):
        top = int(match[1])
        return Scale(0 if top > 10 else 1, top) if top > 1 else None
    return None
