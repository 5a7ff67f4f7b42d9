"""Rows of cells become grids: equal rows, no empty edges, within the limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from jejak.importers.document import Grid, GridCell
from jejak.importers.limits import check_limit
from jejak.importers.markup import strip_markup
from jejak.importers.readers.records import Record

BLANK = GridCell()


class GridMaker:
    """Makes the grids of one input and counts their cells against the limits."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._cells = 0

    def make(
        self,
        rows: Sequence[Sequence[GridCell]],
        lines: Sequence[int] = (),
        *,
        name: str = "",
        first_column: int = 1,
    ) -> Grid | None:
        """Return the grid of some rows, or None where they hold no text.

        Args:
            rows: May be of different lengths; short ones are filled up.
            lines: Where each row stood in the source, counted from 1.
            name: Sheet or caption.
            first_column: Where the rows begin in the source, counted from 1.

        Raises:
            ImportRefused: There are too many cells, rows or columns, or a cell
                holds too much text.
        """
        kept = _without_blank_ends(rows)
        width = max((_width(rows[index]) for index in kept), default=0)
        if not width:
            return None
        left = min(_blank_before(rows[index], width) for index in kept)
        rows = [row[left:] for row in rows]
        width -= left
        self._check(rows, kept, width)
        stood = tuple(lines[index] for index in kept) if lines else ()
        return Grid(
            rows=tuple(
                _filled(rows[index], width, kept.stop - index) for index in kept
            ),
            name=name,
            line=stood[0] if stood else None,
            line_of_row=stood,
            first_column=first_column + left,
        )

    def of_records(self, records: Sequence[Record]) -> Grid | None:
        """Return the grid of delimited text; each field's tags are read.

        Raises:
            ImportRefused: It is past a limit; nothing is laid out before that shows.
        """
        rows: list[list[GridCell]] = []
        cells = self._cells
        for record in records:
            fields = record.fields
            width = next((n for n in range(len(fields), 0, -1) if fields[n - 1]), 0)
            cells += width
            check_limit("columns", width, self.name)
            check_limit("cells", cells, self.name)
            rows.append(
                [
                    GridCell(strip_markup(field)) if field else BLANK
                    for field in fields[:width]
                ]
            )
        return self.make(rows, [record.line + 1 for record in records])

    def _check(
        self, rows: Sequence[Sequence[GridCell]], kept: Sequence[int], width: int
    ) -> None:
        name = self.name
        self._cells += width * len(kept)
        check_limit("columns", width, name)
        check_limit("rows", len(kept), name)
        check_limit("cells", self._cells, name)
        longest = max(len(cell.text) for index in kept for cell in rows[index])
        check_limit("cell_characters", longest, name)


def _without_blank_ends(rows: Sequence[Sequence[GridCell]]) -> range:
    full = [index for index, row in enumerate(rows) if _width(row)]
    return range(full[0], full[-1] + 1) if full else range(0)


def _width(row: Sequence[GridCell]) -> int:
    """Return how many cells a row has up to its last one that is not blank."""
    for index in range(len(row) - 1, -1, -1):
        if row[index].text.strip():
            return index + 1
    return 0


def _blank_before(row: Sequence[GridCell], width: int) -> int:
    """Return how many blank cells a row begins with; all of them if it is blank."""
    for index, cell in enumerate(row):
        if cell.text.strip():
            return index
    return width


def _filled(
    row: Sequence[GridCell], width: int, rows_left: int
) -> tuple[GridCell, ...]:
    cells = [
        replace(
            cell,
            row_span=min(cell.row_span, rows_left),
            column_span=min(cell.column_span, width - column),
        )
        if cell.row_span > rows_left or cell.column_span > width - column
        else cell
        for column, cell in enumerate(row[:width])
    ]
    return (*cells, *(BLANK for _ in range(width - len(cells))))
