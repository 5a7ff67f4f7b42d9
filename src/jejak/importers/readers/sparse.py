"""Sheets as the cells that hold something: no room is taken by blank ones."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from jejak.importers.document import Grid, GridCell
from jejak.importers.limits import check_limit, limits
from jejak.importers.readers.grids import BLANK, GridMaker

_COVERED = GridCell(is_covered=True)

Place = tuple[int, int]  # row and column, from 0


class Area(NamedTuple):
    """A merged range, its last row and column included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class SparseSheet:
    """One sheet of a workbook, filled cell by cell."""

    source: str
    name: str
    cells: dict[Place, str] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)

    def add(self, row: int, column: int, text: str) -> None:
        """Put a text in its place; what is past a limit is refused at once."""
        if text.strip():
            self.cells[row, column] = text
            check_limit("cells", len(self.cells), self.source)

    def grid(self, maker: GridMaker) -> Grid | None:
        """Return the sheet as a grid; many blank rows in a row become one."""
        if not self.cells:
            return None
        left = min(column for _, column in self.cells)
        width = max(column for _, column in self.cells) - left + 1
        check_limit("columns", width, self.source)
        stood = self._rows_kept()
        check_limit("rows", len(stood), self.source)
        check_limit("cells", width * len(stood), self.source)
        rows = [[BLANK] * width for _ in stood]
        place = {row: index for index, row in enumerate(stood)}
        for (row, column), text in self.cells.items():
            rows[place[row]][column - left] = GridCell(text)
        merge_areas(rows, [_moved(area, stood, left) for area in self.merged])
        lines = [row + 1 for row in stood]
        return maker.make(rows, lines, name=self.name, first_column=left + 1)

    def _rows_kept(self) -> list[int]:
        """Return the rows that hold text, and a blank one for each gap."""
        kept: list[int] = []
        for row in sorted({row for row, _ in self.cells}):
            if kept and row > kept[-1] + 1:
                kept.append(row - 1)
            kept.append(row)
        return kept


def _moved(area: Area, stood: list[int], left: int) -> Area:
    """Return where an area lies among the rows that were kept."""
    top = bisect_right(stood, area.top - 1)
    bottom = bisect_right(stood, area.bottom) - 1
    return Area(top, area.left - left, bottom, area.right - left)


def merge_areas(rows: list[list[GridCell]], areas: Iterable[Area]) -> None:
    """Let the upper left cell of each merged range cover the others.

    Ranges that overlap, which no program writes, are cut: so few places are looked
    at twice, however many ranges there are.
    """
    taken: set[Place] = set()
    height, width = len(rows), len(rows[0]) if rows else 0
    for area in areas:
        top, left = max(area.top, 0), max(area.left, 0)
        bottom = min(area.bottom, height - 1, top + limits().span - 1)
        right = min(area.right, width - 1, left + limits().span - 1)
        if bottom < top or right < left or (top, left) in taken:
            continue
        columns = range(left, right + 1)
        for row in range(top, bottom + 1):
            places = [(row, column) for column in columns]
            if not taken.isdisjoint(places):
                bottom = row - 1
                break
            taken.update(places)
            for column in columns:
                if not rows[row][column].text:
                    rows[row][column] = _COVERED
        if bottom >= top:
            spans = bottom - top + 1, right - left + 1
            rows[top][left] = GridCell(rows[top][left].text, *spans)
