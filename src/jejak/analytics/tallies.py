"""Tallies: what every engine counts, as integers. Figures are made of nothing else.

A tally is a tuple of rows; rows are sorted by their keys, and rows of nothing are
left out. `group` is the number of a segment in a period. Times are microseconds.
Counts and sums add up over groups; how many reached something does not add up over
touchpoints; quantiles never do.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

QUANTILES = ((1, 10), (1, 4), (1, 2), (3, 4), (9, 10))
"""The quantiles of every distribution: 10, 25, 50, 75 and 90 per cent."""

WEEKS = 26
"""The weeks before the end of a log of which events are counted one by one."""

By = Literal["touch", "stage", "channel"]
Of = Literal["waits", "stages"]

Ranks = tuple[tuple[int, int], ...]
"""For each quantile the values at the ranks just below and just above it."""


class CaseRow(NamedTuple):
    """How much there is of a group."""

    group: int
    cases: int
    events: int
    off_map: int  # events that are of no touchpoint
    on_map: int  # cases with at least one event of a touchpoint


class PeriodRow(NamedTuple):
    """When the first case of a group starts, and when the last one ends."""

    group: int
    first: int
    last: int


class SpanRow(NamedTuple):
    """How long the cases of a group take from their first to their last event."""

    group: int
    n: int
    total: int
    longest: int
    ranks: Ranks


class ReachRow(NamedTuple):
    """Who was at a touchpoint."""

    group: int
    touch: int
    events: int
    cases: int
    first: int  # cases that begin here
    last: int  # cases that end here


class EdgeRow(NamedTuple):
    """What follows directly on what."""

    group: int
    source: int
    target: int
    n: int
    waited: int
    ranks: Ranks


class StageRow(NamedTuple):
    """Visits of a stage, and how long they were."""

    group: int
    stage: int
    cases: int
    visits: int
    total: int
    ranks: Ranks


class BackRow(NamedTuple):
    """Ways from a stage back to an earlier one."""

    group: int
    source: int
    target: int
    n: int


class FunnelRow(NamedTuple):
    """Who got to a step, and how long it took from the step before."""

    group: int
    step: int
    cases: int
    waited: int
    ranks: Ranks


class AfterRow(NamedTuple):
    """Where cases went that got to a step and no further; touch -1: nowhere."""

    group: int
    step: int
    touch: int
    n: int


class StepRow(NamedTuple):
    """Who is where at a step; steps count from 0."""

    group: int
    step: int
    touch: int
    n: int


class PairRow(NamedTuple):
    """Who goes from where to where after a step."""

    group: int
    step: int
    source: int
    target: int
    n: int


class VariantRow(NamedTuple):
    """Cases that take the same path; smaller paths first among equals."""

    cases: int
    path: tuple[int, ...]


class Variants(NamedTuple):
    """The most frequent paths of all groups together."""

    cases: int  # all cases that are on the map
    distinct: int
    rows: tuple[VariantRow, ...]


class PatternRow(NamedTuple):
    """A sequence of neighbours: how many cases have it, and how many times in all."""

    cases: int
    n: int
    path: tuple[int, ...]


class Patterns(NamedTuple):
    """The sequences of one length that most cases have, all groups together."""

    cases: int  # all cases that have any sequence of that length
    distinct: int
    rows: tuple[PatternRow, ...]


class RepeatRow(NamedTuple):
    """How often a touchpoint follows on itself."""

    group: int
    touch: int
    n: int


class ThereAndBackRow(NamedTuple):
    """How often cases go from a touchpoint to another and straight back."""

    group: int
    touch: int
    via: int
    n: int
    cases: int


class SwitchRow(NamedTuple):
    """Channels of neighbouring events; where both are the same, nothing changes."""

    group: int
    source: int
    target: int
    n: int


class ScoreRow(NamedTuple):
    """Scores given at a touchpoint, in thousandths."""

    group: int
    touch: int
    n: int
    total: int
    squares: int
    cases: int


class GoalRow(NamedTuple):
    """Who gets from a touchpoint to the goal, sooner or later."""

    group: int
    touch: int
    n: int


class NextRow(NamedTuple):
    """The wait from a touchpoint to the next other one."""

    group: int
    touch: int
    n: int
    total: int
    ranks: Ranks


class ResponseRow(NamedTuple):
    """The wait from the first of a run of a touchpoint to the next other one."""

    group: int
    touch: int
    n: int  # runs after which something came
    unanswered: int  # runs that end their case
    total: int
    ranks: Ranks


class DeviationRow(NamedTuple):
    """How cases deviate from the map at a touchpoint; -1: before any touchpoint."""

    group: int
    touch: int
    ad_hoc: int  # events of no touchpoint, met after this one
    irregular: int  # cases that come here before they come to an earlier one
    missing: int  # cases that go past without coming here
    failing: int  # cases whose visit fails or is repeated at once
    strays: int  # cases that have events of no touchpoint here


class CleanRow(NamedTuple):
    """How many cases go by the map, without any deviation."""

    group: int
    n: int


class KindRow(NamedTuple):
    """How often a kind of event occurs, and in how many cases."""

    kind: int
    events: int
    cases: int


class WeekRow(NamedTuple):
    """How often a kind of event occurs in a week, and in how many cases."""

    kind: int
    week: int  # weeks since the Monday before 1970
    events: int
    cases: int


class WalkRow(NamedTuple):
    """How many cases go directly from one to another; -1: to any other at all."""

    group: int
    source: int
    target: int
    cases: int


class EntryRow(NamedTuple):
    """How many cases begin at a touchpoint, by the channel; -1: it is not known."""

    group: int
    channel: int
    touch: int
    n: int


class BoundRow(NamedTuple):
    """The times that bound the median, and 90 per cent, at one place.

    The place is a touchpoint, a stage, or the step of a funnel that is got to.
    """

    group: int
    place: int
    n: int
    bounds: tuple[tuple[int | None, int | None], ...]
