"""Working hours: how much of the time between two moments somebody was at work."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DAY_US = 86_400_000_000
WEEK_US = 7 * DAY_US
SHIFT_US = 3 * DAY_US + 110_000 * WEEK_US
"""1970 began on a Thursday; and no year that a log can hold lies so far back."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YEARS = (1900, 2100)  # in which zones put their clocks forward and back
_DAYS = {
    **dict(
        zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), range(7), strict=True)
    ),
    **dict(
        zip(("sen", "sel", "rab", "kam", "jum", "sab", "min"), range(7), strict=True)
    ),
}
_PART = re.compile(
    r"(?:([a-z]{3})[a-z]*(?:\s*-\s*([a-z]{3})[a-z]*)?\s+)?"
    r"(\d{1,2})[:.](\d{2})\s*-\s*(\d{1,2})[:.](\d{2})"
)


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody is at work, the same every week, in one time zone."""

    spans: tuple[tuple[int, int], ...]  # microseconds of the week from Monday, in order
    zone: str
    text: str  # as people have written it

    @property
    def open_us(self) -> int:
        """How much of a week somebody is at work."""
        return sum(end - start for start, end in self.spans)

    def segments(self, first: int, last: int) -> tuple[tuple[int, int, int], ...]:
        """Cut a time into parts with one offset of the clocks each.

        Returns:
            For each part when it begins, its offset, and what is added to the sum of
            its week so that the sum goes on where the part before ends.
        """
        made: list[tuple[int, int, int]] = []
        for begins, offset in _offsets(self.zone, first, last):
            added = 0
            if made:
                _, before, already = made[-1]
                added = self._sum(begins + before) + already
                added -= self._sum(begins + offset)
            made.append((begins, offset, added))
        return tuple(made)

    def _sum(self, local: int) -> int:
        weeks, rest = divmod(local + SHIFT_US, WEEK_US)
        own = sum(min(max(rest - start, 0), end - start) for start, end in self.spans)
        return weeks * self.open_us + own

    def between(self, first: int, last: int) -> int:
        """Return how much of a time somebody was at work.

        Examples:
            >>> hour = 3_600_000_000
            >>> office = hours("mon-fri 09:00-17:00", "UTC")  # 1970 began on a Thursday
            >>> office.between(8 * hour, 10 * hour) // hour
            1
            >>> office.between(0, 7 * 24 * hour) // hour
            40
        """
        parts = self.segments(first, last)
        begins = [part[0] for part in parts]
        return self._at(last, parts, begins) - self._at(first, parts, begins)

    def _at(self, us: int, parts: Any, begins: list[int]) -> int:
        _, offset, added = parts[max(bisect_right(begins, us) - 1, 0)]
        return self._sum(us + offset) + int(added)

    def of_array(self, ts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return for each time how much somebody had been at work until then."""
        import numpy as np

        from jejak.analytics.log import frozen

        if not len(ts):
            return ts
        parts = np.array(self.segments(int(ts.min()), int(ts.max())), np.int64)
        made = ts + SHIFT_US
        if len(parts) == 1:
            made += parts[0, 1]
        else:
            place = np.maximum(np.searchsorted(parts[:, 0], ts, side="right") - 1, 0)
            made += parts[place, 1]
        weeks = made // WEEK_US
        made -= weeks * WEEK_US
        weeks *= self.open_us
        for start, end in self.spans:
            weeks += np.clip(made - start, 0, end - start)
        weeks += parts[0, 2] if len(parts) == 1 else parts[place, 2]
        plain: NDArray[np.int64] = frozen(weeks)  # type: ignore[assignment]
        return plain


def _offsets(zone: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return when the clocks of a zone change, and how far they then are from UTC."""
    edges = [_new_year(year) for year in _YEARS]
    low, high = (min(max(us, edges[0]), edges[1]) for us in (first, last))
    begun, ended = ((_EPOCH + timedelta(microseconds=us)).year for us in (low, high))
    changes = chain(*(_changes(zone, year) for year in range(begun, ended + 1)))
    return [
        (low, _offset(zone, low)),
        *(one for one in changes if low < one[0] <= high),
    ]


def _new_year(year: int) -> int:
    return (datetime(year, 1, 1, tzinfo=UTC) - _EPOCH).days * DAY_US


def _offset(zone: str, us: int) -> int:
    moment = (_EPOCH + timedelta(microseconds=us)).astimezone(ZoneInfo(zone))
    return (moment.utcoffset() or timedelta()) // timedelta(microseconds=1)


@lru_cache(maxsize=4096)
def _changes(zone: str, year: int) -> tuple[tuple[int, int], ...]:
    """Return the changes of one year, after its first moment."""
    days = range(_new_year(year), _new_year(year + 1) + 1, DAY_US)
    offsets = [_offset(zone, day) for day in days]
    found = []
    for place, (before, after) in enumerate(pairwise(offsets)):
        if before != after:
            begins = _change(zone, days[place], days[place + 1])
            found.append((begins, _offset(zone, begins)))
    return tuple(found)


def _change(zone: str, low: int, high: int) -> int:
    """Find when an offset changes between two times, to the second."""
    before = _offset(zone, low)
    while high - low > 1_000_000:
        middle = (low + high) // 2
        if _offset(zone, middle) == before:
            low = middle
        else:
            high = middle
    return high // 1_000_000 * 1_000_000


def hours(text: str, zone: str = "UTC") -> Hours:
    """Read working hours such as "mon-fri 09:00-17:00, sat 9:00-12:00".

    Days may be Indonesian too; without days it is every day.

    Raises:
        LogRefused: It cannot be read, or there is no such zone.

    Examples:
        >>> hours("sen-jum 08:00-16:00", "Asia/Jakarta").open_us // 3_600_000_000
        40
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise refused("log.refused.zone", given=zone) from error
    spans = [span for part in text.split(",") for span in _spans(part, text)]
    ordered = sorted(spans)
    if any(one[1] > other[0] for one, other in pairwise(ordered)):
        raise refused("log.refused.hours", given=text)
    return Hours(tuple(ordered), zone, " ".join(text.split()))


def _spans(part: str, text: str) -> list[tuple[int, int]]:
    found = _PART.fullmatch(part.strip().lower())
    if not found:
        raise refused("log.refused.hours", given=text)
    first, last, *clock = found.groups()
    if not {one for one in (first, last) if one} <= set(_DAYS):
        raise refused("log.refused.hours", given=text)
    start, end = (
        (int(h) * 60 + int(m)) * 60_000_000 for h, m in (clock[:2], clock[2:])
    )
    if not start < end <= DAY_US or int(clock[1]) > 59 or int(clock[3]) > 59:
        raise refused("log.refused.hours", given=text)
    low = _DAYS[first] if first else 0
    high = _DAYS[last] if last else low if first else 6
    if high < low:
        raise refused("log.refused.hours", given=text)
    return [(day * DAY_US + start, day * DAY_US + end) for day in range(low, high + 1)]
