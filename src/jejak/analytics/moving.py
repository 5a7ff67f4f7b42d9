"""Figures of how people move, from tallies; the standard library only.

What waits, comes back, changes channel, arrives; each share of how many.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from jejak.analytics.figures import Rate, Times, times

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jejak.analytics.tallies import (
        BackRow,
        CaseRow,
        GoalRow,
        PairRow,
        Patterns,
        ReachRow,
        RepeatRow,
        ResponseRow,
        SpanRow,
        StageRow,
        StepRow,
        SwitchRow,
        ThereAndBackRow,
        WalkRow,
    )


def people_of(rows: Iterable[WalkRow], group: int = 0) -> dict[tuple[int, int], int]:
    """Return who goes from where to where; to -1, to any other place."""
    return {(row.source, row.target): row.cases for row in rows if row.group == group}


@dataclass(frozen=True, slots=True)
class Answered:
    """How long a touchpoint waits, from the first of a run, for anything else."""

    touch: int
    wait: Times
    unanswered: Rate  # runs that end their case, of all runs


def answered(
    rows: Iterable[ResponseRow],
    group: int = 0,
    people: Mapping[tuple[int, int], int] = MappingProxyType({}),
) -> tuple[Answered, ...]:
    """Make figures of responses; `people` says who goes from where to anything else.

    Examples:
        >>> from jejak.analytics.tallies import ResponseRow
        >>> [found] = answered([ResponseRow(0, 3, 0, 2, 0, ())])
        >>> found.unanswered.share, found.wait.median
        (1.0, None)
    """
    return tuple(
        Answered(
            row.touch,
            times(row.n, row.total, row.ranks, people.get((row.touch, -1))),
            Rate(row.unanswered, row.n + row.unanswered),
        )
        for row in rows
        if row.group == group
    )


@dataclass(frozen=True, slots=True)
class Looped:
    """How often a touchpoint comes twice at once, or again after one other."""

    touch: int
    repeats: Rate  # of its events: those that follow on another of its events
    returns: Rate  # of its events: those with one other touchpoint in between


def looped(
    repeats: Iterable[RepeatRow],
    backs: Iterable[ThereAndBackRow],
    reach: Iterable[ReachRow],
    group: int = 0,
    people: Mapping[tuple[int, int], int] = MappingProxyType({}),
) -> tuple[Looped, ...]:
    """Make figures of loops, for every touchpoint that was reached.

    `people` says who goes from where to where: to the same place is again.
    """
    again = {row.touch: row.n for row in repeats if row.group == group}
    returns, who = Counter[int](), Counter[int]()
    for row in backs:
        if row.group == group:
            returns[row.touch] += row.n
            who[row.touch] = max(who[row.touch], row.cases)
    return tuple(
        Looped(
            one.touch,
            Rate(again.get(one.touch, 0), one.events, people.get((one.touch,) * 2)),
            Rate(returns[one.touch], one.events, who[one.touch]),
        )
        for one in reach
        if one.group == group
    )


@dataclass(frozen=True, slots=True)
class Changed:
    """How often the channel changes from one to another between neighbours."""

    source: int
    target: int
    share: Rate  # of all neighbours on the map whose channels are known


def changed(rows: Iterable[SwitchRow], group: int = 0) -> tuple[Changed, ...]:
    """Make figures of changes of channel, the most frequent first."""
    own = [row for row in rows if row.group == group]
    whole = sum(row.n for row in own)
    moved = sorted(
        (row for row in own if row.source != row.target),
        key=lambda row: (-row.n, row.source, row.target),
    )
    return tuple(Changed(row.source, row.target, Rate(row.n, whole)) for row in moved)


@dataclass(frozen=True, slots=True)
class WentBack:
    """How often people go from a stage back to an earlier one."""

    source: int
    target: int
    share: Rate  # of the visits of the stage they come from


def went_back(
    back: Iterable[BackRow], stages: Iterable[StageRow], group: int = 0
) -> tuple[WentBack, ...]:
    """Make figures of ways back."""
    visits = {row.stage: row.visits for row in stages if row.group == group}
    return tuple(
        WentBack(row.source, row.target, Rate(row.n, visits[row.source]))
        for row in back
        if row.group == group
    )


@dataclass(frozen=True, slots=True)
class Converted:
    """Who gets from a touchpoint to the goal, of those who were there."""

    touch: int
    share: Rate


def converted(
    goals: Iterable[GoalRow], reach: Iterable[ReachRow], group: int = 0
) -> tuple[Converted, ...]:
    """Make figures of getting to a goal, for every touchpoint that was reached."""
    done = {row.touch: row.n for row in goals if row.group == group}
    return tuple(
        Converted(row.touch, Rate(done.get(row.touch, 0), row.cases))
        for row in reach
        if row.group == group
    )


def throughput(rows: Iterable[SpanRow], group: int = 0) -> Times:
    """Return how long whole cases take, from their first to their last event.

    Examples:
        >>> throughput([])
        Times(n=0, mean=None, ...)
    """
    for row in rows:
        if row.group == group:
            longest = timedelta(microseconds=row.longest)
            return replace(times(row.n, row.total, row.ranks), longest=longest)
    return Times(0, None)


@dataclass(frozen=True, slots=True)
class AtStep:
    """Who is at a touchpoint at a step, of all cases that are on the map."""

    step: int
    touch: int
    share: Rate


def at_steps(
    rows: Iterable[StepRow], cases: Iterable[CaseRow], group: int = 0
) -> tuple[AtStep, ...]:
    """Make figures of the step matrix; cases that have ended are still counted."""
    whole = sum(row.on_map for row in cases if row.group == group)
    return tuple(
        AtStep(row.step, row.touch, Rate(row.n, whole))
        for row in rows
        if row.group == group
    )


@dataclass(frozen=True, slots=True)
class Stepping:
    """Who goes from where to where after a step, of those who were there at it."""

    step: int
    source: int
    target: int
    share: Rate


def stepping(
    pairs: Iterable[PairRow], steps: Iterable[StepRow], group: int = 0
) -> tuple[Stepping, ...]:
    """Make figures of a sankey."""
    there = {(row.step, row.touch): row.n for row in steps if row.group == group}
    return tuple(
        Stepping(
            row.step, row.source, row.target, Rate(row.n, there[row.step, row.source])
        )
        for row in pairs
        if row.group == group and (row.step, row.source) in there
    )


@dataclass(frozen=True, slots=True)
class Recurring:
    """A sequence of neighbours, who has it, and how many times it occurs."""

    path: tuple[int, ...]
    cases: Rate  # of all cases on the map
    n: int


def recurring(patterns: Patterns, cases: Iterable[CaseRow]) -> tuple[Recurring, ...]:
    """Make figures of patterns; cases of all groups together."""
    whole = sum(row.on_map for row in cases)
    return tuple(
        Recurring(row.path, Rate(row.cases, whole), row.n) for row in patterns.rows
    )
