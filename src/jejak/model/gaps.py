"""Gaps: where a feeling says that something hurts and the map says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from jejak.model.records import Feeling, Lane, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import PersonaId

_LOW = -0.5
_DROP = 1.0


@dataclass(frozen=True, slots=True)
class Gap:
    """An empty cell in which a pain point is to be expected."""

    lane: Lane
    stage: Stage
    feeling: Feeling  # the lowest of those that speak for a pain


def gaps(journey: JourneyMap) -> tuple[Gap, ...]:
    """Return the gaps of a map, from the first stage to the last.

    A feeling speaks for a pain when it lies at -0.5 or below, or at least 1
    below the felt point before it. A cell that was marked, as *found nothing*
    or *not researched*, is no gap: somebody looked. Nor has a hidden lane any.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import LaneId, RecordId, StageId
        >>> pains = Lane(LaneId(RecordId("pains")), role="pain_points")
        >>> stage = Stage(StageId(RecordId("pay")), "Pay")
        >>> upset = Feeling(RecordId("f"), stage.id, "frustrated", value=-1.6)
        >>> [gap.stage.title for gap in gaps(JourneyMap.of([pains, stage, upset]))]
        ['Pay']
    """
    lane = journey.lane_of_role("pain_points")
    if lane is None or lane.is_hidden:
        return ()
    found: list[Gap] = []
    speaking = _speaking(journey)
    for stage in journey.stages:
        here = [feeling for feeling in speaking if feeling.stage == stage.id]
        is_empty = not journey.cards(lane.id, stage.id)
        if here and is_empty and journey.cell(lane.id, stage.id) is None:
            lowest = min(here, key=lambda feeling: feeling.value or 0.0)
            found.append(Gap(lane, stage, lowest))
    return tuple(found)


def _speaking(journey: JourneyMap) -> list[Feeling]:
    """Return the feelings that speak for a pain, along every persona's curve."""
    curves: tuple[PersonaId | None, ...] = tuple(
        persona.id for persona in journey.personas
    )
    found = {
        feeling.id: feeling
        for persona in curves or (None,)
        for feeling in _low_points(journey, persona)
    }
    return list(found.values())


def _low_points(journey: JourneyMap, persona: PersonaId | None) -> Iterator[Feeling]:
    points = [
        (feeling, feeling.value)
        for feeling in journey.feelings(persona=persona)
        if feeling.value is not None
    ]
    yield from (feeling for feeling, value in points if value <= _LOW)
    for (_, value_before), (feeling, value) in pairwise(points):
        # In steps of 0.1 a drop from 1.9 to 0.9 is a hair less than 1.
        if round(value_before - value, 1) >= _DROP:
            yield feeling
