"""What all edits are made of: finding records, placing them, taking them away."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, TypeVar, cast

from jejak.errors import Gone
from jejak.model.changes import Change, Delete, Put, SetField, set_field, with_value
from jejak.model.codec import attribute_name, encode_value
from jejak.model.index import group_of, order_of
from jejak.model.links import LINKS
from jejak.model.order import key_between
from jejak.model.problems import refused
from jejak.model.records import (
    KINDS,
    NUMBERED_ROLES,
    Lane,
    OrderKey,
    Record,
    kind_of,
)
from jejak.model.tidy import tidied

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Card, LaneId, RecordId, StageId

Kind = TypeVar("Kind", bound=Record)


class Edit(ABC):
    """A change to a map as a value with a name: one step of undo."""

    __slots__ = ()

    @abstractmethod
    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return what the edit boils down to on this map."""


def find(journey: JourneyMap, record_id: RecordId, kind: type[Kind]) -> Kind:
    """Return a record of the map, or refuse the edit."""
    kinds = cast("tuple[type[Record], ...]", (kind,))
    return cast("Kind", find_any(journey, record_id, kinds))


def find_any(
    journey: JourneyMap, record_id: RecordId, kinds: tuple[type[Record], ...]
) -> Record:
    """Return a record of the map that is of one of these kinds, or refuse the edit."""
    record = journey.records.get(record_id)
    if record is None:
        raise refused("gone", record=Gone(record_id))
    return of_kind(record, kinds)


def of_kind(record: Record, kinds: tuple[type[Record], ...]) -> Record:
    """Return a record that is of one of these kinds, or refuse the edit."""
    if not isinstance(record, kinds):
        allowed = " / ".join(name for name, kind in KINDS.items() if kind in kinds)
        value = kind_of(record)
        raise refused("other_kind", record=record, value=value, allowed=allowed)
    return record


def put_new(journey: JourneyMap, record: Record) -> Put:
    """Return the change that brings a record onto the map, if its id is free."""
    if record.id in journey.records:
        other = journey.records[record.id]
        raise refused("taken", record=record.id, other=other)
    return Put(tidied(record))


def set_fields(
    record: Record, values: Mapping[str, object], allowed: Collection[str]
) -> list[SetField]:
    """Return the changes for those values that differ from the record's.

    A value may be given as it is or in plain form; None means the default.
    """
    found: list[SetField] = []
    for name, value in values.items():
        if name not in allowed:
            known = ", ".join(sorted(allowed))
            raise refused("fixed_field", record=record, field=name, allowed=known)
        attribute = attribute_name(kind_of(record), name)
        new = getattr(with_value(record, name, encode_value(value)), attribute)
        if new != getattr(record, attribute):
            found.append(set_field(record, name, new))
    return found


def place(
    journey: JourneyMap,
    record: Record,
    before: RecordId | None,
    after: RecordId | None,
) -> OrderKey:
    """Return the order key for a record beside another one, or at the end.

    Args:
        journey: The map.
        record: The record as it will stand, in its group; its own key is ignored.
        before: The record that it is to stand directly before.
        after: The record that it is to stand directly after.
    """
    group = group_of(record)
    if group is None:
        raise refused("no_order", record=record)
    if before is not None and after is not None:
        raise refused("two_places")
    rows = sorted(
        (order_of(journey.records[other]) or "", other)
        for other in journey.index.holding(group)
        if other != record.id
    )
    at = len(rows)
    beside = before if before is not None else after
    if beside == record.id and beside in journey.index.holding(group):
        return order_of(journey.records[record.id]) or OrderKey("")  # it stays
    if beside is not None:
        ids = [other for _, other in rows]
        if beside not in ids:
            raise refused(
                "not_there", record=journey.records.get(beside) or Gone(beside)
            )
        at = ids.index(beside) + (before is None)
    low, high = (
        OrderKey(rows[index][0]) if 0 <= index < len(rows) else None
        for index in (at - 1, at)
    )
    return key_between(low, high)


def deletion(journey: JourneyMap, record_id: RecordId) -> list[Change]:
    """Return the changes that take a record away with all that cannot be without it.

    What stands in a stage goes with the stage. What merely names the record
    stays, and names it no more: a statement outlives the pains it joins.
    """
    going = _going(journey, record_id)
    found: list[Change] = []
    naming = {other for gone in going for other in journey.index.linking_to(gone)}
    for other in sorted(naming - going):
        record = journey.records[other]
        for link in LINKS[type(record)]:
            named = getattr(record, link.field)
            if isinstance(named, tuple):
                left: object = tuple(each for each in named if each not in going)
            else:
                left = None if named in going else named
            if left != named:
                found.append(set_field(record, link.field, left))
    return found + [Delete(gone) for gone in sorted(going)]


def _going(journey: JourneyMap, record_id: RecordId) -> set[RecordId]:
    """Return the ids of a record and of all that is bound to it."""
    going: set[RecordId] = set()
    waiting = [record_id]
    while waiting:
        gone = waiting.pop()
        going.add(gone)
        for other in journey.index.linking_to(gone) - going:
            record = journey.records[other]
            if any(
                link.is_bond and getattr(record, link.field) == gone
                for link in LINKS[type(record)]
            ):
                waiting.append(other)
    return going


def number_kept(journey: JourneyMap, card: Card, lane: Lane) -> bool:
    """Return whether a card keeps its short number in a lane: P-03 is not O-03."""
    old = find(journey, card.lane, Lane).role
    letters = [NUMBERED_ROLES.get(role) if role else None for role in (old, lane.role)]
    return letters[0] == letters[1]


def unmarked(journey: JourneyMap, lane: LaneId, stage: StageId) -> list[Change]:
    """Return the change that takes away the mark of a cell that gets a card."""
    marks = journey.index.holding(("cell", lane, stage))
    return [Delete(mark) for mark in sorted(marks)]
