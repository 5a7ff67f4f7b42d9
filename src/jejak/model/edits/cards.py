"""Edits of what stands on a map: cards, marks, feelings, evidence, answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, cast

from jejak.model.changes import Change, EditText, Put, set_field
from jejak.model.edits.base import (
    Edit,
    find,
    number_kept,
    place,
    put_new,
    unmarked,
)
from jejak.model.edits.families import Adding, Changing, Deleting, Kinds
from jejak.model.ids import derive_id
from jejak.model.merging import merged, splice_between
from jejak.model.problems import refused
from jejak.model.records import (
    Answer,
    Card,
    CardId,
    Cell,
    Evidence,
    Feeling,
    Finding,
    Lane,
    LaneId,
    RecordId,
    Stage,
    StageId,
    SubstageId,
)
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap


class AddCard(Adding):
    """Add a card; the cell is then no longer marked as empty."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Card,)

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the card at its place, and its cell without a mark."""
        found = Adding.changes(self, journey)
        card = cast("Card", self.record)
        return [*unmarked(journey, card.lane, card.stage), *found]


@dataclass(frozen=True, slots=True)
class EditCardText(Edit):
    """Write the text of a card; what somebody else wrote meanwhile stays in it."""

    id: CardId
    was: str  # the text that the person saw when they began
    text: str

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the one splice that comes to it."""
        card = find(journey, self.id, Card)
        text = merged(clean_text(self.was), card.text, clean_text(self.text))
        if text == card.text:
            return []
        return [EditText(card.id, "text", *splice_between(card.text, text))]


@dataclass(frozen=True, slots=True)
class MoveCard(Edit):
    """Move a card within its cell or to another one.

    A short number stays with the card as long as its letter does.
    """

    id: CardId
    lane: LaneId | None = None  # None: the lane in which it stands
    stage: StageId | None = None  # None: the stage in which it stands
    substage: SubstageId | None = None
    before: RecordId | None = None
    after: RecordId | None = None

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return what of its place differs."""
        old = find(journey, self.id, Card)
        lane = find(journey, self.lane or old.lane, Lane)
        stage = find(journey, self.stage or old.stage, Stage)
        stays = stage.id == old.stage
        new = replace(
            old,
            lane=lane.id,
            stage=stage.id,
            substage=self.substage or (old.substage if stays else None),
            number=old.number if number_kept(journey, old, lane) else None,
        )
        new = replace(new, order=place(journey, new, self.before, self.after))
        return unmarked(journey, new.lane, new.stage) + [
            set_field(old, name, getattr(new, name))
            for name in ("lane", "stage", "substage", "number", "order")
            if getattr(old, name) != getattr(new, name)
        ]


class ChangeCard(Changing):
    """Write what a card has besides its text and its place."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Card,)
    allowed: ClassVar[frozenset[str] | None] = frozenset(
        {"substage", "channels", "medium", "is_moment_of_truth"}
    )


class DeleteCard(Deleting):
    """Delete a card; statements and touchpoints name it no more."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Card,)


@dataclass(frozen=True, slots=True)
class MarkCell(Edit):
    """Say of an empty cell that nothing was found, or nobody looked; or take it back.

    Its id follows from its place, so that two people who mark the same cell at
    once do not stand in each other's way.
    """

    lane: LaneId
    stage: StageId
    finding: Finding | None  # None: the cell is just not filled
    reason: str = ""

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the new mark in the place of the old one."""
        lane = find(journey, self.lane, Lane)
        stage = find(journey, self.stage, Stage)
        if self.finding is None:
            return unmarked(journey, lane.id, stage.id)
        if journey.index.holding(("in", "card", lane.id, stage.id)):
            raise refused("cell_filled")
        marks = journey.index.holding(("cell", lane.id, stage.id))
        taken = journey.records
        cell_id = next(iter(marks), None) or derive_id(
            "cell", lane.id, stage.id, taken=taken
        )
        cell = Cell(cell_id, lane.id, stage.id, self.finding, clean_text(self.reason))
        return [] if journey.records.get(cell_id) == cell else [Put(cell)]


class AddFeeling(Adding):
    """Add a point to an emotion curve."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Feeling,)


class ChangeFeeling(Changing):
    """Write a feeling: its word, its value, its place, whose it is."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Feeling,)


class DeleteFeeling(Deleting):
    """Delete a point of an emotion curve."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Feeling,)


class AddEvidence(Adding):
    """Say what a claim rests on."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Evidence,)


class ChangeEvidence(Changing):
    """Write fields of a piece of evidence."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Evidence,)


class DeleteEvidence(Deleting):
    """Delete a piece of evidence."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Evidence,)


@dataclass(frozen=True, slots=True)
class LinkOpportunity(Edit):
    """Say which pain an opportunity fixes, or to which stage it adds value."""

    id: RecordId  # of the new link
    opportunity: CardId
    fixes: CardId | None = None
    adds_value_to: StageId | None = None

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the link."""
        answer = Answer(self.id, self.opportunity, self.fixes, self.adds_value_to)
        return [put_new(journey, answer)]


class UnlinkOpportunity(Deleting):
    """Take a link of an opportunity away."""

    __slots__ = ()
    kinds: ClassVar[Kinds] = (Answer,)
