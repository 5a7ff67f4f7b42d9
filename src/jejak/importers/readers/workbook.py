"""A look into a workbook before it is opened: is it one, and is it of a sane size?

The library that reads workbooks lays a sheet out densely: one word in XFD1048576
would ask for seventeen billion cells. So the packed files are measured first, and
what that library does not tell (percentages, errors) is taken down on the way.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zlib import error as ZlibError

from jejak.errors import ImportRefused
from jejak.importers.limits import check_limit
from jejak.importers.readers.elements import all_text
from jejak.importers.refusal import refused

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PERCENT = re.compile(r"(?:\.(0+))?%")
_RATIO_FROM_BYTES = 1_000_000
_FORMATS = {9: "0%", 10: "0.00%"}  # built in; every other one names itself

Place = tuple[int, int]  # row and column, from 0


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
    if data.startswith(_COMPOUND):
        what = "password" if _ENCRYPTED in data else "old_workbook"
        raise refused(f"reading.refused.{what}", name=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_archive(name, archive)
            return _Inspection(name, archive).notes()
    except (zipfile.BadZipFile, ZlibError, EOFError, NotImplementedError, OSError):
        raise refused("reading.refused.workbook", name=name) from None


def _check_archive(name: str, archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    check_limit("archive_files", len(entries), name)
    size = sum(entry.file_size for entry in entries)
    check_limit("decompressed_bytes", size, name)
    for entry in entries:
        if entry.flag_bits & 1:
            raise refused("reading.refused.password", name=name)
        if entry.file_size > _RATIO_FROM_BYTES:
            ratio = entry.file_size // max(entry.compress_size, 1)
            check_limit("compression_ratio", ratio, name)
    names = {entry.filename for entry in entries}
    if refusal := _other_kind(name, names):
        raise refusal
    if len(names) < len(entries):  # two readers could see two different files
        raise refused("reading.refused.workbook", name=name)


def _other_kind(name: str, names: set[str]) -> ImportRefused | None:
    """Return the refusal for an archive that is something else."""
    if "xl/workbook.xml" in names:
        return None
    if any(path.startswith(("word/", "ppt/")) for path in names):
        return refused("reading.refused.document", name=name)
    if "xl/workbook.bin" in names or "content.xml" in names:
        return refused("reading.refused.old_workbook", name=name)
    if "[Content_Types].xml" in names:
        return refused("reading.refused.workbook", name=name)
    return refused("reading.refused.archive", name=name)


class _Inspection:
    """Measures the sheets of one workbook."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._cells = 0
        self._characters = 0
        self._paths = set(archive.namelist())
        self._words = [
            len(all_text(item)) for item in self._elements("xl/sharedStrings.xml", "si")
        ]
        self._decimals = self._percent_styles()

    def notes(self) -> dict[str, SheetNotes]:
        """Return the notes by the sheet's name."""
        by_path = {
            path: self._measure(path)
            for path in sorted(self._paths)
            if path.endswith(".xml") and b"sheetData" in self._archive.read(path)
        }
        return {
            sheet: by_path[path]
            for sheet, path in self._sheet_paths()
            if path in by_path
        }

    def _measure(self, path: str) -> SheetNotes:
        notes = SheetNotes()
        rows: list[int] = []
        columns: list[int] = []
        row = column = -1
        for cell in self._elements(path, "c"):
            match = _REFERENCE.fullmatch(cell.get("r", ""))
            row, column = _place(match) if match else (max(row, 0), column + 1)
            stored = cell.find("{*}v")
            value = "" if stored is None else all_text(stored)
            length = self._length(cell, value)
            if not length:
                continue
            rows.append(row)
            columns.append(column)
            self._count(rows, length)
            if cell.get("t") == "e":
                notes.errors[row, column] = value
            elif cell.get("s") in self._decimals and cell.get("t", "n") == "n":
                notes.percents[row, column] = self._decimals[cell.get("s", "")]
        if rows:
            area = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1)
            width = max(columns) - min(columns) + 1
            check_limit("columns", width, self._name)
            check_limit("cells", area, self._name)
        return notes

    def _count(self, cells: list[int], length: int) -> None:
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
        formats = dict(_FORMATS)
        for element in self._elements("xl/styles.xml", "numFmt"):
            number = element.get("numFmtId", "")
            if number.isdecimal() and len(number) < 10:
                formats[int(number)] = element.get("formatCode", "")
        decimals: dict[str, int] = {}
        for styles in self._elements("xl/styles.xml", "cellXfs"):
            for index, style in enumerate(styles):
                number = style.get("numFmtId", "0")
                found = _PERCENT.search(
                    formats.get(int(number) if number.isdecimal() else 0, "")
                )
                if found:
                    decimals[str(index)] = len(found[1] or "")
        return decimals

    def _sheet_paths(self) -> Iterator[tuple[str, str]]:
        targets = {
            link.get("Id", ""): link.get("Target", "")
            for link in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
        }
        for sheet in self._elements("xl/workbook.xml", "sheet"):
            ids = [value for key, value in sheet.items() if str(key).endswith("}id")]
            target = targets.get(str(ids[0]) if ids else "", "")
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield sheet.get("name", ""), path

    def _elements(self, path: str, tag: str) -> Iterator[_Element]:
        """Yield the elements of a packed file, freeing each after its use."""
        from lxml import etree

        if path not in self._paths:
            return
        data = self._archive.read(path)
        if b"<!DOCTYPE" in data:  # no sheet has one; entity bombs do
            raise refused("reading.refused.workbook", name=self._name)
        events = etree.iterparse(
            io.BytesIO(data),
            events=("end",),
            tag=f"{{*}}{tag}",
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
        )
        try:
            for _, element in events:
                yield element
                element.clear()
                _free(element)
                _free(element.getparent())
        except etree.XMLSyntaxError:
            raise refused("reading.refused.workbook", name=self._name) from None


def _free(element: _Element | None) -> None:
    """Drop what stands before an element: it has been read."""
    parent = None if element is None else element.getparent()
    while (
        parent is not None and element is not None and element.getprevious() is not None
    ):
        del parent[0]


def _place(match: re.Match[str]) -> Place:
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
