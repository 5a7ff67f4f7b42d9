"""What differs between two maps: record by record, found by their ids.

A proposed map starts as a copy with the same ids, and a map read from a file
keeps its ids; so comparing is exact, and nothing has to be guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.model.changes import Change, Delete, Put, set_field
from jejak.model.codec import field_name
from jejak.model.edits.maps import Changes
from jejak.model.index import group_of, order_of
from jejak.model.ordering import kept_in_order
from jejak.model.records import KINDS, Card, Record, RecordId, Statement, kind_of
from jejak.model.tidy import names_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jejak.model.index import Key
    from jejak.model.journey_map import JourneyMap

PLACE_FIELDS = frozenset(
    {"order", "lane", "stage", "substage", "place", "visibility_line"}
)
"""The fields that say where a record stands; all others say what it is."""

_ORDER_FIELDS = frozenset({"order", "visibility_line"})
_KIND_PLACES = {kind: place for place, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record with its value before and after."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class Changed:
    """A record that says something else."""

    before: Record
    after: Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A record that stands elsewhere: in another cell, or among its neighbours."""

    before: Record
    after: Record
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A stage, lane or statement whose parts stand in several now."""

    source: Record
    into: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Several stages, lanes or statements whose parts stand in one now."""

    sources: tuple[Record, ...]
    into: Record


