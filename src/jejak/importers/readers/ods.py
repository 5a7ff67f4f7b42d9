"""ODS workbooks: every sheet that holds text is a grid, merged cells with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jejak.importers.document import Document, Grid, Remark
from jejak.importers.limits import check_limit
from jejak.importers.markup import has_markup, strip_markup
from jejak.importers.readers.archive import Archive
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.sparse import Area, SparseSheet
from jejak.importers.refusal import refused
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_SHEET = "}table"
_CELLS = ("}table-cell", "}covered-table-cell")
_UNSEEN = ("}annotation", "}note", "}ruby-text", "}frame", "}custom-shape")
_VALUES = ("string-value", "date-value", "time-value", "boolean-value", "value")
_SPACES = re.compile(r"[ \t\n\r]+")
_LAST = 10**9  # rows and columns past this are no places


def read(name: str, data: bytes) -> Document:
    """Read a workbook of OpenDocument; values stand as they were shown.

    Raises:
        ImportRefused: It cannot be opened, or is past a limit.
    """
    archive = Archive(name, data, "content.xml")
    if b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise refused("reading.refused.password", name=name)
    walk = _Walk(archive)
    grids = tuple(walk.grids())
    return Document(name, "ods", grids, tuple(walk.remarks))


class _Walk:
    """Goes through the rows of all sheets as they come out of the file."""

    def __init__(self, archive: Archive) -> None:
        self.remarks: list[Remark] = []
        self._archive = archive
        self._maker = GridMaker(archive.name)
        self._hidden_styles: set[str] = set()
        self._characters = 0
        self._comments = 0
        self._has_markup = False

    def grids(self) -> Iterator[Grid]:
        sheet: SparseSheet | None = None
        element: _Element | None = None
        row = 0
        for found in self._archive.elements(
            "content.xml", "style", "table-row", begun="table"
        ):
            tag = str(found.tag)
            if tag.endswith("}style"):
                self._read_style(found)
            elif tag.endswith(_SHEET) and _is_sheet(found):
                yield from self._grid(sheet)
                sheet, element, row = self._sheet(found), found, 0
            elif sheet and _sheet_of(found) is element and element is not None:
                row = self._read_row(sheet, found, row)
        yield from self._grid(sheet)
        if self._comments:
            self.remarks.append(Remark("reading.comments", {"count": self._comments}))
        if self._has_markup:
            self.remarks.append(Remark("reading.markup_read"))

    def _sheet(self, element: _Element) -> SparseSheet:
        name = _get(element, "name")
        if _get(element, "style-name") in self._hidden_styles:
            self.remarks.append(Remark("reading.hidden_sheet", {"sheet": name}))
        return SparseSheet(self._archive.name, name)

    def _grid(self, sheet: SparseSheet | None) -> Iterator[Grid]:
        grid = sheet.grid(self._maker) if sheet else None
        if grid:
            yield grid

    def _read_style(self, style: _Element) -> None:
        for child in style:
            if _get(child, "display") == "false":
                self._hidden_styles.add(_get(style, "name"))

    def _read_row(self, sheet: SparseSheet, element: _Element, row: int) -> int:
        """Take the cells of a row; return the number of the row after it."""
        rows = _count(element, "number-rows-repeated")
        column = 0
        for cell in element:
            if not str(cell.tag).endswith(_CELLS):
                continue
            columns = _count(cell, "number-columns-repeated")
            text = self._text_of(cell)
            if text:
                check_limit("columns", columns, sheet.source)
                check_limit("rows", rows, sheet.source)
            for down in range(rows if text else 0):
                for across in range(columns):
                    self._count(text)
                    sheet.add(row + down, column + across, text)
            height = _count(cell, "number-rows-spanned")
            width = _count(cell, "number-columns-spanned")
            if height > 1 or width > 1:
                area = Area(row, column, row + height - 1, column + width - 1)
                sheet.merged.append(area)
            column = min(column + columns, _LAST)
        return min(row + rows, _LAST)

    def _count(self, text: str) -> None:
        self._characters += len(text)
        check_limit("workbook_characters", self._characters, self._archive.name)

    def _text_of(self, cell: _Element) -> str:
        self._comments += sum(str(child.tag).endswith("}annotation") for child in cell)
        lines = [
            _SPACES.sub(" ", line).strip(" ")
            for child in cell
            if str(child.tag).endswith(("}p", "}h"))
            for line in "".join(_pieces(child)).split("\v")
        ]
        raw = clean_text("\n".join(lines) if lines else _value(cell))
        self._has_markup = self._has_markup or has_markup(raw)
        return strip_markup(raw)


def _pieces(element: _Element) -> Iterator[str]:
    """Yield the text of a paragraph; a line break is a vertical tab."""
    tag = str(element.tag)
    if tag.endswith(_UNSEEN):
        return
    if tag.endswith("}line-break"):
        yield "\v"
    elif tag.endswith(("}s", "}tab")):
        yield " "
    if isinstance(element.tag, str):  # a comment of XML has no text
        yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""


def _value(cell: _Element) -> str:
    """Return the stored value of a cell whose text the program left out."""
    values = (_get(cell, name) for name in _VALUES)
    return next(filter(None, values), "")


def _is_sheet(table: _Element) -> bool:
    parent = table.getparent()
    return parent is not None and str(parent.tag).endswith("}spreadsheet")


def _sheet_of(row: _Element) -> _Element | None:
    return next((one for one in row.iterancestors() if _is_table(one)), None)


def _is_table(element: _Element) -> bool:
    return str(element.tag).endswith(_SHEET)


def _get(element: _Element, name: str) -> str:
    """Return an attribute by its local name."""
    if not isinstance(element.tag, str):
        return ""
    end = f"}}{name}"
    return next((str(v) for key, v in element.items() if str(key).endswith(end)), "")


def _count(element: _Element, name: str) -> int:
    raw = _get(element, name)
    is_number = raw.isascii() and raw.isdecimal() and len(raw) < 10
    return max(int(raw), 1) if is_number else 1
