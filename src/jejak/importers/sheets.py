"""Which parts of a sheet are tables of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.importers.matrix import find_matrix
from jejak.importers.orientation import find_map
from jejak.importers.other_tables import persona_table
from jejak.importers.ranking import find_ranking, is_ranking_head
from jejak.importers.table import is_blank_row
from jejak.language.names import head_kinds, plain_name
from jejak.language.persona_keys import persona_field

if TYPE_CHECKING:
    from jejak.importers.table import Slot, Table

_MOST_GAPS = 8  # blank columns; a sheet with more is drawn, not written
_LEAST_HEADS = 3
_HEADS_LOOKED_AT = 8
_MOST_LEAD = 12  # rows of a part in which its kind can be told


def parts_of(table: Table) -> list[Table]:
    """Part a sheet at blank columns and rows where another table begins.

    Only a part that is surely a table of its own is cut off: people leave rows
    and columns blank inside a map as well.
    """
    return [
        piece
        for side in _at_blank_columns(table)
        for part in _at_rows(side)
        for piece in _at_blank_columns(part)
    ]


def _at_blank_columns(table: Table) -> list[Table]:
    gaps = [
        column
        for column in range(1, table.width - 1)
        if not any(row[column].text for row in table.slots)
    ]
    if not gaps or len(gaps) > _MOST_GAPS:
        return [table]
    starts = [0]
    for column in gaps:
        left = table.between(starts[-1], column)
        right = table.between(column + 1, table.width)
        if left.has_text and right.has_text and _are_two(left, right):
            starts.append(column + 1)
    ends = [*starts[1:], table.width]
    return [table.between(start, end) for start, end in zip(starts, ends, strict=True)]


def _are_two(left: Table, right: Table) -> bool:
    if _is_other(left) or _is_other(right):
        return True
    return _has_heads(left) and _has_heads(right)


def _is_other(table: Table) -> bool:
    return bool(persona_table(table) or find_ranking(table) or find_matrix(table))


def _has_heads(table: Table) -> bool:
    """Return whether a table is a map that says where its stages are named."""
    found = find_map(table)
    return found is not None and any(
        "stage" in head_kinds(found.table.row(row)[found.lane_column].text)
        for row in found.head_rows
    )


def _at_rows(table: Table) -> list[Table]:
    """Part a sheet at rows where another table begins."""
    starts = [0]
    corner = _corner(table)
    above = _Above(table, 0)
    for row in range(1, table.height - 1):
        if not _may_begin(table, row, starts[-1], corner):
            continue
        if _begins(above, row):
            starts.append(row)
            above = _Above(table, row)
    ends = [*starts[1:], table.height]
    return [table.part(start, end) for start, end in zip(starts, ends, strict=True)]


class _Above:
    """The first rows of the part that may end; looked at once, not at every row."""

    def __init__(self, table: Table, start: int) -> None:
        self.table = table
        self._start = start
        self._seen: dict[int, tuple[bool, bool]] = {}
        rows = table.slots[start : start + _HEADS_LOOKED_AT]
        self.names = [_names(row) for row in rows]

    def kind(self, row: int) -> tuple[bool, bool]:
        """Return whether the rows up to one are a persona or ranking, or a map."""
        end = min(row, self._start + _MOST_LEAD)
        if end not in self._seen:
            part = self.table.part(self._start, end)
            is_other = _is_other(part)
            self._seen[end] = is_other, not is_other and find_map(part) is not None
        return self._seen[end]


def _corner(table: Table) -> str:
    """Return the first word of the first row that heads stages, if any does."""
    for row in table.slots[:_HEADS_LOOKED_AT]:
        for slot in row[:2]:
            if "stage" in head_kinds(slot.text):
                return plain_name(slot.text)
    return ""


def _may_begin(table: Table, row: int, start: int, corner: str) -> bool:
    """Return whether a table may begin with a row: behind a blank one, or a head."""
    slots = table.row(row)
    if is_blank_row(slots):
        return False
    if is_blank_row(table.row(row - 1)):
        return True
    first = next(slot.text for slot in slots if slot.text)
    return row > start + 2 and bool(corner) and plain_name(first) == corner


def _begins(above: _Above, row: int) -> bool:
    """Return whether a table of its own begins with a row.

    It names its stages as the map above does, or what stands above is no map.
    """
    table = above.table
    rest = table.part(row, min(row + _MOST_LEAD, table.height))
    names = _names(rest.row(0))
    if len(names) >= _LEAST_HEADS and names in above.names:
        return True
    is_other, is_map = above.kind(row)
    if is_other:
        found = find_map(rest)
        return _is_other(rest) or (
            found is not None and 0 in (*found.head_rows, *found.title_rows)
        )
    head = 1 if len(names) == 1 and rest.height > 1 else 0
    first = next((slot.text for slot in rest.row(head) if slot.text), "")
    if "stage" in head_kinds(first) and len(_names(rest.row(head))) > 1:
        return is_map and find_map(rest) is not None
    return _may_be_other(rest, first) and _is_other(rest)


def _may_be_other(rest: Table, first: str) -> bool:
    """Return whether a glance at its first rows lets it be a persona or ranking."""
    if persona_field(first) or head_kinds(first) & {"persona", "number", "corner"}:
        return True
    return any(is_ranking_head(slot.text) for row in rest.slots[:2] for slot in row)


def _names(slots: tuple[Slot, ...]) -> set[str]:
    return {plain_name(slot.text) for slot in slots if slot.text}
