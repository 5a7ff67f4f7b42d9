"""The one catalogue of words that the product shows, in Indonesian and English.

The words live in `catalogue/id.json` and `catalogue/en.json`; the browser part
reads the same files. A key is `area.name`; `{name}` stands for a value; a key
that counts has the forms `.one` and `.other` (Indonesian uses `.other` only).
In words that only Python says, `{name:size}` stands for a number of bytes.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Literal, get_args

from jejak.errors import nearest
from jejak.language.formats import size

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_GAP = re.compile(r"\{(\w+)(:size)?\}")


@cache
def _words(language: Language) -> dict[str, str]:
    folder = resources.files("jejak.language") / "catalogue"
    return dict(json.loads((folder / f"{language}.json").read_text("utf-8")))


class Key(str):
    """A value of a sentence that is itself a key of the catalogue.

    Examples:
        >>> say("en", "log.refused.empty", name=Key("lane.goals"))
        "'Customer goals' holds no events. Choose a file with one event per row."
    """

    __slots__ = ()


def say(language: Language, key: str, **values: object) -> str:
    """Return the words for `key` in a language, its `{names}` filled in.

    With a `count` among the values, the plural form of the language is taken.

    Raises:
        KeyError: The catalogue has no such key.

    Examples:
        >>> say("id", "lane.goals")
        'Tujuan pelanggan'
        >>> say("en", "count.stages", count=1), say("en", "count.stages", count=4)
        ('1 stage', '4 stages')
    """
    words = _words(language)
    if key not in words and "count" in values:
        key += ".one" if language == "en" and values["count"] == 1 else ".other"
    if key not in words:
        raise KeyError(f"no words for {key!r}.{nearest(key, words)}")

    def filled(gap: re.Match[str]) -> str:
        name, as_size = gap.groups()
        if name not in values:
            return gap[0]
        value = values[name]
        if as_size and isinstance(value, int):
            return size(value, language)
        return _shown(language, value)

    # In one go: a value may itself hold what looks like a gap.
    return _GAP.sub(filled, words[key])


def _shown(language: Language, value: object) -> str:
    """Write a value; whole numbers from 10,000 up are grouped as the language does."""
    if isinstance(value, Key):
        return say(language, value)
    if not isinstance(value, int) or abs(value) < 10_000:
        return str(value)
    grouped = f"{value:,}"
    return grouped.replace(",", ".") if language == "id" else grouped


def nearest_language(tag: str, default: Language = "en") -> Language:
    """Return the language of ours that a tag such as `id-ID` or `en_GB.UTF-8` asks for.

    Examples:
        >>> nearest_language("id_ID.UTF-8"), nearest_language("fr")
        ('id', 'en')
    """
    wanted = tag.replace("_", "-").split("-")[0].lower()
    wanted = {"in": "id", "ms": "id"}.get(wanted, wanted)
    return next((language for language in LANGUAGES if language == wanted), default)
