"""XLS: workbooks as Excel wrote them until 2003, and many a system still does."""

from __future__ import annotations

from collections.abc import Iterator
from struct import error as StructError
from struct import unpack, unpack_from
from typing import TYPE_CHECKING

from jejak.importers.document import Document, Grid, Remark
from jejak.importers.limits import check_limit
from jejak.importers.markup import has_markup
from jejak.importers.readers import biff
from jejak.importers.readers.compound import BrokenFile, CompoundFile
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.sparse import Area, SparseSheet
from jejak.importers.readers.values import (
    BUILT_IN,
    Value,
    as_date,
    percent_decimals,
    shown,
)
from jejak.importers.refusal import refused
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from jejak.errors import ImportRefused
    from jejak.importers.readers.biff import Book, Record

_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_LOCKED = {"EncryptedPackage", "EncryptionInfo"}  # a new workbook with a password
_LOCKED_SIGN = "EncryptedPackage".encode("utf-16-le")
_DOCUMENTS = {"WordDocument", "PowerPoint Document"}


def read(name: str, data: bytes) -> Document:
    """Read an old workbook; its values become text as those of a new one do.

    Raises:
        ImportRefused: It cannot be opened, is locked, or is past a limit.
    """
    try:
        stream = _stream(name, CompoundFile(data))
        book = biff.read_book(stream)
        if book.is_locked:
            raise refused("reading.refused.password", name=name)
        walk = _Walk(name, book, stream)
        grids = tuple(walk.grids())
    except (BrokenFile, StructError, IndexError):
        what = "password" if _LOCKED_SIGN in data else "workbook"
        raise refused(f"reading.refused.{what}", name=name) from None
    return Document(name, "xls", grids, tuple(walk.remarks))


def _stream(name: str, file: CompoundFile) -> bytes:
    for stream in _STREAMS:
        if stream in file.names:
            return file.read(stream)
    raise _other_kind(name, file.names)


def _other_kind(name: str, names: set[str]) -> ImportRefused:
    """Return the refusal for a container that holds something else."""
    if names & _LOCKED:
        return refused("reading.refused.password", name=name)
    if names & _DOCUMENTS:
        return refused("reading.refused.document", name=name)
    return refused("reading.refused.workbook", name=name)


class _Walk:
    """Goes through the records of all sheets."""

    def __init__(self, name: str, book: Book, stream: bytes) -> None:
        self.remarks: list[Remark] = []
        self._name = name
        self._book = book
        self._stream = stream
        self._cleaned: dict[str, str] = {}  # a word may stand in many cells
        self._characters = 0
        self._comments = 0
        self._has_markup = False

    def grids(self) -> Iterator[Grid]:
        maker = GridMaker(self._name)
        for place, name, is_hidden in self._book.sheets:
            grid = self._sheet(place, clean_text(name)).grid(maker)
            if grid is None:
                continue
            if is_hidden:
                self.remarks.append(Remark("reading.hidden_sheet", {"sheet": name}))
            yield grid
        if self._comments:
            self.remarks.append(Remark("reading.comments", {"count": self._comments}))
        if self._has_markup:
            self.remarks.append(Remark("reading.markup_read"))

    def _sheet(self, place: int, name: str) -> SparseSheet:
        sheet = SparseSheet(self._name, name)
        depth = 0  # charts stand inside a sheet as sheets of their own
        asked: tuple[int, int] | None = None  # a formula whose text comes behind it
        for record in biff.records(self._stream, place):
            depth += (record.kind == biff.BEGIN) - (record.kind == biff.END)
            if depth <= 0:
                return sheet
            if depth > 1:
                continue
            if record.kind == biff.STRING and asked:
                self._add(sheet, *asked, biff.text_at(self._book, record.data, 0))
            elif record.kind == biff.MERGED:
                sheet.merged += _areas(record.data)
            elif record.kind == biff.NOTE:
                self._comments += 1
            else:
                asked = _text_behind(record) or asked
                for row, column, value, style in _values(self._book, record):
                    self._add(sheet, row, column, value, style)
        raise BrokenFile  # its end is missing

    def _add(
        self, sheet: SparseSheet, row: int, column: int, value: Value, style: int = -1
    ) -> None:
        text = (
            self._word(value) if isinstance(value, str) else self._shown(value, style)
        )
        self._characters += len(text)
        check_limit("workbook_characters", self._characters, self._name)
        sheet.add(row, column, text)

    def _word(self, raw: str) -> str:
        if raw not in self._cleaned:
            text = clean_text(raw)
            self._has_markup = self._has_markup or has_markup(text)
            self._cleaned[raw] = shown(text)
        return self._cleaned[raw]

    def _shown(self, value: Value, style: int) -> str:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return shown(value)
        book = self._book
        number = book.styles[style] if 0 <= style < len(book.styles) else 0
        code = book.formats.get(number) or BUILT_IN.get(number, "")
        if (decimals := percent_decimals(code)) is not None:
            return shown(value, decimals)
        when = as_date(value, code, has_1904=book.has_1904)
        return shown(value if when is None else when)


def _areas(data: bytes) -> list[Area]:
    (count,) = unpack_from("<H", data)
    corners = (unpack_from("<4H", data, 2 + 8 * number) for number in range(count))
    return [Area(top, left, bottom, right) for top, bottom, left, right in corners]


def _text_behind(record: Record) -> tuple[int, int] | None:
    """Return the place of a formula whose result is a text."""
    if record.kind != biff.FORMULA or record.data[12:14] != b"\xff\xff":
        return None
    row, column = unpack_from("<HH", record.data)
    return (row, column) if record.data[6] == 0 else None


def _values(book: Book, record: Record) -> Iterator[tuple[int, int, Value, int]]:
    """Yield the cells of a record: row, column, value and style."""
    kind, data = record.kind, record.data
    if kind == biff.MANY_SHORT_NUMBERS:
        row, first = unpack_from("<HH", data)
        for number in range((len(data) - 6) // 6):
            style, raw = unpack_from("<HI", data, 4 + 6 * number)
            yield row, first + number, biff.short_number(raw), style
        return
    value = _value(book, kind, data)
    if value is not None:
        row, column, style = unpack_from("<3H", data)
        yield row, column, value, style


def _value(book: Book, kind: int, data: bytes) -> Value | None:
    if kind == biff.SHARED_LABEL:
        (number,) = unpack_from("<I", data, 6)
        return book.words[number] if number < len(book.words) else None
    if kind in {biff.LABEL, biff.RICH_LABEL}:
        return biff.text_at(book, data, 6)
    if kind == biff.SHORT_NUMBER:
        return biff.short_number(unpack_from("<I", data, 6)[0])
    if kind == biff.NUMBER:
        return _finite(data[6:14])
    if kind == biff.TRUTH_OR_ERROR:
        return biff.error_text(data[6]) if data[7] else bool(data[6])
    if kind == biff.FORMULA:
        return _result(data)
    return None


def _result(data: bytes) -> Value | None:
    """Return the last result of a formula, unless it is a text behind it."""
    if data[12:14] != b"\xff\xff":
        return _finite(data[6:14])
    if data[6] == 1:
        return bool(data[8])
    return biff.error_text(data[8]) if data[6] == 2 else None


def _finite(raw: bytes) -> float | None:
    (value,) = unpack("<d", raw)
    return value if abs(value) < 1e308 else None
