"""What every engine can count; figures and answers ask nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from jejak.analytics import tallies
    from jejak.analytics.hours import Hours
    from jejak.analytics.periods import Per
    from jejak.analytics.view import View


class Engine(Protocol):
    """Tallies of one view, here or where the events are."""

    @property
    def view(self) -> View:
        """Which kind is which touchpoint, and what groups are called."""

    def in_hours(self, hours: Hours) -> Engine:
        """Return tallies whose times are counted while somebody is at work."""

    def by_calendar(self, per: Per) -> Engine:
        """Return tallies of the same cases, parted by the period they start in."""

    def through(self, names: Sequence[str], touch: NDArray[np.uint16]) -> Engine:
        """Return tallies of the same cases, with kinds told apart otherwise."""

    def cases(self) -> tuple[tallies.CaseRow, ...]:
        """Count cases and events."""

    def period(self) -> tuple[tallies.PeriodRow, ...]:
        """Say when the first case of each group starts and the last one ends."""

    def reach(self) -> tuple[tallies.ReachRow, ...]:
        """Count who was at each touchpoint."""

    def steps(self) -> tuple[tallies.StepRow, ...]:
        """Count who is where at each of the first steps."""

    def pairs(self, limit: int = ...) -> tuple[tallies.PairRow, ...]:
        """Count who goes from where to where at each of the first steps."""

    def variants(self, top: int = ...) -> tallies.Variants:
        """Find the most frequent paths."""

    def patterns(self, length: int = ..., top: int = ...) -> tallies.Patterns:
        """Find the sequences of so many neighbours that most cases have."""

    def flow(self) -> tuple[tallies.EdgeRow, ...]:
        """Count what follows directly on what, with the waits between."""

    def spans(self) -> tuple[tallies.SpanRow, ...]:
        """Measure cases from their first to their last event."""

    def waits(self) -> tuple[tallies.NextRow, ...]:
        """Measure how long it takes from each touchpoint to the next other one."""

    def responses(self) -> tuple[tallies.ResponseRow, ...]:
        """Measure how long each run of one touchpoint waits for anything else."""

    def stages(
        self,
    ) -> tuple[tuple[tallies.StageRow, ...], tuple[tallies.BackRow, ...]]:
        """Count visits of stages with their times, and the ways back."""

    def funnel(
        self, steps: Sequence[Sequence[int]]
    ) -> tuple[tuple[tallies.FunnelRow, ...], tuple[tallies.AfterRow, ...]]:
        """Follow cases down a funnel; a step may be any of several touchpoints."""

    def goal(
        self, goals: Sequence[int], within_us: int = ...
    ) -> tuple[tallies.GoalRow, ...]:
        """Count who gets from each touchpoint to a goal, within a time if given."""

    def loops(
        self,
    ) -> tuple[
        tuple[tallies.RepeatRow, ...],
        tuple[tallies.ThereAndBackRow, ...],
        tuple[tallies.SwitchRow, ...],
    ]:
        """Count repeats, ways there and back, and channels of neighbours."""

    def scores(self) -> tuple[tallies.ScoreRow, ...]:
        """Sum the scores given at each touchpoint."""

    def kinds(self) -> tuple[tallies.KindRow, ...]:
        """Count events and cases of every kind, on the map or not."""

    def bounds(self, of: tallies.Of) -> tuple[tallies.BoundRow, ...]:
        """Find the times between which quantiles of waits or visits lie with 95 %."""

    def hop_bounds(
        self, steps: Sequence[Sequence[int]]
    ) -> tuple[tallies.BoundRow, ...]:
        """Find those of the times from each step of a funnel to the next one."""

    def entries(self) -> tuple[tallies.EntryRow, ...]:
        """Count where cases begin, and by which channel."""

    def weeks(self, limit: int = ...) -> tuple[tallies.WeekRow, ...]:
        """Count events and cases of every kind in each of the last weeks."""

    def walkers(self, by: tallies.By) -> tuple[tallies.WalkRow, ...]:
        """Count who goes directly from one touchpoint, stage or channel to another."""

    def deviations(
        self, fails: Collection[int], optional: Collection[int]
    ) -> tuple[tuple[tallies.DeviationRow, ...], tuple[tallies.CleanRow, ...]]:
        """Count how cases deviate from the map, touchpoint by touchpoint."""
