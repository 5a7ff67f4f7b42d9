"""The local engine: tallies of a view, counted by kernels over several threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from jejak.analytics import kernels
from jejak.analytics.kernels import OFF
from jejak.analytics.speed import threads
from jejak.analytics.tallies import (
    QUANTILES,
    AfterRow,
    BackRow,
    CaseRow,
    CleanRow,
    DeviationRow,
    EdgeRow,
    FunnelRow,
    GoalRow,
    KindRow,
    NextRow,
    PairRow,
    Ranks,
    ReachRow,
    RepeatRow,
    ScoreRow,
    SpanRow,
    StageRow,
    StepRow,
    SwitchRow,
    ThereAndBackRow,
    VariantRow,
    Variants,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from jejak.analytics.view import View

Row = TypeVar("Row")

STEPS = 10
MAX_CELLS = 50_000_000
_FEW_EVENTS = 200_000  # below, threads cost more than they bring
_NUM = np.array([num for num, _ in QUANTILES])
_DEN = np.array([den for _, den in QUANTILES])


def cut(off: NDArray[np.int64], parts: int) -> list[tuple[int, int]]:
    """Cut cases into parts with about as many events each.

    Examples:
        >>> cut(np.array([0, 8, 9, 10]), 2)
        [(0, 1), (1, 3)]
    """
    cases = len(off) - 1
    events = int(off[-1])
    if parts < 2 or events < 2:
        return [(0, cases)]
    edges = np.searchsorted(off, [events * n // parts for n in range(parts + 1)])
    edges[0], edges[-1] = 0, cases
    return [(int(lo), int(hi)) for lo, hi in pairwise(edges)]


def _over_threads(view: View, work: Callable[[int, int], Any]) -> list[Any]:
    """Run a job on ranges of cases at once; kernels let other threads run."""
    count = threads() if view.log.events > _FEW_EVENTS else 1
    ranges = cut(view.off, count)
    if len(ranges) == 1:
        return [work(*ranges[0])]
    with ThreadPoolExecutor(len(ranges)) as pool:
        return list(pool.map(lambda one: work(*one), ranges))


def _added(parts: list[tuple[Any, ...]]) -> list[Any]:
    """Sum what threads have counted, array by array."""
    return [sum(arrays[1:], start=arrays[0]) for arrays in zip(*parts, strict=True)]


class Tallying:
    """Tallies of one view; each is counted when it is asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._groups = len(view.groups)
        self._width = max(len(view.names), 1)
        self._journeys: tuple[Any, ...] | None = None

    # One pass: cases, reach, steps, paths

    def _pass(self) -> tuple[Any, ...]:
        if self._journeys is None:
            self._journeys = self._count_journeys()
        return self._journeys

    def _count_journeys(self) -> tuple[Any, ...]:
        view, log = self.view, self.view.log
        rng = np.random.default_rng(20261122)
        mix = rng.integers(-(2**62), 2**62, self._width)
        paths = np.zeros(view.cases, np.int64)

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            seen = np.full(self._width, -1, np.int64)
            totals = np.zeros((self._groups, 4), np.int64)
            reach = np.zeros((self._groups, self._width, 4), np.int64)
            steps = np.zeros((self._groups, STEPS, self._width), np.int64)
            kernels.count_journeys(
                *(view.off, log.kind, view.touch, view.group, mix, lo, hi),
                *(seen, totals, reach, steps, paths),
            )
            return totals, reach, steps

        return (*_added(_over_threads(view, work)), paths)

    def cases(self) -> tuple[CaseRow, ...]:
        """Count cases and events."""
        totals = self._pass()[0]
        return tuple(CaseRow(g, *row) for g, row in enumerate(totals.tolist()))

    def reach(self) -> tuple[ReachRow, ...]:
        """Count who was at each touchpoint."""
        counts = self._pass()[1]
        return tuple(
            ReachRow(int(g), int(a), *counts[g, a].tolist())
            for g, a in np.argwhere(counts[:, :, 0])
        )

    def steps(self) -> tuple[StepRow, ...]:
        """Count who is where at each of the first steps."""
        counts = self._pass()[2]
        return rows_of(StepRow, counts)

    def pairs(self, steps: int = STEPS) -> tuple[PairRow, ...]:
        """Count who goes from where to where at each of the first steps."""
        self._check_cells(self._groups * steps * self._width**2)
        view, log = self.view, self.view.log

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            shape = (self._groups, steps, self._width, self._width)
            counts = np.zeros(shape, np.int64)
            kernels.count_pairs(
                view.off, log.kind, view.touch, view.group, lo, hi, counts
            )
            return (counts,)

        [counts] = _added(_over_threads(view, work))
        return rows_of(PairRow, counts)

    def variants(self, top: int = 20) -> Variants:
        """Find the most frequent paths."""
        paths = self._pass()[3]
        is_on = (self.view.group != OFF) & (paths != 0)
        there = np.flatnonzero(is_on)
        _, first, counts = np.unique(
            paths[there], return_index=True, return_counts=True
        )
        examples = there[first]
        rows = self._top_paths(examples, counts, top)
        return Variants(len(there), len(counts), rows)

    def _top_paths(
        self, examples: Any, counts: Any, top: int
    ) -> tuple[VariantRow, ...]:
        if not len(counts) or top < 1:
            return ()
        limit = np.sort(counts)[-min(top, len(counts))]
        more = np.flatnonzero(counts > limit)
        order = sorted(
            ((int(counts[one]), self.path(int(examples[one]))) for one in more),
            key=lambda row: (-row[0], row[1]),
        )
        equal = self._smallest(examples[counts == limit], top - len(order))
        rows = [*order, *((int(limit), self.path(case)) for case in equal)]
        return tuple(VariantRow(*row) for row in rows)

    def _smallest(self, cases: Any, wanted: int) -> list[int]:
        """Return the cases with the smallest paths, in order."""
        view = self.view
        best = np.empty(max(wanted, 0), np.int64)
        n = kernels.smallest_paths(view.off, view.log.kind, view.touch, cases, best)
        return [int(case) for case in best[:n]]

    def path(self, case: int) -> tuple[int, ...]:
        """Return the touchpoints of a case, in order."""
        view = self.view
        kinds = view.log.kind[view.off[case] : view.off[case + 1]]
        return tuple(one for one in view.touch[kinds].tolist() if one != OFF)

    # Waits

    def flow(self) -> tuple[EdgeRow, ...]:
        """Count what follows directly on what, with the waits between."""
        self._check_cells(self._groups * self._width**2)
        view, log = self.view, self.view.log
        shape = (self._groups, self._width, self._width)
        ways = (view.off, log.kind, log.ts, view.touch, view.group)

        def count(lo: int, hi: int) -> tuple[Any, ...]:
            n, waited = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
            kernels.count_flow(*ways, lo, hi, n, waited)
            return n, waited, (lo, hi)

        counted = _over_threads(view, count)
        n, waited = _added([part[:2] for part in counted])
        starts = np.zeros(n.size + 1, np.int64)
        np.cumsum(n.ravel(), out=starts[1:])
        waits = np.empty(starts[-1], np.int64)
        cursors = {}
        at = starts[:-1].copy()
        for one, _, lo_hi in counted:  # threads write behind one another
            cursors[lo_hi] = at.reshape(shape).copy()
            at += one.ravel()

        def scatter(lo: int, hi: int) -> None:
            kernels.scatter_waits(*ways, lo, hi, cursors[lo, hi], waits)

        _over_threads(view, scatter)
        ranks = pick(waits, starts)
        places, found = np.argwhere(n), np.nonzero(n)
        columns = n[found].tolist(), waited[found].tolist(), ranks[n.ravel() > 0]
        return tuple(
            EdgeRow._make((*place, count, total, ranks_of(row)))
            for place, count, total, row in zip(places.tolist(), *columns, strict=True)
        )

    def counts_of_flow(self) -> NDArray[np.int64]:
        """Count what follows directly on what, without waits: group, from, to."""
        self._check_cells(self._groups * self._width**2)
        view, log = self.view, self.view.log
        shape = (self._groups, self._width, self._width)

        def count(lo: int, hi: int) -> tuple[Any, ...]:
            n, waited = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
            kernels.count_flow(
                view.off, log.kind, log.ts, view.touch, view.group, lo, hi, n, waited
            )
            return (n,)

        [n] = _added(_over_threads(view, count))
        return n  # type: ignore[no-any-return]

    def spans(self) -> tuple[SpanRow, ...]:
        """Measure cases from their first to their last event."""
        view, ts = self.view, self.view.log.ts
        is_in = view.group != OFF
        times = (ts[view.off[1:] - 1] - ts[view.off[:-1]])[is_in]
        slots = view.group[is_in].astype(np.int64)
        ordered, starts = by_slot(slots, times, [(0, len(times))], self._groups)
        ranks = pick(ordered, starts)
        parts = [ordered[a:b] for a, b in pairwise(starts)]
        return tuple(
            SpanRow(g, len(part), int(part.sum()), int(part.max()), ranks_of(ranks[g]))
            for g, part in enumerate(parts)
            if len(part)
        )

    def stages(self) -> tuple[tuple[StageRow, ...], tuple[BackRow, ...]]:
        """Count visits of stages with their times, and the ways back."""
        view, log = self.view, self.view.log
        width = max(len(view.stages), 1)
        slots = np.empty(log.events, np.int64)
        times = np.empty(log.events, np.int64)

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            seen = np.full(width, -1, np.int64)
            visits = np.zeros((self._groups, width, 2), np.int64)
            back = np.zeros((self._groups, width, width), np.int64)
            end = kernels.count_stages(
                *(view.off, log.kind, log.ts, view.stage, view.group, lo, hi),
                *(seen, visits, back, slots, times),
            )
            return visits, back, (int(view.off[lo]), int(end))

        parts = _over_threads(view, work)
        visits, back = _added([part[:2] for part in parts])
        pieces = [part[2] for part in parts]
        ordered, starts = by_slot(slots, times, pieces, self._groups * width)
        ranks = pick(ordered, starts)
        rows = []
        for g, s in np.argwhere(visits[:, :, 1]).tolist():
            slot = g * width + s
            total = int(ordered[starts[slot] : starts[slot + 1]].sum())
            row = (g, s, *visits[g, s].tolist(), total, ranks_of(ranks[slot]))
            rows.append(StageRow._make(row))
        return tuple(rows), rows_of(BackRow, back)

    def funnel(
        self, steps: Sequence[Sequence[int]]
    ) -> tuple[tuple[FunnelRow, ...], tuple[AfterRow, ...]]:
        """Follow cases down a funnel; a step may be any of several touchpoints."""
        view, log = self.view, self.view.log
        depth = len(steps)
        step = np.zeros((len(log.kinds), depth), np.uint8)
        for k, places in enumerate(steps):
            step[np.isin(view.touch, places), k] = 1
        slots = np.empty(log.events, np.int64)
        times = np.empty(log.events, np.int64)

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            reached = np.zeros((self._groups, depth), np.int64)
            after = np.zeros((self._groups, depth, self._width + 1), np.int64)
            end = kernels.count_funnel(
                *(view.off, log.kind, log.ts, step, view.touch, view.group, lo, hi),
                *(reached, after, slots, times),
            )
            return reached, after, (int(view.off[lo]), int(end))

        parts = _over_threads(view, work)
        reached, after = _added([part[:2] for part in parts])
        pieces = [part[2] for part in parts]
        ordered, starts = by_slot(slots, times, pieces, self._groups * depth)
        ranks = pick(ordered, starts)
        rows = []
        for slot in range(self._groups * depth):
            g, k = divmod(slot, depth)
            total = int(ordered[starts[slot] : starts[slot + 1]].sum())
            has_waits = starts[slot] < starts[slot + 1]
            ways = ranks_of(ranks[slot]) if has_waits else ()
            rows.append(FunnelRow(g, k, int(reached[g, k]), total, ways))
        dropped = tuple(
            AfterRow(g, k, b if b < self._width else -1, int(after[g, k, b]))
            for g, k, b in np.argwhere(after).tolist()
        )
        return tuple(rows), dropped

    # Loops, channels, scores, goals, kinds

    def loops(
        self,
    ) -> tuple[
        tuple[RepeatRow, ...], tuple[ThereAndBackRow, ...], tuple[SwitchRow, ...]
    ]:
        """Count repeats, ways there and back, and changes of channel."""
        self._check_cells(self._groups * self._width**2)
        view, log = self.view, self.view.log
        ways = max(len(view.channels), 1)

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            repeats = np.zeros((self._groups, self._width), np.int64)
            back = np.zeros((self._groups, self._width, self._width), np.int64)
            switches = np.zeros((self._groups, ways, ways), np.int64)
            kernels.count_loops(
                *(view.off, log.kind, view.touch, view.channel, view.group, lo, hi),
                *(repeats, back, switches),
            )
            return repeats, back, switches

        repeats, back, switches = _added(_over_threads(view, work))
        return (
            rows_of(RepeatRow, repeats),
            rows_of(ThereAndBackRow, back),
            rows_of(SwitchRow, switches),
        )

    def scores(self) -> tuple[ScoreRow, ...]:
        """Sum the scores given at each touchpoint."""
        view, log = self.view, self.view.log
        if log.score is None:
            return ()

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            sums = np.zeros((self._groups, self._width, 3), np.int64)
            kernels.count_scores(
                view.off, log.kind, log.score, view.touch, view.group, lo, hi, sums
            )
            return (sums,)

        [sums] = _added(_over_threads(view, work))
        return tuple(
            ScoreRow(g, a, *sums[g, a].tolist())
            for g, a in np.argwhere(sums[:, :, 0]).tolist()
        )

    def goal(self, goal: int, within_us: int = -1) -> tuple[GoalRow, ...]:
        """Count who gets from each touchpoint to the goal, within a time if given."""
        view, log = self.view, self.view.log

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            since = np.zeros(self._width, np.int64)
            seen = np.full(self._width, -1, np.int64)
            done = np.zeros((self._groups, self._width), np.int64)
            kernels.count_goal(
                view.off,
                log.kind,
                log.ts,
                view.touch,
                view.group,
                goal,
                within_us,
                lo,
                hi,
                since,
                seen,
                done,
            )
            return (done,)

        [done] = _added(_over_threads(view, work))
        return rows_of(GoalRow, done)

    def waits(self) -> tuple[NextRow, ...]:
        """Measure how long it takes from each touchpoint to the next other one."""
        view, log = self.view, self.view.log
        slots = np.empty(log.events, np.int64)
        times = np.empty(log.events, np.int64)

        def work(lo: int, hi: int) -> tuple[int, int]:
            end = kernels.count_next(
                *(view.off, log.kind, log.ts, view.touch, view.group),
                *(self._width, lo, hi, slots, times),
            )
            return int(view.off[lo]), int(end)

        pieces = _over_threads(view, work)
        ordered, starts = by_slot(slots, times, pieces, self._groups * self._width)
        ranks = pick(ordered, starts)
        rows = []
        for slot in np.flatnonzero(np.diff(starts)).tolist():
            part = ordered[starts[slot] : starts[slot + 1]]
            g, a = divmod(slot, self._width)
            found = ranks_of(ranks[slot])
            rows.append(NextRow(g, a, len(part), int(part.sum()), found))
        return tuple(rows)

    def deviations(
        self, fails: NDArray[np.uint16], optional: NDArray[np.uint16]
    ) -> tuple[tuple[DeviationRow, ...], tuple[CleanRow, ...]]:
        """Count how cases deviate from the map, touchpoint by touchpoint."""
        view, log = self.view, self.view.log
        places = len(view.names)

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            first = np.full(places, -1, np.int64)
            failed = np.zeros(places, np.int64)
            counts = np.zeros((self._groups, places + 1, 4), np.int64)
            clean = np.zeros(self._groups, np.int64)
            kernels.count_deviations(
                *(view.off, log.kind, view.touch, fails, optional, view.group),
                *(lo, hi, first, failed, counts, clean),
            )
            return counts, clean

        counts, clean = _added(_over_threads(view, work))
        rows = tuple(
            DeviationRow(g, a if a < places else -1, *counts[g, a].tolist())
            for g in range(self._groups)
            for a in range(places + 1)
            if counts[g, a].any()
        )
        return rows, tuple(CleanRow(g, n) for g, n in enumerate(clean.tolist()))

    def kinds(self) -> tuple[KindRow, ...]:
        """Count events and cases of every kind, on the map or not."""
        view, log = self.view, self.view.log

        def work(lo: int, hi: int) -> tuple[Any, ...]:
            seen = np.full(max(len(log.kinds), 1), -1, np.int64)
            counts = np.zeros((max(len(log.kinds), 1), 2), np.int64)
            kernels.count_kinds(view.off, log.kind, view.group, lo, hi, seen, counts)
            return (counts,)

        [counts] = _added(_over_threads(view, work))
        return tuple(
            KindRow(place, *row) for place, row in enumerate(counts.tolist()) if row[0]
        )

    def _check_cells(self, cells: int) -> None:
        if cells > MAX_CELLS:
            from jejak.analytics.refusal import refused

            raise refused("log.refused.cells", groups=self._groups, names=self._width)


