"""The ribbon: a thin band whose colour follows the emotion curve."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING

from jejak.layout.curve import HIGHEST, LOWEST

if TYPE_CHECKING:
    from jejak.layout.curve import Curve

STOPS = 11  # per stage


@dataclass(frozen=True, slots=True)
class Stop:
    """The colour at one place of a stage: a mix of two neighbouring emotion levels."""

    at: float  # 0 start of the stage … 1 its end
    low: int  # level -2 … +1
    high: int  # low + 1
    mix: float  # share of `high` in the colour, 0 … 1


def ribbon_stops(curve: Curve | None, start: float, end: float) -> tuple[Stop, ...]:
    """Return the colour stops of a stage that runs from `start` to `end` on the map.

    Without a curve there is nothing to show, so there are no stops.

    Examples:
        >>> from jejak.layout.curve import Point, curve_through
        >>> curve = curve_through([Point(0.0, 0.5), Point(1.0, 0.5)])
        >>> stops = ribbon_stops(curve, 0.0, 0.25)
        >>> len(stops), stops[0]
        (11, Stop(at=0.0, low=0, high=1, mix=0.5))
    """
    if curve is None:
        return ()
    shares = [index / (STOPS - 1) for index in range(STOPS)]
    return tuple(
        stop_of(share, curve.value_at(start + (end - start) * share))
        for share in shares
    )


def stop_of(at: float, value: float) -> Stop:
    """Return the stop that shows `value`.

    Examples:
        >>> stop_of(0.1, -1.25)
        Stop(at=0.1, low=-2, high=-1, mix=0.75)
        >>> stop_of(1.0, 2.0)
        Stop(at=1.0, low=1, high=2, mix=1.0)
    """
    bounded = min(max(value, LOWEST), HIGHEST)
    low = min(floor(bounded), 1)
    return Stop(at, low, low + 1, round(bounded - low, 4))
