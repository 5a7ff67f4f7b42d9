"""Names in tables, brought to one form, and the word lists they are looked up in."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal, cast

HeadKind = Literal["stage", "substage", "number", "corner", "duration", "persona"]
HEAD_KINDS: tuple[HeadKind, ...] = (
    "stage",
    "substage",
    "number",
    "corner",
    "duration",
    "persona",
)

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）|【[^【】]*】")
_LETTER = re.compile(r"[^\W\d_]")
_NUMBERING = re.compile(r"^[\W_]*(?:\d+\s*[.):\-–]\s*)+")
_NOT_WORD = re.compile(r"[^\w#№]+|_+")
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that part their words by grammar rather than by spaces."""


@cache
def load_words(name: str) -> dict[str, Any]:
    """Return a word list of this package: `lanes`, `heads`, `persona`, ..."""
    path = resources.files("jejak.language") / "words" / f"{name}.json"
    return cast("dict[str, Any]", json.loads(path.read_text("utf-8")))


@lru_cache(maxsize=8192)
def plain_name(name: str, *, keep_brackets: bool = False) -> str:
    """Return a name without case, markup, brackets, numbering and punctuation.

    Examples:
        >>> plain_name("**1. Touch-Points (online)** 😀")
        'touch points'
        >>> plain_name("Touch points (online)", keep_brackets=True)
        'touch points online'
    """
    text = unicodedata.normalize("NFKC", _TAG.sub(" ", name)).casefold()
    if not keep_brackets:
        text = _BRACKETS.sub(" ", text)
    text = _NOT_WORD.sub(" ", _NUMBERING.sub("", text.replace("'", "")))
    return " ".join(text.split())


def name_key(name: str) -> str:
    """Return what names share that say the same: neither brackets nor signs are lost.

    Examples:
        >>> name_key("1. Touch-Points"), name_key("Pay (shop)"), name_key(" / ")
        ('touch points', 'pay shop', '/')
        >>> name_key("+1"), name_key("¹")
        ('+1', '¹')
    """
    plain = plain_name(name, keep_brackets=True)
    return plain if _LETTER.search(plain) else name.strip()


@cache
def _head_words() -> dict[str, frozenset[HeadKind]]:
    found: dict[str, set[HeadKind]] = {}
    for kind in HEAD_KINDS:
        entry = load_words("heads")[kind]
        groups = [entry] if isinstance(entry, list) else entry.values()
        for words in groups:
            for word in words:
                found.setdefault(plain_name(word), set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def head_kinds(name: str) -> frozenset[HeadKind]:
    """Return what a corner or head word announces, such as the stages.

    Examples:
        >>> sorted(head_kinds("Tahap")), sorted(head_kinds("Pay"))
        (['stage'], [])
    """
    return _head_words().get(plain_name(name), frozenset())


@cache
def _zone_words() -> dict[str, str]:
    zones = load_words("heads")["zones"]
    return {plain_name(word): zone for zone, words in zones.items() for word in words}


def zone_of(name: str) -> str | None:
    """Return the zone that a group word such as *Internal* or *Pelanggan* names.

    Examples:
        >>> zone_of("Balik layar"), zone_of("Mas Tekno")
        ('internal', None)
    """
    plain = plain_name(name)
    found = _zone_words().get(plain)
    if found is None and plain.rsplit(" ", 1)[-1:] == ["zone"]:
        found = _zone_words().get(plain.rsplit(" ", 1)[0])
    return found


@cache
def _words_of(*kinds: str) -> frozenset[str]:
    groups = (words for kind in kinds for words in load_words("heads")[kind].values())
    return frozenset(plain_name(word) for words in groups for word in words)


def is_aside(name: str) -> bool:
    """Return whether a column of this name holds notes or totals, not a stage.

    Examples:
        >>> is_aside("Catatan"), is_aside("Bayar")
        (True, False)
    """
    return plain_name(name) in _words_of("note", "total")


def is_total(name: str) -> bool:
    """Return whether a row of this name adds up the others.

    Examples:
        >>> is_total("Total pain points"), is_total("Totally lost")
        (True, False)
    """
    plain = plain_name(name)
    return plain in _words_of("total") or plain.split(" ")[0] in _words_of("total")


def is_footer(text: str) -> bool:
    """Return whether a line explains a table: a legend, a source, a footnote.

    Examples:
        >>> is_footer("Sumber: wawancara 2026"), is_footer("Sumber daya")
        (True, False)
    """
    word, colon, _ = text.replace("：", ":").partition(":")
    is_named = bool(colon) and plain_name(word) in _words_of("footer")
    return is_named or text.startswith(("*", "※", "†"))
