"""Units as people write them beside a figure, and what they say it is."""

from __future__ import annotations

from typing import Literal

Sort = Literal["time", "share", "count"]

_SHARES = frozenset(("%", "percent", "per cent", "persen"))
_SECONDS = {
    **dict.fromkeys(("s", "sec", "second", "seconds", "detik", "dtk"), 1),
    **dict.fromkeys(("min", "minute", "minutes", "m", "menit"), 60),
    **dict.fromkeys(("h", "hour", "hours", "j", "jam"), 3600),
    **dict.fromkeys(("d", "day", "days", "hari"), 86400),
    **dict.fromkeys(("week", "weeks", "minggu"), 604_800),
}

MOST_SECONDS = 10**13
"""What is longer, some 300,000 years, is no time that anybody means."""


def seconds_of(figure: float | None, unit: str) -> float | None:
    """Return an expected time in seconds; None where it is no time from 0 on.

    Examples:
        >>> seconds_of(15, "menit"), seconds_of(2, "h"), seconds_of(80, "%")
        (900, 7200, None)
        >>> seconds_of(-1, "h"), seconds_of(1e300, "h")
        (None, None)
    """
    size = _SECONDS.get(unit.strip().lower())
    if figure is None or size is None:
        return None
    seconds = figure * size
    return seconds if 0 <= seconds <= MOST_SECONDS else None


def sort_of(unit: str) -> Sort:
    """Return what a figure with a unit is: a time, a share, or how many.

    Examples:
        >>> sort_of("menit"), sort_of("%"), sort_of("orders"), sort_of("")
        ('time', 'share', 'count', 'count')
    """
    word = unit.strip().lower()
    if word in _SECONDS:
        return "time"
    return "share" if word in _SHARES else "count"
