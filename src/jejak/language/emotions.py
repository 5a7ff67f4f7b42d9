"""Words of feeling: their values, their faces, and how to show them in id and en.

The vocabulary is `words/emotions.json`; the browser part reads the same file.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Literal, cast, get_args

from jejak.language.catalogue import Language, say

Emotion = Literal[
    "excited",
    "happy",
    "relieved",
    "neutral",
    "confused",
    "disappointed",
    "anxious",
    "frustrated",
]
"""What a face can say (DESIGN.md, "Faces and words")."""

EMOTIONS: tuple[Emotion, ...] = get_args(Emotion)

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
# Scripts whose words stand without spaces, or carry endings: found as a part.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_EMOJI = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff\ufe0f\u200d\u2b50]+")
_OUT_OF = re.compile(r"(?<![\d.,])(\d+(?:[.,]\d+)?)\s*/\s*(\d+)(?![\d/])")
_SIGNED = re.compile(r"(?:^|[\s(\[])([+\-−–])\s?(\d(?:[.,]\d)?)(?=$|[\s)\]])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_STARS = re.compile("([★⭐]+)(☆*)")
_SPELLING = 88  # per cent alike, from here on a word counts as misspelt
_LOOKED_AT = 400  # characters; a feeling is named early or not at all
_SHORTEST_MISSPELT = 6


@dataclass(frozen=True, slots=True)
class FeelingWord:
    """A feeling as it was written, and what is known about it."""

    word: str
    value: float | None  # -2 very negative … +2 very positive; None: not known
    emotion: Emotion | None  # the face; None: the plain face of the value


@dataclass(frozen=True, slots=True)
class _Known:
    value: float
    emotion: Emotion | None
    language: str


@dataclass(frozen=True, slots=True)
class _Found:
    known: _Known
    start: int
    end: int
    is_exact: bool


@cache
def _data() -> dict[str, Any]:
    path = resources.files("jejak.language") / "words" / "emotions.json"
    return cast("dict[str, Any]", json.loads(path.read_text("utf-8")))


@cache
def _vocabulary() -> dict[str, _Known]:
    words: dict[str, _Known] = {}
    for emotion in EMOTIONS:
        entry = _data()["emotions"][emotion]
        for language, names in entry["words"].items():
            for name in names:
                words.setdefault(name, _Known(float(entry["value"]), emotion, language))
    for value, languages in _data()["valued_words"].items():
        for language, names in languages.items():
            for name in names:
                words.setdefault(name, _Known(float(value), None, language))
    return words


@cache
def _unspaced_words() -> tuple[str, ...]:
    """Return the words to be found as a part of a text, the longest first."""
    found = [word for word in _vocabulary() if _UNSPACED.search(word)]
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _longest_phrase() -> int:
    return max(len(_WORD.findall(word)) for word in _vocabulary())


@cache
def _word_set(name: str) -> frozenset[str]:
    return frozenset(word for words in _data()[name].values() for word in words)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def level_of(value: float) -> int:
    """Return the nearest level of the scale, halves away from zero.

    Examples:
        >>> [level_of(value) for value in (-1.5, -0.4, 0.5, 2)]
        [-2, 0, 1, 2]
    """
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


@lru_cache(maxsize=4096)
def read_feeling(text: str) -> FeelingWord:
    """Return what one feeling, as somebody wrote it, says.

    Known are words in several languages, faces (emoji), scales such as `4/5`
    or `(+2)`, negations (*tidak senang*) and words that make a feeling
    stronger (*senang sekali*). A word that is not known has no value: that is
    not the same as neutral.

    Examples:
        >>> read_feeling("Senang sekali")
        FeelingWord(word='Senang sekali', value=2.0, emotion='happy')
        >>> read_feeling("kurang puas").value, read_feeling("tidak bingung").value
        (-1.0, 0.0)
        >>> read_feeling("4/5").value, read_feeling("blue").value
        (1.0, None)
        >>> read_feeling("😡").emotion, read_feeling(":(").emotion
        ('frustrated', 'disappointed')
    """
    word = " ".join(text.split())
    folded = _folded(word)
    found = _find(folded)
    face = _face_of(word)
    value = _scale_value(folded)
    emotion = found.known.emotion if found else None
    if found and value is None:
        value, emotion = _in_context(folded, found)
    if not found and face:
        emotion = face.emotion
        value = face.value if value is None else value
    return FeelingWord(word, value, emotion)


def emotion_of(word: str) -> Emotion | None:
    """Return the emotion whose face a word takes, if one is known.

    Examples:
        >>> emotion_of("Antusias"), emotion_of("confused"), emotion_of("Penasaran")
        ('excited', 'confused', None)
    """
    return read_feeling(word).emotion


@lru_cache(maxsize=4096)
def shown_word(word: str, language: Language) -> str:
    """Return a feeling's word for a picture in a language.

    A word of the vocabulary of faces is translated; anything else is shown as
    it was written. A typed face beside a word is left out: the picture draws it.

    Examples:
        >>> shown_word("Excited", "id"), shown_word("senang sekali", "en")
        ('Antusias', 'Very happy')
        >>> shown_word("Penasaran", "en"), shown_word("😐 Netral", "en")
        ('Penasaran', 'Neutral')
    """
    plain = _without_emoji(word)
    if not plain:
        face = _face_of(word)
        return (
            say(language, f"emotion.{face.emotion}") if face and face.emotion else word
        )
    folded = _folded(plain)
    found = _find(folded)
    if found is None or found.known.emotion is None:
        return plain
    if found.known.language == language and found.is_exact:
        return plain
    around = _SIGNED.sub(" ", folded[: found.start] + " " + folded[found.end :])
    name = say(language, f"emotion.{found.known.emotion}")
    others = " ".join(_WORD.findall(around))
    if not others:
        return name
    if others in _word_set("intensifiers"):
        return say(language, "emotion.very", word=name.lower())
    return plain


def _without_emoji(word: str) -> str:
    typed = _data()["typed"]
    return " ".join(part for part in _EMOJI.sub(" ", word).split() if part not in typed)


def _face_of(word: str) -> _Known | None:
    emoji = (_data()["emoji"].get(character) for character in word)
    typed = (_data()["typed"].get(part) for part in word.split())
    entry = next(filter(None, (*emoji, *typed)), None)
    return _Known(float(entry["value"]), entry["emotion"], "") if entry else None


def _scale_value(folded: str) -> float | None:
    """Return the value that a figure in the text gives, such as `4/5` or `(+2)`."""
    if out_of := _OUT_OF.search(folded):
        return _scaled(float(out_of[1].replace(",", ".")), int(out_of[2]))
    if signed := _SIGNED.search(folded):
        size = min(2.0, float(signed[2].replace(",", ".")))
        return size if signed[1] == "+" else -size
    if stars := _STARS.search(folded):
        return _scaled(len(stars[1]), max(5, len(stars[1] + stars[2])))
    if _NUMBER.fullmatch(folded):
        number = float(folded.replace(",", "."))
        return _scaled(number, 5 if number <= 5 else 10 if number <= 10 else 100)
    return None


def _scaled(number: float, highest: int) -> float | None:
    """Return a figure on a scale of 1 (or 0) to `highest` as -2 … +2."""
    lowest = 1 if highest <= 10 and number >= 1 else 0
    if highest - lowest < 2 or not lowest <= number <= highest:
        return None
    return round((number - lowest) / (highest - lowest) * 4 - 2, 1)


def _find(folded: str) -> _Found | None:
    """Return the first phrase of the vocabulary in the text, exact before misspelt."""
    if _UNSPACED.search(folded):
        for word in _unspaced_words():
            if (start := folded.find(word)) >= 0:
                known = _vocabulary()[word]
                return _Found(known, start, start + len(word), is_exact=True)
    tokens = list(_WORD.finditer(folded[:_LOOKED_AT]))
    found = _phrases(folded, tokens)
    # "luar biasa senang": a word that makes stronger counts alone only.
    plain = [
        one
        for one in found
        if folded[one.start : one.end] not in _word_set("intensifiers")
    ]
    return next(iter(plain or found), None) or _find_misspelt(tokens)


def _phrases(folded: str, tokens: list[re.Match[str]]) -> list[_Found]:
    """Return the phrases of the vocabulary in the text, the longest at each place."""
    found: list[_Found] = []
    first = 0
    while first < len(tokens):
        for last in range(min(len(tokens), first + _longest_phrase()), first, -1):
            start, end = tokens[first].start(), tokens[last - 1].end()
            known = _vocabulary().get(" ".join(folded[start:end].split()))
            if known:
                found.append(_Found(known, start, end, is_exact=True))
                first = last - 1
                break
        first += 1
    return found


def _find_misspelt(tokens: list[re.Match[str]]) -> _Found | None:
    for token in tokens:
        known = _misspelt(token[0])
        if known:
            return _Found(known, token.start(), token.end(), is_exact=False)
    return None


@lru_cache(maxsize=4096)
def _misspelt(token: str) -> _Known | None:
    if len(token) < _SHORTEST_MISSPELT:
        return None
    from rapidfuzz import fuzz, process

    found = process.extractOne(
        token, _vocabulary().keys(), scorer=fuzz.ratio, score_cutoff=_SPELLING
    )
    return _vocabulary()[found[0]] if found else None


def _in_context(folded: str, found: _Found) -> tuple[float, Emotion | None]:
    """Return value and emotion of a phrase, with the words around it."""
    before = [token[0] for token in _WORD.finditer(folded[: found.start])][-2:]
    after = [token[0] for token in _WORD.finditer(folded[found.end :])][:1]
    glued = folded[max(0, found.start - 1) : found.start]
    value = float(found.known.value)
    if {*before, glued} & _word_set("negations"):
        return (-1.0 if value > 0 else 0.0), None
    strong = {*before, *after, " ".join(before)}
    if value and strong & _word_set("intensifiers"):
        value = math.copysign(min(2.0, abs(value) + 1), value)
    return value, found.known.emotion
