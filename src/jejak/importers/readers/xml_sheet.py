"""Workbooks as one XML file (SpreadsheetML 2003): many a web system exports them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jejak.importers.document import Document, Grid, Remark
from jejak.importers.limits import check_limit
from jejak.importers.markup import has_markup
from jejak.importers.readers.elements import all_text
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.sparse import Area, SparseSheet
from jejak.importers.readers.values import percent_decimals, shown
from jejak.importers.refusal import refused

if TYPE_CHECKING:
    from lxml.etree import _Element

_DECLARED = re.compile(r"\s*<\?xml\b[^>]*\?>")
_MIDNIGHT = re.compile(r"T00:00:00(?:\.0+)?$")


def read(name: str, text: str) -> Document:
    """Read a workbook that is XML.

    Raises:
        ImportRefused: It is damaged, or past a limit.

    Examples:
        >>> space = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        >>> cells = "<Cell><Data>Tahap</Data></Cell><Cell><Data>Cari</Data></Cell>"
        >>> rows = f"<Worksheet><Table><Row>{cells}</Row></Table></Worksheet>"
        >>> document = read("peta.xls", f"<Workbook {space}>{rows}</Workbook>")
        >>> [cell.text for cell in document.blocks[0].rows[0]]
        ['Tahap', 'Cari']
    """
    from lxml import etree

    if "<!DOCTYPE" in text:  # none has one; entity bombs do
        raise refused("reading.refused.workbook", name=name)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(_DECLARED.sub("", text, count=1).encode(), parser)
    except etree.XMLSyntaxError:
        raise refused("reading.refused.workbook", name=name) from None
    maker = GridMaker(name)
    grids: list[Grid] = []
    remarks: list[Remark] = []
    percents = _percents(root)
    for element in root.iterfind("{*}Worksheet"):
        sheet = _sheet(name, element, percents)
        grid = sheet.grid(maker)
        if grid is None:
            continue
        grids.append(grid)
        if any(one.text != "SheetVisible" for one in element.iter("{*}Visible")):
            remarks.append(Remark("reading.hidden_sheet", {"sheet": sheet.name}))
    comments = sum(1 for _ in root.iter("{*}Comment"))
    if comments:
        remarks.append(Remark("reading.comments", {"count": comments}))
    if any(
        has_markup(cell.text) for grid in grids for row in grid.rows for cell in row
    ):
        remarks.append(Remark("reading.markup_read"))
    return Document(name, "xml", tuple(grids), tuple(remarks))


def _percents(root: _Element) -> dict[str, int]:
    """Return the styles that show a share as per cent, with its decimals."""
    found: dict[str, int] = {}
    for style in root.iterfind("{*}Styles/{*}Style"):
        for form in style.iterfind("{*}NumberFormat"):
            code = _get(form, "Format")
            decimals = 2 if code == "Percent" else percent_decimals(code)
            if decimals is not None:
                found[_get(style, "ID")] = decimals
    return found


def _sheet(source: str, element: _Element, percents: dict[str, int]) -> SparseSheet:
    sheet = SparseSheet(source, _get(element, "Name"))
    characters = 0
    row = -1
    for found in element.iterfind("{*}Table/{*}Row"):
        row = _place(found, row)
        column = -1
        for cell in found.iterfind("{*}Cell"):
            column = _place(cell, column)
            decimals = percents.get(_get(cell, "StyleID"))
            text = "\n".join(_texts(cell, decimals))
            characters += len(text)
            check_limit("workbook_characters", characters, source)
            sheet.add(row, column, text)
            down, across = _number(cell, "MergeDown"), _number(cell, "MergeAcross")
            if down or across:
                sheet.merged.append(Area(row, column, row + down, column + across))
            column += across
    return sheet


def _texts(cell: _Element, decimals: int | None) -> Iterator[str]:
    for data in cell.iterfind("{*}Data"):
        text = all_text(data)
        kind = _get(data, "Type")
        if kind == "Number":
            yield _shown_number(text, decimals)
        elif kind == "Boolean":
            yield shown(text.strip() == "1")
        elif kind == "DateTime":
            yield _MIDNIGHT.sub("", text.strip()).replace("T", " ").removesuffix(".000")
        else:
            yield shown(text)


def _shown_number(text: str, decimals: int | None) -> str:
    try:
        return shown(float(text), decimals)
    except (ValueError, OverflowError):
        return text


def _place(element: _Element, before: int) -> int:
    """Return the place of a row or cell: what it says, or the one after the last."""
    index = _number(element, "Index")
    return index - 1 if index else before + 1


def _number(element: _Element, name: str) -> int:
    raw = _get(element, name)
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 8 else 0


def _get(element: _Element, name: str) -> str:
    end = f"}}{name}"
    return next((str(v) for key, v in element.items() if str(key).endswith(end)), "")
