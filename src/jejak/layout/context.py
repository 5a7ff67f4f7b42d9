"""What the parts of a view share while one is made."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jejak.language.catalogue import say
from jejak.layout.widths import stage_shares
from jejak.model.gaps import gaps
from jejak.model.numbers import short_number
from jejak.model.records import Answer, Card, Evidence, Figure, Substage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.language.catalogue import Language
    from jejak.model.gaps import Gap
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import LaneId, RecordId, StageId


@dataclass(frozen=True)
class Context:
    """A map, the picture's language, and what is looked up often."""

    journey: JourneyMap
    language: Language

    def say(self, key: str, **values: object) -> str:
        """Return words of the catalogue in the picture's language."""
        return say(self.language, key, **values)

    @cached_property
    def shares(self) -> tuple[float, ...]:
        """Each stage's share of the width."""
        return stage_shares(self.journey)

    @cached_property
    def stage_index(self) -> Mapping[StageId, int]:
        """The place of each stage, from 0."""
        return {stage.id: index for index, stage in enumerate(self.journey.stages)}

    @cached_property
    def gaps(self) -> Mapping[tuple[LaneId, StageId], Gap]:
        """The gap hints, by cell."""
        return {(gap.lane.id, gap.stage.id): gap for gap in gaps(self.journey)}

    @cached_property
    def evidence_counts(self) -> Mapping[RecordId, int]:
        """How many pieces of evidence each record has."""
        counts: dict[RecordId, int] = defaultdict(int)
        for evidence in self.journey.of_kind(Evidence):
            counts[evidence.supports] += 1
        return counts

    @cached_property
    def links(self) -> Mapping[RecordId, tuple[str, ...]]:
        """For each opportunity, how the pains that it answers are called."""
        found: dict[RecordId, list[str]] = defaultdict(list)
        for answer in self.journey.of_kind(Answer):
            if answer.fixes and answer.fixes in self.journey.records:
                found[answer.opportunity].append(self.name_of(answer.fixes))
        return {key: tuple(sorted(names)) for key, names in found.items()}

    @cached_property
    def substage_titles(self) -> Mapping[RecordId, str]:
        """The titles of the parts of stages."""
        return {part.id: part.title for part in self.journey.of_kind(Substage)}

    @cached_property
    def figures(self) -> Mapping[tuple[RecordId, str], Figure]:
        """The measured figures that are shown, by what they are about and their kind.

        Those of everybody; where there are none, those that were measured last.
        """
        every = self.journey.of_kind(Figure)
        if not every:
            return {}
        last = max(every, key=lambda one: (str(one.at or ""), one.segment))
        is_general = any(not one.segment for one in every)
        segment = "" if is_general else last.segment
        return {(one.about, one.kind): one for one in every if one.segment == segment}

    def figure(self, about: RecordId, kind: str) -> Figure | None:
        """Return a measured figure of a touchpoint or stage, if it is shown."""
        return self.figures.get((about, kind))

    @cached_property
    def touchpoints(self) -> Mapping[StageId, tuple[Card, ...]]:
        """The touchpoints of each stage, in the order of their cells."""
        journey = self.journey
        lanes = [lane for lane in journey.lanes if lane.role == "touchpoints"]
        return {
            stage.id: tuple(
                card for lane in lanes for card in journey.cards(lane.id, stage.id)
            )
            for stage in journey.stages
        }

    def name_of(self, record_id: RecordId) -> str:
        """Return how people call a record: its number, else its text or title."""
        record = self.journey.records[record_id]
        number = short_number(self.journey, record)
        if number or isinstance(record, Card):
            return number or getattr(record, "text", "")
        for field in ("text", "title", "name", "word", "label"):
            if name := getattr(record, field, ""):
                return str(name)
        return ""

    def customer(self) -> str:
        """Return the name of the first persona, or a word for the customer."""
        names = [persona.name for persona in self.journey.personas if persona.name]
        return names[0] if names else self.say("picture.customer")
