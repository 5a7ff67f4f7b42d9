"""What a lane is, told from its name in nine languages, and how sure that is.

The synonyms are `words/lanes.json`. A *plain* name only translates the name of
the role ("Touch points"); one *alike* says something of its own ("Actions")
and stays on the map as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from jejak.language.names import (
    UNSPACED,
    head_kinds,
    load_words,
    plain_name,
)
from jejak.model.records import CARDLESS_ROLES, ROLES, Role

Why = Literal[
    "name",  # it is the role's own name
    "synonym",  # another word for it
    "owner",  # ... once "customer" or "pelanggan" is left out
    "internal",  # "internal" or "business" before a known name
    "spelling",  # nearly a known name
    "words",  # a known name among other words
    "level",  # one level of feeling, such as a face
    "none",  # not known: a lane of the team's own
]
SURE = 0.76
"""From this confidence on, a name counts when the shape of a table is told."""

_LONGEST_NAME = 42  # a longer cell holds no name but something said
_OF = re.compile(
    r"(.+?) (?:del|de la|de los|de las|do|da|dos|das|du|de l|des|der|dell?|of|of the)"
    r" \w+"
)
_SPELLING, _SPELLING_SHORT, _SHORT = 86, 92, 6


@dataclass(frozen=True, slots=True)
class LaneReading:
    """What a lane was taken for."""

    role: Role | None
    confidence: float  # 0 … 1
    why: Why
    synonym: str = ""  # the known name that was met
    is_plain: bool = False  # the label adds nothing to the role's own name
    is_expected: bool = False  # feelings wished for, not felt ("Target emotion")


UNKNOWN = LaneReading(None, 0.0, "none")


@cache
def _synonyms() -> dict[str, tuple[Role, bool]]:
    found: dict[str, tuple[Role, bool]] = {}
    for kind in ("plain", "alike"):
        for role in ROLES:
            for words in load_words("lanes")[kind].get(role, {}).values():
                for word in words:
                    found.setdefault(plain_name(word), (role, kind == "plain"))
    return found


@cache
def _longest_first() -> dict[str, int]:
    """Return the names that may stand among other words; the longest come first."""
    names = sorted(
        _synonyms().keys() - _word_set("whole_only"),
        key=lambda word: (-len(word.split()), -len(word), word),
    )
    return {name: place for place, name in enumerate(names)}


@cache
def _unspaced() -> tuple[str, ...]:
    return tuple(one for one in _longest_first() if UNSPACED.search(one) and one[1:])


def _names_in(plain: str) -> set[str]:
    """Return the known names that stand in a name, as words or without spaces."""
    words = plain.split()
    runs = {
        " ".join(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, len(words) + 1)
    }
    found = {run for run in runs if run in _longest_first() and run not in _unspaced()}
    if UNSPACED.search(plain):
        found.update(one for one in _unspaced() if one in plain)
    return found


@cache
def _word_set(name: str) -> frozenset[str]:
    words = load_words("lanes")[name].values()
    return frozenset(plain_name(word) for group in words for word in group)


@lru_cache(maxsize=4096)
def role_of(name: str) -> LaneReading:
    """Return what a lane of this name is, how sure that is, and why.

    Examples:
        >>> role_of("Customer Painpoints").role, role_of("Kendala internal").why
        ('pain_points', 'synonym')
        >>> role_of("Tuch point").why, role_of("Who smiles").role
        ('spelling', None)
    """
    plain = plain_name(name)
    if not plain or len(plain) > _LONGEST_NAME or head_kinds(name) - {"substage"}:
        return UNKNOWN
    whole = plain_name(name, keep_brackets=True)
    for reading in (
        _exact(plain, has_more=whole != plain),
        _expected(plain),
        _qualified(plain),
        _spelling(plain),
        _among_words(plain),
    ):
        if reading:
            return reading
    return UNKNOWN


def _exact(plain: str, *, has_more: bool) -> LaneReading | None:
    if plain not in _synonyms():
        return None
    role, is_plain = _synonyms()[plain]
    return LaneReading(
        role,
        1.0 if is_plain else 0.95,
        "name" if is_plain else "synonym",
        plain,
        is_plain=is_plain and not has_more,
    )


def _expected(plain: str) -> LaneReading | None:
    """Read "Target emotion": a curve that is wished for."""
    for word in _word_set("expected_words"):
        rest = " ".join(f" {plain} ".replace(f" {word} ", " ").split())
        found = _synonyms().get(rest)
        if rest != plain and found and found[0] == "feelings":
            return LaneReading("feelings", 0.9, "owner", rest, is_expected=True)
    return None


def _qualified(plain: str) -> LaneReading | None:
    """Read a name with its owner, or with "internal" before what is known."""
    words = plain.split()
    inner = [word for word in words if word not in _word_set("internal_words")]
    if inner and inner != words:
        found = _synonyms().get(" ".join(inner))
        role = f"internal_{found[0]}" if found else ""
        if role in ROLES:
            return LaneReading(role, 0.9, "internal", " ".join(inner))
    bare = " ".join(word for word in words if word not in _word_set("owner_words"))
    if UNSPACED.search(plain):
        owner = next((one for one in _owners() if plain.startswith(one)), "")
        bare = bare.removeprefix(owner).strip()
    found = _synonyms().get(bare)
    if found is None and (match := _OF.fullmatch(plain)):
        bare = match[1]  # "objetivos del huésped", whoever that is
        found = _synonyms().get(bare)
    return LaneReading(found[0], 0.92, "owner", bare) if found else None


@cache
def _owners() -> tuple[str, ...]:
    return tuple(sorted(_word_set("owner_words"), key=lambda word: (-len(word), word)))


def _spelling(plain: str) -> LaneReading | None:
    from rapidfuzz import fuzz, process

    least = _SPELLING_SHORT if len(plain) <= _SHORT else _SPELLING
    joined = plain.replace(" ", "")
    for given, names, cutoff in (
        (plain, _of_length(len(plain.split())), least),
        (joined, _joined(), _SPELLING_SHORT),
    ):
        hit = process.extractOne(
            given, names.keys(), scorer=fuzz.ratio, score_cutoff=cutoff
        )
        if hit:
            synonym = names[hit[0]]
            confidence = round(0.9 * hit[1] / 100, 2)
            return LaneReading(_synonyms()[synonym][0], confidence, "spelling", synonym)
    return None


@cache
def _of_length(words: int) -> dict[str, str]:
    return {word: word for word in _synonyms() if len(word.split()) == words}


@cache
def _joined() -> dict[str, str]:
    return {word.replace(" ", ""): word for word in _synonyms()}


def _among_words(plain: str) -> LaneReading | None:
    """Find a known name among other words: likely, but somebody should look.

    Words are matched one way only: all words of the synonym stand in the name.
    Between several, one whose lane holds cards is taken, so that "Thoughts and
    feelings" keeps its sentences.
    """
    found: list[str] = []
    for synonym in sorted(_names_in(plain), key=_longest_first().__getitem__):
        if not any(f" {synonym} " in f" {longer} " for longer in found):
            found.append(synonym)
    found.sort(key=lambda word: _synonyms()[word][0] in CARDLESS_ROLES)
    if not found:
        return None
    # "What are they doing?" is asked of every stage; no stage is called so.
    is_question = plain.split()[0] in _word_set("question_words")
    confidence = 0.8 if is_question else 0.7
    return LaneReading(_synonyms()[found[0]][0], confidence, "words", found[0])
