"""Edits of the map as a whole: making it, filling it, restoring it, naming it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from jejak.model.changes import (
    Change,
    Delete,
    Put,
    apply_changes,
    set_field,
)
from jejak.model.edits.base import Edit, place, put_new, set_fields
from jejak.model.index import group_of, order_of
from jejak.model.numbers import missing_numbers
from jejak.model.order import keys_between
from jejak.model.problems import refused
from jejak.model.records import MAP_ID, MapInfo, OrderKey, Record, RecordId
from jejak.model.tidy import names_of, tidied

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class CreateMap(Edit):
    """Fill an empty map: the first edit of every map, made or imported."""

    records: tuple[Record, ...] = ()

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return a put for every record."""
        if len(journey) > 1:
            raise refused("not_empty")
        return [Put(record) for record in _by_id(self.records).values()]


@dataclass(frozen=True, slots=True)
class ImportRecords(Edit):
    """Bring more records onto a map; they come behind what is there."""

    records: tuple[Record, ...]

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return a put for every record, its order key made to follow."""
        records = _by_id(self.records)
        placed = {record.id: record for record in _behind(journey, records.values())}
        return [put_new(journey, placed.get(each, records[each])) for each in records]


@dataclass(frozen=True, slots=True)
class RestoreMap(Edit):
    """Bring a map back to the records it once had."""

    records: tuple[Record, ...]

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return what differs: the deleted first, then what comes back."""
        wanted = _by_id(self.records)
        wanted.setdefault(MAP_ID, MapInfo())
        found: list[Change] = [
            Delete(each) for each in journey.records if each not in wanted
        ]
        for record in wanted.values():
            if journey.records.get(record.id) != record:
                found.append(Put(record))
        return found


@dataclass(frozen=True, slots=True)
class RenameMap(Edit):
    """Give the map another title."""

    title: str

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the new title."""
        return set_fields(journey.info, {"title": self.title}, {"title"})


@dataclass(frozen=True, slots=True)
class SetMapField(Edit):
    """Write one field of the map itself, such as its goal or its company."""

    field: str
    value: object

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the new value."""
        allowed = set(names_of(journey.info)) - {"id", "visibility_line"}
        return set_fields(journey.info, {self.field: self.value}, allowed)


@dataclass(frozen=True, slots=True)
class MoveVisibilityLine(Edit):
    """Put the line of visibility beside a lane; beside none, the map has no line."""

    before: RecordId | None = None
    after: RecordId | None = None

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the order key of the line, which stands among the lanes."""
        key = None
        if self.before is not None or self.after is not None:
            line = replace(journey.info, visibility_line=OrderKey(""))
            key = place(journey, line, self.before, self.after)
        return [set_field(journey.info, "visibility_line", key)]


@dataclass(frozen=True, slots=True)
class GiveNumbers(Edit):
    """Number the pains, opportunities and delights that have no number yet.

    The server joins it to an edit in one `Batch`, so that they are one step.
    """

    highest: Mapping[str, int]  # the highest number ever given, by letter

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return a number for each, in reading order."""
        return [
            set_field(journey.records[each], "number", number)
            for each, number in missing_numbers(journey, self.highest).items()
        ]


@dataclass(frozen=True, slots=True)
class Changes(Edit):
    """Plain changes as one step: what undoing an edit comes to."""

    plain: tuple[Change, ...]

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the changes themselves."""
        return self.plain


@dataclass(frozen=True, slots=True)
class Batch(Edit):
    """Several edits, one after the other, as one step of undo."""

    edits: tuple[Edit, ...]

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the changes of all, each on the map that those before it leave."""
        found: list[Change] = []
        for edit in self.edits:
            changes = tuple(edit.changes(journey))
            journey = apply_changes(journey, changes)
            found += changes
        return found


def _by_id(records: Iterable[Record]) -> dict[RecordId, Record]:
    counts = Counter(record.id for record in records)
    twice = [record_id for record_id, count in counts.items() if count > 1]
    if twice:
        raise refused("ids_twice", record=twice[0])
    return {record.id: tidied(record) for record in records}


def _behind(journey: JourneyMap, records: Iterable[Record]) -> Iterable[Record]:
    """Return the ordered records with keys behind those of the map's own."""
    ordered = [
        (str(group), order_of(record) or "", record.id, record, group)
        for record in records
        if (group := group_of(record)) and not isinstance(record, MapInfo)
    ]
    ordered.sort(key=lambda row: row[:3])
    for _, rows in groupby(ordered, key=lambda row: row[0]):
        together = list(rows)
        there = journey.index.holding(together[0][4])
        last = max(
            (order_of(journey.records[each]) or "" for each in there), default=""
        )
        keys = keys_between(OrderKey(last) if last else None, None, len(together))
        for (_, _, _, record, _), key in zip(together, keys, strict=True):
            order: Any = {"order": key}
            yield replace(record, **order)
