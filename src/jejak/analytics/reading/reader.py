"""Reading files of events into a log: new ones, or what an old one does not hold."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.log import Kind, Log, SourceFile
from jejak.analytics.log.merging import Added, add_rows, empty_log
from jejak.analytics.log.pseudonyms import key_path, new_key, read_key, write_key
from jejak.analytics.log.store import (
    is_store,
    may_hold_log,
    only_writer,
    open_log,
    save_log,
    verify,
)
from jejak.analytics.reading.columns import SAMPLE_COLUMN, Wanted
from jejak.analytics.reading.extract import Rows, extract
from jejak.analytics.reading.not_taken import NOT_LOST
from jejak.analytics.reading.opening import open_source
from jejak.analytics.reading.query_source import is_database, open_query
from jejak.analytics.reading.report import ColumnRead, FileRead, LogReport
from jejak.analytics.reading.room import own_room
from jejak.analytics.reading.sources import Source
from jejak.analytics.reading.times import DateOrder, changes_clocks, check_zone
from jejak.analytics.reading.urls import learn_templates, rename
from jejak.analytics.refusal import refused
from jejak.language.catalogue import Key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ALLOWED_SHARE = 0.01  # of the rows of a file that may be refused without being asked
_NAMED_LINES = 10
MAX_DETAILS = 8  # columns that a log keeps beside
_YEAR_1970, _YEAR_2100 = 0, 4_102_444_800_000_000


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read; what is not said is found out or asked."""

    wanted: Wanted = field(default_factory=Wanted)
    time_zone: str = "UTC"  # of times that do not say theirs
    dates: DateOrder | None = None
    renames: Mapping[str, str] | None = None
    keep_ids: bool = False
    query: str = ""  # what to ask a database for
    state: str = ""  # only events in it, such as "complete"
    accept_refused: bool = False  # go on although many rows cannot be read


@dataclass(frozen=True, slots=True)
class LogResult:
    """A log, and what reading it did."""

    log: Log
    report: LogReport


def read_files(
    files: Sequence[str | os.PathLike[str]],
    into: str | os.PathLike[str] | None,
    options: ReadOptions,
    key_file: str | os.PathLike[str] | None = None,
) -> LogResult:
    """Read files into a log, in memory or in a store.

    Raises:
        LogRefused: A file cannot be read, or something has to be asked first; the
            store stays as it was.
    """
    check_zone(options.time_zone)
    if into is None:
        return _read(files, empty_log(), new_key(), options)
    folder = Path(into)
    if not may_hold_log(folder):
        raise refused("log.refused.no_log", path=folder)
    with only_writer(folder):
        is_new = not is_store(folder)
        path = Path(key_file) if key_file else key_path(folder)
        key = read_key(path, is_new=is_new)
        if not is_new:
            verify(folder)
        log = empty_log() if is_new else open_log(folder)
        result = _read(files, log, key, options)
        write_key(path, key)
        save_log(result.log, folder)
    return replace(result, log=open_log(folder))


def _read(
    files: Sequence[str | os.PathLike[str]], log: Log, key: bytes, options: ReadOptions
) -> LogResult:
    if options.query and not any(is_database(os.fspath(file)) for file in files):
        names = ", ".join(Path(file).name for file in files)
        raise refused("log.refused.no_database", name=names)
    reports = []
    asked = options.wanted.detail_cols
    wanted = replace(options.wanted, detail_cols=_details(log, asked))
    options = replace(options, wanted=wanted)
    for file in files:
        log, report = _read_file(os.fspath(file), log, key, options)
        reports.append(report)
    _check_found(asked, reports)
    return LogResult(
        log, LogReport(tuple(reports), log.cases, log.events, len(log.kinds))
    )


def _details(log: Log, asked: tuple[str, ...]) -> tuple[str, ...]:
    """Return the columns that are kept beside: those of the log, else those asked for.

    A log has them from its first event on: later, an event that comes again in
    another file would not be seen to be the same.

    Raises:
        LogRefused: The log holds events without one of them, or they are too many.
    """
    if len(asked) > MAX_DETAILS:
        raise refused("log.refused.many_details", n=len(asked), limit=MAX_DETAILS)
    if not log.events:
        return tuple(dict.fromkeys(asked))
    for column in asked:
        if column not in log.details:
            raise refused("log.refused.late_detail", column=column)
    return log.details


def _check_found(asked: tuple[str, ...], reports: Sequence[FileRead]) -> None:
    """Refuse a column that none of the files has; one of them is enough."""
    found = dict.fromkeys(one.name for file in reports for one in file.columns)
    for column in asked:
        if column not in found:
            names = ", ".join(file.name for file in reports)
            known = ", ".join(list(found)[:50])
            key = "log.refused.no_column"
            raise refused(key, file=names, column=column, known=known)