@dataclass(frozen=True, slots=True)
class Diff:
    """What leads from one map to another.

    A record may be changed and moved. One that is `respaced` has another order
    key and stands between the same neighbours: nobody sees a difference.
    """

    added: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: tuple[Moved, ...] = ()
    respaced: tuple[Moved, ...] = ()
    splits: tuple[Split, ...] = ()
    merges: tuple[Merged, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the maps are equal."""
        return self == Diff()

    @property
    def edit(self) -> Changes:
        """The edit that makes the second map out of the first one."""
        found: list[Change] = [Put(record) for record in self.added]
        coming = {record.id for record in self.added}
        for before, after, fields in self._steps():
            found += [
                set_field(after, field_name(kind_of(before), one.field), one.new)
                for one in fields
            ]
        found += [Delete(gone.id) for gone in self.removed if gone.id not in coming]
        return Changes(tuple(found))

    def _steps(self) -> Iterator[tuple[Record, Record, tuple[FieldChange, ...]]]:
        for one in self.changed:
            yield one.before, one.after, one.fields
        for moved in (*self.moved, *self.respaced):
            yield moved.before, moved.after, moved.fields


def diff(before: JourneyMap, after: JourneyMap) -> Diff:
    """Return what differs between two maps.

    Examples:
        >>> from jejak.model.edits import apply
        >>> from jejak.model.edits.maps import RenameMap
        >>> from jejak.model.journey_map import JourneyMap
        >>> first = JourneyMap.of([])
        >>> second = apply(first, RenameMap("Buying"))
        >>> diff(first, second).changed[0].fields
        (FieldChange(field='title', old='', new='Buying'),)
        >>> apply(first, diff(first, second).edit) == second
        True
        >>> diff(first, first).is_empty
        True
    """
    stays = {
        record_id: (old, new)
        for record_id, old in before.records.items()
        if (new := after.records.get(record_id)) is not None
        and kind_of(new) == kind_of(old)
    }
    moved, respaced = _moves(stays)
    return Diff(
        added=_sorted(after, (one for one in after.records if one not in stays)),
        removed=_sorted(before, (one for one in before.records if one not in stays)),
        changed=tuple(
            Changed(*stays[record.id], fields)
            for record in _sorted(after, stays)
            if (fields := _fields(*stays[record.id], is_place=False))
        ),
        moved=tuple(
            Moved(*stays[one.id], moved[one.id]) for one in _sorted(after, moved)
        ),
        respaced=tuple(
            Moved(*stays[one.id], respaced[one.id]) for one in _sorted(after, respaced)
        ),
        splits=tuple(_splits(before, after)),
        merges=tuple(Merged(one.into, one.source) for one in _splits(after, before)),
    )


_Fields = dict[RecordId, tuple[FieldChange, ...]]


def _moves(stays: Mapping[RecordId, tuple[Record, Record]]) -> tuple[_Fields, _Fields]:
    """Return the place fields of the records that moved, and of those respaced."""
    moved: _Fields = {}
    respaced: _Fields = {}
    together: dict[Key, list[RecordId]] = defaultdict(list)
    for record_id, (old, new) in stays.items():
        if old == new and group_of(new) is None:
            continue
        group = group_of(new)
        if group is not None and group == group_of(old):
            together[group].append(record_id)
        fields = _fields(old, new, is_place=True)
        if any(one.field not in _ORDER_FIELDS for one in fields) or (
            fields and group != group_of(old)
        ):
            moved[record_id] = fields
        elif fields:
            respaced[record_id] = fields
    for ids in together.values():
        for record_id in _passed(ids, stays) & respaced.keys():
            moved[record_id] = respaced.pop(record_id)
    return moved, respaced


def _passed(
    ids: Iterable[RecordId], stays: Mapping[RecordId, tuple[Record, Record]]
) -> set[RecordId]:
    """Return those of a group that stand in another order among the others."""
    by_old = sorted(ids, key=lambda one: (order_of(stays[one][0]) or "", one))
    by_new = sorted(ids, key=lambda one: (order_of(stays[one][1]) or "", one))
    # Of two that passed each other, the one whose key is still the same stayed.
    stood = {
        one for one in by_old if order_of(stays[one][0]) == order_of(stays[one][1])
    }
    return set(by_new) - kept_in_order(by_old, by_new, steady=stood)


def _fields(old: Record, new: Record, *, is_place: bool) -> tuple[FieldChange, ...]:
    if old == new:
        return ()
    return tuple(
        FieldChange(name, getattr(old, name), getattr(new, name))
        for name in names_of(old)
        if (name in PLACE_FIELDS) == is_place
        and getattr(old, name) != getattr(new, name)
    )


def _sorted(journey: JourneyMap, ids: Iterable[RecordId]) -> tuple[Record, ...]:
    """Return records as people read them: by kind, stage, lane and order."""
    stages = {stage.id: place for place, stage in enumerate(journey.stages)}
    lanes = {lane.id: place for place, lane in enumerate(journey.lanes)}

    def place(record: Record) -> tuple[int, int, int, str, str]:
        return (
            _KIND_PLACES[kind_of(record)],
            stages.get(getattr(record, "stage", None) or record.id, -1),  # type: ignore[arg-type]
            lanes.get(getattr(record, "lane", None) or record.id, -1),  # type: ignore[arg-type]
            order_of(record) or "",
            record.id,
        )

    return tuple(sorted((journey.records[one] for one in ids), key=place))


def _splits(before: JourneyMap, after: JourneyMap) -> Iterator[Split]:
    """Yield what was split: new ones all of whose old parts came from one."""
    homes = dict(_homes(before))
    came: dict[RecordId, set[RecordId | None]] = defaultdict(set)
    for (kind, part), home in _homes(after):
        is_new = home not in before.records
        if is_new and part in before.records:
            came[home].add(homes.get((kind, part)))
    into: dict[RecordId, list[RecordId]] = defaultdict(list)
    for home, sources in came.items():
        (source, *others) = sources
        if source is not None and not others:
            into[source].append(home)
    for source, homes_now in into.items():
        stays = [source] if source in after.records else []
        if len(stays) + len(homes_now) > 1:
            records = tuple(after.records[one] for one in stays)
            yield Split(before.records[source], records + _sorted(after, homes_now))


def _homes(journey: JourneyMap) -> Iterator[tuple[tuple[str, RecordId], RecordId]]:
    """Yield for each part, by the kind of its home, the record it is a part of."""
    for record in journey.records.values():
        if isinstance(record, Card):
            yield ("stage", record.id), record.stage
            yield ("lane", record.id), record.lane
        elif isinstance(record, Statement):
            for pain in record.pains:
                yield ("statement", pain), record.id
