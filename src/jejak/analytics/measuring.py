"""A map measured by a log: its figures, and the tables they come from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW, Rate, Times, steps_of, times
from jejak.analytics.local import Tallying
from jejak.analytics.measured_moves import moves_by_touch, moves_of
from jejak.analytics.tables import Mean, Table
from jejak.files.natural import natural_id
from jejak.model.changes import Delete, Put
from jejak.model.edits import apply
from jejak.model.edits.maps import Changes
from jejak.model.records import Card, Expectation, Figure, RecordId, Stage
from jejak.model.units import seconds_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.analytics.binding import Binding
    from jejak.analytics.engine import Engine
    from jejak.analytics.hours import Hours
    from jejak.analytics.measured_moves import Goal
    from jejak.analytics.tallies import (
        DeviationRow,
        ReachRow,
        ScoreRow,
        StageRow,
    )
    from jejak.model.changes import Change
    from jejak.model.journey_map import JourneyMap

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
    ad_hoc: int
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
    waits = {row.touch: times(row.n, row.total, row.ranks) for row in counts.waits()}
    for place, card in enumerate(binding.touchpoints):
        came = reach[place].cases if place in reach else 0
        last = reach[place].last if place in reach else 0
        odd = deviations.get(place)
        score, n = _mean([scores[place]] if place in scores else [])
        yield TouchpointMeasured(
            card=card,
            reach=Rate(came, cases.cases),
            continues=Rate(came - last, came),
            events=reach[place].events if place in reach else 0,
            wait=waits.get(place, Times(0, None)),
            score=score,
            scores=n,
            ad_hoc=odd.ad_hoc if odd else 0,
            irregular=Rate(odd.irregular if odd else 0, came),
            missing=Rate(odd.missing if odd else 0, cases.on_map),
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
        score, n = _mean(own)
        yield StageMeasured(
            stage=stage,
            reach=Rate(row.cases if row else 0, cases.cases),
            visits=row.visits if row else 0,
            time=times(row.visits, row.total, row.ranks) if row else Times(0, None),
            score=score,
            scores=n,
        )


def _mean(rows: list[ScoreRow]) -> tuple[float | None, int]:
    n = sum(row.n for row in rows)
    return (sum(row.total for row in rows) / n / 1000 if n else None), n


# Into the map


def with_figures(journey: JourneyMap, measured: Measured, at: datetime) -> JourneyMap:
    """Return the map with these figures instead of those it had.

    Figures of the same segment are replaced as a whole. What fewer than five people
    stand behind, or all but so few, is left out.

    Args:
        journey: The map that was measured.
        measured: What was measured.
        at: When it was measured.
    """
    gone = {
        old.id for old in journey.of_kind(Figure) if old.segment == measured.segment
    }
    changes: list[Change] = [Delete(old) for old in sorted(gone)]
    source = measured.binding.view.log.name or "log"
    if measured.binding.view.log.is_sample:
        source += " (sample)"
    first, last = measured.window or (None, None)
    taken = set(journey.records) - gone
    for bare in figures_of(measured):
        full = replace(
            bare,
            window_start=first,
            window_end=last,
            segment=measured.segment,
            source=source,
            at=at,
        )
        figure = replace(full, id=natural_id(full, taken))
        taken.add(figure.id)
        changes.append(Put(figure))
    return apply(journey, Changes(tuple(changes)))


def figures_of(measured: Measured) -> Iterator[Figure]:
    """Yield what is measured as records of the map, without what names few people."""
    for one in measured.touchpoints:
        about = one.card.id
        rates = {"reach": one.reach, "continuation": one.continues}
        rates |= {"irregular": one.irregular, "missing": one.missing}
        rates |= {"failing": one.failing, "unanswered": one.unanswered}
        rates["repeats"] = one.repeats
        if one.converts is not None:
            rates["conversion"] = one.converts
        yield from _rates(about, rates)
        yield from _times(about, "wait", one.wait)
        yield from _times(about, "response", one.response)
        yield from _score(about, one.score, one.scores)
    for stage in measured.stages:
        yield from _rates(stage.stage.id, {"reach": stage.reach})
        yield from _times(stage.stage.id, "time", stage.time)
        yield from _score(stage.stage.id, stage.score, stage.scores)
    for passed in measured.funnel:
        if passed.goes_on is not None:
            yield from _rates(passed.stage.id, {"continuation": passed.goes_on})


def _rates(about: RecordId, rates: dict[str, Rate]) -> Iterator[Figure]:
    for kind, rate in rates.items():
        few = {*range(1, FEW)}
        if rate.den >= FEW and rate.num not in few and rate.den - rate.num not in few:
            yield Figure(RecordId(""), about, kind, rate.num, rate.den, cases=rate.den)


def _times(about: RecordId, kind: str, found: Times) -> Iterator[Figure]:
    if found.n < FEW:
        return
    for name, value in (("median", found.median), ("p90", found.p90)):
        if value is not None:
            seconds = round(value.total_seconds(), 3)
            yield Figure(
                *(RecordId(""), about, f"{kind}_{name}"),
                value=seconds,
                cases=found.n,
                unit="s",
            )


def _score(about: RecordId, score: float | None, n: int) -> Iterator[Figure]:
    if score is not None and n >= FEW:
        value = round(score, 3)
        yield Figure(RecordId(""), about, "score", value=value, cases=n, unit="-2..+2")


# As tables


def tables_of(journey: JourneyMap, measured: Measured) -> tuple[Table, ...]:
    """Return what was measured as tables, one question each."""
    return (
        _coverage_table(measured),
        _touchpoint_table(measured),
        _passed_table(measured),
        _stage_table(measured),
        _deviation_table(measured),
        _expected_table(journey, measured),
        *mapping_tables(measured.binding, measured.counts),
        *moves_of(measured.counts, measured.goal, measured.hours),
    )


def _coverage_table(measured: Measured) -> Table:
    row = (measured.cases_on_map, measured.events_on_map, measured.clean)
    columns = ("cases_on_map", "events_on_map", "clean")
    return Table("coverage", columns, (row,), (measured.cases,))


def _touchpoint_table(measured: Measured) -> Table:
    titles = {stage.id: stage.title for stage in measured.binding.stages}
    rows = tuple(
        (
            one.card.text,
            titles[one.card.stage],
            one.reach,
            one.continues,
            one.wait.median,
            one.wait.p90,
            _shown_score(one.score, one.scores),
        )
        for one in measured.touchpoints
    )
    columns = ("touchpoint", "stage", "reach", "continues", "wait_median", "wait_p90")
    people = tuple(one.reach.num for one in measured.touchpoints)
    return Table("measured_touchpoints", (*columns, "score"), rows, people)


def _shown_score(score: float | None, n: int) -> Mean | None:
    return Mean(score, n) if score is not None else None


def _passed_table(measured: Measured) -> Table:
    rows = tuple((one.stage.title, one.of_all, one.goes_on) for one in measured.funnel)
    people = tuple(one.of_all.num for one in measured.funnel)
    return Table("passed", ("stage", "of_first", "goes_on"), rows, people)


def _stage_table(measured: Measured) -> Table:
    rows = tuple(
        (
            one.stage.title,
            one.reach,
            one.visits,
            one.time.median,
            one.time.p90,
            _shown_score(one.score, one.scores),
        )
        for one in measured.stages
    )
    columns = ("stage", "reach", "visits", "time_median", "time_p90", "score")
    people = tuple(one.reach.num for one in measured.stages)
    return Table("measured_stages", columns, rows, people)


def _deviation_table(measured: Measured) -> Table:
    rows = tuple(
        (one.card.text, one.missing, one.irregular, one.failing, one.ad_hoc)
        for one in measured.touchpoints
    )
    columns = ("touchpoint", "missing", "irregular", "failing", "ad_hoc")
    people = tuple(one.reach.num for one in measured.touchpoints)
    return Table("deviations", columns, rows, people)


def expectations(
    journey: JourneyMap, measured: Measured
) -> tuple[tuple[Expectation, timedelta, Times], ...]:
    """Return expected times beside those measured at the touchpoint, or the stage."""
    by_card = {one.card.id: one for one in measured.touchpoints}
    by_stage = {one.stage.id: one for one in measured.stages}
    found = []
    for one in journey.of_kind(Expectation):
        expected = seconds_of(one.figure, one.unit)
        if expected is None:
            continue
        real = by_stage[one.stage].time
        if one.touchpoint in by_card:
            real = by_card[one.touchpoint].wait
        found.append((one, timedelta(seconds=expected), real))
    return tuple(found)


def _expected_table(journey: JourneyMap, measured: Measured) -> Table:
    found = expectations(journey, measured)
    rows = tuple((one.text, due, real.median, real.p90) for one, due, real in found)
    columns = ("expectation", "expected", "time_median", "time_p90")
    return Table("expected", columns, rows, tuple(real.n for _, _, real in found))


def mapping_tables(
    binding: Binding, counts: Engine | None = None
) -> tuple[Table, Table]:
    """List the events that no touchpoint claims, and touchpoints without an event.

    Args:
        binding: The map read against a log.
        counts: What counts, if that is not the local engine.
    """
    engine = counts or Tallying(binding.view)
    occurs = {row.kind: row for row in engine.kinds()}
    own = sorted(
        (occurs[kind] for kind in binding.unclaimed if kind in occurs),
        key=lambda row: -row.events,
    )
    kinds = binding.view.log.kinds
    rows = tuple(
        (kinds[row.kind].event, kinds[row.kind].channel or None, row.events, row.cases)
        for row in own
    )
    off_map = Table(
        "unclaimed",
        ("event", "channel", "events", "of_people"),
        rows,
        tuple(row.cases for row in own),
    )
    titles = {stage.id: stage.title for stage in binding.stages}
    bare = tuple((card.text, titles[card.stage]) for card in binding.without_events)
    # Touchpoints are words of the map, and name nobody.
    people = (FEW,) * len(bare)
    return off_map, Table("without_events", ("touchpoint", "stage"), bare, people)
