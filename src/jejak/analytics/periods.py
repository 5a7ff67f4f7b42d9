"""Days, weeks and months as groups of cases, for what changes with time."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, get_args

from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

Per = Literal["day", "week", "month"]
PERS: tuple[Per, ...] = get_args(Per)
MOST = 4_000
_EPOCH = date(1970, 1, 1)
_SPAN = ((date.min - _EPOCH).days, (date.max - _EPOCH).days - 31)


def check_days(first: date | None, last: date | None) -> None:
    """See to it that a period ends after it begins, or on the same day.

    Raises:
        LogRefused: It does not.
    """
    if first and last and first > last:
        raise refused("log.refused.days", first=first, last=last)


def check_apart(periods: Sequence[tuple[date, date]]) -> None:
    """See to it that nobody is in two of some periods that are compared.

    Raises:
        LogRefused: Two share a day, or one ends before it begins.
    """
    for first, last in periods:
        check_days(first, last)
    for one, other in pairwise(sorted(periods)):
        if one[1] >= other[0]:
            shown = [f"{first}..{last}" for first, last in (one, other)]
            raise refused("log.refused.overlap", first=shown[0], second=shown[1])


def periods_of(
    days: Collection[int], per: Per
) -> tuple[tuple[str, ...], dict[int, int]]:
    """Return what the periods are called, and in which of them each day is.

    Periods in which nothing starts are between them, so that a gap shows.

    Args:
        days: Days on which cases start, counted from 1970.
        per: How long a period is. Weeks begin on Monday.

    Raises:
        LogRefused: There would be too many, or years that no calendar holds.

    Examples:
        >>> periods_of([0, 40], "month")
        (('1970-01', '1970-02'), {0: 0, 40: 1})
        >>> periods_of([0, 14], "week")[0]  # 1970 began on a Thursday
        ('1970-W01', '1970-W02', '1970-W03')
    """
    if not days:
        return (), {}
    low, high = min(days), max(days)
    if low < _SPAN[0] or high > _SPAN[1]:
        raise refused("log.refused.periods", per=per, limit=MOST)
    names: list[str] = []
    at = _begin(_day(low), per)
    while at <= _day(high):
        if len(names) == MOST:
            raise refused("log.refused.periods", per=per, limit=MOST)
        names.append(_name(at, per))
        at = _next(at, per)
    places = {name: place for place, name in enumerate(names)}
    return tuple(names), {
        day: places[_name(_begin(_day(day), per), per)] for day in days
    }


def per_of(days: int) -> Per:
    """Return periods that part so many days into some that an eye can compare.

    Examples:
        >>> per_of(20), per_of(180), per_of(400)
        ('day', 'week', 'month')
    """
    if days <= 35:
        return "day"
    return "week" if days <= 210 else "month"


def _day(number: int) -> date:
    return _EPOCH + timedelta(days=number)


def _begin(day: date, per: Per) -> date:
    if per == "month":
        return day.replace(day=1)
    if per == "week" and day.toordinal() > day.weekday():
        return day - timedelta(days=day.weekday())
    return day


def _next(day: date, per: Per) -> date:
    if per == "month":
        return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day + timedelta(days=7 if per == "week" else 1)


def _name(day: date, per: Per) -> str:
    if per == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04d}-W{week:02d}"
    return day.isoformat()[: 7 if per == "month" else 10]
