"""Which events of a log are traces of which touchpoint of a map.

Matchers stand in the map and are read against the dictionary of kinds, never
against events. Where two touchpoints claim a kind, the first in map order has it,
and both are named. What nobody claims is listed, and so is who claims nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.kernels import OFF
from jejak.analytics.view import View, table, view
from jejak.model.records import Card, CardId, Matcher, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from jejak.analytics.log import Kind, Log
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
    unclaimed: tuple[int, ...]  # kinds that no touchpoint claims
    without_events: tuple[Card, ...]  # touchpoints that no event of the log is of
    clashes: tuple[Clash, ...]


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
    """Read the matchers of a map against the kinds of a log."""
    touchpoints = touchpoints_of(journey)
    matchers: dict[CardId, list[Matcher]] = {card.id: [] for card in touchpoints}
    for matcher in journey.of_kind(Matcher):
        matchers.setdefault(matcher.touchpoint, []).append(matcher)
    touch, fails, clashes = [], [], []
    for number, kind in enumerate(log.kinds):
        claims = [
            place
            for place, card in enumerate(touchpoints)
            if any(claims_kind(one, kind) for one in matchers[card.id])
        ]
        touch.append(claims[0] if claims else OFF)
        own = matchers[touchpoints[claims[0]].id] if claims else []
        fails.append(any(_fits_any(one.failures, kind.event) for one in own))
        if len(claims) > 1:
            named = tuple(touchpoints[place].id for place in claims)
            clashes.append(Clash(number, named))
    stages = journey.stages
    places = {stage.id: place for place, stage in enumerate(stages)}
    seen = view(
        log,
        [card.text for card in touchpoints],
        touch,
        stages=[stage.title for stage in stages],
        stage_of=[places[card.stage] for card in touchpoints],
    )
    used = set(touch)
    return Binding(
        view=seen,
        touchpoints=touchpoints,
        stages=tuple(stages),
        fails=table(fails),
        optional=table(
            [any(one.is_optional for one in matchers[card.id]) for card in touchpoints]
        ),
        unclaimed=tuple(place for place, one in enumerate(touch) if one == OFF),
        without_events=tuple(
            card for place, card in enumerate(touchpoints) if place not in used
        ),
        clashes=tuple(clashes),
    )


def claims_kind(matcher: Matcher, kind: Kind) -> bool:
    """Tell whether a matcher claims a kind of event.

    Examples:
        >>> from jejak.analytics.log import Kind
        >>> from jejak.model.records import CardId, RecordId
        >>> card = CardId(RecordId("c"))
        >>> pay = Matcher(RecordId("m"), card, events=("pay_*",), channels=("app",))
        >>> claims_kind(pay, Kind("pay_card", "app")), claims_kind(pay, Kind("pay_va"))
        (True, False)
    """
    if matcher.channels and kind.channel not in matcher.channels:
        return False
    return _fits_any((*matcher.events, *matcher.failures), kind.event)


def _fits_any(patterns: Iterable[str], name: str) -> bool:
    return any(_fits(pattern, name) for pattern in patterns)


def _fits(pattern: str, name: str) -> bool:
    if "*" not in pattern:
        return pattern == name
    parts = ".*".join(map(re.escape, pattern.split("*")))
    return re.fullmatch(parts, name, re.DOTALL) is not None
