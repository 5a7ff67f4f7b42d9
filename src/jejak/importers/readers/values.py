"""Values of a workbook's cells, written as a person would."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from jejak.importers.markup import strip_markup

Value = int | float | str | bool | time | date | datetime | timedelta

_PERCENT = re.compile(r"(?:\.(0+))?%")
# Formats are numbered; these are built in, and every other one names itself.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    22: "d h",
    **dict.fromkeys(range(14, 18), "d"),
    **dict.fromkeys(range(18, 22), "h:mm"),
}
_LITERALS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no zones
_DAYS_TO_1904 = 1_462
_MOST_DAYS = 2_958_465  # the last day of the year 9999


def percent_decimals(code: str) -> int | None:
    """Return with how many decimals a format shows per cent, if it does.

    Examples:
        >>> percent_decimals("0.0%"), percent_decimals("0%"), percent_decimals("0.0")
        (1, 0, None)
    """
    found = _PERCENT.search(code)
    return len(found[1] or "") if found else None


def as_date(
    days: float, code: str, *, has_1904: bool = False
) -> datetime | time | timedelta | None:
    """Return what a number is, if its format shows a date or a time.

    Examples:
        >>> as_date(45000.25, "dd/mm/yyyy hh:mm"), as_date(0.5, "hh:mm")
        (datetime.datetime(2023, 3, 15, 6, 0), datetime.time(12, 0))
        >>> as_date(1.5, "[h]:mm"), as_date(45000, "0.00")
        (datetime.timedelta(days=1, seconds=43200), None)
    """
    code = _LITERALS.sub("", code.split(";")[0]).lower()
    if "[" in code:
        return timedelta(days=days) if abs(days) < _MOST_DAYS else None
    has_day, has_hour = bool(set("dy") & set(code)), bool(set("hs") & set(code))
    if not has_day and not has_hour and "m" not in code:
        return None
    if not 0 <= days < _MOST_DAYS - _DAYS_TO_1904:
        return None
    when = _EPOCH + timedelta(days=days + _DAYS_TO_1904 * has_1904)
    when = (when + timedelta(microseconds=500_000)).replace(microsecond=0)
    return when.time() if has_hour and not has_day else when


def shown(value: Value, decimals: int | None = None) -> str:
    """Write a value; `decimals`: it is shown as per cent, with so many.

    Examples:
        >>> shown(0.25, 0), shown(12.0), shown(time(9, 30)), shown(True)
        ('25%', '12', '09:30', 'TRUE')
    """
    if isinstance(value, str):
        return strip_markup(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if decimals is not None:
            return f"{value:.{decimals}%}"
        return (
            f"{value:.15g}"
            if abs(value) >= 1e15
            else f"{value:.10f}".rstrip("0").rstrip(".")
        )
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    return _shown_date(value)


def _shown_date(value: date | datetime | time) -> str:
    if isinstance(value, datetime):
        day, hour = value.date(), value.time()
        return str(day) if hour == time() else f"{day} {_shown_date(hour)}"
    if isinstance(value, time):
        return value.isoformat("minutes" if not value.second else "seconds")
    return value.isoformat()
