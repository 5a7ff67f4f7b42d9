"""What the words above a table say of its map: as-is, to-be, or "continued"."""

from __future__ import annotations

from functools import cache
from typing import Literal

from jejak.language.names import UNSPACED, load_words, plain_name

State = Literal["current", "proposed"]
_STATES: tuple[State, ...] = ("proposed", "current")


@cache
def _words(name: str) -> tuple[str, ...]:
    words = {plain_name(word) for word in load_words("surroundings")[name]}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


def _holds(text: str, word: str) -> bool:
    if UNSPACED.search(word):
        return word in text
    return f" {word} " in f" {text} "


def state_of(text: str, *, surely: bool = False) -> State | None:
    """Return the state that a heading, a sheet or a file names.

    Some words say it anywhere; others ("after") only where they stand alone,
    because "After the purchase" is a stage.

    Args:
        text: The words.
        surely: Leave out words such as "before" and "after": a phase may be so.

    Examples:
        >>> state_of("2. Kondisi usulan (To-Be)"), state_of("AS IS")
        ('proposed', 'current')
        >>> state_of("After"), state_of("After the purchase"), state_of("As-is, to-be")
        ('proposed', None, None)
        >>> state_of("After", surely=True) is None
        True
    """
    plain = plain_name(text, keep_brackets=True)
    found = {
        state
        for state in _STATES
        if any(_holds(plain, word) for word in _words(state))
        or (not surely and _rest(plain) in _words(f"{state}_alone"))
    }
    return found.pop() if len(found) == 1 else None


def _rest(plain: str) -> str:
    """Return the words that are left without "map", "condition" and the like."""
    rest = f" {plain} "
    for filler in _words("state_fillers"):
        rest = rest.replace(f" {filler} ", " ")
    return rest.strip()


def is_state(title: str) -> bool:
    """Return whether a title says nothing but as-is or to-be.

    Examples:
        >>> is_state("Kondisi saat ini (As-Is)"), is_state("Booking (to-be)")
        (True, False)
    """
    if state_of(title) is None:
        return False
    rest = _rest(plain_name(title, keep_brackets=True))
    for state in _STATES:
        for word in (*_words(state), *_words(f"{state}_alone")):
            rest = f" {rest} ".replace(f" {word} ", " ").strip()
    return not _rest(rest)


def is_continued(text: str) -> bool:
    """Return whether a line says that the table above it goes on.

    Examples:
        >>> is_continued("(lanjutan)"), is_continued("Peta kedua")
        (True, False)
    """
    plain = plain_name(text, keep_brackets=True)
    return any(_holds(plain, word) for word in _words("continued"))


def names_a_map(text: str) -> bool:
    """Return whether a heading names a map or a persona rather than a stage.

    Examples:
        >>> names_a_map("Peta 1: pasien baru"), names_a_map("1. Daftar")
        (True, False)
    """
    plain = plain_name(text, keep_brackets=True)
    return any(_holds(plain, word) for word in _words("map_words"))
