"""A map measured by a log: what is known of its touchpoints and stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from jejak.analytics.figures import Rate, Times, steps_of, times
from jejak.analytics.local import Tallying
from jejak.analytics.maps.aims import outcome
from jejak.analytics.maps.moves import moves_by_touch
from jejak.analytics.moving import people_of
from jejak.model.records import Card, RecordId, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jejak.analytics.engine import Engine
    from jejak.analytics.hours import Hours
    from jejak.analytics.maps.aims import Outcome
    from jejak.analytics.maps.binding import Binding
    from jejak.analytics.maps.moves import Goal
    from jejak.analytics.tallies import (
        DeviationRow,
        ReachRow,
        ScoreRow,
        StageRow,
    )

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NONE, NOBODY = Times(0, None), Rate(0, 0)


@dataclass(frozen=True, slots=True)
class TouchpointMeasured:
    """What is known of a touchpoint; None where the log cannot know it."""

    card: Card
    reach: Rate  # of all cases
    continues: Rate  # of those who came: who went on to anything later on the map
    events: int
    wait: Times  # to the next other touchpoint
    score: float | None  # mean, -2 … +2
    scores: int  # of how many
    raters: int  # people who gave them, at least
    ad_hoc: int
    strays: int  # people who did what is ad hoc
    irregular: Rate
    missing: Rate
    failing: Rate
    response: Times = NONE  # from the first of a run to anything else on the map
    unanswered: Rate = NOBODY  # runs that end their case, of all runs
    repeats: Rate = NOBODY  # events that follow on one of the same, of its events
    converts: Rate | None = None  # gets to the goal, of those who came


@dataclass(frozen=True, slots=True)
class StageMeasured:
    """What is known of a stage."""

    stage: Stage
    reach: Rate
    visits: int
    time: Times
    score: float | None
    scores: int
    raters: int  # people who gave them, at least


@dataclass(frozen=True, slots=True)
class StagePassed:
    """A stage of the strict funnel: stages in map order, each later than the last.

    `went` says where those went next who got no further; None: nowhere.
    """

    stage: Stage
    of_all: Rate
    goes_on: Rate | None  # None at the last stage
    went: tuple[tuple[Card | None, int], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """A map measured by a log."""

    binding: Binding
    cases: int
    touchpoints: tuple[TouchpointMeasured, ...]
    stages: tuple[StageMeasured, ...]
    events_on_map: Rate
    cases_on_map: Rate
    clean: Rate  # cases that go by the map, of those on it
    funnel: tuple[StagePassed, ...]  # of the stages that have events
    window: tuple[datetime, datetime] | None
    segment: str = ""
    counts: Engine = field(compare=False, repr=False, kw_only=True)
    goal: Goal | None = None
    hours: Hours | None = None
    outcomes: Mapping[RecordId, Outcome] = field(default_factory=dict)  # of its aims


def measure(
    binding: Binding,
    *,
    segment: str = "",
    counts: Engine | None = None,
    goal: Goal | None = None,
    hours: Hours | None = None,
) -> Measured:
    """Measure the touchpoints and stages of a map.

    Args:
        binding: The map read against a log; its view says which cases count.
        segment: What the people who count are called, if not all do.
        counts: What counts, if that is not the local engine.
        goal: What people are to get to, and in which time.
        hours: When somebody is at work, for waits in working hours.
    """
    counts = counts or Tallying(binding.view)
    [cases] = counts.cases()
    deviations, [clean] = counts.deviations(binding.fails, binding.optional)
    scores = {row.touch: row for row in counts.scores()}
    return Measured(
        binding=binding,
        cases=cases.cases,
        touchpoints=tuple(
            _touchpoints(
                binding, counts, {row.touch: row for row in deviations}, scores, goal
            )
        ),
        stages=tuple(_stages(binding, counts, scores)),
        events_on_map=Rate(cases.events - cases.off_map, cases.events),
        cases_on_map=Rate(cases.on_map, cases.cases),
        clean=Rate(clean.n, cases.on_map),
        funnel=_funnel(binding, counts),
        window=_window(counts),
        segment=segment,
        counts=counts,
        goal=goal,
        hours=hours,
        outcomes={aim.of.id: outcome(aim, counts) for aim in binding.aims},
    )


def _funnel(binding: Binding, counts: Engine) -> tuple[StagePassed, ...]:
    used = set(binding.view.touch.tolist())
    steps = []
    for stage in binding.stages:
        own = [
            place
            for place, card in enumerate(binding.touchpoints)
            if card.stage == stage.id and place in used
        ]
        if own:
            steps.append((stage, own))
    if not steps:
        return ()
    rows, after = counts.funnel([own for _, own in steps])
    found = steps_of(rows)
    passed = []
    for k, (stage, _) in enumerate(steps):
        own_after = sorted((row for row in after if row.step == k), key=lambda r: -r.n)
        went = tuple(
            (binding.touchpoints[row.touch] if row.touch >= 0 else None, row.n)
            for row in own_after
        )
        on = found[k + 1].of_previous if k + 1 < len(found) else None
        passed.append(StagePassed(stage, found[k].of_all, on, went))
    return tuple(passed)


def _window(counts: Engine) -> tuple[datetime, datetime] | None:
    period = counts.period()
    if not period:
        return None
    try:
        first, last = (_EPOCH + timedelta(microseconds=us) for us in period[0][1:])
    except OverflowError:
        return None  # years that no calendar holds
    return first, last


def _touchpoints(
    binding: Binding,
    counts: Engine,
    deviations: dict[int, DeviationRow],
    scores: dict[int, ScoreRow],
    goal: Goal | None,
) -> Iterator[TouchpointMeasured]:
    [cases] = counts.cases()
    moves = moves_by_touch(counts, goal)
    reach: dict[int, ReachRow] = {row.touch: row for row in counts.reach()}
    people = people_of(counts.walkers("touch"))
    waits = {
        row.touch: times(row.n, row.total, row.ranks, people.get((row.touch, -1)))
        for row in counts.waits()
    }
    for place, card in enumerate(binding.touchpoints):
        known = binding.is_bound[place]  # what nobody looks for is not known to be none
        came = reach[place].cases if place in reach else 0
        last = reach[place].last if place in reach else 0
        odd = deviations.get(place)
        score, n, raters = _mean([scores[place]] if place in scores else [])
        yield TouchpointMeasured(
            card=card,
            reach=Rate(came, cases.cases if known else 0),
            continues=Rate(came - last, came),
            events=reach[place].events if place in reach else 0,
            wait=waits.get(place, Times(0, None)),
            score=score,
            scores=n,
            raters=raters,
            ad_hoc=odd.ad_hoc if odd else 0,
            strays=odd.strays if odd else 0,
            irregular=Rate(odd.irregular if odd else 0, came),
            missing=Rate(odd.missing if odd else 0, cases.on_map if known else 0),
            failing=Rate(odd.failing if odd else 0, came),
            **moves.get(place, {}),
        )


def _stages(
    binding: Binding, counts: Engine, scores: dict[int, ScoreRow]
) -> Iterator[StageMeasured]:
    [cases] = counts.cases()
    rows: dict[int, StageRow] = {row.stage: row for row in counts.stages()[0]}
    for place, stage in enumerate(binding.stages):
        row = rows.get(place)
        own = [
            scores[touch]
            for touch, card in enumerate(binding.touchpoints)
            if card.stage == stage.id and touch in scores
        ]
        score, n, raters = _mean(own)
        known = any(
            is_bound and card.stage == stage.id
            for card, is_bound in zip(
                binding.touchpoints, binding.is_bound, strict=True
            )
        )
        yield StageMeasured(
            stage=stage,
            reach=Rate(row.cases if row else 0, cases.cases if known else 0),
            visits=row.visits if row else 0,
            time=_stage_time(row) if row else Times(0, None),
            score=score,
            scores=n,
            raters=raters,
        )


def _stage_time(row: StageRow) -> Times:
    return times(row.visits, row.total, row.ranks, row.cases)


def _mean(rows: list[ScoreRow]) -> tuple[float | None, int, int]:
    """Return the mean, of how many ratings, and how many people gave them at least."""
    n = sum(row.n for row in rows)
    raters = max((row.cases for row in rows), default=0)
    return (sum(row.total for row in rows) / n / 1000 if n else None), n, raters
