"""The engine of a warehouse: the tallies of the local one, as Ibis expressions."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from jejak.analytics.tallies import (
    WEEKS,
    BackRow,
    CaseRow,
    EdgeRow,
    EntryRow,
    KindRow,
    NextRow,
    PairRow,
    PeriodRow,
    ReachRow,
    RepeatRow,
    ResponseRow,
    ScoreRow,
    SpanRow,
    StageRow,
    StepRow,
    SwitchRow,
    ThereAndBackRow,
)
from jejak.analytics.view import through
from jejak.analytics.warehouse import (
    bounding,
    deviating,
    funnels,
    paths,
    walking,
    weekly,
)
from jejak.analytics.warehouse.clock import open_time
from jejak.analytics.warehouse.ranked import (
    in_order,
    ranked,
    ranks_of,
    runs,
    whole_case,
)
from jejak.analytics.warehouse.store import fetched, kept

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from jejak.analytics import tallies
    from jejak.analytics.hours import Hours
    from jejak.analytics.periods import Per
    from jejak.analytics.view import View
    from jejak.analytics.warehouse.asking import Asked

STEPS = 10
Rows = list[dict[str, Any]]


class WarehouseTallying:
    """Tallies of what is asked; each is counted there when it is asked for here."""

    def __init__(self, asked: Asked, hours: Hours | None = None) -> None:
        self.asked = asked
        self._hours = hours
        self._walked: dict[tallies.By, tuple[tallies.WalkRow, ...]] = {}

    @property
    def view(self) -> View:
        """Which kind is which touchpoint."""
        return self.asked.view

    def in_hours(self, hours: Hours) -> WarehouseTallying:
        """Return tallies whose times are counted while somebody is at work."""
        return WarehouseTallying(self.asked, hours)

    def by_calendar(self, per: Per) -> WarehouseTallying:
        """Return tallies of the same cases, parted by the period they start in."""
        return WarehouseTallying(self.asked.by_calendar(per), self._hours)

    def through(
        self, names: Sequence[str], touch: NDArray[np.uint16]
    ) -> WarehouseTallying:
        """Return tallies of the same cases, with kinds told apart otherwise."""
        view = through(self.view, names, touch)
        return WarehouseTallying(replace(self.asked, view=view))

    @cached_property
    def _events(self) -> Any:
        """The events; those on the map have their neighbours and places on it."""
        import ibis

        events = self.asked.events()
        if self._hours:
            periods = WarehouseTallying(self.asked).period()
            events = events.mutate(t=open_time(events.t, self._hours, periods))
        events = events.mutate(is_on=events.a.notnull())
        w = ibis.window(group_by=["c", "is_on"], order_by="pos")
        placed = events.mutate(
            p=events.a.lag().over(w),
            q=events.a.lag(2).over(w),
            nx=events.a.lead().over(w),
            pt=events.t.lag().over(w),
            place=ibis.row_number().over(w).cast("int64"),
        )
        return kept(self.asked.store.source.con, placed, self)

    @property
    def _on_map(self) -> Any:
        """The events on the map."""
        return self._events.filter(self._events.is_on)

    def _fetch(self, expression: Any) -> Rows:
        return fetched(self.asked.store.source.con, expression)

    def _rows(self, kind: Any, expression: Any, keys: Sequence[str]) -> Any:
        """Fetch counts `n` by keys as rows, put in order here."""
        found = self._fetch(expression)
        made = [kind(*(int(row[key]) for key in keys), int(row["n"])) for row in found]
        return tuple(sorted(made))

    def _count(self, kind: Any, rows: Any, *keys: str) -> Any:
        counted = rows.group_by(list(keys)).agg(n=rows.count())
        return self._rows(kind, counted, keys)

    def cases(self) -> tuple[tallies.CaseRow, ...]:
        """Count cases and events."""
        rows = self._events
        counted = rows.group_by("g").agg(
            cases=rows.c.nunique(),
            events=rows.count(),
            off=rows.count(where=rows.a.isnull()),
            on=rows.c.nunique(where=rows.a.notnull()),
        )
        by_group = {int(row["g"]): row for row in self._fetch(counted)}
        return tuple(
            CaseRow(g, *(int(by_group[g][name]) for name in names))
            if g in by_group
            else CaseRow(g, 0, 0, 0, 0)
            for names in [("cases", "events", "off", "on")]
            for g in range(len(self.view.groups))
        )

    def period(self) -> tuple[tallies.PeriodRow, ...]:
        """Say when the first case of each group starts and the last one ends."""
        rows = self._events
        found = self._fetch(rows.group_by("g").agg(lo=rows.t.min(), hi=rows.t.max()))
        return tuple(
            sorted(PeriodRow(int(x["g"]), int(x["lo"]), int(x["hi"])) for x in found)
        )

    def reach(self) -> tuple[tallies.ReachRow, ...]:
        """Count who was at each touchpoint."""
        rows = self._on_map
        counted = rows.group_by(["g", "a"]).agg(
            events=rows.count(),
            cases=rows.c.nunique(),
            first=rows.count(where=rows.p.isnull()),
            last=rows.count(where=rows.nx.isnull()),
        )
        names = ("g", "a", "events", "cases", "first", "last")
        found = self._fetch(counted)
        return tuple(
            sorted(ReachRow(*(int(row[name]) for name in names)) for row in found)
        )

    def steps(self) -> tuple[tallies.StepRow, ...]:
        """Count who is where at each of the first steps."""
        rows = self._on_map
        found = self._count(StepRow, rows.filter(rows.place < STEPS), "g", "place", "a")
        return tuple(found)

    def pairs(self, limit: int = STEPS) -> tuple[tallies.PairRow, ...]:
        """Count who goes from where to where at each of the first steps."""
        rows = self._on_map
        near = rows.filter(rows.p.notnull(), rows.place <= limit)
        near = near.mutate(step=near.place - 1)
        return tuple(self._count(PairRow, near, "g", "step", "p", "a"))

    def variants(self, top: int = 20) -> tallies.Variants:
        """Find the most frequent paths."""
        return paths.variants(self._fetch, self._on_map, top)

    def patterns(self, length: int = 3, top: int = 20) -> tallies.Patterns:
        """Find the sequences of so many neighbours that most cases have."""
        width = max(len(self.view.names), 1)
        return paths.patterns(self._fetch, self._on_map, width, length, top)

    def flow(self) -> tuple[tallies.EdgeRow, ...]:
        """Count what follows directly on what, with the waits between."""
        rows = self._on_map.filter(lambda x: x.p.notnull())
        waits = rows.mutate(d=rows.t - rows.pt)
        return tuple(self._times(EdgeRow, waits, "g", "p", "a"))

    def _times(self, kind: Any, rows: Any, *keys: str) -> Any:
        made = [
            kind(
                *(int(row[key]) for key in keys),
                int(row["n"]),
                int(row["total"]),
                ranks_of(row),
            )
            for row in self._fetch(ranked(rows, keys))
        ]
        return tuple(sorted(made))

    def spans(self) -> tuple[tallies.SpanRow, ...]:
        """Measure cases from their first to their last event."""
        rows = self._events
        cases = rows.group_by(["g", "c"]).agg(d=rows.t.max() - rows.t.min())
        found = self._fetch(ranked(cases, ["g"], longest=cases.d.max()))
        names = ("g", "n", "total", "longest")
        return tuple(
            sorted(
                SpanRow._make((*(int(x[name]) for name in names), ranks_of(x)))
                for x in found
            )
        )

    def waits(self) -> tuple[tallies.NextRow, ...]:
        """Measure how long it takes from each touchpoint to the next other one."""
        return tuple(self._times(NextRow, self._next_times(), "g", "p"))

    def _next_times(self) -> Any:
        rows = self._on_map.filter(lambda x: x.p != x.a)
        return rows.mutate(d=rows.t - rows.pt)

    def responses(self) -> tuple[tallies.ResponseRow, ...]:
        """Measure how long each run of one touchpoint waits for anything else."""
        begun = runs(self._on_map, "a")
        answered = begun.filter(begun.until.notnull())
        answered = answered.mutate(d=answered.until - answered.t)
        ends = begun.filter(begun.until.isnull())
        open_ends = self._fetch(ends.group_by(["g", "a"]).agg(n=ends.count()))
        left = {(int(x["g"]), int(x["a"])): int(x["n"]) for x in open_ends}
        made = {}
        for x in self._fetch(ranked(answered, ["g", "a"])):
            key = int(x["g"]), int(x["a"])
            counts = int(x["n"]), left.pop(key, 0), int(x["total"])
            made[key] = ResponseRow(*key, *counts, ranks_of(x))
        made |= {key: ResponseRow(*key, 0, n, 0, ()) for key, n in left.items()}
        return tuple(made[key] for key in sorted(made))

    def stages(
        self,
    ) -> tuple[tuple[tallies.StageRow, ...], tuple[tallies.BackRow, ...]]:
        """Count visits of stages with their times, and the ways back."""
        begun = self._visits()
        counted = ranked(begun, ["g", "stage"], cases=begun.c.nunique())
        names = ("g", "stage", "cases", "n", "total")
        made = [
            StageRow._make((*(int(x[name]) for name in names), ranks_of(x)))
            for x in self._fetch(counted)
        ]
        back = begun.filter(begun.after < begun.stage)
        return tuple(sorted(made)), self._count(BackRow, back, "g", "stage", "after")

    def _visits(self) -> Any:
        """Return a row for each visit of a stage, with its time `d`."""
        rows = self._events.filter(self._events.stage.notnull())
        begun = runs(rows.mutate(end=rows.t.max().over(whole_case(rows))), "stage")
        return begun.mutate(d=begun.until.coalesce(begun.end) - begun.t)

    def bounds(self, of: tallies.Of) -> tuple[tallies.BoundRow, ...]:
        """Find the times between which quantiles of waits or visits lie with 95 %."""
        if of == "waits":
            return bounding.bounds(self._fetch, self._next_times(), "p")
        return bounding.bounds(self._fetch, self._visits(), "stage")

    def hop_bounds(
        self, steps: Sequence[Sequence[int]]
    ) -> tuple[tallies.BoundRow, ...]:
        """Find those of the times from each step of a funnel to the next one."""
        found = funnels.hops(self._events, self.view, steps)
        return bounding.bounds(self._fetch, found, "k")

    def funnel(
        self, steps: Sequence[Sequence[int]]
    ) -> tuple[tuple[tallies.FunnelRow, ...], tuple[tallies.AfterRow, ...]]:
        """Follow cases down a funnel; a step may be any of several touchpoints."""
        return funnels.funnel(self._fetch, self._events, self.view, steps)

    def goal(
        self, goals: Sequence[int], within_us: int = -1
    ) -> tuple[tallies.GoalRow, ...]:
        """Count who gets from each touchpoint to a goal, within a time if given."""
        return funnels.goal(self._fetch, self._events, goals, within_us)

    def loops(
        self,
    ) -> tuple[
        tuple[tallies.RepeatRow, ...],
        tuple[tallies.ThereAndBackRow, ...],
        tuple[tallies.SwitchRow, ...],
    ]:
        """Count repeats, ways there and back, and channels of neighbours."""
        rows = self._on_map
        again = rows.filter(rows.p == rows.a)
        through = self._events.filter(lambda x: x.a.notnull() & x.h.notnull())
        through = through.mutate(hp=through.h.lag().over(in_order(through)))
        through = through.filter(through.hp.notnull())
        return (
            self._count(RepeatRow, again, "g", "a"),
            self._there_and_back(rows.filter(rows.q == rows.a, rows.p != rows.a)),
            self._count(SwitchRow, through, "g", "hp", "h"),
        )

    def _there_and_back(self, back: Any) -> tuple[tallies.ThereAndBackRow, ...]:
        keys = ["g", "a", "p"]
        counted = back.group_by(keys).agg(n=back.count(), cases=back.c.nunique())
        names = (*keys, "n", "cases")
        found = ([int(x[name]) for name in names] for x in self._fetch(counted))
        return tuple(sorted(map(ThereAndBackRow._make, found)))

    def scores(self) -> tuple[tallies.ScoreRow, ...]:
        """Sum the scores given at each touchpoint."""
        rows = self._events.filter(lambda x: x.a.notnull() & x.s.notnull())
        counted = rows.group_by(["g", "a"]).agg(
            n=rows.count(),
            total=rows.s.sum(),
            squares=(rows.s * rows.s).sum(),
            cases=rows.c.nunique(),
        )
        names = ("g", "a", "n", "total", "squares", "cases")
        found = self._fetch(counted)
        return tuple(sorted(ScoreRow(*(int(x[name]) for name in names)) for x in found))

    def kinds(self) -> tuple[tallies.KindRow, ...]:
        """Count events and cases of every kind, on the map or not."""
        rows = self._events
        counted = rows.group_by("k").agg(events=rows.count(), cases=rows.c.nunique())
        names = ("k", "events", "cases")
        found = self._fetch(counted)
        return tuple(sorted(KindRow(*(int(x[name]) for name in names)) for x in found))

    def entries(self) -> tuple[tallies.EntryRow, ...]:
        """Count where cases begin, and by which channel."""
        begun = self._on_map.filter(lambda x: x.place == 0)
        begun = begun.mutate(by=begun.h.fill_null(-1))
        return tuple(self._count(EntryRow, begun, "g", "by", "a"))

    def weeks(self, limit: int = WEEKS) -> tuple[tallies.WeekRow, ...]:
        """Count events and cases of every kind in each of the last weeks."""
        last = max((row.last for row in self.period()), default=0)
        return weekly.weeks(self._fetch, self._events, last, limit)

    def walkers(self, by: tallies.By) -> tuple[tallies.WalkRow, ...]:
        """Count who goes directly from one touchpoint, stage or channel to another."""
        if by not in self._walked:
            self._walked[by] = walking.walkers(self._fetch, self._events, by)
        return self._walked[by]

    def deviations(
        self, fails: Collection[int], optional: Collection[int]
    ) -> tuple[tuple[tallies.DeviationRow, ...], tuple[tallies.CleanRow, ...]]:
        """Count how cases deviate from the map, touchpoint by touchpoint."""
        return deviating.deviations(
            self._fetch, self._events, self.view, list(fails), list(optional)
        )
