"""Counted arrays as rows, and times as the values around their quantiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from jejak.analytics.bounding import BOUNDED, rank_bounds
from jejak.analytics.kernels import ranks as kernels
from jejak.analytics.local.threads import at_once, cut, parts_for
from jejak.analytics.log import MAX_NARROW
from jejak.analytics.refusal import refused
from jejak.analytics.tallies import QUANTILES, BoundRow, Ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from jejak.analytics.view import View

Row = TypeVar("Row")

MAX_CELLS = 50_000_000
_NUM = np.array([num for num, _ in QUANTILES])
_DEN = np.array([den for _, den in QUANTILES])


def check_cells(view: View, cells: int) -> None:
    """Refuse tables that would fill the memory.

    Raises:
        LogRefused: There are too many groups for so many touchpoints.
    """
    if cells > MAX_CELLS:
        groups, names = len(view.groups), len(view.names)
        raise refused("log.refused.cells", groups=groups, names=names)


def rows_of(kind: type[Row], counts: Any) -> tuple[Row, ...]:
    """Return the places of a table that are not nought as rows with their count."""
    make: Any = kind
    places, values = np.argwhere(counts).tolist(), counts[np.nonzero(counts)].tolist()
    return tuple(make(*at, n) for at, n in zip(places, values, strict=True))


class Slots:
    """Times, each with the number of what it is a time of, as kernels write them.

    A kernel that looks at the cases `lo` to `hi` writes from `off[lo]` on, and at
    most one time per event.
    """

    def __init__(self, view: View, count: int) -> None:
        code = np.uint16 if count <= MAX_NARROW else np.uint32
        self.slots = np.empty(view.log.events, code)
        self.times = np.empty(view.log.events, np.int64)
        self._count = count

    def gathered(self, pieces: Sequence[tuple[int, int]]) -> Gathered:
        """Bring the times of each slot together; `pieces` says where they stand."""

        def count(lo: int, hi: int) -> Any:
            n = np.zeros(self._count, np.int64)
            kernels.count_slots(self.slots, lo, hi, n)
            return n

        counts = at_once(count, list(pieces))
        starts = np.zeros(self._count + 1, np.int64)
        np.cumsum(sum(counts), out=starts[1:])
        ordered = np.empty(starts[-1], np.int64)

        def scatter(lo: int, hi: int, cursor: Any) -> None:
            kernels.scatter_times(self.slots, self.times, lo, hi, cursor, ordered)

        cursors = behind_one_another(starts, counts)
        at_once(scatter, [(*p, c) for p, c in zip(pieces, cursors, strict=True)])
        return Gathered(ordered, starts)


def behind_one_another(starts: Any, counts: Sequence[Any]) -> list[Any]:
    """Return for each thread where in every slice it begins to write."""
    at = starts[:-1].copy()
    cursors = []
    for n in counts:
        cursors.append(at.copy())
        at += n.ravel()
    return cursors


class Gathered:
    """The times of every slot, one slot behind the other."""

    def __init__(self, ordered: NDArray[np.int64], starts: NDArray[np.int64]) -> None:
        self.ordered = ordered
        self.starts = starts
        self.n = np.diff(starts)
        is_some = np.flatnonzero(self.n)
        self.totals = np.zeros(len(self.n), np.int64)
        if len(is_some):
            self.totals[is_some] = np.add.reduceat(ordered, starts[:-1][is_some])
        self._ranks = pick(ordered, starts)

    def ranks(self, slot: int) -> Ranks:
        """Return the values around every quantile of a slot; of nothing, nothing."""
        return ranks_of(self._ranks[slot]) if self.n[slot] else ()

    def bounds(self, width: int) -> tuple[BoundRow, ...]:
        """Return the times that bound quantiles, for every slot that has any."""
        return tuple(
            BoundRow(*divmod(slot, width), int(self.n[slot]), self._bounds(slot))
            for slot in np.flatnonzero(self.n).tolist()
        )

    def _bounds(self, slot: int) -> tuple[tuple[int | None, int | None], ...]:
        own = self.ordered[self.starts[slot] : self.starts[slot + 1]]
        pairs = [rank_bounds(len(own), *quantile) for quantile in BOUNDED]
        wanted = [rank for pair in pairs for rank in pair if rank is not None]
        if wanted:
            own = np.partition(own, wanted)
        return tuple(
            (
                None if low is None else int(own[low]),
                None if high is None else int(own[high]),
            )
            for low, high in pairs
        )


def pick(values: NDArray[np.int64], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    """Find the values around every quantile of every slice."""
    out = np.zeros((len(starts) - 1, len(_NUM), 2), np.int64)
    count = parts_for(len(values))

    def work(lo: int, hi: int) -> None:
        kernels.pick_ranks(values, starts, _NUM, _DEN, lo, hi, out)

    at_once(work, cut(starts, count * 4 if count > 1 else 1))
    return out


def ranks_of(row: Any) -> Ranks:
    """Return the values around every quantile as plain numbers."""
    return tuple((int(low), int(high)) for low, high in row)
