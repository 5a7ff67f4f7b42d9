"""The expectation bar: what was measured, beside a tick for what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import Literal

TICK = 0.3  # where the expectation stands, as a share of the bar
NEAR, OVER = 1.05, 2.0  # up to NEAR it is met; from OVER it is missed


@dataclass(frozen=True, slots=True)
class Bar:
    """A drawn bar and what it says."""

    width: float  # share of the whole bar, 0 … 1
    tone: Literal["met", "near", "over"]


def expectation_bar(
    measured: float, expected: float, *, better: Literal["lower", "higher"] = "lower"
) -> Bar:
    """Return the bar of a measured figure against its expectation.

    Up to the tick the bar is straight; beyond it grows with the logarithm, so that
    twenty times too long still fits and twice too long is still seen.

    Args:
        measured: The figure, in the unit of the expectation; 0 or more.
        expected: The expectation, above 0.
        better: Whether a higher or a lower figure is better.

    Examples:
        >>> expectation_bar(10, 10)
        Bar(width=0.3, tone='met')
        >>> expectation_bar(40, 10).tone, round(expectation_bar(40, 10).width, 3)
        ('over', 0.624)
        >>> expectation_bar(50, 80, better="higher").tone
        'near'
    """
    ratio = _ratio(measured, expected, better)
    if ratio <= 1:
        width = TICK * ratio
    else:
        width = TICK + (1 - TICK) * min(1.0, log(ratio) / log(20))
    tone: Literal["met", "near", "over"] = (
        "met" if ratio <= NEAR else "near" if ratio < OVER else "over"
    )
    return Bar(width, tone)


def _ratio(
    measured: float, expected: float, better: Literal["lower", "higher"]
) -> float:
    if better == "lower":
        return measured / expected
    return expected / measured if measured > 0 else float("inf")
