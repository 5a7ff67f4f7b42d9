"""An index of a map: who links to whom, who stands where, who claims what.

It answers what a whole walk over the map would otherwise be needed for, and it
is carried from a map to the next one: an edit on a map of five thousand cards
costs what the edit touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.model.links import links_of
from jejak.model.records import (
    NUMBERED_ROLES,
    Action,
    Answer,
    Card,
    Cell,
    Expectation,
    Judgement,
    Kpi,
    Lane,
    MapInfo,
    OrderKey,
    Persona,
    Record,
    RecordId,
    Resource,
    Stage,
    Statement,
    Substage,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    Records = Mapping[RecordId, Record]

Key = tuple[Hashable, ...]

_NOBODY: frozenset[RecordId] = frozenset()
_ORDERED = (Persona, Stage, Statement, Action, Resource, Kpi, Expectation)


@dataclass(frozen=True, slots=True)
class Index:
    """For every key, the ids of the records that it leads to."""

    holders: Mapping[Key, frozenset[RecordId]]

    @classmethod
    def of(cls, records: Records) -> Index:
        """Return the index of a map's records."""
        found: dict[Key, set[RecordId]] = defaultdict(set)
        for record in records.values():
            for key in _keys_of(record, records):
                found[key].add(record.id)
        return cls({key: frozenset(ids) for key, ids in found.items()})

    def moved_on(
        self, before: Records, after: Records, ids: Iterable[RecordId]
    ) -> Index:
        """Return the index of a map that differs only in the records with these ids."""
        come: dict[Key, set[RecordId]] = defaultdict(set)
        gone: dict[Key, set[RecordId]] = defaultdict(set)
        for record_id in self._touched(before, after, ids):
            old = _keys_of_id(record_id, before)
            new = _keys_of_id(record_id, after)
            for key in old - new:
                gone[key].add(record_id)
            for key in new - old:
                come[key].add(record_id)
        if not come and not gone:
            return self
        holders = dict(self.holders)
        for key in come.keys() | gone.keys():
            left = (holders.get(key, _NOBODY) - gone[key]) | come[key]
            if left:
                holders[key] = left
            else:
                del holders[key]
        return Index(holders)

    def linking_to(self, record_id: RecordId) -> frozenset[RecordId]:
        """Return the ids of the records that name this one."""
        return self.holders.get(("link", record_id), _NOBODY)

    def holding(self, key: Key) -> frozenset[RecordId]:
        """Return the ids of the records under a key of this index."""
        return self.holders.get(key, _NOBODY)

    def _touched(
        self, before: Records, after: Records, ids: Iterable[RecordId]
    ) -> Collection[RecordId]:
        """Return the ids, and the cards whose number's letter follows from them."""
        touched = dict.fromkeys(ids)
        for record_id in tuple(touched):
            if role_of(before.get(record_id)) != role_of(after.get(record_id)):
                touched.update(dict.fromkeys(self.linking_to(record_id)))
        return touched


def role_of(record: Record | None) -> str | None:
    """Return the role of a lane; None for a lane of the team's own or no lane.

    Examples:
        >>> role_of(Lane("lane-goals", role="goals")), role_of(None)
        ('goals', None)
    """
    return record.role if isinstance(record, Lane) else None


def order_of(record: Record) -> OrderKey | None:
    """Return the key by which a record is ordered; for the map, that of its line.

    Examples:
        >>> order_of(Stage("stage", "Pay", order="a0"))
        'a0'
        >>> order_of(MapInfo()) is None
        True
    """
    if isinstance(record, MapInfo):
        return record.visibility_line
    return getattr(record, "order", None)


def group_of(record: Record) -> Key | None:
    """Return the key of the group in which a record has its order, if any.

    The line of visibility stands among the lanes.

    Examples:
        >>> group_of(Card("card", "lane-goals", "stage-pay", "Pay fast"))
        ('in', 'card', 'lane-goals', 'stage-pay')
    """
    if isinstance(record, Card):
        return ("in", "card", record.lane, record.stage)
    if isinstance(record, Substage):
        return ("in", "substage", record.stage)
    if isinstance(record, Lane):
        return ("in", "lane")
    if isinstance(record, MapInfo):
        return None if record.visibility_line is None else ("in", "lane")
    return ("in", kind_of(record)) if isinstance(record, _ORDERED) else None


def claims_of(record: Record, records: Records) -> Iterator[Key]:
    """Yield the keys that only one record of a map may hold.

    Examples:
        >>> answer = Answer("answer", "card-reply", fixes="card-wait")
        >>> list(claims_of(answer, {}))
        [('answer', 'card-reply', 'card-wait', None)]
    """
    if isinstance(record, (Card, Statement)) and record.number is not None:
        letter = _letter_of(record, records)
        if letter:
            yield ("number", letter, record.number)
    if isinstance(record, Statement):
        for pain in record.pains:
            yield ("pain", pain)
    elif isinstance(record, Lane) and record.role:
        yield ("role", record.role)
    elif isinstance(record, Cell):
        yield ("cell", record.lane, record.stage)
    elif isinstance(record, Answer):
        yield ("answer", record.opportunity, record.fixes, record.adds_value_to)
    elif isinstance(record, Judgement):
        yield ("judgement", record.statement, record.person)


def _letter_of(record: Card | Statement, records: Records) -> str | None:
    if isinstance(record, Statement):
        return "P"
    lane = records.get(record.lane)
    role = lane.role if isinstance(lane, Lane) else None
    return NUMBERED_ROLES.get(role) if role else None


def _keys_of(record: Record, records: Records) -> Iterator[Key]:
    for _, target in links_of(record):
        yield ("link", target)
    group = group_of(record)
    if group is not None:
        yield group
    yield from claims_of(record, records)


def _keys_of_id(record_id: RecordId, records: Records) -> set[Key]:
    record = records.get(record_id)
    return set() if record is None else set(_keys_of(record, records))