def _read_file(
    name: str, log: Log, key: bytes, options: ReadOptions
) -> tuple[Log, FileRead]:
    with own_room() as room:
        source = _opened(name, room, options)
        rows = _extracted(source, options)
        if source.again and rows.refused.get("invalid_encoding"):
            source = source.again()
            rows = _extracted(source, options)
    if not rows.rows:
        raise refused("log.refused.empty", name=source.name)
    templates = _fold(rows, options.renames or {})
    added = add_rows(log, rows, key, keep_ids=options.keep_ids)
    report = _report(source, rows, added, templates)
    total = sum(rows.refused.values())
    lost = {why: n for why, n in rows.refused.items() if why not in NOT_LOST}
    is_much = sum(lost.values()) > ALLOWED_SHARE * rows.rows
    if is_much and not options.accept_refused:
        raise _too_many(report, lost)
    read = SourceFile(
        name=source.name,
        form=source.form,
        rows=rows.rows,
        kept=report.kept,
        already=report.already,
        refused=total,
        time_zone=rows.time_zone,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    sources = (*log.sources, read)
    is_sample = log.is_sample or SAMPLE_COLUMN in source.names
    return replace(added.log, sources=sources, is_sample=is_sample), report


def _extracted(source: Source, options: ReadOptions) -> Rows:
    zone, dates = options.time_zone, options.dates
    return extract(source, options.wanted, zone, dates, options.state)


def _opened(name: str, room: Path, options: ReadOptions) -> Source:
    if is_database(name):
        return open_query(name, Path(name), options.query, room)
    return open_source(Path(name), room, options.wanted)


def _too_many(report: FileRead, lost: Mapping[str, int]) -> Exception:
    lines = [str(row.line) for row in report.refused_rows[:_NAMED_LINES]]
    more = ", ..." if len(report.refused_rows) > _NAMED_LINES else ""
    most = max(lost, key=lambda reason: lost[reason])
    return refused(
        "log.refused.many_rows",
        name=report.name,
        n=sum(lost.values()),
        rows=report.rows,
        lines=", ".join(lines) + more,
        reason=Key(f"log.reason.{most}"),
    )


def _fold(rows: Rows, rules: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """Give kinds the names that templates and rules say; equal ones become one."""
    names = dict.fromkeys(kind.event for kind in rows.kinds)
    learnt = learn_templates(names)
    new = learnt | rename([learnt.get(name, name) for name in names], rules)
    folded = [_folded(kind, learnt, new) for kind in rows.kinds]
    places = {kind: place for place, kind in enumerate(dict.fromkeys(folded))}
    if len(places) < len(rows.kinds):
        codes = np.array([places[kind] for kind in folded], np.int32)
        rows.kind = codes[rows.kind]
    rows.kinds = list(places)
    counts: dict[str, int] = {}
    for template in learnt.values():
        counts[template] = counts.get(template, 0) + 1
    for name in names:
        if "{id}" in name and name not in learnt:
            counts.setdefault(name, 0)
    return tuple(sorted(counts.items()))


def _folded(kind: Kind, learnt: Mapping[str, str], new: Mapping[str, str]) -> Kind:
    name = learnt.get(kind.event, kind.event)
    return kind._replace(event=new.get(name, name))


def _report(
    source: Source, rows: Rows, added: Added, templates: tuple[tuple[str, int], ...]
) -> FileRead:
    first = int(rows.ts.min()) if len(rows.ts) else None
    last = int(rows.ts.max()) if len(rows.ts) else None
    remarks = list(rows.remarks)
    remarks += ["log.sample"] if SAMPLE_COLUMN in source.names else []
    states = {kind.lifecycle for kind in rows.kinds} - {""}
    remarks += ["log.remark.states"] if len(states) > 1 else []
    if first is not None and last is not None:
        remarks += _time_remarks(first, last, rows.time_zone)
    return FileRead(
        name=source.name,
        form=source.form,
        columns=_columns(source, rows),
        rows=rows.rows,
        kept=len(rows.ts) - added.already,
        already=added.already,
        refused=rows.refused,
        refused_rows=tuple(rows.refused_rows),
        time_zone=rows.time_zone,
        date_order=rows.date_order,
        first_us=first,
        last_us=last,
        identical=added.identical,
        backwards=added.backwards,
        ties=added.ties,
        ties_between=added.ties_between,
        without_score=rows.without_score,
        templates=templates,
        remarks=tuple(remarks),
    )


def _time_remarks(first: int, last: int, zone: str) -> list[str]:
    if first < _YEAR_1970 or last > _YEAR_2100:
        return ["log.remark.odd_years"]
    start, end = (datetime.fromtimestamp(us / 1e6, UTC) for us in (first, last))
    naive = (start.replace(tzinfo=None), end.replace(tzinfo=None))
    is_doubled = bool(zone) and changes_clocks(zone, *naive)
    return ["log.remark.clocks"] if is_doubled else []


def _columns(source: Source, rows: Rows) -> tuple[ColumnRead, ...]:
    parts: dict[int, tuple[str, int]] = {
        place: ("detail", 0)
        for place in rows.chosen.details.values()
        if place is not None
    }
    parts |= {
        place: (part, number)
        for part, places in rows.chosen.parts.items()
        for number, place in enumerate(places)
    }
    parts |= dict.fromkeys(rows.chosen.attributes, ("attribute", 0))
    parts |= dict.fromkeys(rows.chosen.typed_events, ("event", 1))
    also_for: Mapping[Any, list[int]] = rows.chosen.also
    read = []
    for place, name in enumerate(source.names):
        part, number = parts.get(place, ("left_out", 0))
        others = also_for.get(part, []) if number == 0 else []
        also = tuple(source.names[other] for other in others)
        read.append(ColumnRead(name, part, also))
    return tuple(read)
