"""What every step of an import shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jejak.importers.ledger import Ledger
from jejak.importers.reading import Where

if TYPE_CHECKING:
    from jejak.importers.questions import Desk
    from jejak.importers.reading import FeelingRead, LaneRead, Message
    from jejak.importers.table import Slot, Spot, Table
    from jejak.model.records import RecordId


@dataclass(slots=True)
class Context:
    """Desk, ledger and places of one import."""

    desk: Desk
    ledger: Ledger = field(default_factory=Ledger)
    tables: dict[int, Table] = field(default_factory=dict)
    lanes: list[LaneRead] = field(default_factory=list)
    feelings: list[FeelingRead] = field(default_factory=list)
    words: list[Slot] = field(default_factory=list)  # that only head something

    spots: dict[tuple[int, str, str], Spot] = field(default_factory=dict)
    covered: set[tuple[int, str, str]] = field(default_factory=set)  # by wide cells
    turned: set[int] = field(default_factory=set)  # tables whose lanes ran across

    def where(self, spot: Spot) -> Where:
        """Return where a cell stands in the input."""
        return self.tables[spot.table].where(spot)

    def claim(
        self,
        slot: Slot,
        text: str,
        record: RecordId | None,
        map_number: int,
        *,
        is_structure: bool = False,
    ) -> None:
        """Note that a record holds a piece of a cell, or that its meaning does."""
        self.ledger.claim(
            slot.spot, text, record, map_number, is_structure=is_structure
        )

    def leave_out(
        self, slot: Slot, kind: str, text: Message, remedy: Message | None = None
    ) -> None:
        """Tell in a remark of a cell that found no place."""
        number = self.desk.note(kind, text, self.where(slot.spot), remedy)
        self.ledger.remark(slot.spot, slot.text, number)
