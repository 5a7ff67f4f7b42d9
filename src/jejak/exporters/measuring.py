"""How wide words are, and where lines break: for pictures that set text themselves."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from jejak.exporters import fonts

if TYPE_CHECKING:
    from collections.abc import Iterator

Weight = Literal[400, 500, 600, 700]
_CUTS: dict[Weight, str] = {
    400: "400Regular",
    500: "500Medium",
    600: "600SemiBold",
    700: "700Bold",
}
_UNIT = 1000  # px, at which words are measured
_WORD_SPACE = 0.07  # em, added to every space: the face sets its space narrow
_SLACK = 0.96  # of the room: another renderer, or another font, sets a little wider
_GUESS = 0.58  # em, of a letter where there is no font to ask
_WIDE = 1.0  # em, of a letter that our font lacks: CJK, emoji


@cache
def _font(weight: Weight) -> Any:
    from PIL import ImageFont

    for path in fonts.ttf_files():
        if path.stem.endswith(_CUTS[weight]):
            return ImageFont.truetype(
                str(path), _UNIT, layout_engine=ImageFont.Layout.BASIC
            )
    return None


@cache
def _known() -> frozenset[int]:
    return frozenset().union(*(file.letters for file in fonts.web_files()))


class _Advances(dict[str, float]):
    """How far each letter moves the pen, in px; measured when it is first met.

    Our face has no kerning that Pillow's basic layout would use, so a line is as
    wide as its letters together: that is exact, and many times faster.
    """

    def __init__(self, weight: Weight) -> None:
        super().__init__()
        self._font = _font(weight)

    def __missing__(self, letter: str) -> float:
        if self._font is None:
            width = _GUESS * _UNIT
        elif ord(letter) in _known():
            width = float(self._font.getlength(letter))
        else:
            width = _WIDE * _UNIT
        self[letter] = width
        return width


@cache
def _advances(weight: Weight) -> _Advances:
    return _Advances(weight)


@lru_cache(maxsize=50_000)
def _px(word: str, weight: Weight) -> float:
    """Return the width of a word set at `_UNIT`."""
    return sum(map(_advances(weight).__getitem__, word))


def width_of(text: str, size: float, weight: Weight = 400) -> float:
    """Return the width of one line of text in px.

    Examples:
        >>> width_of("ii", 10) < width_of("mm", 10)
        True
    """
    return size * (_px(text, weight) / _UNIT + _WORD_SPACE * text.count(" "))


def wrapped(
    text: str, room: float, size: float, weight: Weight = 400, *, first: float = 0.0
) -> list[str]:
    """Return a text as lines that fit a room; no letter is lost.

    Args:
        text: Raw text; its own line breaks are kept.
        room: Width in px.
        size: Of the type, in px.
        weight: Of the type.
        first: How much of the first line is taken already, in px.

    Examples:
        >>> wrapped("one two three", 60, 12)
        ['one two', 'three']
        >>> "".join(wrapped("x" * 40, 60, 12)) == "x" * 40
        True
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _lines(paragraph, room * _SLACK, size, weight, 0 if lines else first)
    return lines


def _lines(
    text: str, room: float, size: float, weight: Weight, taken: float
) -> Iterator[str]:
    line: list[str] = []
    filled = 0.0  # by the words of this line and the spaces between them
    space = _px(" ", weight)
    for word in text.split():
        longer = filled + space + _px(word, weight) if line else _px(word, weight)
        if taken + size * (longer / _UNIT + _WORD_SPACE * len(line)) <= room:
            line.append(word)
            filled = longer
            continue
        if line or taken:
            yield " ".join(line)
        taken = 0.0
        *whole, rest = _pieces(word, room, size, weight)
        yield from whole
        line = [rest] if rest else []
        filled = _px(rest, weight)
    yield " ".join(line)


def _pieces(word: str, room: float, size: float, weight: Weight) -> list[str]:
    """Return a word in pieces that each fit, broken after a slash where it can be."""
    pieces: list[str] = []
    while word and width_of(word, size, weight) > room:
        end = 1
        while end < len(word) and width_of(word[: end + 1], size, weight) <= room:
            end += 1
        slash = max(word.rfind("/", 0, end), word.rfind("-", 0, end)) + 1
        end = slash if slash > 1 else end
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]
