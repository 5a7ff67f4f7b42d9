"""Shapes of what the maps API takes and gives; the browser's types come from here."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema

Quadrant = Literal["do", "plan", "delegate", "drop"]
LanguageName = Literal["id", "en"]


class ErrorBody(Schema):
    """Every error, everywhere: programs test the code, people read the message."""

    code: str
    message: str
    records: list[str] = Field(default=[], description="What a refused edit named.")


class StageShare(Schema):
    """A stage and its share of the width of the map; all shares add up to 1."""

    id: str
    title: str
    share: float


class CurvePoint(Schema):
    """A felt feeling that has a value; x runs from 0 to 1 over the whole map."""

    x: float
    value: float
    word: str
    stage: str
    quadrant: Quadrant | None = Field(
        description="Highest rank of the pains of this stage, on its lowest point."
    )


class RankCounts(Schema):
    """How many statements stand in each quadrant."""

    do: int
    plan: int
    delegate: int
    drop: int


class MapSummary(Schema):
    """What the list of maps shows of a map."""

    id: str
    title: str
    state: Literal["current", "proposed"]
    language: str
    is_sample: bool
    personas: list[str]
    updated_at: datetime
    stages: list[StageShare]
    points: list[CurvePoint]
    ranks: RankCounts


class MapList(Schema):
    """The maps of this workspace, the last changed first."""

    maps: list[MapSummary]


class TemplateSummary(Schema):
    """What the list of templates shows of a template."""

    name: str
    title: str
    description: str
    is_sample: bool
    stages: list[StageShare]
    points: list[CurvePoint]


class TemplateList(Schema):
    """The templates in their order."""

    templates: list[TemplateSummary]


class NewMap(Schema):
    """A map made from a template."""

    template: str
    language: LanguageName


class MapId(Schema):
    """The id of a map."""

    id: str


class MapBody(Schema):
    """A whole map; in its records, fields that hold their default are absent."""

    id: str
    seq: int
    created_at: datetime
    updated_at: datetime
    records: list[dict[str, Any]]


class EditAccepted(Schema):
    """The place of the edit in the log; it is on the disk."""

    seq: int


class NewEdits(Schema):
    """Named edits from a program, carried out together or not at all."""

    edits: list[dict[str, Any]] = Field(
        min_length=1,
        max_length=1_000,
        description="Each with its name under `edit`, its fields beside it.",
    )
    by: str = Field(
        "", max_length=100, description="Name under which the history shows them."
    )
    key: str | None = Field(
        None,
        pattern=r"^[A-Za-z0-9_.:-]{1,58}$",
        description="Sent again with the same key, nothing is done twice.",
    )


class EditsAccepted(Schema):
    """The places of the edits in the log; they are on the disk."""

    seq: int = Field(description="Place of the last one.")
    seqs: list[int]


class PersonName(Schema):
    """Somebody by the name they picked; empty for one who picked none."""

    id: str
    name: str
    colour: int


class HistoryStep(Schema):
    """An entry of the log in words."""

    seq: int
    client_edit_id: str = Field(description="By which an `Undo` names it.")
    person: PersonName
    at: datetime
    what: str = Field(description="One sentence.")
    details: list[dict[str, Any]] = Field(
        description="Each difference, as a comparison of two maps tells it."
    )
    more: int = Field(description="Differences beyond those of `details`.")


class MapVersion(Schema):
    """A moment of a map that somebody gave a name."""

    id: int
    seq: int
    name: str
    person: PersonName
    at: datetime


class MapHistory(Schema):
    """What happened to a map, the latest first."""

    seq: int = Field(description="Of the last edit; the map stands there now.")
    steps: list[HistoryStep]
    versions: list[MapVersion]


class NewVersion(Schema):
    """A name for a moment of a map."""

    name: str = Field(min_length=1, max_length=200)
    seq: int | None = Field(None, description="Which moment; without it, now.")


class SinceThen(Schema):
    """What differs between a moment of a map and now."""

    seq: int
    since: int
    at: datetime | None = Field(description="When one was last here, if one was.")
    differences: list[dict[str, Any]]
