"""The edits of an update as they come to be, each tried on the map at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from jejak.importers.updating.comparing import TOLD, compare
from jejak.layout.differences import Difference
from jejak.model.edits import apply
from jejak.model.ids import derive_id
from jejak.model.index import order_of
from jejak.model.links import LINKS
from jejak.model.ordering import kept_in_order
from jejak.model.records import Card, Cell, LaneId, Record, RecordId, StageId

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from jejak.importers.updating.known import Known
    from jejak.importers.updating.matching import Cells, Match
    from jejak.layout.differences import Sort
    from jejak.model.diff import FieldChange
    from jejak.model.edits import Edit
    from jejak.model.journey_map import JourneyMap

Kind = TypeVar("Kind", bound=Record)
Place = tuple[RecordId | None, RecordId | None]  # before which record, after which


@dataclass(slots=True)
class Writer:
    """The map on its way, the edits that led there, and what they are about."""

    match: Match
    known: Known
    work: JourneyMap
    choices: Mapping[str, bool]  # by id of a difference: carry it out?
    edits: list[Edit] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    ids: dict[RecordId, RecordId] = field(default_factory=dict)  # new ones too
    translated: dict[RecordId, Record] = field(default_factory=dict)
    cells: Cells = frozenset()  # of the map: those that the table has
    base_cells: dict[tuple[LaneId, StageId], list[RecordId]] = field(
        default_factory=dict
    )
    base_marks: dict[tuple[LaneId, StageId], RecordId] = field(default_factory=dict)
    _given: set[RecordId] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.cells = self.match.cells
        base = (self.known.base or {}).values()
        cards = [one for one in base if isinstance(one, Card)]
        for card in sorted(cards, key=lambda one: (order_of(one) or "", one.id)):
            self.base_cells.setdefault((card.lane, card.stage), []).append(card.id)
        for mark in base:
            if isinstance(mark, Cell):
                self.base_marks[mark.lane, mark.stage] = mark.id

    def offer(
        self,
        sort: Sort,
        record: Record,
        *edits: Edit,
        fields: Sequence[FieldChange] = (),
        why: str = "",
        is_taken: bool = True,
    ) -> bool:
        """Tell of a difference; carry it out unless somebody chose otherwise."""
        one = Difference(sort, record, tuple(fields), why, is_taken)
        taken = self.choices.get(one.id, is_taken)
        if taken:
            for edit in edits:
                self.work = apply(self.work, edit)
                self.edits.append(edit)
        stands = record if sort == "gone" else self.work.records.get(record.id, record)
        self.differences.append(replace(one, record=stands, is_taken=taken))
        return taken

    def give_id(self, incoming: Record) -> RecordId:
        """Return the id that a record of the table has on the map, or gets."""
        if incoming.id not in self.ids:
            old_id = self.match.old_id(incoming.id)
            self.ids[incoming.id] = old_id or self._new_id(incoming.id)
        return self.ids[incoming.id]

    def _new_id(self, wanted: RecordId) -> RecordId:
        taken = (self.work.records, self.known.journey.records, self.known.base or {})
        found, count = wanted, 1
        while any(found in each for each in (*taken, self._given)):
            count += 1
            found = RecordId(f"{wanted}-{count}")
        self._given.add(found)
        return found

    def translate(self, incoming: Kind) -> Kind:
        """Return a record of the table with the ids that the map has for it."""
        changes: dict[str, Any] = {"id": self.give_id(incoming)}
        for link in LINKS.get(cast("type[Record]", type(incoming)), ()):
            named = getattr(incoming, link.field)
            if isinstance(named, tuple):
                changes[link.field] = tuple(map(self._id_for, named))
            elif named is not None:
                changes[link.field] = self._id_for(named)
        found = replace(incoming, **changes)
        self.translated[found.id] = found
        return found

    def translate_mark(self, incoming: Cell) -> Cell:
        """Return a mark of the table under the id that its cell's mark has."""
        lane, stage = self.ids[incoming.lane], self.ids[incoming.stage]
        place = LaneId(lane), StageId(stage)
        here = self.known.journey.cell(*place)
        mark_id = here.id if here else self.base_marks.get(place)
        found = replace(
            incoming,
            id=mark_id or derive_id("cell", *place),
            lane=place[0],
            stage=place[1],
        )
        self.translated[found.id] = found
        return found

    def _id_for(self, record_id: RecordId) -> RecordId:
        return self.give_id(self.match.incoming.records[record_id])

    def has(self, *ids: RecordId | None) -> bool:
        """Return whether the map on its way has records; None is no link."""
        return all(one is None or one in self.work.records for one in ids)

    def change(
        self,
        record: Record,
        incoming: Record,
        make: Callable[[tuple[FieldChange, ...]], Sequence[Edit]],
        names: Collection[str] | None = None,
    ) -> None:
        """Offer what the table says otherwise of a record than the map does."""
        told = self.known.told(record)
        fields = TOLD[type(record)] if names is None else names
        found = compare(
            record, incoming, told, fields, knows_base=self.known.base is not None
        )
        if found.ours:
            self.offer("changed", record, *make(found.ours), fields=found.ours)
        if found.both:
            why = "difference.both.why"
            self.offer(
                "both",
                record,
                *make(found.both),
                fields=found.both,
                why=why,
                is_taken=False,
            )

    def bring(
        self,
        incoming: Record,
        translated: Record,
        *edits: Edit,
    ) -> bool:
        """Offer a record that the map does not have; one deleted in Jejak stays so."""
        if self.match.old_id(incoming.id) is None:
            return self.offer("added", translated, *edits)
        why = "difference.deleted_here.why"
        return self.offer("kept", translated, *edits, why=why, is_taken=False)

    def place_after(
        self, previous: RecordId | None, group: Sequence[RecordId]
    ) -> Place:
        """Return where a record goes that follows another one, or comes first."""
        if previous is not None:
            return None, previous
        return (group[0] if group else None), None

    def reordered(
        self, ids: Sequence[RecordId], now: Sequence[RecordId], base: Sequence[RecordId]
    ) -> set[RecordId]:
        """Return those that the table has in another order than the map.

        Args:
            ids: The records in the order of the table.
            now: The same in the order of the map.
            base: The same, or some of them, as the table had them the last time.
        """
        if self.known.base is not None:
            known = [one for one in ids if one in base]
            if known == [one for one in base if one in known]:
                return set()  # the table did not change; the map may have
        return set(ids) - kept_in_order(now, ids)
