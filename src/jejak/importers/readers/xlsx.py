"""XLSX workbooks: every sheet that holds text is a grid, merged cells with spans."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from jejak.errors import MissingExtra
from jejak.importers.document import Document, Grid, GridCell, Remark
from jejak.importers.limits import limits
from jejak.importers.markup import has_markup, strip_markup
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.workbook import SheetNotes, inspect_workbook
from jejak.importers.refusal import refused
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    Value = int | float | str | bool | time | date | datetime | timedelta

_COVERED = GridCell(is_covered=True)


def read(name: str, data: bytes) -> Document:
    """Read a workbook.

    Numbers, shares, dates and times become text as a person would write them
    (`12`, `25%`, `2026-11-22`, `09:30`); a formula gives its last result.

    Raises:
        ImportRefused: It cannot be opened, or is past a limit.
        MissingExtra: What reads workbooks is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise MissingExtra("XLSX", "office") from None
    notes = inspect_workbook(name, data)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return _document(name, workbook, notes)
    except CalamineError:
        raise refused("reading.refused.workbook", name=name) from None


def _document(
    name: str, workbook: CalamineWorkbook, notes: dict[str, SheetNotes]
) -> Document:
    from python_calamine import SheetVisibleEnum

    maker = GridMaker(name)
    grids: list[Grid] = []
    remarks: list[Remark] = []
    raw: list[str] = []
    for metadata in workbook.sheets_metadata:
        sheet = workbook.get_sheet_by_name(metadata.name)
        rows = _rows(sheet, notes.get(metadata.name, SheetNotes()), raw)
        first_row, first_column = sheet.start or (0, 0)
        grid = maker.make(
            rows,
            range(first_row + 1, first_row + 1 + len(rows)),
            name=metadata.name,
            first_column=first_column + 1,
        )
        if grid is None:
            continue
        grids.append(grid)
        if metadata.visible != SheetVisibleEnum.Visible:
            remarks.append(Remark("reading.hidden_sheet", {"sheet": metadata.name}))
    if any(has_markup(text) for text in raw):
        remarks.append(Remark("reading.markup_read"))
    return Document(name, "xlsx", tuple(grids), tuple(remarks))


def _rows(
    sheet: CalamineSheet, notes: SheetNotes, raw: list[str]
) -> list[list[GridCell]]:
    first_row, first_column = sheet.start or (0, 0)
    values = sheet.to_python(skip_empty_area=True)
    rows: list[list[GridCell]] = []
    for down, line in enumerate(values):
        cells: list[GridCell] = []
        for across, value in enumerate(line):
            place = (first_row + down, first_column + across)
            if isinstance(value, str) and value:
                value = clean_text(value)
                raw.append(value)
            cells.append(GridCell(_shown(value, place, notes)))
        rows.append(cells)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        _merge(
            rows,
            (max(top - first_row, 0), max(left - first_column, 0)),
            (bottom - first_row, right - first_column),
        )
    return rows


def _merge(
    rows: list[list[GridCell]], first: tuple[int, int], last: tuple[int, int]
) -> None:
    """Let the upper left cell of a merged range cover the others."""
    bottom = min(last[0], len(rows) - 1, first[0] + limits().span - 1)
    right = min(last[1], len(rows[0]) - 1 if rows else -1, first[1] + limits().span - 1)
    if bottom < first[0] or right < first[1]:
        return
    spans = bottom - first[0] + 1, right - first[1] + 1
    for row in range(first[0], bottom + 1):
        for column in range(first[1], right + 1):
            if not rows[row][column].text:
                rows[row][column] = _COVERED
    rows[first[0]][first[1]] = GridCell(rows[first[0]][first[1]].text, *spans)


def _shown(value: Value, place: tuple[int, int], notes: SheetNotes) -> str:
    """Write a value as a person would."""
    if place in notes.errors:
        return notes.errors[place]
    if isinstance(value, str):
        return strip_markup(value)
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        if place in notes.percents:
            return f"{value:.{notes.percents[place]}%}"
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
