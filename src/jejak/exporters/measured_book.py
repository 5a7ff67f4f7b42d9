"""The figures of a report as a workbook: one sheet per table.

Every text is written as text: a name that begins with an equals sign is a name.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from jejak.analytics.bounding import Span
from jejak.analytics.figures import Difference, Rate
from jejak.analytics.tables import NOTHING, Mean, Time, Weekly, shown
from jejak.errors import MissingExtra
from jejak.language.catalogue import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.analytics.tables import Table, Value
    from jejak.exporters.measured import Report
    from jejak.language.catalogue import Language

_LONGEST_NAME, _LONGEST_TEXT = 31, 32_767  # letters, as the format allows them
_REFUSED = re.compile(r"[\[\]:*?/\\']")
_FORMS = {"share": "0.0%", "points": "+0.0;-0.0;0", "time": "[h]:mm:ss", "mean": "0.0"}
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - the format knows no zone
_TIME = ("time", "n")
_WIDEST = 50  # letters, of a column


def book_of(report: Report) -> bytes:
    """Return the tables of a report as XLSX.

    Raises:
        MissingExtra: The extra `office` is not installed.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra("XLSX", "office") from error
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": report.title, "author": "Jejak", "created": _MADE})
    forms = {
        name: book.add_format({"num_format": form}) for name, form in _FORMS.items()
    }
    forms["head"] = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    forms["strong"] = book.add_format({"bold": True, "font_size": 14})
    _about(
        book.add_worksheet(_name(say(report.language, "report.about_it"))),
        report,
        forms,
    )
    used = {say(report.language, "report.about_it").lower()}
    for table in report.tables.values():
        title = say(report.language, f"log.table.{table.name}")
        sheet = book.add_worksheet(_name(title, used))
        width = _fill(sheet, table, report.language, forms)
        _tell_origin(sheet, table, report, width, forms)
    book.close()
    return stream.getvalue()


def _name(title: str, used: set[str] | None = None) -> str:
    """Return the name of a sheet: short, without signs, and used once.

    Examples:
        >>> _name("Who/what: all")
        'Who what  all'
        >>> _name("Flow", {"flow"})
        'Flow 2'
    """
    taken = set() if used is None else used
    plain = _REFUSED.sub(" ", title)[:_LONGEST_NAME].strip()
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 3]} {number}"
    taken.add(name.lower())
    return name


def _about(sheet: Any, report: Report, forms: dict[str, Any]) -> None:
    say_ = report.language
    facts = {
        "source": report.source,
        "window_of": report.window,
        "people_of": report.whose,
        "sample": say(say_, "log.sample") if report.is_sample else "",
    }
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    _write_text(sheet, 0, 0, report.title, forms["strong"])
    row = 2
    for key, text in facts.items():
        if text:
            _write_text(sheet, row, 0, say(say_, f"report.{key}"))
            _write_text(sheet, row, 1, text)
            row += 1
    _write_text(sheet, row + 1, 0, say(say_, "report.foot"))


def _fill(sheet: Any, table: Table, language: Language, forms: dict[str, Any]) -> int:
    """Write a table; a rate takes three columns, so that it can be reckoned with.

    Returns:
        How many columns it has.
    """
    heads = table.heads(language)
    column, before = 0, tuple[str, ...]()
    for place, head in enumerate(heads):
        values = [row[place] for row in table.rows]
        own = _parts_of(values)
        # A time is of as many as the one before it: that is told once.
        parts = own[:1] if own == before == _TIME else own
        before = own
        for offset, part in enumerate(parts):
            label = f"{head} ({_part(part, language)})" if part else head
            _write_text(sheet, 0, column + offset, label, forms["head"])
            sheet.set_column(column + offset, column + offset, _width(label, values))
        for number, value in enumerate(values):
            cells = _cells(value, parts, language)
            for offset, (cell, form) in enumerate(cells):
                _write(sheet, number + 1, column + offset, cell, forms.get(form))
        column += len(parts)
    sheet.freeze_panes(1, 1)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), column - 1)
    return column


