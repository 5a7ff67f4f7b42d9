"""The reading report: what was taken for what, and what became of every row."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from jejak.language.catalogue import Language, say
from jejak.language.formats import number

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN_ROWS = 10  # of the rows that were not taken, in the text of the report
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """What one column was taken for; "left_out" where it was not."""

    name: str
    part: str
    also: tuple[str, ...] = ()  # columns that could have been meant instead


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that is not in the store, where it stands and why."""

    line: int
    reason: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class FileRead:
    """What became of one file. `rows` = kept + already there + refused."""

    name: str
    form: str
    columns: tuple[ColumnRead, ...]
    rows: int
    kept: int
    already: int
    refused: dict[str, int]  # reason -> rows
    refused_rows: tuple[RowRefused, ...] = ()  # the first of them
    time_zone: str = ""  # in which times without a zone were read; "" if there are none
    date_order: str = ""  # where the order of day and month had to be decided
    first_us: int | None = None
    last_us: int | None = None
    identical: int = 0  # rows that repeat another row of the file; they stay
    backwards: int = 0  # rows whose time is before that of the person's row above
    ties: int = 0  # neighbours of one person with the same time: the file's order rules
    ties_between: int = 0  # ... between different events
    without_score: int = 0  # ratings that are no number from 1 to 5
    templates: tuple[tuple[str, int], ...] = ()  # addresses folded, how many became one
    remarks: tuple[str, ...] = ()  # keys of the catalogue


@dataclass(frozen=True, slots=True)
class LogReport:
    """What an import of files into a log did."""

    files: tuple[FileRead, ...]
    cases: int
    events: int
    kinds: int

    def as_dict(self) -> dict[str, Any]:
        """Return the report for programs."""
        return asdict(self)

    def as_text(self, language: Language) -> str:
        """Return the report for people."""
        lines = [line for file in self.files for line in _file_lines(file, language)]
        totals = {
            "cases": number(self.cases, language),
            "events": number(self.events, language),
            "kinds": number(self.kinds, language),
        }
        return "\n".join([*lines, say(language, "log.report.totals", **totals)]) + "\n"


def shown_time(us: int | None) -> str:
    """Return a time as people everywhere can sort it, in UTC.

    Years that no calendar of ours holds are said as they are counted.

    Examples:
        >>> shown_time(1704103200000000), shown_time(None)
        ('2024-01-01 10:00:00', '')
    """
    if us is None:
        return ""
    try:
        return f"{(_EPOCH + timedelta(microseconds=us)):%Y-%m-%d %H:%M:%S}"
    except OverflowError:
        return f"{us / 31_556_952e6 + 1970:.0f}"


def _file_lines(file: FileRead, language: Language) -> Iterator[str]:
    counts = {"rows": file.rows, "kept": file.kept, "already": file.already}
    shown = {name: number(count, language) for name, count in counts.items()}
    refused = sum(file.refused.values())
    shown["refused"] = number(refused, language)
    yield f"{file.name} ({file.form})"
    yield "  " + say(language, "log.report.rows", **shown)
    for column in file.columns:
        if column.part != "left_out":
            yield "  " + _column(column, language)
    left_out = [
        column.name or "?" for column in file.columns if column.part == "left_out"
    ]
    if left_out:
        columns = ", ".join(left_out[:20]) + (" ..." if len(left_out) > 20 else "")
        yield "  " + say(language, "log.report.left_out", columns=columns)
    if file.first_us is not None:
        first, last = shown_time(file.first_us), shown_time(file.last_us)
        yield "  " + say(language, "log.report.period", first=first, last=last)
    yield from _notes(file, language)
    yield from _refused(file, language)


def _column(column: ColumnRead, language: Language) -> str:
    part = say(language, f"log.part.{column.part}")
    text = say(language, "log.report.column", column=column.name or "?", part=part)
    if column.also:
        also = ", ".join(column.also)
        text += " " + say(language, "log.report.also", columns=also)
    return text


def _notes(file: FileRead, language: Language) -> Iterator[str]:
    if file.time_zone:
        yield "  " + say(language, "log.report.zone", zone=file.time_zone)
    if file.date_order:
        yield "  " + say(language, f"log.report.{file.date_order}")
    for name in ("identical", "backwards", "ties", "without_score"):
        count = getattr(file, name)
        if count:
            between = number(file.ties_between, language)
            shown = number(count, language)
            text = say(language, f"log.report.{name}", n=shown, between=between)
            yield "  " + text
    for template, count in file.templates[:20]:
        key = "log.report.template" if count else "log.report.folded"
        shown = number(count, language)
        yield "  " + say(language, key, template=template, n=shown)
    for remark in file.remarks:
        yield "  " + say(language, remark)


def _refused(file: FileRead, language: Language) -> Iterator[str]:
    for reason, count in sorted(file.refused.items()):
        said = say(language, f"log.reason.{reason}")
        shown = number(count, language)
        yield "  " + say(language, "log.report.refused", n=shown, reason=said)
    for row in file.refused_rows[:SHOWN_ROWS]:
        said = say(language, f"log.reason.{row.reason}")
        given = f": {row.given!r}" if row.given else ""
        text = say(language, "log.report.line", line=row.line, reason=said)
        yield f"    {text}{given}"
