"""Shapes of what the import takes and gives."""

from __future__ import annotations

from typing import Any

from ninja import Schema


class Place(Schema):
    """A place in the input; rows and columns are counted from 1."""

    source: str
    row: int | None
    column: int | None
    table: str


class LaneRead(Schema):
    """What one lane of the input was taken for."""

    map: int
    label: str
    role: str | None
    lane_id: str
    confidence: float
    why: str


class FeelingRead(Schema):
    """What one word of feeling was taken for."""

    map: int
    word: str
    value: float | None
    emotion: str | None
    record: str
    where: Place


class Choice(Schema):
    """One answer that a question takes."""

    value: str
    text: str


class Question(Schema):
    """A doubt that a person can settle; the import goes on without an answer."""

    id: str
    map: int
    kind: str
    text: str
    where: Place
    lane_id: str | None
    stage_id: str | None
    choices: list[Choice]
    answer: str | None


class Remark(Schema):
    """Something that found no place, or should be looked at."""

    kind: str
    text: str
    where: Place
    remedy: str | None


class CellRead(Schema):
    """What one cell or paragraph of the input became."""

    map: int | None
    where: Place
    text: str
    records: list[str]
    remark: int | None


class MapRead(Schema):
    """What one map holds, and what the text around its tables gave it."""

    title: str
    around: dict[str, str]
    stages: int
    lanes: int
    personas: int
    statements: int
    cards: int
    feelings: int


class Summary(Schema):
    """How much was read, in all maps together."""

    stages: int
    lanes: int
    personas: int
    statements: int
    cards: int
    feelings: int
    questions: int


class Report(Schema):
    """What was read, how surely, what is asked, and where every cell went."""

    summary: Summary
    maps: list[MapRead]
    lanes: list[LaneRead]
    feelings: list[FeelingRead]
    questions: list[Question]
    remarks: list[Remark]
    cells: list[CellRead]
    texts: list[CellRead]


class MapFound(Schema):
    """A map that an input holds; it is not stored."""

    records: list[dict[str, Any]]


class Preview(Schema):
    """The maps that an input holds, and how they were read."""

    maps: list[MapFound]
    report: Report


class MapIds(Schema):
    """The ids of the maps that were stored."""

    ids: list[str]
