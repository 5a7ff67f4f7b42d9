"""The figures of a report, for programs: each says of how many, of when and whence.

A figure can be taken out of the file and still be understood; what cannot be known is
null, and what few people stand behind is null and says so.
"""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from jejak.analytics.bounding import Span
from jejak.analytics.figures import Difference, Rate
from jejak.analytics.tables import Amount, Mean, Place, Time, Weekly, Word, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.analytics.measuring import Measured
    from jejak.analytics.tables import Table, Value
    from jejak.exporters.measured import Report

_COUNTED = {"visits": "visits", "of_people": "cases", "started": "cases"}
_COUNTED |= {"of_cases_n": "cases", "people": "cases"}  # all others count events
_SCORES = "-2..+2"


def json_of_report(report: Report) -> bytes:
    """Return every table, its figures with unit, numerator, denominator and window."""
    data: dict[str, Any] = {
        "title": report.journey.info.title,
        **_origin(report, report.measured, report.measured.segment),
    }
    if report.compared:
        data["compared"] = list(report.compared.names)
    data["tables"] = {
        table.name: _records(table, report) for table in report.tables.values()
    }
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return (text + "\n").encode()


def _origin(report: Report, measured: Measured, segment: str) -> dict[str, Any]:
    """Return where figures come from: source, window, whose."""
    window = measured.window
    return {
        "source": report.source,
        "sample": report.is_sample,
        "first": window[0].isoformat() if window else None,
        "last": window[1].isoformat() if window else None,
        "segment": segment,
    }


def _records(table: Table, report: Report) -> list[dict[str, Any]]:
    origins = _origins(table, report)
    return [
        {
            column: _cell(value, column, origins[column])
            for column, value in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]


def _origins(table: Table, report: Report) -> dict[str, dict[str, Any]]:
    """Return the origin of each column: those of two groups have one of their own."""
    own = _origin(report, report.measured, report.measured.segment)
    made = dict.fromkeys(table.columns, own)
    if report.compared and table.name.startswith("compared"):
        both = report.compared
        names = (*both.names, " / ".join(both.names), "")
        parts = (both.first, both.second, both.both, both.both)
        groups = zip(("first", "second", "gap", "everybody"), parts, names, strict=True)
        by_group = {key: _origin(report, one, name) for key, one, name in groups}
        made = {name: by_group[_group_of(name)] for name in table.columns}
    return made


def _group_of(column: str) -> str:
    for group in ("first", "second"):
        if column == group or column.endswith(f"_{group}"):
            return group
    return "everybody" if column == "everybody" else "gap"


def _cell(value: Value, column: str, origin: Mapping[str, Any]) -> Any:
    """Return a word as it is, and a figure with all that belongs to it."""
    if isinstance(value, Word):
        return {"value": None, "hidden": "few"} if value.key == "few" else value.key
    if isinstance(value, Amount):  # of the map, not of a log
        return {"value": value.value, "unit": value.unit}
    if value is None or isinstance(value, str | Place):
        return value
    if isinstance(value, timedelta) and not isinstance(value, Time):
        return {"value": value.total_seconds(), "unit": "s"}
    return {**_figure(value, column), **origin}


def _figure(
    value: Rate | Difference | Mean | Weekly | Span | int | timedelta, column: str
) -> dict[str, Any]:
    if isinstance(value, Rate):
        parts = {"num": value.num, "den": value.den, "share": value.share}
        return {**parts, "unit": "share"}
    if isinstance(value, Difference):
        edges = {"low": value.low, "high": value.high}
        return {"points": value.points, **edges, "unit": "share"}
    if isinstance(value, Mean):
        return {"value": round(value.value, 3), "n": value.n, "unit": _SCORES}
    if isinstance(value, Weekly):
        weeks = {"first_week": value.first.isoformat(), "counts": list(value.counts)}
        return {**weeks, "unit": "events"}
    if isinstance(value, Span):
        n = value.value.n if isinstance(value.value, Time) else 0
        return {**plain(value), **({"n": n} if n else {}), "unit": "s"}
    if isinstance(value, Time):
        return {"value": value.total_seconds(), "n": value.n, "unit": "s"}
    return {"value": value, "unit": _COUNTED.get(column, "events")}
