"""Shapes of what the import takes and gives."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Field, Schema


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
    is_remembered: bool = Field(
        description="The answer was given for an earlier table of the same header."
    )


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


class FieldDiffers(Schema):
    """A field with its value on the map and the one that the table has."""

    field: str
    name: str
    old: str
    new: str


class Difference(Schema):
    """One thing that a table has otherwise than the map."""

    id: str = Field(description="What it is chosen by; the same in every preview.")
    sort: Literal["added", "changed", "moved", "gone", "both", "kept"]
    kind: str
    kind_name: str
    record: str
    stage: str
    lane: str
    text: str
    fields: list[FieldDiffers]
    why: str
    action: Literal["add", "change", "move", "delete", "bring_back", "use_table"]
    is_taken: bool = Field(description="Whether the update carries it out.")


class UpdateSummary(Schema):
    """How many differences there are of each sort, and what stays untouched."""

    added: int
    changed: int
    moved: int
    gone: int
    both: int
    kept: int
    untouched: int


class UpdatePreview(Schema):
    """What a table would change on a map; nothing is changed."""

    seq: int = Field(description="Of the map that was compared.")
    maps: list[str] = Field(description="Titles of the maps that the table holds.")
    map: int | None = Field(description="Which of them it is; null: choose one.")
    summary: UpdateSummary | None
    differences: list[Difference]
    report: Report


class Updated(Schema):
    """What an update did; its place in the log, null if there was nothing to do."""

    seq: int | None
    summary: UpdateSummary


class Undone(Schema):
    """The place in the log of the edit that took another one back."""

    seq: int
