"""How people move, as tables: waits, loops, steps, patterns, goals and trends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.figures import Rate, times
from jejak.analytics.moving import (
    answered,
    at_steps,
    changed,
    converted,
    looped,
    people_of,
    recurring,
    stepping,
    throughput,
    went_back,
)
from jejak.analytics.refusal import refused
from jejak.analytics.tables import Place, Table, Value, told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from jejak.analytics.engine import Engine
    from jejak.analytics.hours import Hours
    from jejak.analytics.view import View

ARROW = " → "
SPREAD = ("mean", "p10", "p25", "median", "p75", "p90")
"""The columns of every distribution of times."""


def path_in_words(view: View, path: Sequence[int]) -> str:
    """Return a path in words; what repeats at once is counted."""
    parts: list[tuple[int, int]] = []
    for touch in path:
        if parts and parts[-1][0] == touch:
            parts[-1] = touch, parts[-1][1] + 1
        else:
            parts.append((touch, 1))
    return ARROW.join(
        view.names[touch] + (f" ×{n}" if n > 1 else "") for touch, n in parts
    )


def throughput_table(counts: Engine) -> Table:
    """Say how long whole cases take."""
    found = throughput(counts.spans())
    row = (found.n, *told(found, *SPREAD, "longest"))
    columns = ("of_cases_n", *SPREAD, "longest")
    return Table("throughput", columns, (row,), (found.n,))


def wait_tables(counts: Engine, hours: Hours | None = None) -> tuple[Table, ...]:
    """Say how long each touchpoint waits, by the clock and in working hours."""
    tables = [_next_table(counts, "waits"), _response_table(counts, "responses")]
    if counts.view.stages:
        tables.append(_stage_times(counts, "stage_times"))
    if hours:
        inside = counts.in_hours(hours)
        tables.append(_next_table(inside, "waits_at_work"))
        tables.append(_response_table(inside, "responses_at_work"))
        if counts.view.stages:
            tables.append(_stage_times(inside, "stage_times_at_work"))
    return tuple(tables)


def _next_table(counts: Engine, name: str) -> Table:
    people = people_of(counts.walkers("touch"))
    rows = [
        (
            counts.view.names[row.touch],
            times(row.n, row.total, row.ranks, people.get((row.touch, -1))),
        )
        for row in counts.waits()
    ]
    made = tuple((event, one.n, *told(one, *SPREAD)) for event, one in rows)
    columns = ("event", "count", *SPREAD)
    return Table(name, columns, made, tuple(one.people for _, one in rows))


def _response_table(counts: Engine, name: str) -> Table:
    people = people_of(counts.walkers("touch"))
    found = answered(counts.responses(), people=people)
    reach = {row.touch: row.cases for row in counts.reach()}
    rows = tuple(
        (
            counts.view.names[one.touch],
            one.unanswered,
            *told(one.wait, *SPREAD),
        )
        for one in found
    )
    columns = ("event", "unanswered", *SPREAD)
    return Table(name, columns, rows, tuple(reach[one.touch] for one in found))


def _stage_times(counts: Engine, name: str) -> Table:
    rows = [
        (
            counts.view.stages[row.stage],
            times(row.visits, row.total, row.ranks, row.cases),
        )
        for row in counts.stages()[0]
    ]
    made = tuple((stage, one.n, *told(one, *SPREAD)) for stage, one in rows)
    columns = ("stage", "visits", *SPREAD)
    return Table(name, columns, made, tuple(one.people for _, one in rows))


def loop_tables(counts: Engine) -> tuple[Table, ...]:
    """Say what repeats, what people come back to, and where the channel changes."""
    repeats, backs, switches = counts.loops()
    walked = people_of(counts.walkers("touch"))
    switched = people_of(counts.walkers("channel"))
    view, reach = counts.view, counts.reach()
    rows = tuple(
        (view.names[one.touch], one.repeats, one.returns)
        for one in looped(repeats, backs, reach, people=walked)
    )
    people = tuple(row.cases for row in reach)
    tables = [Table("loops", ("event", "repeats", "returns"), rows, people)]
    moves = changed(switches)
    tables.append(
        Table(
            "channels",
            ("from_channel", "to_channel", "of_neighbours"),
            tuple(
                (view.channels[one.source], view.channels[one.target], one.share)
                for one in moves
            ),
            tuple(switched[one.source, one.target] for one in moves),
        )
    )
    if view.stages:
        tables.append(_back_table(counts))
    return tuple(tables)


def _back_table(counts: Engine) -> Table:
    stages, back = counts.stages()
    found = went_back(back, stages)
    names = counts.view.stages
    rows = tuple((names[one.source], names[one.target], one.share) for one in found)
    walked = people_of(counts.walkers("stage"))
    people = tuple(walked[one.source, one.target] for one in found)
    return Table("back", ("from_stage", "to_stage", "of_visits"), rows, people)


def step_table(counts: Engine, top: int = 20) -> Table:
    """Say who is where at each of the first steps: the step matrix.

    A column is a step. What is missing to the whole has ended before.
    """
    view, reach = counts.view, counts.reach()
    found = at_steps(counts.steps(), counts.cases())
    last = max((one.step for one in found), default=-1)
    shares = {(one.touch, one.step): one.share for one in found}
    whole = sum(row.on_map for row in counts.cases())
    best = sorted(reach, key=lambda row: (-row.cases, row.touch))[:top]
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            view.names[row.touch],
            *(shares.get((row.touch, k), Rate(0, whole)) for k in range(last + 1)),
        )
        for row in best
    )
    columns = ("event", *(f"step_{k + 1}" for k in range(last + 1)))
    labels = ("", *(str(k + 1) for k in range(last + 1)))
    return Table("steps", columns, rows, tuple(row.cases for row in best), labels)


def sankey_table(counts: Engine, steps: int = 4, top: int = 20) -> Table:
    """Say who goes from where to where after each of the first steps."""
    names = counts.view.names
    found = stepping(counts.pairs(steps), counts.steps())
    own = [
        one
        for step in range(steps)
        for one in sorted(
            (move for move in found if move.step == step),
            key=lambda move: (-move.share.num, move.source, move.target),
        )[:top]
    ]
    rows = tuple(
        (Place(one.step + 1), names[one.source], names[one.target], one.share)
        for one in own
    )
    people = tuple(one.share.num for one in own)
    return Table("sankey", ("step", "event", "next", "of_there"), rows, people)


def longest_pattern(width: int) -> int:
    """Return how long patterns may be, so that their numbers fit into 63 bits.

    Examples:
        >>> longest_pattern(28), longest_pattern(1000), longest_pattern(1)
        (13, 6, 62)
    """
    length = 1
    while max(width, 2) ** (length + 1) < 2**63:
        length += 1
    return length


def pattern_table(counts: Engine, length: int = 3, top: int = 20) -> Table:
    """Say which sequences of neighbours most cases have.

    Raises:
        LogRefused: Sequences cannot be so long.
    """
    limit = longest_pattern(len(counts.view.names))
    if not 1 <= length <= limit:
        raise refused("log.refused.pattern_length", given=length, limit=limit)
    found = recurring(counts.patterns(length, top), counts.cases())
    rows = tuple(
        (path_in_words(counts.view, one.path), one.cases, one.n) for one in found
    )
    people = tuple(one.cases.num for one in found)
    return Table("patterns", ("path", "of_cases", "count"), rows, people)


def conversion_table(
    counts: Engine, goals: Sequence[int], within: timedelta | None = None
) -> Table:
    """Say who gets from each touchpoint to a goal, sooner or later or in time."""
    within_us = round(within.total_seconds() * 1e6) if within else -1
    found = converted(counts.goal(goals, within_us), counts.reach())
    shown = [one for one in found if one.touch not in goals]
    rows = tuple((counts.view.names[one.touch], one.share) for one in shown)
    people = tuple(one.share.den for one in shown)
    return Table("conversion", ("event", "converts"), rows, people)


def trend_table(
    counts: Engine, places: Sequence[int] = (), stages: Sequence[int] = ()
) -> Table:
    """Say for each period how many start, how long they take, and who gets where.

    Args:
        counts: An engine whose groups are periods.
        places: Touchpoints of which the reach is wanted.
        stages: Stages of which the reach is wanted.
    """
    view, spans = counts.view, counts.spans()
    came = {(row.group, row.touch): row.cases for row in counts.reach()}
    visited = {}
    if stages:
        visited = {(row.group, row.stage): row.cases for row in counts.stages()[0]}
    rows: list[tuple[Value, ...]] = []
    for row, name in zip(counts.cases(), view.groups, strict=True):
        time = throughput(spans, row.group)
        reached = [came.get((row.group, at), 0) for at in places]
        reached += [visited.get((row.group, at), 0) for at in stages]
        shares = (Rate(n, row.cases) for n in reached)
        events = row.events if row.cases else 0
        rows.append((name, row.cases, events, *told(time, "median", "p90"), *shares))
    columns = ("period", "started", "events", "span_median", "span_p90")
    labels = [view.names[at] for at in places] + [view.stages[at] for at in stages]
    reaches = tuple(f"reach_{n + 1}" for n in range(len(labels)))
    people = tuple(row.cases for row in counts.cases())
    heads = ("",) * len(columns) + tuple(labels)
    return Table("trend", columns + reaches, tuple(rows), people, heads)
