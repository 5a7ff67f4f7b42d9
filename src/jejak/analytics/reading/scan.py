"""One file asked in SQL: which of its columns is what, and times as numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jejak.analytics.reading.columns import NOBODY
from jejak.analytics.reading.sources import quoted
from jejak.analytics.reading.times import (
    DATE_ORDERS,
    SLASHED_SQL,
    DateOrder,
    is_clock,
    is_slashed,
    time_sql,
)
from jejak.analytics.reading.urls import are_addresses, folding_sql
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from jejak.analytics.reading.columns import Chosen, Part
    from jejak.analytics.reading.sources import Source

LONGEST_DETAIL = 500  # characters that are kept of a value; the rest is for nobody
_SAMPLE = 20_000
_FRACTIONS = ("DOUBLE", "FLOAT", "DECIMAL")
NOBODY_SQL = f"({', '.join(map(quoted, NOBODY))})"


@dataclass(frozen=True, slots=True)
class Scan:
    """A file, what its columns were taken for, and the engine that reads it."""

    duck: DuckDBPyConnection
    source: Source
    chosen: Chosen
    zone: str  # of times that do not say theirs

    def relation(self, *, rejects: str = "ignore_errors=true") -> str:
        """Return the SQL of what is scanned; its one parameter is the path."""
        return self.source.relation.replace("{rejects}", rejects)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Return the rows of a query on the file."""
        return self.duck.execute(sql, [str(self.source.path)]).fetchall()

    def column(self, place: int) -> str:
        """Return the SQL of a column."""
        return self.source.columns[place]

    def type_of(self, place: int) -> str:
        """Return what DuckDB takes a column for."""
        return self.source.types[place] if self.source.types else "VARCHAR"

    def first(self, part: Part) -> str:
        """Return the SQL of the column that was taken for a part."""
        return self.column(self.chosen.parts[part][0])

    def text(self, places: Sequence[int]) -> str:
        """Return the SQL of the first of some columns that says anything."""
        texts = [f"nullif(trim({self.column(one)}::varchar), '')" for one in places]
        return f"coalesce({', '.join(texts)})" if len(texts) > 1 else texts[0]

    def part(self, part: Part) -> str:
        """Return the SQL of the text of a part; that of nothing if there is none."""
        places = self.chosen.parts.get(part)
        return self.text(places) if places else "null"

    def sample(self, column: str) -> list[str]:
        """Return what a column says in the first rows."""
        sql = f"select {column}::varchar from {self.relation()} limit {_SAMPLE}"
        return [str(row[0]).strip() for row in self.ask(sql) if row[0] is not None]


def settle_clock(scan: Scan) -> None:
    """Look for the day beside a column that says the hour only, as `time` may do."""
    chosen = scan.chosen
    [hours] = chosen.parts["time"]
    if "clock" in chosen.parts or not is_clock(scan.sample(scan.column(hours))):
        return
    for place in chosen.also.get("time", []):
        if not is_clock(scan.sample(scan.column(place))):
            chosen.parts |= {"time": [place], "clock": [hours]}
            chosen.also["time"].remove(place)
            return


@dataclass(frozen=True, slots=True)
class RowParts:
    """The SQL of what is read of every row; empty where the file has no such thing."""

    case: str
    event: str
    channel: str
    lifecycle: str
    time: str
    raw_time: str
    score: str
    span: str
    raw_span: str
    parameter: str
    attributes: tuple[str, ...]
    details: tuple[str, ...]


def row_parts(scan: Scan, order: DateOrder | None) -> RowParts:
    """Return the SQL of every part of a row.

    Args:
        scan: The file.
        order: Whether the day or the month comes first in its dates.
    """
    chosen = scan.chosen
    event = scan.text(chosen.parts["event"])
    if chosen.typed_events:
        typed = [scan.text([place]) for place in chosen.typed_events]
        event = f"coalesce({event}, concat_ws(' ', {', '.join(typed)}))"
    if are_addresses(scan.sample(event)):
        event = folding_sql(event)
    time, raw = _time(scan, order)
    return RowParts(
        case=persons(scan),
        event=event,
        channel=scan.part("channel"),
        lifecycle=scan.part("lifecycle"),
        time=time,
        raw_time=raw,
        score=_score(scan),
        span=_span(scan, time, order),
        raw_span=scan.part("end" if "end" in chosen.parts else "start"),
        parameter=_parameter(scan),
        attributes=tuple(scan.text([place]) for place in chosen.attributes),
        details=tuple(_detail(scan, place) for place in chosen.details.values()),
    )


