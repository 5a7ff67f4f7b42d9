"""Which of the maps in an input is the one that is to be updated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.importers.refusal import refused
from jejak.language.names import plain_name
from jejak.model.records import Card

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.model.journey_map import JourneyMap


def choose_map(
    journey: JourneyMap,
    maps: Sequence[JourneyMap],
    number: int | None = None,
) -> int:
    """Return the place of the map that a table has for this one.

    Args:
        journey: The map that is to be updated.
        maps: The maps that were read.
        number: The place that somebody chose, counted from 0.

    Raises:
        ImportRefused: None of them is this map, or several could be it.
    """
    titles = " · ".join(f"{n + 1}: {one.info.title}" for n, one in enumerate(maps))
    if number is not None:
        if not 0 <= number < len(maps):
            raise refused("import.update.no_such_map", count=len(maps), titles=titles)
        return number
    fitting = fitting_maps(journey, maps)
    if len(fitting) > 1:
        raise refused("import.update.several", count=len(maps), titles=titles)
    return fitting[0]


def fitting_maps(journey: JourneyMap, maps: Sequence[JourneyMap]) -> tuple[int, ...]:
    """Return the places of the maps that fit best: one, or several twins.

    Raises:
        ImportRefused: None of them is this map.
    """
    scores = [_score(journey, one) for one in maps]
    best = max(scores, default=0.0)
    if best <= 0:
        raise refused("import.update.other_map", title=journey.info.title)
    return tuple(place for place, score in enumerate(scores) if score == best)


def _score(journey: JourneyMap, other: JourneyMap) -> float:
    """Return how much two maps have in common; 0 if nothing."""
    stages = _share(
        {plain_name(one.title) for one in journey.stages},
        {plain_name(one.title) for one in other.stages},
    )
    texts = _share(
        {plain_name(one.text) for one in journey.of_kind(Card)},
        {plain_name(one.text) for one in other.of_kind(Card)},
    )
    if not journey.stages and not texts:
        return 0.1  # an empty map may become anything
    if not stages and not texts:
        return 0.0
    same_state = journey.info.state == other.info.state
    same_title = plain_name(journey.info.title) == plain_name(other.info.title)
    return 4 * stages + 4 * texts + 2 * same_state + same_title


def _share(first: set[str], second: set[str]) -> float:
    return len(first & second) / max(1, min(len(first), len(second)))
