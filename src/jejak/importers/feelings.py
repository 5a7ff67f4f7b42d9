"""Feelings of a cell as points in order: "Frustrated → Satisfied" is two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jejak.importers.lists import split_items
from jejak.language.emotions import read_feeling

_ARROW = re.compile(
    r"\s*(?:[→➔➜➝➞➙➡⟶⟹⇒⇨⇢↦↗↘⤴⤵⬇⬆↑↓▶►»›]\ufe0f?|>{2,}|[-=–—]+>)\s*|\s+>\s+"
)
_FACES = re.compile(
    r"(?<=[\U0001f600-\U0001f64f\U0001f910-\U0001f97a])(\s+)(?=[\U0001f600-\U0001f64f\U0001f910-\U0001f97a])"
)
_MARK = re.compile(
    r"\s*[;；、|]\s*|\s*[,，](?!\d)\s*|\s+/\s+|(?<=\D)/(?=\D)|\s+[&+]\s+"
)
_THEN = re.compile(
    r"(?:^|\s+)(then|lalu|kemudian|but|tapi|tetapi|namun|and|dan|menjadi|и|но|y|e|und)"
    r"\s+",
    re.IGNORECASE,
)
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class FeelingPiece:
    """A feeling of a cell, or what stood between two of them."""

    text: str
    is_between: bool = False


def split_feelings(text: str) -> tuple[FeelingPiece, ...]:
    """Return the feelings of a cell in order, with the signs between them.

    Examples:
        >>> [piece.text for piece in split_feelings("Frustrated → Satisfied")]
        ['Frustrated', '→', 'Satisfied']
        >>> [piece.text for piece in split_feelings("- Excited - Confused")]
        ['Excited', 'Confused']
        >>> [piece.text for piece in split_feelings("bingung lalu kesal")]
        ['bingung', 'lalu', 'kesal']
        >>> [piece.text for piece in split_feelings("lega, karena tidak lama di sana")]
        ['lega, karena tidak lama di sana']
    """
    found: list[FeelingPiece] = []
    read = split_items(text)
    for number, item in enumerate(read.items):
        doubt = next((one for one in read.doubts if one.item == number), None)
        parts = doubt.parts if doubt and _all_known(list(doubt.parts)) else (item,)
        for part in parts:
            found += _parted(part)
    return tuple(found)


def _parted(text: str) -> list[FeelingPiece]:
    pieces = _cut(_ARROW, text)
    return [
        small
        for piece in pieces
        for face in ([piece] if piece.is_between else _at_faces(piece.text))
        for small in ([face] if face.is_between else _at_marks(face.text))
    ]


def _at_faces(text: str) -> list[FeelingPiece]:
    """Part different faces that stand side by side; one repeated is one."""
    pieces: list[FeelingPiece] = []
    at = 0
    for match in _FACES.finditer(text):
        if text[match.start() - 1] != text[match.end()]:
            pieces.append(FeelingPiece(text[at : match.start()].strip()))
            pieces.append(FeelingPiece(match[0].strip(), is_between=True))
            at = match.end()
    return [*pieces, FeelingPiece(text[at:].strip())]


def _at_marks(text: str) -> list[FeelingPiece]:
    """Part short words at commas and slashes, known words at "then" and "and"."""
    pieces = _cut(_MARK, text)
    words = [piece.text for piece in pieces if not piece.is_between]
    if any(len(word.split()) > _MOST_WORDS for word in words):
        return _at_words(text)
    return [
        small
        for piece in pieces
        for small in ([piece] if piece.is_between else _at_words(piece.text))
    ]


def _at_words(text: str) -> list[FeelingPiece]:
    """Part known words at "then" and "and"; "then sad" alone is "sad"."""
    parts = _THEN.split(text)  # words at even places, what parts them at odd ones
    words = [word for word in parts[::2] if word]
    is_short = all(len(word.split()) <= _MOST_WORDS for word in words)
    if len(parts) == 1 or not is_short or not _all_known(words):
        return [FeelingPiece(text)]
    return [
        FeelingPiece(part, is_between=bool(number % 2))
        for number, part in enumerate(parts)
        if part
    ]


def _all_known(parts: list[str]) -> bool:
    return all(read_feeling(part).value is not None for part in parts)


def _cut(pattern: re.Pattern[str], text: str) -> list[FeelingPiece]:
    """Cut a text where a pattern matches; cuts without words beside them stay."""
    pieces: list[FeelingPiece] = []
    at = 0
    text = text.strip()
    for match in pattern.finditer(text):
        before = text[at : match.start()].strip()
        if before and match.end() < len(text):
            pieces.append(FeelingPiece(before))
            pieces.append(FeelingPiece(match[0].strip(), is_between=True))
            at = match.end()
    pieces.append(FeelingPiece(text[at:].strip()))
    return pieces
