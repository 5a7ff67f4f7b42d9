"""Edits of what a map is built of: personas, stages, their parts, lanes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from jejak.model.changes import Change, apply_changes, set_field
from jejak.model.edits.base import Edit, find, number_kept, set_fields
from jejak.model.edits.families import Adding, Changing, Deleting, Kinds, Moving
from jejak.model.records import Card, Lane, LaneId, Persona, Stage, StageId, Substage

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap


class AddPersona(Adding):
    """Add a persona."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Persona,)


class ChangePersona(Changing):
    """Write fields of a persona."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Persona,)


class MovePersona(Moving):
    """Move a persona: those who matter most come first."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Persona,)


class DeletePersona(Deleting):
    """Delete a persona with what they felt."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Persona,)


class AddStage(Adding):
    """Add a stage."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Stage,)


@dataclass(frozen=True, slots=True)
class RenameStage(Edit):
    """Give a stage another title."""

    id: StageId
    title: str

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the new title."""
        stage = find(journey, self.id, Stage)
        return set_fields(stage, {"title": self.title}, {"title"})


class ChangeStage(Changing):
    """Write fields of a stage, such as its duration or its guidance."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Stage,)


class MoveStage(Moving):
    """Move a stage with all that stands in it."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Stage,)


class DeleteStage(Deleting):
    """Delete a stage with all that stands in it."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Stage,)


class AddSubstage(Adding):
    """Add a part to a stage."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Substage,)


class ChangeSubstage(Changing):
    """Write the title or the duration of a part of a stage."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Substage,)
    allowed: ClassVar[frozenset[str] | None] = frozenset({"title", "duration"})


class MoveSubstage(Moving):
    """Move a part among the parts of its stage."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Substage,)


class DeleteSubstage(Deleting):
    """Delete a part of a stage; its cards stay in the stage."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Substage,)


class AddLane(Adding):
    """Add a lane; it may stand beside the line of visibility, whose id is `map`."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Lane,)


@dataclass(frozen=True, slots=True)
class RenameLane(Edit):
    """Give a lane a name of the team's own; an empty one brings back its role's."""

    id: LaneId
    label: str

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the new label."""
        lane = find(journey, self.id, Lane)
        return set_fields(lane, {"label": self.label}, {"label"})


class ChangeLane(Changing):
    """Write the role, the label or the zone of a lane."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Lane,)
    allowed: ClassVar[frozenset[str] | None] = frozenset({"role", "label", "zone"})

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the fields that differ; cards of another letter lose their number."""
        found = list(Changing.changes(self, journey))
        lane = find(apply_changes(journey, found), LaneId(self.id), Lane)
        for other in sorted(journey.index.linking_to(lane.id)):
            card = journey.records[other]
            if not isinstance(card, Card) or card.number is None:
                continue
            if not number_kept(journey, card, lane):
                found.append(set_field(card, "number", None))
        return found


class MoveLane(Moving):
    """Move a lane with all that stands in it."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Lane,)


@dataclass(frozen=True, slots=True)
class HideLane(Edit):
    """Hide a lane, or show it again."""

    id: LaneId
    is_hidden: bool = True

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return whether it is hidden."""
        lane = find(journey, self.id, Lane)
        return set_fields(lane, {"is_hidden": self.is_hidden}, {"is_hidden"})


class DeleteLane(Deleting):
    """Delete a lane with all that stands in it."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Lane,)
