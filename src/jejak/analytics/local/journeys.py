"""Cases, reach, steps and paths: one pass over the events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from jejak.analytics.kernels import OFF
from jejak.analytics.kernels import journeys as kernels
from jejak.analytics.local.rows import check_cells, rows_of
from jejak.analytics.local.threads import added, over_threads
from jejak.analytics.log.sorting import Numbering
from jejak.analytics.tallies import (
    CaseRow,
    PairRow,
    ReachRow,
    StepRow,
    VariantRow,
    Variants,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jejak.analytics.view import View

STEPS = 10


class Journeys(NamedTuple):
    """What the pass has counted."""

    totals: NDArray[np.int64]  # group: cases, events, off the map, on it
    reached: NDArray[np.int64]  # group, touchpoint: events, cases, first, last
    at_step: NDArray[np.int64]  # group, step, touchpoint
    paths: NDArray[np.int64]  # case: hash of its path; 0 where it has none


def count(view: View) -> Journeys:
    """Go over all events once."""
    log, groups, width = view.log, len(view.groups), max(len(view.names), 1)
    check_cells(view, groups * STEPS * width)
    mix = np.random.default_rng(20261122).integers(-(2**62), 2**62, width)
    paths = np.zeros(view.cases, np.int64)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        seen = np.full(width, -1, np.int64)
        totals = np.zeros((groups, 4), np.int64)
        reach = np.zeros((groups, width, 4), np.int64)
        steps = np.zeros((groups, STEPS, width), np.int64)
        kernels.count_journeys(
            *(view.off, log.kind, view.touch, view.group, mix, lo, hi),
            *(seen, totals, reach, steps, paths),
        )
        return totals, reach, steps

    return Journeys._make((*added(over_threads(view, work)), paths))


def cases(counted: Journeys) -> tuple[CaseRow, ...]:
    """Return how much there is of each group."""
    return tuple(CaseRow(g, *row) for g, row in enumerate(counted.totals.tolist()))


def reach(counted: Journeys) -> tuple[ReachRow, ...]:
    """Return who was at each touchpoint."""
    reached = counted.reached
    return tuple(
        ReachRow(int(g), int(a), *reached[g, a].tolist())
        for g, a in np.argwhere(reached[:, :, 0])
    )


def steps(counted: Journeys) -> tuple[StepRow, ...]:
    """Return who is where at each of the first steps."""
    return rows_of(StepRow, counted.at_step)


def pairs(view: View, limit: int) -> tuple[PairRow, ...]:
    """Count who goes from where to where at each of the first steps."""
    log, width = view.log, max(len(view.names), 1)
    check_cells(view, len(view.groups) * limit * width**2)

    def work(lo: int, hi: int) -> tuple[Any, ...]:
        counts = np.zeros((len(view.groups), limit, width, width), np.int64)
        kernels.count_pairs(view.off, log.kind, view.touch, view.group, lo, hi, counts)
        return (counts,)

    [counts] = added(over_threads(view, work))
    return rows_of(PairRow, counts)


def variants(view: View, counted: Journeys, top: int) -> Variants:
    """Find the most frequent paths."""
    there = np.flatnonzero((view.group != OFF) & (counted.paths != 0))
    numbered = Numbering(len(there)).number(counted.paths[there])
    counts = np.bincount(numbered)
    examples = np.empty(len(counts), np.int64)
    examples[numbered] = there
    rows = _top_paths(view, examples, counts, top)
    return Variants(len(there), len(counts), rows)


def _top_paths(
    view: View, examples: Any, counts: Any, top: int
) -> tuple[VariantRow, ...]:
    if not len(counts) or top < 1:
        return ()
    limit = np.sort(counts)[-min(top, len(counts))]
    more = np.flatnonzero(counts > limit)
    order = sorted(
        ((int(counts[one]), path_of(view, int(examples[one]))) for one in more),
        key=lambda row: (-row[0], row[1]),
    )
    equal = _smallest(view, examples[counts == limit], top - len(order))
    rows = [*order, *((int(limit), path_of(view, case)) for case in equal)]
    return tuple(VariantRow(*row) for row in rows)


def _smallest(view: View, examples: Any, wanted: int) -> list[int]:
    """Return the cases with the smallest paths, in order."""
    best = np.empty(max(wanted, 0), np.int64)
    n = kernels.smallest_paths(view.off, view.log.kind, view.touch, examples, best)
    return [int(case) for case in best[:n]]


def path_of(view: View, case: int) -> tuple[int, ...]:
    """Return the touchpoints of a case, in order."""
    kinds = view.log.kind[view.off[case] : view.off[case + 1]]
    return tuple(one for one in view.touch[kinds].tolist() if one != OFF)