def persons(scan: Scan, *, are_checked: bool = False) -> str:
    """Return the SQL of whose event it is; checked, what means nobody is nobody.

    A number is written like 12.0 where a table had gaps, and elsewhere like 12.
    """
    texts = []
    for place in scan.chosen.parts["case"]:
        text, kind = scan.text([place]), scan.type_of(place)
        sample = scan.sample(scan.column(place)) if kind == "VARCHAR" else []
        if kind.startswith(_FRACTIONS) or (sample and all(map(_is_whole, sample))):
            text = f"regexp_replace({text}, '^(-?\\d+)\\.0+$', '\\1')"
        if are_checked:
            text = f"case when lower({text}) not in {NOBODY_SQL} then {text} end"
        texts.append(text)
    return f"coalesce({', '.join(texts)})" if len(texts) > 1 else texts[0]


def _is_whole(text: str) -> bool:
    return text == "" or re.fullmatch(r"-?\d+\.0+", text) is not None


def _detail(scan: Scan, place: int | None) -> str:
    if place is None:
        return "''"
    return f"coalesce(left({scan.text([place])}, {LONGEST_DETAIL}), '')"


def when(scan: Scan) -> tuple[str, str]:
    """Return the SQL of what says when, with its type: a day may stand alone."""
    place = scan.chosen.parts["time"][0]
    column, kind = scan.column(place), scan.type_of(place)
    if "clock" in scan.chosen.parts and kind in ("VARCHAR", "DATE"):
        return (
            f"concat_ws(' ', trim({column}::varchar), {scan.part('clock')})",
            "VARCHAR",
        )
    return column, kind


def _time(scan: Scan, order: DateOrder | None) -> tuple[str, str]:
    column, kind = when(scan)
    raw = f"nullif(trim({column}), '')"
    if kind != "VARCHAR":  # writing out every time would take longer than reading
        raw = f"case when {column} is not null then '?' end"
    return time_sql(column, kind, order, scan.zone), raw


def _span(scan: Scan, time: str, order: DateOrder | None) -> str:
    sides = []
    both: tuple[Part, ...] = ("start", "end")
    for part in both:
        if part in scan.chosen.parts:
            place = scan.chosen.parts[part][0]
            args = (scan.column(place), scan.type_of(place), order, scan.zone)
            sides.append(time_sql(*args))
    return f"abs({time} - {sides[-1]})" if sides else ""


def _score(scan: Scan) -> str:
    if "score" not in scan.chosen.parts:
        return ""
    return f"try_cast(replace({scan.part('score')}, ',', '.') as float)"


def _parameter(scan: Scan) -> str:
    if "parameter" not in scan.chosen.parts:
        return ""
    return f"(hash({scan.part('parameter')}) >> 1)::bigint"


def date_order(
    scan: Scan, sample: Sequence[str], dates: DateOrder | None
) -> DateOrder | None:
    """Decide once per column whether day or month comes first, by a number past 12.

    Raises:
        LogRefused: There is no such number, or one on both sides; nobody can know.
    """
    if not is_slashed(sample):
        return None
    if dates:
        return dates
    column = f"{scan.first('time')}::varchar"
    parts = [
        f"max(try_cast(regexp_extract({column}, '{SLASHED_SQL}', {n}) as int))"
        for n in (1, 2)
    ]
    [(first, second)] = scan.ask(f"select {', '.join(parts)} from {scan.relation()}")
    is_past = ((first or 0) > 12, (second or 0) > 12)
    if is_past[0] == is_past[1]:
        key = "log.refused.both_dates" if is_past[0] else "log.refused.dates"
        example = next(text for text in sample if is_slashed([text]))
        known, name = ", ".join(DATE_ORDERS), scan.source.name
        raise refused(key, name=name, example=example, known=known)
    return "dmy" if is_past[0] else "mdy"
