"""What an import understood, in words and as data, in Indonesian and English."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from jejak.language import formats
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.language.emotions import Emotion
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import LaneId, RecordId, Role, StageId


@dataclass(frozen=True, slots=True)
class Signed:
    """A value of a feeling, to be written with its sign."""

    value: float


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue with what stands in its gaps."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: Language) -> str:
        """Return the sentence in a language."""
        values = {name: _said(value, language) for name, value in self.values.items()}
        return say(language, self.key, **values)


def _said(value: object, language: Language) -> object:
    if isinstance(value, Message):
        return value.said(language)
    if isinstance(value, Signed):
        return formats.signed(value.value, language)
    return value


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the input: row and column counted from 1."""

    source: str
    row: int | None = None
    column: int | None = None
    table: str = ""  # sheet or caption

    def as_json(self) -> dict[str, Any]:
        """Return the place as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LaneRead:
    """What one lane of the input was taken for."""

    map: int
    label: str  # as it stands in the input
    role: Role | None
    lane_id: LaneId
    confidence: float
    why: Message


@dataclass(frozen=True, slots=True)
class FeelingRead:
    """What one word of feeling was taken for."""

    map: int
    word: str
    value: float | None
    emotion: Emotion | None
    record: RecordId
    stage: str
    where: Where


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question takes."""

    value: str
    text: Message


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt that a person can settle; the import goes on without an answer."""

    id: str
    map: int
    kind: str
    text: Message
    where: Where
    choices: tuple[Choice, ...]
    answer: str | None = None
    lane_id: LaneId | None = None
    stage_id: StageId | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the import could not place, or decided and should be looked at."""

    kind: str
    text: Message
    where: Where
    remedy: Message | None = None


@dataclass(frozen=True, slots=True)
class CellRead:
    """What one cell or one paragraph of the input became."""

    map: int | None
    where: Where
    text: str
    records: tuple[RecordId, ...] = ()
    remark: int | None = None  # index in the report's remarks


@dataclass(frozen=True, slots=True)
class MapRead:
    """What one map holds, and what the text around its tables gave it."""

    title: str
    counts: Mapping[str, int]
    around: tuple[tuple[str, str], ...] = ()  # field of the map, its text
    ranks: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """What was read, how surely, what is asked, and where every cell went."""

    maps: tuple[MapRead, ...] = ()
    lanes: tuple[LaneRead, ...] = ()
    feelings: tuple[FeelingRead, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    cells: tuple[CellRead, ...] = ()
    texts: tuple[CellRead, ...] = ()  # paragraphs and headings outside tables

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that nobody answered yet."""
        return tuple(asked for asked in self.questions if asked.answer is None)

    def as_json(self, language: Language) -> dict[str, Any]:
        """Return the report as plain data, its sentences in a language."""
        return {
            "summary": self._summary(),
            "maps": [
                {"title": read.title, **read.counts, "around": dict(read.around)}
                for read in self.maps
            ],
            "lanes": [_lane_json(lane, language) for lane in self.lanes],
            "feelings": [_feeling_json(feeling) for feeling in self.feelings],
            "questions": [_question_json(asked, language) for asked in self.questions],
            "remarks": [_remark_json(remark, language) for remark in self.remarks],
            "cells": [_cell_json(cell) for cell in self.cells],
            "texts": [_cell_json(text) for text in self.texts],
        }

    def as_text(self, language: Language) -> str:
        """Return the report for people to read."""
        from jejak.importers.report_text import written

        return written(self, language)

    def _summary(self) -> dict[str, int]:
        names = ("stages", "lanes", "personas", "statements", "cards", "feelings")
        counts = {
            name: sum(read.counts.get(name, 0) for read in self.maps) for name in names
        }
        return {**counts, "questions": len(self.open_questions)}


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The maps that an input held, and how they were read."""

    maps: tuple[JourneyMap, ...]
    report: ReadingReport


def _lane_json(lane: LaneRead, language: Language) -> dict[str, Any]:
    return {
        "map": lane.map,
        "label": lane.label,
        "role": lane.role,
        "lane_id": lane.lane_id,
        "confidence": lane.confidence,
        "why": lane.why.said(language),
    }


def _feeling_json(feeling: FeelingRead) -> dict[str, Any]:
    return {
        "map": feeling.map,
        "word": feeling.word,
        "value": feeling.value,
        "emotion": feeling.emotion,
        "record": feeling.record,
        "where": feeling.where.as_json(),
    }


def _question_json(asked: Question, language: Language) -> dict[str, Any]:
    return {
        "id": asked.id,
        "map": asked.map,
        "kind": asked.kind,
        "text": asked.text.said(language),
        "where": asked.where.as_json(),
        "lane_id": asked.lane_id,
        "stage_id": asked.stage_id,
        "choices": [
            {"value": choice.value, "text": choice.text.said(language)}
            for choice in asked.choices
        ],
        "answer": asked.answer,
    }


def _remark_json(remark: Remark, language: Language) -> dict[str, Any]:
    return {
        "kind": remark.kind,
        "text": remark.text.said(language),
        "where": remark.where.as_json(),
        "remedy": remark.remedy.said(language) if remark.remedy else None,
    }


def _cell_json(cell: CellRead) -> dict[str, Any]:
    return {
        "map": cell.map,
        "where": cell.where.as_json(),
        "text": cell.text,
        "records": list(cell.records),
        "remark": cell.remark,
    }
