"""XLSX by calamine: the first sheet that holds a table, its first row as the header."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from jejak.analytics.reading.sources import MAX_COLUMNS, Source
from jejak.analytics.reading.spool import Spool
from jejak.analytics.refusal import refused
from jejak.errors import MissingExtra

if TYPE_CHECKING:
    from pathlib import Path

_MAX_BYTES = 600_000_000  # unpacked: a full sheet of events has half as much


def open_sheet(path: Path, form: str, room: Path) -> Source:
    """Open a workbook of events."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("XLSX", "office") from error
    _check_size(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        sheet = next((one for one in sheets if one.height > 1 and one.width > 1), None)
        if sheet is None:
            raise refused("log.refused.empty", name=path.name)
        if sheet.width > MAX_COLUMNS:
            raise refused("log.refused.columns", name=path.name, limit=MAX_COLUMNS)
        with Spool(path.name, room) as spool:
            header: list[str] = []
            first = sheet.start[0] if sheet.start else 0
            for place, cells in enumerate(sheet.iter_rows(), start=first + 1):
                texts = [_text(cell) for cell in cells]
                if not any(texts):
                    continue
                if header:
                    spool.add(place, dict(zip(header, texts, strict=True)))
                else:
                    header = [name or f"{n}" for n, name in enumerate(texts, start=1)]
    except CalamineError as error:
        raise refused("log.refused.broken", name=path.name) from error
    return spool.source(form)


def _check_size(path: Path) -> None:
    try:
        with ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except BadZipFile as error:
        raise refused("log.refused.broken", name=path.name) from error
    if size > _MAX_BYTES:
        raise refused("log.refused.too_large", name=path.name)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))  # Excel knows no whole numbers: 12.0 was a 12
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell).strip() if cell is not None else ""
