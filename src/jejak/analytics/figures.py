"""Figures from tallies, the same for every engine; the standard library only.

A rate carries its numerator and denominator; what cannot be known is None, with the
reason, and never nought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from jejak.analytics.tallies import QUANTILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jejak.analytics.tallies import EdgeRow, FunnelRow, Ranks, ReachRow, Variants

FEW = 5
"""Groups of fewer people are hidden in whatever leaves this computer."""
Z95 = 1.959963984540054

Reason = Literal["nobody", "too_few"]


@dataclass(frozen=True, slots=True)
class Rate:
    """So many of so many. Of nobody it is undefined, which is not nought.

    Examples:
        >>> Rate(1, 4).share, Rate(0, 0).share, Rate(0, 0).reason
        (0.25, None, 'nobody')
    """

    num: int
    den: int
    people: int | None = field(default=None, compare=False)  # if `num` counts others

    @property
    def share(self) -> float | None:
        """The share, 0 to 1; None of nobody."""
        return self.num / self.den if self.den else None

    @property
    def reason(self) -> Reason | None:
        """Why there is no share."""
        return None if self.den else "nobody"

    def interval(self) -> tuple[float, float] | None:
        """Return the 95 % interval by Wilson's formula; None of nobody.

        Examples:
            >>> [round(edge, 3) for edge in Rate(8, 10).interval()]
            [0.49, 0.943]
        """
        if not self.den:
            return None
        n, p, z2 = self.den, self.num / self.den, Z95**2
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger one share is than another, with its 95 % interval."""

    points: float  # of a share: 0.1 is ten percentage points
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.low > 0 or self.high < 0


def difference(one: Rate, other: Rate) -> Difference | None:
    """Compare two rates by Newcombe's interval; None where one is undefined.

    Examples:
        >>> found = difference(Rate(56, 70), Rate(48, 80))
        >>> round(found.points, 3), round(found.low, 4), round(found.high, 4)
        (0.2, 0.0524, 0.3339)
        >>> difference(Rate(1, 2), Rate(0, 0)) is None
        True
    """
    mine, theirs = one.interval(), other.interval()
    p, q = one.share, other.share
    if mine is None or theirs is None or p is None or q is None:
        return None
    low = p - q - sqrt((p - mine[0]) ** 2 + (theirs[1] - q) ** 2)
    high = p - q + sqrt((mine[1] - p) ** 2 + (q - theirs[0]) ** 2)
    return Difference(p - q, low, high)


@dataclass(frozen=True, slots=True)
class Times:
    """A distribution of times, of how many; each quantile exact."""

    n: int
    mean: timedelta | None
    p10: timedelta | None = None
    p25: timedelta | None = None
    median: timedelta | None = None
    p75: timedelta | None = None
    p90: timedelta | None = None
    longest: timedelta | None = None
    people: int = field(default=0, compare=False)  # who have them, as far as is known

    def is_told(self, name: str) -> bool:
        """Tell whether a figure says something of five people at least.

        What lies past a quantile are people, too: the 90 % of twenty are bounded by
        what took two of them longest, and are not told.

        Examples:
            >>> few, many = Times(20, None, people=20), Times(50, None, people=50)
            >>> few.is_told("median"), few.is_told("p90"), many.is_told("p90")
            (True, False, True)
        """
        return round(self.people * BEYOND.get(name, 1.0), 6) >= FEW


BEYOND = {"p10": 0.1, "p25": 0.25, "p75": 0.25, "p90": 0.1, "longest": 0.0}
"""The share of people whose times lie past a figure; of mean and median it is all."""


def times(n: int, total_us: int, ranks: Ranks, people: int | None = None) -> Times:
    """Interpolate the quantiles between the values on both sides of each.

    Args:
        n: How many times there are.
        total_us: Their sum.
        ranks: The values at the ranks around each quantile.
        people: Who have them, if somebody may have several.

    Examples:
        >>> times(2, 3_000_000, (((1_000_000, 2_000_000)),) * 5).median
        datetime.timedelta(seconds=1, microseconds=500000)
        >>> times(0, 0, ()).median is None
        True
    """
    if not n:
        return Times(0, None)
    found = [
        timedelta(microseconds=_between(n, num, den, *pair))
        for (num, den), pair in zip(QUANTILES, ranks, strict=True)
    ]
    mean = timedelta(microseconds=total_us / n)
    p10, p25, median, p75, p90 = found
    whole = n if people is None else people
    return Times(n, mean, p10, p25, median, p75, p90, people=whole)


def _between(n: int, num: int, den: int, low: int, high: int) -> float:
    share = ((n - 1) * num % den) / den
    return low + share * (high - low)


@dataclass(frozen=True, slots=True)
class Passage:
    """What follows directly on what: of all that leaves the first."""

    source: int
    target: int
    share: Rate  # of the times that the first was left or ended a case
    wait: Times


def passages(
    edges: Iterable[EdgeRow],
    reach: Iterable[ReachRow],
    group: int = 0,
    people: Mapping[tuple[int, int], int] = MappingProxyType({}),
) -> tuple[Passage, ...]:
    """Make figures of a flow, the most frequent first.

    Args:
        edges: What follows on what.
        reach: Who was where.
        group: Of whom.
        people: Who takes a passage, where that matters.
    """
    events = {row.touch: row.events for row in reach if row.group == group}
    rows = sorted(
        (row for row in edges if row.group == group),
        key=lambda row: (-row.n, row.source, row.target),
    )
    return tuple(
        Passage(
            row.source,
            row.target,
            Rate(row.n, events[row.source]),
            times(row.n, row.waited, row.ranks, people.get((row.source, row.target))),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Stepped:
    """One step of a funnel."""

    step: int
    of_all: Rate  # of the cases that took the first step
    of_previous: Rate
    wait: Times


def steps_of(rows: Iterable[FunnelRow], group: int = 0) -> tuple[Stepped, ...]:
    """Make figures of a funnel."""
    own = [row for row in rows if row.group == group]
    made = []
    for place, row in enumerate(own):
        before = own[place - 1].cases if place else row.cases
        wait = times(row.cases if row.ranks else 0, row.waited, row.ranks)
        rate = Rate(row.cases, own[0].cases)
        made.append(Stepped(row.step, rate, Rate(row.cases, before), wait))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Taken:
    """A path, how many take it, and how many take it or one before it in the list."""

    path: tuple[int, ...]
    cases: Rate
    covered: Rate


def taken(variants: Variants) -> tuple[Taken, ...]:
    """Make figures of variants.

    Examples:
        >>> from jejak.analytics.tallies import VariantRow, Variants
        >>> rows = (VariantRow(3, (0, 1)), VariantRow(1, (0,)))
        >>> [one.covered.share for one in taken(Variants(4, 2, rows))]
        [0.75, 1.0]
    """
    covered = 0
    made = []
    for row in variants.rows:
        covered += row.cases
        shares = Rate(row.cases, variants.cases), Rate(covered, variants.cases)
        made.append(Taken(row.path, *shares))
    return tuple(made)
