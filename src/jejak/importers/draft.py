"""A map on the way: stages, lanes and records as they are found, then in order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from jejak.importers.ids import IdGiver
from jejak.language.names import name_key
from jejak.model.order import keys_between
from jejak.model.records import (
    ROLE_ZONES,
    Action,
    Card,
    Cell,
    Expectation,
    Feeling,
    Kpi,
    Lane,
    LaneId,
    MapInfo,
    Persona,
    RecordId,
    Resource,
    Role,
    Stage,
    StageId,
    Statement,
    Substage,
    SubstageId,
    Zone,
)

if TYPE_CHECKING:
    from jejak.importers.table import Slot
    from jejak.language.scales import Scale
    from jejak.model.records import OrderKey, Record

_Ordered = TypeVar(
    "_Ordered",
    Persona,
    Stage,
    Substage,
    Card,
    Expectation,
    Resource,
    Kpi,
    Statement,
    Action,
)
_ZONES: tuple[Zone, ...] = ("customer", "internal", "followup")


@dataclass(slots=True)
class DraftStage:
    """A stage and its parts."""

    record: Stage
    parts: list[Substage] = field(default_factory=list)

    @property
    def id(self) -> StageId:
        """The stage's id."""
        return self.record.id


@dataclass(slots=True)
class DraftLane:
    """A lane and how it was read."""

    record: Lane
    is_expected: bool = False  # its feelings are wished for
    is_score: bool = False  # it holds the values of other feelings
    scale: Scale | None = None
    is_signed: bool = False  # "-" is a value here, not nothing
    level: float | None = None  # what every feeling of this row is worth
    whose: str = ""  # the persona whose feelings stand here

    @property
    def id(self) -> LaneId:
        """The lane's id."""
        return self.record.id

    @property
    def role(self) -> Role | None:
        """The lane's role."""
        return self.record.role


@dataclass(slots=True)
class Point:
    """A feeling before its place in the stage is known."""

    record: Feeling
    part: int | None  # number of the sub-stage
    whose: str = ""


@dataclass(slots=True)
class Score:
    """Values of feelings that stand in a lane of their own."""

    slot: Slot
    values: list[tuple[str, float | None]]
    is_used: bool = False


@dataclass(slots=True)
class Draft:
    """All that was found for one map."""

    number: int
    info: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    stages: list[DraftStage] = field(default_factory=list)
    by_title: dict[str, list[DraftStage]] = field(default_factory=dict)
    lanes: dict[str, DraftLane] = field(default_factory=dict)  # by their keys
    cards: dict[tuple[LaneId, StageId], list[Card]] = field(default_factory=dict)
    points: dict[tuple[StageId, str], list[Point]] = field(default_factory=dict)
    scores: dict[tuple[StageId, int | None], list[Score]] = field(default_factory=dict)
    nothing: dict[tuple[LaneId, StageId], list[Slot]] = field(default_factory=dict)
    marks: list[Cell] = field(default_factory=list)
    personas: list[Persona] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    resources: list[Resource] = field(default_factory=list)
    kpis: list[Kpi] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    roles: dict[Role, DraftLane] = field(default_factory=dict)
    last_zone: Zone = "customer"  # of the lane that was added last
    ids: IdGiver = field(default_factory=IdGiver)
    language: str = "en"

    def new_id(self, kind: str, *parts: str) -> RecordId:
        """Return an id that no record of this map has yet."""
        return self.ids.new_id(kind, *parts)

    def add_stage(self, title: str, duration: str = "") -> DraftStage:
        """Add a stage behind the others."""
        stage_id = StageId(self.new_id("stage", title))
        stage = DraftStage(Stage(stage_id, title, duration))
        self.stages.append(stage)
        self.by_title.setdefault(name_key(title), []).append(stage)
        return stage

    def add_part(self, stage: DraftStage, title: str) -> Substage:
        """Add a part to a stage."""
        part_id = SubstageId(self.new_id("substage", stage.id, title))
        stage.parts.append(Substage(part_id, stage.id, title))
        return stage.parts[-1]

    def add_lane(
        self, key: str, role: Role | None, label: str, zone: Zone | None
    ) -> DraftLane:
        """Add a lane; one of the team's own stands in the zone of its neighbours."""
        self.last_zone = ROLE_ZONES[role] if role else zone or self.last_zone
        lane_id = LaneId(self.new_id("lane", role or key))
        lane = DraftLane(Lane(lane_id, role, label, self.last_zone))
        self.lanes[key] = lane
        if role:
            self.roles.setdefault(role, lane)
        return lane

    def add_card(
        self, lane: DraftLane, stage: StageId, text: str, part: SubstageId | None
    ) -> Card:
        """Add a card at the end of a cell."""
        card_id = self.new_id("card", lane.id, stage, text)
        card = Card(card_id, lane.id, stage, text, part)  # type: ignore[arg-type]
        self.cards.setdefault((lane.id, stage), []).append(card)
        return card

    def records(self) -> tuple[Record, ...]:
        """Return every record, each list of them in order."""
        known = {lane.id: lane.record for lane in self.lanes.values()}
        lanes = list(known.values())
        lanes.sort(key=lambda lane: _ZONES.index(lane.zone))
        behind_line = next(
            (number for number, lane in enumerate(lanes) if lane.zone == "internal"),
            None,
        )
        has_line = behind_line is not None
        keys = list(keys_between(None, None, len(lanes) + has_line))
        line = keys.pop(behind_line) if behind_line is not None else None
        found: list[Record] = [self._info(line)]
        found += _ordered(self.personas)
        found += _ordered([stage.record for stage in self.stages])
        for stage in self.stages:
            found += _ordered(stage.parts)
        found += [
            replace(lane, order=key) for lane, key in zip(lanes, keys, strict=True)
        ]
        for cards in self.cards.values():
            found += _ordered(cards)
        found += self.marks
        found += self._feelings()
        found += _ordered(self.expectations)
        found += _ordered(self.resources)
        found += _ordered(self.kpis)
        found += _ordered(self.statements)
        found += _ordered(self.actions)
        return tuple(found)

    def _info(self, line: OrderKey | None) -> MapInfo:
        return MapInfo(
            title=self.info.get("title", ""),
            language=self.language,
            state="proposed" if self.info.get("state") == "proposed" else "current",
            visibility_line=line,
            goal=self.info.get("goal", ""),
            scope=self.info.get("scope", ""),
            company=self.info.get("company", ""),
            confidentiality=self.info.get("confidentiality", ""),
            version=self.info.get("version", ""),
            owner=self.info.get("owner", ""),
            notes="\n\n".join(self.notes),
        )

    def _feelings(self) -> list[Feeling]:
        """Spread the points of each stage evenly, those of its parts over the part."""
        found: list[Feeling] = []
        parts_of = {stage.id: max(1, len(stage.parts)) for stage in self.stages}
        for (stage, _), points in self.points.items():
            by_part: dict[tuple[int | None, str], list[Feeling]] = {}
            for point in points:
                key = point.part, point.whose
                by_part.setdefault(key, []).append(point.record)
            for (part, _), feelings in by_part.items():
                width = 1 / parts_of[stage] if part is not None else 1.0
                start = (part or 0) * width
                for number, feeling in enumerate(feelings):
                    place = start + width * (number + 0.5) / len(feelings)
                    found.append(replace(feeling, place=round(place, 4)))
        return found


def _ordered(records: list[_Ordered]) -> list[_Ordered]:
    keys = keys_between(None, None, len(records))
    return [
        replace(record, order=key) for record, key in zip(records, keys, strict=True)
    ]
