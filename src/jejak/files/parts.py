"""Small questions that writing a map asks of its records."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from jejak.files.shape import KEYED
from jejak.model.codec import encode_value
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Answer,
    Comment,
    Decision,
    Evidence,
    Judgement,
    Matcher,
    RecordId,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.model.codec import Plain
    from jejak.model.records import Record, Stage


def without_comments(journey: JourneyMap) -> JourneyMap:
    """Return the map without remarks, what supports them, and links to them."""
    gone: set[RecordId] = {comment.id for comment in journey.of_kind(Comment)}
    while True:
        more = {
            note.id
            for note in journey.of_kind(Evidence)
            if note.supports in gone and note.id not in gone
        }
        if not more:
            break
        gone |= more
    if not gone:
        return journey
    return JourneyMap.of(
        replace(record, answers=None)
        if isinstance(record, Decision) and record.answers in gone
        else record
        for record in journey.records.values()
        if record.id not in gone
    )


def subject_of(note: Evidence | Comment) -> RecordId:
    """Return the record that a note is about."""
    return note.supports if isinstance(note, Evidence) else note.about


def above(record: Record) -> RecordId | None:
    """Return the record in whose item this one stands, if it stands in one."""
    if isinstance(record, (Evidence, Comment)):
        return subject_of(record)
    if isinstance(record, Answer):
        return record.opportunity
    if isinstance(record, Matcher):
        return record.about
    return record.statement if isinstance(record, Judgement) else None


def sorted_by(records: Iterable[Any], *names: str) -> list[Any]:
    """Return records by the values of these fields."""
    return sorted(records, key=lambda record: [getattr(record, name) for name in names])


def dated(records: Iterable[Any]) -> list[Any]:
    """Return records by their date or time, then by id."""

    def place(record: Any) -> tuple[str, str]:
        moment = getattr(record, "on", None) or getattr(record, "at", None)
        return str(moment or ""), record.id

    return sorted(records, key=place)


def unplaced(records: Iterable[Any]) -> list[Any]:
    """Return the records that belong to no stage."""
    return [record for record in records if record.stage is None]


def in_stage(records: Iterable[Any], stage: Stage) -> list[Any]:
    """Return the records of a stage."""
    return [record for record in records if record.stage == stage.id]


def plain(value: object) -> Plain:
    """Return a value as it is written; a whole number loses its `.0`.

    Examples:
        >>> plain((1.0, 2.5)), plain("no")
        ([1, 2.5], 'no')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        if value and type(value[0]) in KEYED:
            sides = KEYED[type(value[0])]
            pairs = [[getattr(item, side) for side in sides] for item in value]
            return {key: plain(rest) for key, rest in pairs}
        return [plain(item) for item in value]
    if is_dataclass(value):
        return {
            "date" if item.name == "on" else item.name: plain(getattr(value, item.name))
            for item in fields(value)
        }
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return encode_value(value)
