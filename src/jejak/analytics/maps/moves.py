"""How people move over a map: what `measuring` adds to each touchpoint, and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jejak.analytics.moving import answered, converted, looped, people_of
from jejak.analytics.moving_tables import (
    conversion_table,
    loop_tables,
    sankey_table,
    step_table,
    throughput_table,
    trend_table,
    wait_tables,
)
from jejak.analytics.periods import per_of
from jejak.analytics.refusal import refused
from jejak.errors import LogRefused, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from jejak.analytics.engine import Engine
    from jejak.analytics.hours import Hours
    from jejak.analytics.maps.binding import Binding
    from jejak.analytics.tables import Table

_DAY_US = 86_400_000_000
_TREND_STAGES = 8  # of which the reach is told from period to period


@dataclass(frozen=True, slots=True)
class Goal:
    """Touchpoints that people are to get to, and in which time if that matters."""

    places: tuple[int, ...]
    within: timedelta | None = None

    @property
    def within_us(self) -> int:
        """The time in microseconds, -1 for any."""
        return round(self.within.total_seconds() * 1e6) if self.within else -1


def goal_of(binding: Binding, name: str, within: timedelta | None = None) -> Goal:
    """Return a touchpoint of a map as a goal, by its words or its id.

    Raises:
        LogRefused: The map has no such touchpoint.
    """
    cards = binding.touchpoints
    found = [n for n, card in enumerate(cards) if name in (card.text, card.id)]
    if not found:
        texts = [card.text for card in cards]
        hint, known = nearest(name, texts), ", ".join(texts[:50]) or "-"
        raise refused("log.refused.no_touchpoint", given=name, known=known, hint=hint)
    return Goal(tuple(found), within)


def moves_by_touch(counts: Engine, goal: Goal | None) -> dict[int, dict[str, Any]]:
    """Return what is known of the moves at each touchpoint that was reached."""
    made: dict[int, dict[str, Any]] = {}
    people = people_of(counts.walkers("touch"))
    for answer in answered(counts.responses(), people=people):
        made.setdefault(answer.touch, {}).update(
            response=answer.wait, unanswered=answer.unanswered
        )
    repeats, backs, _ = counts.loops()
    for loop in looped(repeats, backs, counts.reach(), people=people):
        made.setdefault(loop.touch, {})["repeats"] = loop.repeats
    if goal:
        done = counts.goal(goal.places, goal.within_us)
        for one in converted(done, counts.reach()):
            if one.touch not in goal.places:
                made.setdefault(one.touch, {})["converts"] = one.share
    return made


def moves_of(
    counts: Engine, goal: Goal | None, hours: Hours | None
) -> tuple[Table, ...]:
    """Return the tables of how people move over a map."""
    tables = [
        throughput_table(counts),
        *wait_tables(counts, hours),
        *loop_tables(counts),
        step_table(counts),
        sankey_table(counts),
        *_trend(counts),
    ]
    if goal:
        tables.append(conversion_table(counts, goal.places, goal.within))
    return tuple(tables)


def _trend(counts: Engine) -> Iterator[Table]:
    """Yield what changes with time, unless no calendar holds it."""
    edges = counts.period()
    if not edges:
        return
    days = (edges[0].last - edges[0].first) // _DAY_US
    try:
        parted = counts.by_calendar(per_of(days))
    except LogRefused:
        return
    most = sorted(counts.stages()[0], key=lambda row: -row.cases)[:_TREND_STAGES]
    yield trend_table(parted, stages=sorted(row.stage for row in most))