def _tell_origin(
    sheet: Any, table: Table, report: Report, column: int, forms: dict[str, Any]
) -> None:
    """Say beside every row from when, whence and of whom its figures are."""
    window, whose = report.window, report.whose
    if report.compared and table.name.startswith("compared"):
        both = report.compared
        windows = (report.window_of(one) for one in (both.first, both.second))
        window, whose = " / ".join(windows), " / ".join(both.names)
    told = {"window_of": window, "source": report.source, "people_of": whose}
    for offset, (key, text) in enumerate(told.items()):
        label = say(report.language, f"report.{key}")
        _write_text(sheet, 0, column + offset, label, forms["head"])
        sheet.set_column(column + offset, column + offset, _width(label, [text]))
        for row in range(len(table.rows)):
            _write_text(sheet, row + 1, column + offset, text)


def _part(name: str, language: Language) -> str:
    """Return what a part of a value is called; a week by its Monday."""
    return name if name[:1].isdigit() else say(language, f"report.column.{name}")


def _parts_of(values: list[Value]) -> tuple[str, ...]:
    """Return into which columns a column of a table goes."""
    for value in values:
        if isinstance(value, Rate):
            return ("share", "num", "den")
        if isinstance(value, Difference):
            return ("points", "low", "high")
        if isinstance(value, Span):
            is_gap = not (isinstance(value.value, Time) and value.value.n)
            return ("seconds", "low", "high") + (() if is_gap else ("n",))
        if isinstance(value, Mean):
            return ("mean", "n")
        if isinstance(value, timedelta):
            return _TIME if isinstance(value, Time) else ("time",)
        if isinstance(value, Weekly):
            return tuple(monday.isoformat() for monday in value.mondays)
    return ("",)


def _cells(
    value: Value, parts: tuple[str, ...], language: Language
) -> Iterator[tuple[float | str, str]]:
    found = _numbers(value)
    if found is not None:
        for number, part in zip(found, parts, strict=False):
            form = "points" if isinstance(value, Difference) else part
            yield (NOTHING if number is None else number), form
        return
    # What is hidden, or cannot be known, is said once, and in words.
    yield shown(value, language), ""
    yield from (("", "") for _ in parts[1:])


def _numbers(value: Value) -> tuple[float | None, ...] | None:
    """Return a figure as the numbers of its columns; None of what is no figure."""
    if isinstance(value, Rate):
        return value.share, value.num, value.den
    if isinstance(value, Difference):
        return tuple(100 * edge for edge in (value.points, value.low, value.high))
    if isinstance(value, Mean):
        return value.value, value.n
    if isinstance(value, Weekly):
        return value.counts
    if isinstance(value, Span):
        ends = (value.value, value.low, value.high)
        seconds = (None if end is None else end.total_seconds() for end in ends)
        return (*seconds, *_n_of(value.value))
    if isinstance(value, timedelta):
        return (value / timedelta(days=1), *_n_of(value))
    return (value,) if isinstance(value, int) else None


def _n_of(value: timedelta) -> tuple[int, ...]:
    return (value.n,) if isinstance(value, Time) and value.n else ()


def _write(sheet: Any, row: int, column: int, cell: float | str, form: Any) -> None:
    if isinstance(cell, str):
        _write_text(sheet, row, column, cell, form)
    else:
        sheet.write_number(row, column, cell, form)


def _write_text(sheet: Any, row: int, column: int, text: str, form: Any = None) -> None:
    if text:
        sheet.write_string(row, column, text[:_LONGEST_TEXT], form)


def _width(label: str, values: list[Value]) -> int:
    texts = [len(one) for one in values if isinstance(one, str)]
    return min(max([len(label) // 2 + 4, 10, *texts]), _WIDEST)
