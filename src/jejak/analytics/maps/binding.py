"""Which events of a log are traces of which touchpoint of a map.

Matchers stand in the map and are read against the dictionary of kinds, never
against events. Where two touchpoints claim a kind, the first in map order has it,
and both are named. What nobody claims is listed, and so is who claims nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.kernels import OFF
from jejak.analytics.maps.aims import Aim, aims_of
from jejak.analytics.maps.matching import Claims, fits_any
from jejak.analytics.view import View, table, view
from jejak.model.records import Card, CardId, Matcher, RecordId, Stage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from jejak.analytics.log import Log
    from jejak.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class Clash:
    """A kind of event that several touchpoints claim; the first has it."""

    kind: int
    touchpoints: tuple[CardId, ...]


@dataclass(frozen=True, slots=True)
class Binding:
    """A map read against a log."""

    view: View
    touchpoints: tuple[Card, ...]  # in map order, as the view numbers them
    stages: tuple[Stage, ...]
    fails: NDArray[np.uint16]  # kind -> 1 where it is a failed visit
    optional: NDArray[
        np.uint16
    ]  # touchpoint -> 1 where going without is nothing missing
    is_bound: tuple[bool, ...]  # touchpoint -> whether a matcher says what it is of
    unclaimed: tuple[int, ...]  # kinds that no touchpoint claims
    without_events: tuple[Card, ...]  # touchpoints that no event of the log is of
    clashes: tuple[Clash, ...]
    aims: tuple[Aim, ...] = ()  # expectations and KPIs with matchers of their own


def touchpoints_of(journey: JourneyMap) -> tuple[Card, ...]:
    """Return the touchpoints of a map, stage by stage, as they stand in their cells."""
    lanes = [lane for lane in journey.lanes if lane.role == "touchpoints"]
    return tuple(
        card
        for stage in journey.stages
        for lane in lanes
        for card in journey.cards(lane.id, stage.id)
    )


def bind(journey: JourneyMap, log: Log) -> Binding:
    """Read the matchers of a map against the kinds of a log.

    Raises:
        LogRefused: A matcher asks for a column that the log has not kept.
    """
    touchpoints = touchpoints_of(journey)
    matchers: dict[RecordId, list[Matcher]] = {card.id: [] for card in touchpoints}
    for matcher in journey.of_kind(Matcher):
        matchers.setdefault(matcher.about, []).append(matcher)
    touch, fails, clashes = _claimed(touchpoints, matchers, log)
    stages = journey.stages
    places = {stage.id: place for place, stage in enumerate(stages)}
    seen = view(
        log,
        [card.text for card in touchpoints],
        touch,
        stages=[stage.title for stage in stages],
        stage_of=[places[card.stage] for card in touchpoints],
    )
    is_bound = tuple(bool(matchers[card.id]) for card in touchpoints)
    # Nobody can be seen where no matcher is, so nobody can be said to miss it.
    optional = [
        not matchers[card.id] or any(m.is_optional for m in matchers[card.id])
        for card in touchpoints
    ]
    used = set(touch)
    return Binding(
        view=seen,
        touchpoints=touchpoints,
        stages=tuple(stages),
        fails=table(fails),
        optional=table(optional),
        is_bound=is_bound,
        unclaimed=tuple(place for place, one in enumerate(touch) if one == OFF),
        without_events=tuple(
            card for place, card in enumerate(touchpoints) if place not in used
        ),
        clashes=tuple(clashes),
        aims=aims_of(journey, matchers, log),
    )


def _claimed(
    touchpoints: tuple[Card, ...], matchers: dict[RecordId, list[Matcher]], log: Log
) -> tuple[list[int], list[bool], list[Clash]]:
    """Return for each kind its touchpoint, and whether it is a failure; and clashes."""
    numbered = [
        (place, matcher)
        for place, card in enumerate(touchpoints)
        for matcher in matchers[card.id]
    ]
    claims = Claims(numbered, log)
    touch, fails, clashes = [], [], []
    for number, kind in enumerate(log.kinds):
        found = claims.of(kind)
        owners = list(dict.fromkeys(one.owner for one in found))
        touch.append(owners[0] if owners else OFF)
        own = [one.matcher for one in found if one.owner == touch[-1]]
        fails.append(any(fits_any(one.failures, kind.event) for one in own))
        if len(owners) > 1:
            named = tuple(touchpoints[place].id for place in owners)
            clashes.append(Clash(number, named))
    return touch, fails, clashes