def rows_of(kind: type[Row], counts: Any) -> tuple[Row, ...]:
    """Return the places of a table that are not nought as rows with their count."""
    make: Any = kind
    places, values = np.argwhere(counts).tolist(), counts[np.nonzero(counts)].tolist()
    return tuple(make(*at, n) for at, n in zip(places, values, strict=True))


def by_slot(
    slots: NDArray[np.int64],
    times: NDArray[np.int64],
    pieces: Sequence[tuple[int, int]],
    count: int,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Bring times that stand in pieces of an array together by their slot."""
    n = np.zeros(count, np.int64)
    for lo, hi in pieces:
        kernels.count_slots(slots, lo, hi, n)
    starts = np.zeros(count + 1, np.int64)
    np.cumsum(n, out=starts[1:])
    ordered = np.empty(starts[-1], np.int64)
    cursor = starts[:-1].copy()
    for lo, hi in pieces:
        kernels.scatter_times(slots, times, lo, hi, cursor, ordered)
    return ordered, starts


def pick(values: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Find the values around every quantile of every slice."""
    slices = len(starts) - 1
    out = np.zeros((slices, len(_NUM), 2), np.int64)
    count = threads() if len(values) > _FEW_EVENTS else 1

    def work(part: tuple[int, int]) -> None:
        kernels.pick_ranks(values, starts, _NUM, _DEN, *part, out)

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(work, cut(starts, count * 4 if count > 1 else 1)))
    return out


def ranks_of(row: Any) -> Ranks:
    """Return the values around every quantile as plain numbers."""
    return tuple((int(low), int(high)) for low, high in row)
