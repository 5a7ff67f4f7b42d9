"""Intervals of medians and other quantiles of times; the standard library only.

The times at two ranks bound a quantile, whatever the distribution: of n times, the
number below the quantile q is binomial, so that between the l-th and the u-th time it
lies with the probability that this number is l at least and less than u (H. A. David
and H. N. Nagaraja, Order Statistics, 3rd ed. 2003, section 7.1; W. J. Conover,
Practical Nonparametric Statistics, 3rd ed. 1999, section 3.2).

It holds for times that do not depend on each other. Where one person has many of
them, the interval is too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import count
from math import exp, lgamma, log, log1p, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUNDED = ((1, 2), (9, 10))
"""The quantiles that are compared: the median, and 90 per cent."""

_PAST = 0.025  # what may lie past each end of a 95 % interval
_REACH = 9  # standard deviations, beyond which nothing is left to count


@cache
def rank_bounds(n: int, num: int, den: int) -> tuple[int | None, int | None]:
    """Return the ranks, from 0, of the times that bound a quantile with 95 %.

    None where there are too few times for a bound on that side.

    Examples:
        >>> rank_bounds(10, 1, 2)  # 11 of 1,024 are past each end: 97.9 % between
        (1, 8)
        >>> rank_bounds(5, 1, 2), rank_bounds(10, 9, 10)
        ((None, None), (6, None))
    """
    share = num / den
    low = _first_past(n, share)
    high = _first_past(n, 1 - share)
    return (
        None if low is None else low - 1,
        None if high is None else n - high,
    )


def _first_past(n: int, share: float) -> int | None:
    """Return the most of n that are fewer with a probability of 2.5 % at most."""
    total = 0.0
    for k, probability in _binomial(n, share):
        total += probability
        if total > _PAST:
            return k or None
    return None


def _binomial(n: int, share: float) -> Iterator[tuple[int, float]]:
    """Yield how probable each number of n is, from where it begins to matter."""
    mean, deviation = n * share, sqrt(n * share * (1 - share))
    first = max(0, int(mean - _REACH * deviation))
    chosen = lgamma(n + 1) - lgamma(first + 1) - lgamma(n - first + 1)
    p = exp(chosen + first * log(share) + (n - first) * log1p(-share))
    for k in count(first):
        if k > n:
            return
        yield k, p
        p *= (n - k) / (k + 1) * share / (1 - share)


@dataclass(frozen=True, slots=True)
class Span:
    """A time with its 95 % interval; an end is None where there are too few times."""

    value: timedelta
    low: timedelta | None
    high: timedelta | None

    @property
    def is_clear(self) -> bool:
        """Whether the interval of a difference leaves nought out."""
        none = timedelta(0)
        is_more = self.low is not None and self.low > none
        return is_more or (self.high is not None and self.high < none)


def gap(one: Span, other: Span) -> Span:
    """Return how much longer one time is than another, with its interval.

    The ends are those of both intervals, squared and added, as Newcombe does it for
    shares; that this holds for other figures, too: G. Y. Zou and A. Donner,
    Construction of confidence limits about effect measures, Statistics in Medicine
    27 (2008), 1693-1702.

    Examples:
        >>> def span(*seconds):
        ...     return Span(*(timedelta(seconds=n) for n in seconds))
        >>> found = gap(span(60, 56, 63), span(40, 36, 43))
        >>> [str(end) for end in (found.value, found.low, found.high)]
        ['0:00:20', '0:00:15', '0:00:25']
    """
    value = one.value - other.value
    return Span(
        value,
        _end(value, -1, one.value, one.low, other.value, other.high),
        _end(value, 1, one.value, one.high, other.value, other.low),
    )


def _end(
    value: timedelta,
    sign: int,
    one: timedelta,
    one_end: timedelta | None,
    other: timedelta,
    other_end: timedelta | None,
) -> timedelta | None:
    if one_end is None or other_end is None:
        return None
    apart = ((one - one_end).total_seconds(), (other - other_end).total_seconds())
    return value + sign * timedelta(seconds=sqrt(apart[0] ** 2 + apart[1] ** 2))
