"""A look into a workbook before it is opened: is it one, and is it of a sane size?

The library that reads workbooks lays a sheet out densely: one word in XFD1048576
would ask for seventeen billion cells. So the packed files are measured first, and
what that library does not tell (percentages, errors) is taken down on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jejak.importers.limits import check_limit, limits
from jejak.importers.readers.archive import Archive
from jejak.importers.readers.elements import all_text
from jejak.importers.readers.sparse import Place
from jejak.importers.readers.values import BUILT_IN, percent_decimals
from jejak.importers.refusal import refused

if TYPE_CHECKING:
    from lxml.etree import _Element

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
# Cells and rows that are only coloured: some sheets have a million of them.
_BLANKS = (
    re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"[^<>]*/>'),
    re.compile(rb'<row r="[0-9]{1,7}"[^<>]*(?:/>|></row>)'),
)


@dataclass(slots=True)
class SheetNotes:
    """What one sheet shows otherwise than its stored values say."""

    percents: dict[Place, int] = field(default_factory=dict)  # -> decimals
    errors: dict[Place, str] = field(default_factory=dict)  # such as #DIV/0!


def inspect_workbook(name: str, data: bytes) -> dict[str, SheetNotes]:
    """Check that a workbook can be opened safely; return notes on its sheets.

    Raises:
        ImportRefused: It is no workbook, is locked, or is past a limit.
    """
    return _Inspection(Archive(name, data, "xl/workbook.xml")).notes()


class _Reach:
    """How far the cells of a sheet reach: all between them would be laid out."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._rows: list[int] = []  # the first and the last
        self._columns: list[int] = []

    def add(self, row: int, column: int) -> None:
        """Take a cell in."""
        self._rows = [min([*self._rows, row]), max([*self._rows, row])]
        self._columns = [min([*self._columns, column]), max([*self._columns, column])]

    def check(self) -> None:
        """Refuse a sheet that reaches too far."""
        if self._rows:
            width = self._columns[1] - self._columns[0] + 1
            check_limit("columns", width, self._name)
            count = width * (self._rows[1] - self._rows[0] + 1)
            if count > limits().cells:
                place = {"row": self._rows[1] + 1, "column": self._columns[1] + 1}
                values = {"given": count, "allowed": limits().cells, **place}
                raise refused("reading.limit.reach", name=self._name, **values)


class _Inspection:
    """Measures the sheets of one workbook."""

    def __init__(self, archive: Archive) -> None:
        self._name = archive.name
        self._archive = archive
        self._cells = 0
        self._characters = 0
        self._words = [
            len(all_text(item))
            for item in self._archive.elements("xl/sharedStrings.xml", "si")
        ]
        self._decimals = self._percent_styles()

    def notes(self) -> dict[str, SheetNotes]:
        """Return the notes by the sheet's name."""
        by_path = {
            path: self._measure(path)
            for path in sorted(self._archive.paths)
            if path.endswith(".xml") and self._archive.holds(path, b"sheetData")
        }
        return {
            sheet: by_path[path]
            for sheet, path in self._sheet_paths()
            if path in by_path
        }

    def _measure(self, path: str) -> SheetNotes:
        notes = SheetNotes()
        area = _Reach(self._name)
        row = column = -1
        for cell in self._archive.elements(path, "c", begun="row", without=_BLANKS):
            if str(cell.tag).endswith("}row"):
                area.check()  # at each row, and not only when all have been read
                number = cell.get("r", "")
                is_told = number.isdecimal() and len(number) < 10
                row, column = int(number) - 1 if is_told else row + 1, -1
                continue
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            row, column = _place(match) if match else (row, column + 1)
            stored = cell.find("{*}v")
            value = "" if stored is None else all_text(stored)
            length = self._length(cell, value)
            if not length:
                continue
            area.add(row, column)
            self._count(length)
            if cell.get("t") == "e":
                notes.errors[row, column] = value
            elif cell.get("s") in self._decimals and cell.get("t", "n") == "n":
                notes.percents[row, column] = self._decimals[cell.get("s", "")]
        area.check()
        return notes

    def _count(self, length: int) -> None:
        self._cells += 1
        self._characters += length
        check_limit("cells", self._cells, self._name)
        check_limit("workbook_characters", self._characters, self._name)

    def _length(self, cell: _Element, value: str) -> int:
        """Return how many characters a cell holds, a shared word looked up."""
        if cell.get("t") == "s" and value.strip().isdecimal():
            index = int(value) if len(value) < 10 else -1
            return self._words[index] if 0 <= index < len(self._words) else 1
        inline = cell.find("{*}is")
        if inline is not None:
            return len(all_text(inline))
        return len(value)

    def _percent_styles(self) -> dict[str, int]:
        """Return the styles that show a share as per cent, with its decimals."""
        formats = dict(BUILT_IN)
        for element in self._archive.elements("xl/styles.xml", "numFmt"):
            number = element.get("numFmtId", "")
            if number.isdecimal() and len(number) < 10:
                formats[int(number)] = element.get("formatCode", "")
        decimals: dict[str, int] = {}
        for styles in self._archive.elements("xl/styles.xml", "cellXfs"):
            for index, style in enumerate(styles):
                number = style.get("numFmtId", "0")
                is_known = number.isdecimal() and len(number) < 10
                code = formats.get(int(number) if is_known else 0, "")
                found = percent_decimals(code)
                if found is not None:
                    decimals[str(index)] = found
        return decimals

    def _sheet_paths(self) -> Iterator[tuple[str, str]]:
        targets = {
            link.get("Id", ""): link.get("Target", "")
            for link in self._archive.elements(
                "xl/_rels/workbook.xml.rels", "Relationship"
            )
        }
        for sheet in self._archive.elements("xl/workbook.xml", "sheet"):
            ids = [value for key, value in sheet.items() if str(key).endswith("}id")]
            target = targets.get(str(ids[0]) if ids else "", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), path


def _place(match: re.Match[str]) -> Place:
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
