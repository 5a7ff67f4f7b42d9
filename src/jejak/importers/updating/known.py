"""What the map holds, and what the table said of it the last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from jejak.model.index import order_of

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Record, RecordId

Kind = TypeVar("Kind")


@dataclass(frozen=True)
class Known:
    """A map, and the base: its records as the table had them at the last import.

    With a base it can be told who changed what: a text that stands in the table
    as it stood the last time was changed in Jejak, if at all. A record that only
    the base has was deleted in Jejak.
    """

    journey: JourneyMap
    base: Mapping[RecordId, Record] | None = None

    @cached_property
    def _bases(self) -> Mapping[RecordId, Record]:
        return self.base or {}

    def all(self, kind: type[Kind]) -> list[Kind]:
        """Return the records of a kind in order, those deleted in Jejak behind."""
        here = [one for one in self.journey.records.values() if isinstance(one, kind)]
        gone = [
            one
            for one in self._bases.values()
            if isinstance(one, kind) and one.id not in self.journey.records
        ]
        return [*_sorted(here), *_sorted(gone)]

    def has(self, record_id: RecordId) -> bool:
        """Return whether the map still has a record."""
        return record_id in self.journey.records

    def told(self, record: Record) -> Record | None:
        """Return a record as the table had it the last time, if it is known."""
        found = self._bases.get(record.id)
        return found if type(found) is type(record) else None

    def forms(self, record: Record) -> tuple[Record, ...]:
        """Return a record as the table had it the last time, and as it is."""
        told = self.told(record)
        return (record,) if told is None or told == record else (told, record)

    def is_ours(self, record: Record) -> bool:
        """Return whether a record was made in Jejak, as far as that is known."""
        return self.base is not None and self.told(record) is None


def _sorted(records: list[Kind]) -> list[Kind]:
    def place(record: Kind) -> tuple[str, str]:
        one = cast("Record", record)
        return order_of(one) or "", one.id

    return sorted(records, key=place)
