"""XLSX workbooks: every sheet that holds text is a grid, merged cells with spans."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from jejak.errors import MissingExtra
from jejak.importers.document import Document, Grid, GridCell, Remark
from jejak.importers.markup import has_markup
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.sparse import Area, merge_areas
from jejak.importers.readers.values import shown
from jejak.importers.readers.workbook import SheetNotes, inspect_workbook
from jejak.importers.refusal import refused
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook


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
            text = notes.errors.get(place)
            if text is None:
                text = shown(value, notes.percents.get(place))
            cells.append(GridCell(text))
        rows.append(cells)
    merge_areas(
        rows,
        (
            Area(
                top - first_row,
                left - first_column,
                bottom - first_row,
                right - first_column,
            )
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ),
    )
    return rows
