"""Expectations and KPIs with matchers of their own: what they are measured by.

In every case something is looked for: the events of the matchers. It counts from the
first event of `since`, or, where no matcher says since when, from the start of the
case. How many get there, and how soon, is a funnel of two steps; so every engine
knows it already.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from jejak.analytics.figures import Rate, Times, times
from jejak.analytics.kernels import OFF
from jejak.analytics.maps.matching import Claims, fits_any
from jejak.analytics.view import table
from jejak.model.records import Expectation, Kpi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from jejak.analytics.engine import Engine
    from jejak.analytics.log import Log
    from jejak.analytics.tallies import BoundRow
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Matcher, RecordId

BEGINS, REACHES, DOES_BOTH = range(3)
"""What a kind of event is to an aim: where it begins, what is looked for, or both."""

PARTS = ("begins", "reaches", "does_both")
_STEPS = ((BEGINS, DOES_BOTH), (REACHES, DOES_BOTH))


@dataclass(frozen=True, slots=True)
class Aim:
    """An expectation or a KPI read against a log."""

    of: Expectation | Kpi
    parts: NDArray[np.uint16]  # kind -> what it is to the aim, or OFF
    is_from_start: bool  # every case counts, from its first event


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an aim came to.

    Somebody who begins with what is looked for gets there; it took no time, and so
    they are not among the times.
    """

    share: Rate  # of the cases that begin, those that get there
    time: Times  # of those that get there later than they begin
    count: int  # events that were looked for; from `since` on, cases that get there
    people: int  # cases that stand behind the count


def aims_of(
    journey: JourneyMap, matchers: dict[RecordId, list[Matcher]], log: Log
) -> tuple[Aim, ...]:
    """Read the matchers of expectations and KPIs against the kinds of a log.

    Args:
        journey: The map.
        matchers: Its matchers, by what they are about.
        log: The log.

    Raises:
        LogRefused: A matcher asks for a column that the log has not kept.
    """
    wanted: list[Expectation | Kpi] = list(journey.of_kind(Expectation))
    wanted += journey.of_kind(Kpi)
    return tuple(
        _aim(one, matchers[one.id], log) for one in wanted if one.id in matchers
    )


def _aim(of: Expectation | Kpi, matchers: Sequence[Matcher], log: Log) -> Aim:
    claims = Claims(((0, one) for one in matchers), log)
    since = [pattern for one in matchers for pattern in one.since]
    is_from_start = not all(one.since for one in matchers)
    parts = np.full(len(log.kinds), OFF, np.uint16)
    for place, kind in enumerate(log.kinds):
        begins = is_from_start or fits_any(since, kind.event)
        reaches = bool(claims.of(kind))
        if begins or reaches:
            both = DOES_BOTH if begins else REACHES
            parts[place] = both if reaches else BEGINS
    return Aim(of, table(parts), is_from_start)


def outcome(aim: Aim, counts: Engine) -> Outcome:
    """Count what an aim came to, for the cases that an engine counts."""
    engine = _through(aim, counts)
    (begun, arrived), _ = engine.funnel(_STEPS)
    later = arrived.cases if arrived.ranks else 0
    time = times(later, arrived.waited, arrived.ranks)
    events = people = arrived.cases
    if aim.is_from_start:
        found = [row for row in engine.reach() if row.touch == DOES_BOTH]
        events = sum(row.events for row in found)
        people = sum(row.cases for row in found)
    return Outcome(Rate(people, begun.cases), time, events, people)


def time_bounds(aim: Aim, counts: Engine) -> BoundRow | None:
    """Find the times between which quantiles of an aim's time lie with 95 %."""
    found = _through(aim, counts).hop_bounds(_STEPS)
    return found[0] if found else None


def _through(aim: Aim, counts: Engine) -> Engine:
    return counts.through(PARTS, aim.parts)
