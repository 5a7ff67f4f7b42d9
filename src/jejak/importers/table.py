"""A grid as the interpreter looks at it: cleaned, turnable, with its places."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from jejak.importers.document import Grid
from jejak.importers.reading import Where
from jejak.language.names import plain_name
from jejak.model.text import clean_text


class Spot(NamedTuple):
    """One cell of one grid of the input."""

    table: int  # counted over all inputs
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands at one place of a table."""

    text: str
    spot: Spot
    rows: int = 1  # how many rows it covers downwards
    columns: int = 1
    is_covered: bool = False  # by a merged cell to the left or above

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written here."""
        return not self.text


@dataclass(frozen=True, slots=True)
class Table:
    """A grid whose rows may have become columns; its spots stay those of the input."""

    slots: tuple[tuple[Slot, ...], ...]
    source: str
    name: str
    number: int
    lines: tuple[int, ...] = ()
    first_column: int = 1  # where the grid begins in the input
    is_turned: bool = False
    _turned: list[Table] = field(
        default_factory=list, init=False, repr=False, compare=False
    )  # itself turned, once somebody asked

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.slots)

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.slots[0]) if self.slots else 0

    @property
    def has_text(self) -> bool:
        """Whether anything stands in the table."""
        return not all(is_blank_row(row) for row in self.slots)

    def row(self, row: int) -> tuple[Slot, ...]:
        """Return one row."""
        return self.slots[row]

    def column(self, column: int) -> tuple[Slot, ...]:
        """Return one column."""
        return tuple(row[column] for row in self.slots)

    def turned(self) -> Table:
        """Return the table with rows as columns."""
        if self._turned:
            return self._turned[0]
        slots = tuple(
            tuple(
                Slot(slot.text, slot.spot, slot.columns, slot.rows, slot.is_covered)
                for slot in column
            )
            for column in zip(*self.slots, strict=True)
        )
        turned = replace(self, slots=slots, is_turned=not self.is_turned)
        self._turned.append(turned)
        return turned

    def part(self, first: int, last: int) -> Table:
        """Return the rows from `first` up to but not including `last`."""
        return replace(self, slots=self.slots[first:last])

    def between(self, first: int, last: int) -> Table:
        """Return the columns from `first` up to but not including `last`."""
        slots = tuple(row[first:last] for row in self.slots)
        return replace(self, slots=slots)

    def where(self, spot: Spot) -> Where:
        """Return where in the input a cell stands, counted from 1."""
        row = self.lines[spot.row] if spot.row < len(self.lines) else spot.row + 1
        return Where(self.source, row, self.first_column + spot.column, self.name)


def table_of(grid: Grid, source: str, number: int) -> Table:
    """Return a grid as a table, its texts cleaned."""
    slots = tuple(
        tuple(
            Slot(
                "" if cell.is_covered else clean_text(cell.text).strip(),
                Spot(number, row, column),
                cell.row_span,
                cell.column_span,
                cell.is_covered,
            )
            for column, cell in enumerate(cells)
        )
        for row, cells in enumerate(grid.rows)
    )
    return Table(slots, source, grid.name, number, grid.line_of_row, grid.first_column)


def is_blank_row(slots: tuple[Slot, ...]) -> bool:
    """Return whether nothing stands in a row."""
    return not any(slot.text for slot in slots)


def names_in(slots: tuple[Slot, ...]) -> tuple[str, ...]:
    """Return the plain names of the texts in a row, blank ones left out."""
    return tuple(plain_name(slot.text) for slot in slots if slot.text)
