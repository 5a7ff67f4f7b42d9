"""Numbers, shares, durations, dates and times as each language writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, time, timedelta

    from jejak.language.catalogue import Language

MINUS = "\u2212"
_MONTHS: dict[Language, str] = {
    "id": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}
_UNITS: dict[Language, tuple[str, str, str, str]] = {
    "id": ("hari", "j", "m", "dtk"),
    "en": ("d", "h", "min", "s"),
}


def number(value: float, language: Language, *, decimals: int = 0) -> str:
    """Return a number with the separators of a language.

    Examples:
        >>> number(4812, "id"), number(4812, "en"), number(-1.5, "id", decimals=1)
        ('4.812', '4,812', '−1,5')
    """
    text = f"{abs(value):,.{decimals}f}"
    if language == "id":
        text = text.translate({ord(","): ".", ord("."): ","})
    is_negative = value < 0 and any(digit in "123456789" for digit in text)
    return MINUS + text if is_negative else text


def size(count: int, language: Language) -> str:
    """Return a number of bytes, rounded up: what is too large never looks allowed.

    Examples:
        >>> size(20_000_000, "en"), size(20_000_001, "id"), size(900, "en")
        ('20 MB', '20,1 MB', '0.9 kB')
    """
    unit, name = (1_000_000, "MB") if count >= 1_000_000 else (1_000, "kB")
    tenths = -(-count * 10 // unit)
    text = number(tenths / 10, language, decimals=1 if tenths % 10 else 0)
    return f"{text} {name}"


def signed(value: float, language: Language, *, decimals: int = 1) -> str:
    """Return a number with its sign; whole numbers without decimals.

    Examples:
        >>> signed(2, "en"), signed(-0.5, "id"), signed(0, "id")
        ('+2', '−0,5', '0')
    """
    text = number(value, language, decimals=0 if value == int(value) else decimals)
    return f"+{text}" if value > 0 else text


def percent(share: float, language: Language, *, decimals: int = 1) -> str:
    """Return a share (0 … 1) in per cent.

    Examples:
        >>> percent(0.769, "id"), percent(0.769, "en"), percent(1, "en", decimals=0)
        ('76,9%', '76.9%', '100%')
    """
    return f"{number(share * 100, language, decimals=decimals)}%"


def amount(value: float, unit: str, language: Language) -> str:
    r"""Return a figure with its unit; no line breaks between them.

    Examples:
        >>> amount(1.5, "min", "id"), amount(42, "%", "en")
        ('1,5\xa0min', '42%')
    """
    decimals = len(f"{value:.6f}".rstrip("0").partition(".")[2])
    space = "" if unit == "%" else "\u00a0"
    return f"{number(value, language, decimals=decimals)}{space}{unit}".strip()


def ratio(value: float, language: Language) -> str:
    """Return how many times as much.

    Examples:
        >>> ratio(14.7, "id"), ratio(14.7, "en")
        ('14,7×', '14.7×')
    """
    return f"{number(value, language, decimals=1)}×"


def duration(span: timedelta, language: Language) -> str:
    """Return a span of time in its two largest units at most.

    Examples:
        >>> from datetime import timedelta
        >>> duration(timedelta(hours=3, minutes=40), "id")
        '3 j 40 m'
        >>> duration(timedelta(days=1, hours=4), "en")
        '1 d 4 h'
        >>> duration(timedelta(minutes=22), "en"), duration(timedelta(0), "id")
        ('22 min', '0 m')
        >>> duration(timedelta(seconds=59), "id")
        '59 dtk'
    """
    return seconds_in_words(span.total_seconds(), language)


def seconds_in_words(span_s: float, language: Language) -> str:
    """Return a span of time in seconds as `duration` does, however long it is.

    Examples:
        >>> seconds_in_words(59, "id"), seconds_in_words(10**16, "en")
        ('59 dtk', '115,740,740,740 d 17 h')
        >>> seconds_in_words(0.2, "en"), seconds_in_words(0, "en")
        ('< 1 s', '0 min')
    """
    seconds = round(span_s)
    sizes = (86400, 3600, 60, 1)
    counts = []
    for size in sizes:
        counts.append(seconds // size)
        seconds %= size
    first = next((place for place, count in enumerate(counts) if count), None)
    units = _UNITS[language]
    if first is None:
        return f"< 1 {units[3]}" if span_s > 0 else f"0 {units[2]}"
    parts = [
        f"{number(counts[place], language)} {units[place]}"
        for place in range(first, min(first + 2, len(sizes)))
        if counts[place]
    ]
    return " ".join(parts)


def day(when: date, language: Language, *, today: date) -> str:
    """Return a date, with the year only if it is not this year.

    Examples:
        >>> from datetime import date
        >>> day(date(2026, 12, 12), "id", today=date(2026, 11, 22))
        '12 Des'
        >>> day(date(2027, 5, 1), "en", today=date(2026, 11, 22))
        '1 May 2027'
    """
    text = f"{when.day} {_MONTHS[language].split()[when.month - 1]}"
    return text if when.year == today.year else f"{text} {when.year}"


def clock(when: time, language: Language) -> str:
    """Return a time of day.

    Examples:
        >>> from datetime import time
        >>> clock(time(10, 0), "id"), clock(time(10, 0), "en")
        ('10.00', '10:00')
    """
    return f"{when:%H.%M}" if language == "id" else f"{when:%H:%M}"
