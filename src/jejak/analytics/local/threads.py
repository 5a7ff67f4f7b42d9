"""A job over all cases, shared by threads; kernels let other threads run."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.speed import threads

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from jejak.analytics.view import View

FEW_EVENTS = 200_000
"""Below so many, threads cost more than they bring."""


def parts_for(events: int) -> int:
    """Return how many threads share that many events."""
    return threads() if events > FEW_EVENTS else 1


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


def over_threads(view: View, work: Callable[[int, int], Any]) -> list[Any]:
    """Run a job on ranges of cases at once."""
    return at_once(work, cut(view.off, parts_for(view.log.events)))


def at_once(work: Callable[..., Any], parts: list[Any]) -> list[Any]:
    """Run a job on each of several parts, and return what came of them in order."""
    if len(parts) == 1:
        return [work(*parts[0])]
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(pool.map(lambda one: work(*one), parts))


def added(parts: list[tuple[Any, ...]]) -> list[Any]:
    """Sum what threads have counted, array by array."""
    return [sum(arrays[1:], start=arrays[0]) for arrays in zip(*parts, strict=True)]
