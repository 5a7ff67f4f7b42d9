"""The rows of one HTML table, with its merged cells laid out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jejak.importers.document import GridCell
from jejak.importers.limits import check_limit, limits
from jejak.importers.readers.elements import all_text, line_of
from jejak.importers.readers.grids import BLANK

if TYPE_CHECKING:
    from lxml.etree import _Element

CellTexts = Callable[["_Element"], str]
_COVERED = GridCell(is_covered=True)
_PARTS = frozenset({"table", "thead", "tbody", "tfoot", "tr", "colgroup"})
_HOLDERS = frozenset({"td", "th", "caption", "col", "script", "style", "template"})


@dataclass(slots=True)
class TableRows:
    """Rows of equal meaning, not yet of equal length, and what stood astray."""

    cells: list[list[GridCell]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)  # text between the cells
    has_cut_spans: bool = False


def table_rows(
    table: _Element,
    text_of: CellTexts,
    is_skipped: Callable[[_Element], bool],
    name: str,
) -> TableRows:
    """Lay the cells of a table out.

    Args:
        table: A table without tables in it.
        text_of: Gives the plain text of a cell.
        is_skipped: Says that a row or cell is not shown.
        name: The input's name, for messages.

    Raises:
        ImportRefused: The table has too many cells or columns.
    """
    rows = TableRows(strays=list(_strays(table)))
    covered: dict[int, int] = {}  # column -> how many rows still to cover
    cells = 0
    for row in _rows_in_order(table):
        if is_skipped(row):
            continue
        elements = [
            element
            for element in row
            if element.tag in {"td", "th"} and not is_skipped(element)
        ]
        width = sum(_span(element, "colspan", rows) for element in elements)
        check_limit("columns", width, name)
        laid = _lay_row(elements, covered, text_of, rows)
        check_limit("columns", len(laid), name)
        cells += len(laid)
        check_limit("cells", cells, name)
        rows.cells.append(laid)
        rows.lines.append(line_of(row) or 1)
    return rows


def _lay_row(
    elements: Sequence[_Element],
    covered: dict[int, int],
    text_of: CellTexts,
    rows: TableRows,
) -> list[GridCell]:
    laid: list[GridCell] = []
    _cover(laid, covered)
    for element in elements:
        down, across = _span(element, "rowspan", rows), _span(element, "colspan", rows)
        start = len(laid)
        laid.append(GridCell(text_of(element), down, across))
        laid += [_COVERED] * (across - 1)
        for column in range(start, start + across):  # lies over what covers it
            _pass(covered, column)
        if down > 1:
            covered.update(dict.fromkeys(range(start, start + across), down - 1))
        _cover(laid, covered)
    last = max(covered, default=-1)
    while len(laid) <= last:
        if not _cover(laid, covered):
            laid.append(BLANK)
    return laid


def _cover(laid: list[GridCell], covered: dict[int, int]) -> bool:
    """Fill places at the row's end that a cell above covers."""
    has_covered = False
    while len(laid) in covered:
        column = len(laid)
        _pass(covered, column)
        laid.append(_COVERED)
        has_covered = True
    return has_covered


def _pass(covered: dict[int, int], column: int) -> None:
    """Count one row of a column that a cell above covers."""
    if column in covered:
        covered[column] -= 1
        if not covered[column]:
            del covered[column]


def _span(element: _Element, name: str, rows: TableRows) -> int:
    raw = element.get(name, "1").strip()
    span = int(raw) if raw.isdecimal() and len(raw) < 10 else 1
    if raw.isdecimal() and (span > limits().span or len(raw) >= 10):
        rows.has_cut_spans = True
        return limits().span
    return max(span, 1)


def _rows_in_order(table: _Element) -> Iterator[_Element]:
    """Yield the rows as a browser shows them: the foot stands last."""
    feet = list(table.iter("tfoot"))
    for row in table.iter("tr"):
        if not any(foot in feet for foot in row.iterancestors("tfoot")):
            yield row
    for foot in feet:
        yield from foot.iter("tr")


def _strays(table: _Element) -> Iterator[str]:
    """Yield text that stands in a table but in none of its cells."""
    for part in table.iter(*_PARTS):
        texts = [part.text or ""]
        for child in part:
            if isinstance(child.tag, str) and child.tag not in _PARTS | _HOLDERS:
                texts.append(all_text(child))
            texts.append(child.tail or "")
        yield from (" ".join(text.split()) for text in texts if text.strip())
