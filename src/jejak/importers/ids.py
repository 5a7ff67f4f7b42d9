"""Ids of what an import finds: derived, and counted where they repeat."""

from __future__ import annotations

from dataclasses import dataclass, field

from jejak.model.ids import derive_id
from jejak.model.records import RecordId


@dataclass(slots=True)
class IdGiver:
    """Gives each id once.

    It counts what it gave, so that a text which stands ten thousand times in a
    table does not try ten thousand ids for each of them.
    """

    taken: set[RecordId] = field(default_factory=set)
    counts: dict[RecordId, int] = field(default_factory=dict)

    def new_id(self, kind: str, *parts: str) -> RecordId:
        """Return an id that follows from the parts and was not given before.

        Examples:
            >>> giver = IdGiver()
            >>> giver.new_id("stage", "Pay"), giver.new_id("stage", "Pay")
            ('stage-pay', 'stage-pay-2')
        """
        base = derive_id(kind, *parts)
        count = self.counts.get(base, 0) + 1
        found = base if count == 1 else RecordId(f"{base}-{count}")
        while found in self.taken:
            count += 1
            found = RecordId(f"{base}-{count}")
        self.counts[base] = count
        self.taken.add(found)
        return found
