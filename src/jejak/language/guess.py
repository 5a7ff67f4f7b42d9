"""Which language a text is in, from its script and its small words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from jejak.language.names import load_words

_SCRIPTS = (  # and the share of letters from which a text is in the language
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.2),
    ("zh", re.compile("[\u3400-\u9fff]"), 0.2),
    ("vi", re.compile("[\u1ea0-\u1ef9đơưăĐƠƯĂ]"), 0.05),
    ("ru", re.compile("[\u0400-\u04ff]"), 0.2),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.2),
    ("he", re.compile("[\u0590-\u05ff]"), 0.2),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.2),
)
_LETTER = re.compile(r"[^\W\d_]")
_WEIGHT = 3  # small words tell more: lanes are often named in English
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = {
    "id": "yang dan di untuk dengan dari tidak ada karena agar bisa saya dia oleh "
    "pada ke ini itu atau lebih sudah belum saat harga apa tim pelanggan ingin "
    "melihat mencari memilih membayar dalam akan juga kalau biar perlu masih",
    "en": "the and of to for with is are not how what a an in on at their they it "
    "or my i from by do we our your this that more after before when can",
    "es": "el la los las de y que para con en una por su al del es se más",
    "pt": "o os as de e que para com em uma por seu ao do da é se mais não",
    "de": "der die das und ist nicht mit für von den zu ein eine auf im des sich",
    "fr": "le la les des et est pas une du pour que dans il elle sur avec je ne au",
    "it": "il lo gli e è non una di per che con del della sono mi ho nel alla",
    "nl": "de het een en is niet van voor met op te dat ik naar om bij zijn",
    "ms": "ialah boleh kerana awak adakah tiada dalam talian laman beritahu cepatnya",
}

SMALL_WORDS = frozenset(
    word for words in _SMALL_WORDS.values() for word in words.split() if len(word) > 1
)
"""Words of several languages that say little alone."""


@cache
def _own_words(tag: str) -> frozenset[str]:
    """Return words of lanes and feelings that only this language has."""
    of_tag: dict[str, set[str]] = {one: set() for one in _SMALL_WORDS}
    for name in ("lanes", "emotions"):
        _collect(load_words(name), of_tag)
    others = set().union(*(of_tag[one] for one in of_tag if one != tag))
    return frozenset(of_tag[tag] - others)


def _collect(entry: Any, found: dict[str, set[str]]) -> None:
    for key, value in entry.items() if isinstance(entry, dict) else ():
        if isinstance(value, list) and key in found:
            found[key].update(
                word for phrase in value for word in _WORD.findall(phrase.casefold())
            )
        else:
            _collect(value, found)


def guess_language(text: str, default: str = "en") -> str:
    """Return the tag of the language a text is most likely in.

    A mix counts as the language that more of its small words are from; a text
    without any is taken for the default.

    Examples:
        >>> guess_language("Melihat promo yang ada di apps")
        'id'
        >>> guess_language("感情と行動")
        'ja'
        >>> guess_language("Search for the best price")
        'en'
    """
    letters = len(_LETTER.findall(text)) or 1
    for tag, script, share in _SCRIPTS:
        if len(script.findall(text)) > letters * share:
            return tag
    words = Counter(_WORD.findall(text.casefold()))
    scores = {
        tag: sum(words[word] for word in _own_words(tag))
        + _WEIGHT * sum(words[word] for word in small.split())
        for tag, small in _SMALL_WORDS.items()
    }
    best = max(scores, key=lambda tag: (scores[tag], tag == default))
    return best if scores[best] else default
