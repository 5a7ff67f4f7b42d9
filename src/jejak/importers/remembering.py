"""Answers that were given once, and the next table of the same header.

A team's tables share their lanes; what a lane's name or a word of feeling
means there is answered once. What a blank cell means hangs on its stage too, so
that answer is only used again where the stages are the same.

Who keeps the answers is not decided here: the server has a table of its own,
the command line a file that somebody names.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from jejak.importers.interpret import import_table
from jejak.language.names import plain_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from jejak.importers.readers.source import Source
    from jejak.importers.reading import Question
    from jejak.importers.report import ImportResult

Remembered = tuple[str, str, str]  # header, question, answer

_MOST_READINGS = 4  # an answer may raise the next question
_OF_ONE_CELL = frozenset({"gap", "items"})


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was read, with the answers that were remembered for it."""

    result: ImportResult
    remembered: frozenset[str] = frozenset()  # ids of the questions they answer

    def to_remember(self, answers: Mapping[str, str]) -> tuple[Remembered, ...]:
        """Return the answers that the next table of this header may use.

        An empty one says that a question which was left open is to be forgotten.
        """
        header = _Header(self.result)
        return tuple(
            (header.of(asked), asked.id, asked.answer or "")
            for asked in self.result.report.questions
            if asked.id in answers
        )


def import_recalling(
    sources: Sequence[Source],
    remembered: Collection[Remembered],
    *,
    answers: Mapping[str, str],
    language: str | None = None,
) -> Recalled:
    """Read tables, answering what was answered for the same header before.

    An answer given now goes before one that is remembered; an empty one says
    that the question is to stay open.

    Raises:
        ImportRefused: The input holds no map, or is past a limit.
    """
    known = {(header, question): answer for header, question, answer in remembered}
    found: dict[str, str] = {}
    for _ in range(_MOST_READINGS):
        given = {**found, **answers}
        result = import_table(sources, answers=given, language=language)
        new = _new_answers(result, known, given)
        if not new:
            break
        found |= new
    used = {asked.id for asked in result.report.questions if asked.answer is not None}
    return Recalled(result, frozenset(used & (found.keys() - answers.keys())))


def _new_answers(
    result: ImportResult, known: Mapping[tuple[str, str], str], given: Mapping[str, str]
) -> dict[str, str]:
    header = _Header(result)
    return {
        asked.id: answer
        for asked in result.report.open_questions
        if asked.id not in given and (answer := known.get((header.of(asked), asked.id)))
    }


class _Header:
    """The names of the lanes of an input, and of its stages, as a short text."""

    def __init__(self, result: ImportResult) -> None:
        self._lanes = _signature(lane.label for lane in result.report.lanes)
        stages = (stage.title for one in result.maps for stage in one.stages)
        self._whole = f"{self._lanes}-{_signature(stages)}"

    def of(self, asked: Question) -> str:
        """Return the header that an answer to a question belongs to."""
        return self._whole if asked.kind in _OF_ONE_CELL else self._lanes


def _signature(words: Iterable[str]) -> str:
    names = sorted({plain_name(word) for word in words})
    return sha256("\n".join(names).encode("utf-8", "surrogatepass")).hexdigest()[:16]
