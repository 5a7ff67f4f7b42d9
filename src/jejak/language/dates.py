"""Dates as people write them in a table."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_FIGURES = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([^\W\d_]+)\.?,?\s+(\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CJK = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_MONTHS = (
    ("jan", "januari", "january", "enero", "janeiro", "januar"),
    ("feb", "februari", "february", "febrero", "fevereiro", "februar", "pebruari"),
    ("mar", "maret", "march", "marzo", "março", "märz"),
    ("apr", "april", "abril"),
    ("may", "mei", "mayo", "maio", "mai"),
    ("jun", "juni", "june", "junio", "junho"),
    ("jul", "juli", "july", "julio", "julho"),
    ("aug", "agu", "ags", "agt", "agustus", "august", "agosto"),
    ("sep", "sept", "september", "septiembre", "setembro"),
    ("oct", "okt", "oktober", "october", "octubre", "outubro"),
    ("nov", "nop", "november", "nopember", "noviembre", "novembro"),
    ("dec", "des", "desember", "december", "diciembre", "dezembro", "dez", "dezember"),
)


@cache
def _months() -> dict[str, int]:
    return {name: month for month, names in enumerate(_MONTHS, 1) for name in names}


def read_date(text: str, language: str) -> date | None:
    """Return a whole date; None for a quarter, a month, or what may be two dates.

    Args:
        text: As it was written.
        language: Language of the text; English writes 5/6 both ways round.

    Examples:
        >>> read_date("15 Januari 2027", "id"), read_date("5/6/2027", "id")
        (datetime.date(2027, 1, 15), datetime.date(2027, 6, 5))
        >>> read_date("5/6/2027", "en"), read_date("Q2 2027", "en")
        (None, None)
    """
    plain = " ".join(text.casefold().split())
    year, month, day = _parts(plain, language)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _parts(plain: str, language: str) -> tuple[int, int, int]:
    """Return year, month and day; zeros where the text is no whole date."""
    if match := _ISO.fullmatch(plain) or _CJK.fullmatch(plain):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _DAY_FIRST.fullmatch(plain):
        return int(match[3]), _months().get(match[2], 0), int(match[1])
    if match := _MONTH_FIRST.fullmatch(plain):
        return int(match[3]), _months().get(match[1], 0), int(match[2])
    if match := _FIGURES.fullmatch(plain):
        first, second, year = (int(part) for part in match.groups())
        if second > len(_MONTHS):
            return year, first, second
        is_sure = first > len(_MONTHS) or first == second or language != "en"
        return (year, second, first) if is_sure else (0, 0, 0)
    return 0, 0, 0
