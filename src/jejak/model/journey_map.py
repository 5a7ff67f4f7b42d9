"""A journey map: a set of records, and the questions everybody asks of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from jejak.model.index import Index
from jejak.model.records import (
    MAP_ID,
    Card,
    CardId,
    Cell,
    Feeling,
    Lane,
    LaneId,
    MapInfo,
    Persona,
    PersonaId,
    Record,
    RecordId,
    Role,
    Stage,
    StageId,
    Statement,
    Substage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True, eq=False)
class JourneyMap:
    """A map as a value: changing it gives another map.

    Two maps are equal when their records are equal. Everything that people
    read in order comes in order: stages from left to right, lanes from top to
    bottom, cards as they stand in their cell, feelings along the curve.

    Examples:
        >>> from jejak.model.records import Stage, StageId, RecordId, MapInfo
        >>> stage = Stage(StageId(RecordId("s")), "Pay")
        >>> journey = JourneyMap.of([MapInfo(title="Buying"), stage])
        >>> journey.info.title, [stage.title for stage in journey.stages]
        ('Buying', ['Pay'])
    """

    records: Mapping[RecordId, Record]

    @classmethod
    def of(cls, records: Iterable[Record]) -> JourneyMap:
        """Return the map made of these records; a missing map record is added."""
        by_id = {record.id: record for record in records}
        by_id.setdefault(MAP_ID, MapInfo())
        return cls(MappingProxyType(by_id))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, JourneyMap):
            return NotImplemented
        return dict(self.records) == dict(other.records)

    __hash__ = None  # type: ignore[assignment]  # a large value: use its records

    def __reduce__(self) -> tuple[object, ...]:
        return (JourneyMap.of, (list(self.records.values()),))

    def changed(self, records: Mapping[RecordId, Record | None]) -> JourneyMap:
        """Return the map with these records put, and deleted where there is None.

        Examples:
            >>> journey = JourneyMap.of([MapInfo(title="Buying")])
            >>> journey.changed({MAP_ID: MapInfo(title="Paying")}).info.title
            'Paying'
        """
        # The proxy's own copy is ten times as fast as dict(), which asks key by key.
        by_id: dict[RecordId, Record] = self.records.copy()  # type: ignore[attr-defined]
        for record_id, record in records.items():
            if record is None:
                by_id.pop(record_id, None)
            else:
                by_id[record_id] = record
        journey = JourneyMap(MappingProxyType(by_id))
        if "index" in self.__dict__:
            index = self.index.moved_on(self.records, by_id, records)
            journey.__dict__["index"] = index
        return journey

    @cached_property
    def index(self) -> Index:
        """Who links to whom and who stands where; carried on to the next map."""
        return Index.of(self.records)

    @cached_property
    def _by_kind(self) -> Mapping[type, list[Record]]:
        found: dict[type, list[Record]] = defaultdict(list)
        for record in self.records.values():
            found[type(record)].append(record)
        for records in found.values():
            records.sort(key=lambda record: (getattr(record, "order", ""), record.id))
        return found

    @cached_property
    def _cards(self) -> Mapping[tuple[LaneId, StageId], tuple[Card, ...]]:
        found: dict[tuple[LaneId, StageId], list[Card]] = defaultdict(list)
        for card in self.of_kind(Card):
            found[card.lane, card.stage].append(card)
        return {place: tuple(cards) for place, cards in found.items()}

    @cached_property
    def _cells(self) -> Mapping[tuple[LaneId, StageId], Cell]:
        return {(cell.lane, cell.stage): cell for cell in self.of_kind(Cell)}

    @cached_property
    def _statement_of(self) -> Mapping[CardId, Statement]:
        return {
            pain: statement for statement in self.statements for pain in statement.pains
        }

    def of_kind(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Return the records of a kind, by their order key, then by id."""
        return tuple(cast("list[Kind]", self._by_kind.get(kind, [])))

    @cached_property
    def info(self) -> MapInfo:
        """The record that describes the map itself."""
        return cast("MapInfo", self.records[MAP_ID])

    @cached_property
    def personas(self) -> tuple[Persona, ...]:
        """The personas, first the one that came first."""
        return self.of_kind(Persona)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The stages from left to right."""
        return self.of_kind(Stage)

    @cached_property
    def lanes(self) -> tuple[Lane, ...]:
        """The lanes from top to bottom, hidden ones included."""
        return self.of_kind(Lane)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """The problem statements in their order."""
        return self.of_kind(Statement)

    def lane(self, lane_id: LaneId) -> Lane:
        """Return the lane with this id."""
        return cast("Lane", self.records[lane_id])

    def lane_of_role(self, role: Role) -> Lane | None:
        """Return the first lane with this role, if the map has one."""
        return next((lane for lane in self.lanes if lane.role == role), None)

    def substages(self, stage: StageId) -> tuple[Substage, ...]:
        """Return the parts of a stage in order."""
        return tuple(part for part in self.of_kind(Substage) if part.stage == stage)

    def cards(self, lane: LaneId, stage: StageId) -> tuple[Card, ...]:
        """Return the cards of one cell in order."""
        return self._cards.get((lane, stage), ())

    def cell(self, lane: LaneId, stage: StageId) -> Cell | None:
        """Return what was noted about an empty cell, if anything was."""
        return self._cells.get((lane, stage))

    def feelings(
        self, stage: StageId | None = None, persona: PersonaId | None = None
    ) -> tuple[Feeling, ...]:
        """Return what was felt, along the curve; of one stage or persona if named."""
        place = {stage.id: index for index, stage in enumerate(self.stages)}
        found = [
            feeling
            for feeling in self.of_kind(Feeling)
            if feeling.kind == "felt"
            and (stage is None or feeling.stage == stage)
            and (persona is None or feeling.persona in {persona, None})
        ]
        found.sort(
            key=lambda feeling: (place[feeling.stage], feeling.place, feeling.id)
        )
        return tuple(found)

    def statement_of(self, pain: CardId) -> Statement | None:
        """Return the statement that joins this pain, if there is one."""
        return self._statement_of.get(pain)

    def __len__(self) -> int:
        """Return how many records the map has."""
        return len(self.records)
