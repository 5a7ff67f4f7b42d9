"""The local engine: tallies of a view, counted by kernels over several threads."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from jejak.analytics.local import flow, funnel, habits, journeys, others, stages
from jejak.analytics.tallies import WEEKS
from jejak.analytics.view import by_calendar, through

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from jejak.analytics import tallies as rows
    from jejak.analytics.hours import Hours
    from jejak.analytics.periods import Per
    from jejak.analytics.view import View


class Tallying:
    """Tallies of one view; each is counted when it is asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._walked: dict[rows.By, tuple[rows.WalkRow, ...]] = {}

    def in_hours(self, hours: Hours) -> Tallying:
        """Return tallies whose times are counted while somebody is at work."""
        log = replace(self.view.log, ts=hours.of_array(self.view.log.ts))
        return Tallying(replace(self.view, log=log))

    def by_calendar(self, per: Per) -> Tallying:
        """Return tallies of the same cases, parted by the period they start in."""
        return Tallying(by_calendar(self.view, per))

    def through(self, names: Sequence[str], touch: NDArray[np.uint16]) -> Tallying:
        """Return tallies of the same cases, with kinds told apart otherwise."""
        return Tallying(through(self.view, names, touch))

    @cached_property
    def _pass(self) -> journeys.Journeys:
        return journeys.count(self.view)

    def cases(self) -> tuple[rows.CaseRow, ...]:
        """Count cases and events."""
        return journeys.cases(self._pass)

    def period(self) -> tuple[rows.PeriodRow, ...]:
        """Say when the first case of each group starts and the last one ends."""
        return others.period(self.view)

    def reach(self) -> tuple[rows.ReachRow, ...]:
        """Count who was at each touchpoint."""
        return journeys.reach(self._pass)

    def steps(self) -> tuple[rows.StepRow, ...]:
        """Count who is where at each of the first steps."""
        return journeys.steps(self._pass)

    def pairs(self, limit: int = journeys.STEPS) -> tuple[rows.PairRow, ...]:
        """Count who goes from where to where at each of the first steps."""
        return journeys.pairs(self.view, limit)

    def variants(self, top: int = 20) -> rows.Variants:
        """Find the most frequent paths."""
        return journeys.variants(self.view, self._pass, top)

    def patterns(self, length: int = 3, top: int = 20) -> rows.Patterns:
        """Find the sequences of so many neighbours that most cases have."""
        return habits.patterns(self.view, length, top)

    def flow(self) -> tuple[rows.EdgeRow, ...]:
        """Count what follows directly on what, with the waits between."""
        return flow.flow(self.view)

    def counts_of_flow(self) -> NDArray[np.int64]:
        """Count what follows directly on what, without waits: group, from, to."""
        return flow.counts_of_flow(self.view)

    def spans(self) -> tuple[rows.SpanRow, ...]:
        """Measure cases from their first to their last event."""
        return flow.spans(self.view)

    def waits(self) -> tuple[rows.NextRow, ...]:
        """Measure how long it takes from each touchpoint to the next other one."""
        return flow.waits(self.view)

    def responses(self) -> tuple[rows.ResponseRow, ...]:
        """Measure how long each run of one touchpoint waits for anything else."""
        return flow.responses(self.view)

    def stages(self) -> tuple[tuple[rows.StageRow, ...], tuple[rows.BackRow, ...]]:
        """Count visits of stages with their times, and the ways back."""
        return stages.stages(self.view)

    def funnel(
        self, steps: Sequence[Sequence[int]]
    ) -> tuple[tuple[rows.FunnelRow, ...], tuple[rows.AfterRow, ...]]:
        """Follow cases down a funnel; a step may be any of several touchpoints."""
        return funnel.funnel(self.view, steps)

    def goal(
        self, goals: Sequence[int], within_us: int = -1
    ) -> tuple[rows.GoalRow, ...]:
        """Count who gets from each touchpoint to a goal, within a time if given."""
        return funnel.goal(self.view, goals, within_us)

    def loops(
        self,
    ) -> tuple[
        tuple[rows.RepeatRow, ...],
        tuple[rows.ThereAndBackRow, ...],
        tuple[rows.SwitchRow, ...],
    ]:
        """Count repeats, ways there and back, and channels of neighbours."""
        return habits.loops(self.view)

    def scores(self) -> tuple[rows.ScoreRow, ...]:
        """Sum the scores given at each touchpoint."""
        return others.scores(self.view)

    def kinds(self) -> tuple[rows.KindRow, ...]:
        """Count events and cases of every kind, on the map or not."""
        return others.kinds(self.view)

    def bounds(self, of: rows.Of) -> tuple[rows.BoundRow, ...]:
        """Find the times between which quantiles of waits or visits lie with 95 %."""
        if of == "waits":
            return flow.next_times(self.view).bounds(max(len(self.view.names), 1))
        found = stages.visits_of(self.view)[2]
        return found.bounds(max(len(self.view.stages), 1))

    def hop_bounds(self, steps: Sequence[Sequence[int]]) -> tuple[rows.BoundRow, ...]:
        """Find those of the times from each step of a funnel to the next one."""
        return funnel.hop_bounds(self.view, steps)

    def entries(self) -> tuple[rows.EntryRow, ...]:
        """Count where cases begin, and by which channel."""
        return flow.entries(self.view)

    def weeks(self, limit: int = WEEKS) -> tuple[rows.WeekRow, ...]:
        """Count events and cases of every kind in each of the last weeks."""
        return others.weeks(self.view, limit)

    def walkers(self, by: rows.By) -> tuple[rows.WalkRow, ...]:
        """Count who goes directly from one touchpoint, stage or channel to another."""
        if by not in self._walked:
            self._walked[by] = flow.walkers(self.view, by)
        return self._walked[by]

    def deviations(
        self, fails: Collection[int], optional: Collection[int]
    ) -> tuple[tuple[rows.DeviationRow, ...], tuple[rows.CleanRow, ...]]:
        """Count how cases deviate from the map, touchpoint by touchpoint."""
        return others.deviations(self.view, fails, optional)
