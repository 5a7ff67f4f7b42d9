"""When an event was: the many ways in which logs write times, as one SQL expression.

Times are microseconds since 1970 in UTC. A time without a zone is read in the zone
that the session of DuckDB is set to, which the caller states in the report.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

DateOrder = Literal["dmy", "mdy"]
DATE_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")

_SLASHED = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?:\D|$)")
SLASHED_SQL = r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?:\D|$)"
_ZONED = re.compile(r":\d\d(?:[.,]\d+)?\s*(?:Z|UTC|[+-]\d\d(?::?\d\d)?)$")
# Years of two digits first: four would take 24 for the year 24.
_DAYS: dict[DateOrder, tuple[str, ...]] = {
    "dmy": ("%d/%m/%y", "%d-%m-%y", "%d.%m.%y", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"),
    "mdy": ("%m/%d/%y", "%m-%d-%y", "%m.%d.%y", "%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"),
}
_WORDED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%a %b %d %Y")
_CLOCKS = ("", " %H:%M:%S", " %H:%M", " %H.%M", " %H.%M.%S", " %I:%M:%S %p")
_CLOCKS_MORE = (" %I:%M %p", " %H:%M:%S.%f")
_MONTHS = {"mei": "may", "agustus": "august", "agu": "aug", "oktober": "october"}
_MONTHS |= {"okt": "oct", "desember": "december", "des": "dec", "januari": "january"}
_MONTHS |= {"februari": "february", "maret": "march", "juni": "june", "juli": "july"}


def check_zone(name: str) -> str:
    """Return the name of a time zone, if there is one.

    Raises:
        LogRefused: Nothing is known of such a zone.

    Examples:
        >>> check_zone("Asia/Jakarta")
        'Asia/Jakarta'
    """
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise refused("log.refused.zone", given=name) from error
    return name


def has_zone(sample: Sequence[str]) -> bool:
    """Tell whether every time of a sample says its zone, or counts from 1970.

    Examples:
        >>> has_zone(["2024-01-01T10:00:00Z", "1704103200"]), has_zone(["2024-01-01"])
        (True, False)
    """
    return all(_ZONED.search(text) or _is_epoch(text) for text in sample)


def _is_epoch(text: str) -> bool:
    is_date = len(text) == 8 and text.startswith(("19", "20"))
    return text.replace(".", "", 1).lstrip("-").isdigit() and not is_date


def is_slashed(sample: Sequence[str]) -> bool:
    """Tell whether times are written so that day and month can be confused.

    Examples:
        >>> is_slashed(["05/06/2024 10:00"]), is_slashed(["2024-06-05"])
        (True, False)
    """
    return any(_SLASHED.match(text) for text in sample)


def changes_clocks(zone: str, first: datetime, last: datetime) -> bool:
    """Tell whether a zone puts its clocks forward or back between two times.

    Examples:
        >>> year = (datetime(2024, 1, 1), datetime(2024, 12, 31))
        >>> [changes_clocks(zone, *year) for zone in ("Europe/Berlin", "Asia/Jakarta")]
        [True, False]
    """
    known = ZoneInfo(zone)
    days = min((last - first).days, 400)
    offsets = {
        (first + timedelta(days=day)).replace(tzinfo=known).utcoffset()
        for day in range(0, days + 1, 7)
    }
    return len(offsets) > 1


def time_sql(column: str, kind: str, order: DateOrder | None, zone: str) -> str:
    """Return the SQL of a time, in microseconds; null where it cannot be read.

    Args:
        column: The column, as SQL.
        kind: Its type in DuckDB.
        order: What comes first in 05/06/2024; without it such times are not read.
        zone: The zone that the session is set to.
    """
    if kind.startswith(("TIMESTAMP", "DATE")):
        return f"epoch_us(try_cast({column} as timestamptz))"
    if kind in ("BIGINT", "INTEGER", "UBIGINT", "UINTEGER", "HUGEINT", "SMALLINT"):
        return _epoch(f"{column}::bigint", f"abs({column}::bigint)")
    if kind in ("DOUBLE", "FLOAT") or kind.startswith("DECIMAL"):
        return _epoch(f"{column}::double", f"abs({column}::double)")
    text = f"trim({column})"
    quick = f"epoch_us(try_cast({text} as timestamptz))"
    if zone == "UTC":
        # Three times as quick, and right only where no offset can stand: it drops them.
        bare = f"length({text}) = 19 and substr({text}, 17, 1) = ':'"
        cast = f"epoch_us(try_cast({text} as timestamp))"
        quick = f"case when {bare} then {cast} else {quick} end"
    slow = _slow(text, order)
    special = f"{text} in ('epoch', 'infinity', '-infinity')"
    return f"case when {special} then null else coalesce({quick}, {slow}) end"


def _epoch(number: str, size: str) -> str:
    return (
        f"(case when {size} between 19000101 and 20991231 and {size} % 100 between 1 "
        f"and 31 then epoch_us(try_strptime(({number})::bigint::varchar, '%Y%m%d')"
        f"::timestamptz) "
        f"when {size} < 1e11 then ({number}) * 1000000 "
        f"when {size} < 1e14 then ({number}) * 1000 else {number} end)::bigint"
    )


def _slow(text: str, order: DateOrder | None) -> str:
    days = _DAYS[order] if order else ()
    formats = [
        day + clock
        for day in (*days, *_WORDED, "%Y%m%d", "%Y-%m-%d", "%Y/%m/%d")
        for clock in (*_CLOCKS, *_CLOCKS_MORE)
    ]
    listed = ", ".join(f"'{one}'" for one in formats)
    words = f"lower({text})"
    for ours, theirs in _MONTHS.items():
        words = f"regexp_replace({words}, '\\b{ours}\\b', '{theirs}')"
    cleaned = f"regexp_replace(replace({words}, ',', ' '), '\\s+', ' ', 'g')"
    epoch = _epoch(f"try_cast({text} as double)", f"abs(try_cast({text} as double))")
    return (
        f"case when regexp_full_match({text}, '-?\\d{{9,20}}(\\.\\d+)?') then {epoch} "
        f"else epoch_us(try_strptime({cleaned}, [{listed}])::timestamptz) end"
    )
