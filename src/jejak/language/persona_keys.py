"""The words that introduce a field of a persona, such as *Usia* or *Likes*."""

from __future__ import annotations

import re
from functools import cache

from jejak.language.names import load_words, plain_name


@cache
def _fields() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, languages in load_words("persona").items():
        for words in languages.values():
            for word in words:
                found.setdefault(plain_name(word), name)
    return found


def persona_field(key: str) -> str | None:
    """Return the field of a persona that a key names, if it is known.

    Examples:
        >>> persona_field("Usia"), persona_field("Apps tried (briefly)")
        ('age', 'apps_tried')
        >>> persona_field("Kota asal") is None
        True
    """
    return _fields().get(plain_name(key))


@cache
def _own_keys() -> frozenset[str]:
    return frozenset(map(plain_name, load_words("surroundings")["persona_own_keys"]))


def is_own_key(key: str) -> bool:
    """Return whether a key tells of a persona but keeps its own name there.

    Examples:
        >>> is_own_key("Domisili"), is_own_key("Usia")
        (True, False)
    """
    return plain_name(key) in _own_keys()


@cache
def key_pattern() -> re.Pattern[str]:
    """Return a pattern that finds the known keys, the longest first.

    A bracket right behind a key belongs to it: "Apps tried (briefly)".
    """
    words = {
        word
        for languages in load_words("persona").values()
        for group in languages.values()
        for word in group
    }
    names = "|".join(
        r"\s+".join(map(re.escape, word.split()))
        for word in sorted(words, key=lambda word: (-len(word), word))
    )
    return re.compile(
        rf"(?<![\w-])({names})(?![\w-])(\s*\([^()\n]{{1,60}}\))?", re.IGNORECASE
    )
