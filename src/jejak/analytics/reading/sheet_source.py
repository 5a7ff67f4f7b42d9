"""XLSX by calamine: the first sheet whose columns are known, titles above or not."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from jejak.analytics.reading.columns import (
    FIRST_ROWS,
    header_among,
    hold_values,
    known_names,
    numbered,
)
from jejak.analytics.reading.sources import MAX_COLUMNS, Source
from jejak.analytics.reading.spool import Spool, distinct
from jejak.analytics.refusal import refused
from jejak.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from python_calamine import CalamineSheet, CalamineWorkbook

    from jejak.analytics.reading.columns import Wanted

_MAX_BYTES = 600_000_000  # unpacked: a full sheet of events has half as much


def open_sheet(path: Path, form: str, room: Path, wanted: Wanted) -> Source:
    """Open a workbook of events."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("XLSX", "office") from error
    _check_size(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        tables = [one for one in map(book.get_sheet_by_name, _names(book)) if _is(one)]
        if not tables:
            raise refused("log.refused.empty", name=path.name)
        heads = [_head(one, wanted) for one in tables]
        at = next((n for n, head in enumerate(heads) if head is not None), 0)
        if tables[at].width > MAX_COLUMNS:
            raise refused("log.refused.columns", name=path.name, limit=MAX_COLUMNS)
        with Spool(path.name, room) as spool:
            has_above = _spool(tables[at], heads[at], wanted, spool)
    except CalamineError as error:
        raise refused("log.refused.broken", name=path.name) from error
    source = spool.source(form if len(tables) == 1 else f"{form}: {tables[at].name}")
    source.remarks += ["log.remark.above"] if has_above else []
    source.remarks += ["log.remark.sheets"] if len(tables) > 1 else []
    return source


def _names(book: CalamineWorkbook) -> list[str]:
    """Return the sheets in their order; what is hidden comes last."""
    from python_calamine import SheetVisibleEnum

    shown = SheetVisibleEnum.Visible
    sheets = sorted(book.sheets_metadata, key=lambda one: one.visible != shown)
    return [one.name for one in sheets]


def _is(sheet: CalamineSheet) -> bool:
    return sheet.height > 1 and sheet.width > 1


def _head(sheet: CalamineSheet, wanted: Wanted) -> int | None:
    """Return which row names the columns; that of a table without names is nought."""
    if not wanted.has_header:
        return 0
    return header_among(map(_texts, sheet.iter_rows()), wanted)


def _likely_head(sheet: CalamineSheet) -> int:
    """Return which row should name the columns, to say what it lacks."""
    counts = [known_names(_texts(row)) for row in islice(sheet.iter_rows(), FIRST_ROWS)]
    return counts.index(max(counts))


def _spool(
    sheet: CalamineSheet, known: int | None, wanted: Wanted, spool: Spool
) -> bool:
    """Write the rows below the names of columns; tell whether something is above."""
    head = _likely_head(sheet) if known is None else known
    header = [] if wanted.has_header else numbered(sheet.width)
    has_above = False
    first = sheet.start[0] if sheet.start else 0
    for place, cells in enumerate(_filled(sheet)):
        texts = _texts(cells)
        if not any(texts):
            continue
        if place < head:
            has_above = True
        elif not header and hold_values(texts):
            line = ", ".join(texts)[:80]
            raise refused("log.refused.no_header", name=spool.name, line=line)
        elif header:
            spool.add(first + place + 1, dict(zip(header, texts, strict=True)))
        else:
            header = distinct(texts)
    return has_above


def _filled(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """Yield the rows; what is merged downwards stands in each of them."""
    starts: dict[int, list[tuple[int, int]]] = {}
    top, left = sheet.start or (0, 0)
    for (row, column), (last, _) in sheet.merged_cell_ranges or ():
        if last > row:
            starts.setdefault(row - top, []).append((column - left, last - top))
    held: dict[int, tuple[int, Any]] = {}
    for place, cells in enumerate(sheet.iter_rows()):
        for column, (last, value) in held.items():
            if place <= last and not _text(cells[column]):
                cells[column] = value
        for column, last in starts.get(place, ()):
            held[column] = (last, cells[column])
        yield cells


def _check_size(path: Path) -> None:
    try:
        with ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except BadZipFile as error:
        raise refused("log.refused.broken", name=path.name) from error
    if size > _MAX_BYTES:
        raise refused("log.refused.too_large", name=path.name)


def _texts(cells: Iterable[object]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # Excel knows no whole numbers: 12.0 was a 12
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell).strip() if cell is not None else ""
