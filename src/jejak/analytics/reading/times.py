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
    from collections.abc import Iterable, Sequence

DateOrder = Literal["dmy", "mdy"]
DATE_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy")

_WEEKDAY = r"^\s*(?:[A-Za-z]+\.?,?\s*)?"
_SLASHED = re.compile(_WEEKDAY + r"(\d{1,2})([/.-])(\d{1,2})\2(\d{2}|\d{4})(?:\D|$)")
SLASHED_SQL = _WEEKDAY + r"(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?:\D|$)"
# Zones that mean one thing only: CST, IST and BST do not.
_ZONES = {
    "utc": 0,
    "gmt": 0,
    "wib": 7,
    "wita": 8,
    "wit": 9,
    "sgt": 8,
    "jst": 9,
    "cet": 1,
    "cest": 2,
    "est": -5,
    "edt": -4,
    "pst": -8,
    "pdt": -7,
}
_ZONED = re.compile(
    r"[:.]\d\d(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*"
    rf"(?:Z|(?:UTC|GMT)?\s*[+-]\d\d?(?::?\d\d)?|{'|'.join(_ZONES)}|[a-z]+/[a-z_/]+)"
    r"(?:\s*\(.*\))?(?:\s\d{4})?\]?$|^\d{8}T\d{4,6}Z$",
    re.IGNORECASE,
)
_SERIAL = r"[2-7]\d{4}([.,]\d+)?"  # days since 1900, as workbooks count
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d\d([:.]\d\d([.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(z|[a-z]{3,4}|[+-][\d:]+)?",
    re.IGNORECASE,
)
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = f"({_MONTHS})"
_WEEKDAYS = (
    "senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad|sen|sel|rab|kam|jum|sab|min|"
    "mon(day)?|tue(s(day)?)?|wed(nesday)?|thu(rs(day)?)?|fri(day)?|sat(urday)?|"
    "sun(day)?"
)
# What is written differently and means the same, put in one way; in this order.
_SIGNS = (
    (r"(:\d\d),(\d)", r"\1.\2"),
    (r"(:\d\d\.\d{6})\d+", r"\1"),
    (r"[,\s]+", " "),
)
_WORDS = (
    (r"^\[|\]$| ?\(.*\)$", ""),
    (r"([a-z])\.", r"\1"),
    (rf"\b({_WEEKDAYS}|at|on|pukul|pkl|jam|tanggal|tgl)\b", " "),
    (r"\bmei\b", "may"),
    (r"\bag[ut][a-z]*", "aug"),
    (r"\bokt[a-z]*", "oct"),
    (r"\bdes[a-z]*", "dec"),
    (r"\bpeb[a-z]*", "feb"),
    (r"\bnop[a-z]*", "nov"),
    (rf"\b{_MONTH}[a-z]*", r"\1"),
    (r"(\d)([ap]m)\b", r"\1 \2"),
    (r"(\d)t(\d)", r"\1 \2"),
    (r"\b(utc|gmt) ?([+-]\d)", r"\2"),
    (r"(\d) ?z$", r"\1+0000"),
    *((rf"\b{zone}$", f"{hours:+03}00") for zone, hours in _ZONES.items()),
    (r"\s+", " "),
    (rf"^ ?{_MONTH} (\d+) (\d+:[0-9:.]+)( [+-]\d{{4}})? (\d{{4}})$", r"\2 \1 \5 \3\4"),
    (rf"^ ?{_MONTH} (\d+)(?:st|nd|rd|th)? (\d{{4}})\b", r"\2 \1 \3"),
    *(
        (rf"^ ?(\d\d?)[-/ ]*{name}[-/ ]*(\d{{4}}|\d\d)\b:?", rf"y\2-{number:02}-\1 ")
        for number, name in enumerate(_MONTHS.split("|"), start=1)
    ),
)
_NUMBERS = (
    (r"^(\d{4})[./](\d{1,2})[./](\d{1,2})", r"\1-\2-\3"),
    (r"^(\d{4})(\d\d)(\d\d)( |$)", r"\1-\2-\3\4"),
    (r"^y([0-6]\d)-", r"20\1-"),
    (r"^y([7-9]\d)-", r"19\1-"),
    (r"^y", ""),
    (r" +(\d{1,2})\.(\d\d)\.(\d\d)\b", r" \1:\2:\3"),
    (r" +(\d{1,2})\.(\d\d)\b", r" \1:\2"),
    (r" (\d\d)(\d\d)(\d\d)?\b", r" \1:\2:\3"),
    (r":( |$|[+-])", r":00\1"),
    (r" +([+-]\d\d:?(?:\d\d)?)?$", r"\1"),
)
_OFFSET = r" ?([+-]\d\d(?::?\d\d)?)$"
_DAYS: dict[DateOrder, str] = {"dmy": r"y\3-\2-\1", "mdy": r"y\3-\1-\2"}
_NUMBERED = r"^ ?(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)\b"
_OF_TWELVE = ("%Y-%m-%d %I:%M %p", "%Y-%m-%d %I:%M:%S %p", "%Y-%m-%d %I:%M:%S.%f %p")


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
        >>> has_zone(["2024-01-01 10:00 GMT+7"]), has_zone(["10:00:00 01-02-2024"])
        (True, False)
    """
    return all(_ZONED.search(text) or _is_epoch(text) for text in sample)


def _is_epoch(text: str) -> bool:
    is_date = len(text) in (8, 12, 14) and text.startswith(("19", "20"))
    is_counted = is_date or re.fullmatch(_SERIAL, text)
    return text.replace(".", "", 1).lstrip("-").isdigit() and not is_counted


def is_clock(sample: Sequence[str]) -> bool:
    """Tell whether times of a sample say the hour and no day.

    Examples:
        >>> is_clock(["14.05 WIB", "9:30:00 PM"]), is_clock(["14.05.2024"])
        (True, False)
    """
    return bool(sample) and all(_CLOCK.fullmatch(text) for text in sample if text)


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
    return _text_sql(column, order, zone)


def _text_sql(text: str, order: DateOrder | None, zone: str) -> str:
    """Return the SQL of a written time: what DuckDB knows first, which is quick.

    DuckDB takes 12-11-26 for the year 12, and the letters of a zone for another. To
    trim every text would take as long as all the rest.
    """
    year = f"substr({text}, 5, 1) in ('-', '/')"
    letters = f"right({text}, 1) between 'A' and 'Y' and not {text} like '% UTC'"
    zoned = f"epoch_us(try_cast({text} as timestamptz))"
    quick = f"when {year} and not ({letters}) then {zoned}"
    if zone == "UTC":
        # Three times as quick, and right only where no offset can stand: it drops them.
        bare = f"length({text}) = 19 and substr({text}, 17, 1) = ':'"
        cast = f"epoch_us(try_cast({text} as timestamp))"
        quick = f"when {year} and {bare} then {cast} {quick}"
    return f"coalesce(case {quick} end, {_slow(f'trim({text})', order)})"


def _epoch(number: str, size: str) -> str:
    """Return the SQL of a time that is one number: a date, or counted from 1970."""
    return (
        f"(case when {size} between 19000101 and 20991231 and {size} % 100 between 1 "
        f"and 31 then {_digits(number, '%Y%m%d')} "
        f"when {size} between 190001010000 and 209912312359 "
        f"then coalesce({_digits(number, '%Y%m%d%H%M')}, ({number}) * 1000) "
        f"when {size} between 19000101000000 and 20991231235959 "
        f"then coalesce({_digits(number, '%Y%m%d%H%M%S')}, ({number}) * 1000) "
        f"when {size} < 1e11 then ({number}) * 1000000 "
        f"when {size} < 1e14 then ({number}) * 1000 "
        f"when {size} < 1e17 then {number} else ({number}) / 1000 end)::bigint"
    )


def _digits(number: str, form: str) -> str:
    text = f"({number})::bigint::varchar"
    return f"epoch_us(try_strptime({text}, '{form}')::timestamptz)"


def _slow(text: str, order: DateOrder | None) -> str:
    """Return the SQL of a time that is put into the one way DuckDB knows.

    A lambda names what is made of the text so far, so that it is made once. Formats
    are tried where nothing else helps: one that does not fit costs more than all this.
    """
    number = f"try_cast({text} as double)"
    numbers = (((_NUMBERED, _DAYS[order]),) if order else ()) + _NUMBERS
    worded = f"case when regexp_matches(x, '[a-z]') then {_replaced('x', _WORDS)} "
    steps = [f"{worded}else x end", _replaced("x", numbers), _of_day("x"), _read("x")]
    made = f"[{_replaced(f'lower({text})', _SIGNS)}]"
    for step in steps:
        made = f"list_transform({made}, lambda x: {step})"
    return (
        f"case when regexp_full_match({text}, '-?\\d{{9,20}}(\\.\\d+)?') "
        f"then {_epoch(number, f'abs({number})')} "
        f"when regexp_full_match({text}, '{_SERIAL}') then {_serial(text)} "
        f"else {made}[1] end"
    )


def _of_day(text: str) -> str:
    """Return the SQL of a time whose hours go to 24."""
    bare = f"trim(regexp_replace({text}, '{_OFFSET}', ''))"
    formats = ", ".join(f"'{one}'" for one in _OF_TWELVE)
    of_day = f"strftime(try_strptime({bare}, [{formats}]), '%Y-%m-%d %H:%M:%S.%f')"
    offset = f"regexp_extract({text}, '{_OFFSET}', 1)"
    return (
        f"case when regexp_matches({text}, ' [ap]m') then {of_day} || {offset} "
        f"else {text} end"
    )


def _read(text: str) -> str:
    is_plain = f"regexp_full_match({text}, '\\d{{4}}[-/][-+0-9:. ]*')"
    return f"case when {is_plain} then epoch_us(try_cast({text} as timestamptz)) end"


def _replaced(text: str, steps: Iterable[tuple[str, str]]) -> str:
    for old, new in steps:
        text = f"regexp_replace({text}, '{old}', '{new}', 'g')"
    return text


def _serial(text: str) -> str:
    days = f"replace({text}, ',', '.')::double - 25569"
    us = f"round(({days}) * 86400000)::bigint * 1000"  # no more is exact
    return f"epoch_us(make_timestamp({us})::timestamptz)"
