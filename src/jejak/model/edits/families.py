"""Four families of edits: what can be done to a record of any kind.

A member of a family names its kinds; an edit with more to it writes its own
`changes`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

from jejak.model.changes import Change
from jejak.model.codec import field_name
from jejak.model.edits.base import (
    Edit,
    deletion,
    find_any,
    of_kind,
    place,
    put_new,
    set_fields,
)
from jejak.model.index import group_of
from jejak.model.records import Card, Record, RecordId, Statement, kind_of
from jejak.model.tidy import names_of

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap

Kinds = tuple[type[Record], ...]


@dataclass(frozen=True, slots=True)
class Adding(Edit):
    """Add a record, beside another one or at the end; its id comes with it."""

    kinds: ClassVar[Kinds]

    record: Record  # its order key is made here, its short number by the server
    before: RecordId | None = None
    after: RecordId | None = None

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the record at its place."""
        record = of_kind(self.record, self.kinds)
        if isinstance(record, Card | Statement):
            record = replace(record, number=None)
        is_placed = self.before is not None or self.after is not None
        if is_placed or group_of(record) is not None:
            order: Any = {"order": place(journey, record, self.before, self.after)}
            record = replace(record, **order)
        return [put_new(journey, record)]


@dataclass(frozen=True, slots=True)
class Changing(Edit):
    """Write fields of a record, in plain form; None brings back the default."""

    kinds: ClassVar[Kinds]
    allowed: ClassVar[frozenset[str] | None] = None  # None: every one but its place

    id: RecordId
    fields: Mapping[str, object]

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the fields that differ."""
        record = find_any(journey, self.id, self.kinds)
        allowed = self.allowed
        if allowed is None:
            names = [field_name(kind_of(record), name) for name in names_of(record)]
            allowed = frozenset(names) - {"id", "order"}
        return set_fields(record, self.fields, allowed)


@dataclass(frozen=True, slots=True)
class Moving(Edit):
    """Move a record among those it stands with: beside one of them or to the end."""

    kinds: ClassVar[Kinds]

    id: RecordId
    before: RecordId | None = None
    after: RecordId | None = None

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return its new order key."""
        record = find_any(journey, self.id, self.kinds)
        key = place(journey, record, self.before, self.after)
        return set_fields(record, {"order": key}, {"order"})


@dataclass(frozen=True, slots=True)
class Deleting(Edit):
    """Delete a record with all that cannot be without it."""

    kinds: ClassVar[Kinds]

    id: RecordId

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the deletion with all that hangs on it."""
        return deletion(journey, find_any(journey, self.id, self.kinds).id)
