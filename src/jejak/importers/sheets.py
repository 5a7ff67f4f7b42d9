"""Which parts of a sheet are tables of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.importers.orientation import find_map
from jejak.importers.other_tables import persona_table
from jejak.importers.ranking import find_ranking
from jejak.importers.table import is_blank_row
from jejak.language.names import head_kinds, plain_name

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
    return persona_table(table) is not None or find_ranking(table) is not None


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
    for row in range(1, table.height - 1):
        if not _may_begin(table, row, starts[-1], corner):
            continue
        rest = table.part(row, min(row + _MOST_LEAD, table.height))
        head = table.part(row, min(row + 2, table.height))
        above = table.part(starts[-1], row)
        if find_ranking(head) or _begins_map(above, rest):
            starts.append(row)
    ends = [*starts[1:], table.height]
    return [table.part(start, end) for start, end in zip(starts, ends, strict=True)]


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


def _begins_map(above: Table, rest: Table) -> bool:
    """Return whether a map begins with the first row of the rest.

    It names its stages as the map above does, or what stands above is no map.
    """
    if find_ranking(above) or persona_table(above):
        found = find_map(rest)
        return found is not None and 0 in (*found.head_rows, *found.title_rows)
    if persona_table(rest):
        return True
    names = _names(rest.row(0))
    if len(names) >= _LEAST_HEADS and any(
        names == _names(row) for row in above.slots[:_HEADS_LOOKED_AT]
    ):
        return True
    head = 1 if len(names) == 1 and rest.height > 1 else 0
    first = next((slot.text for slot in rest.row(head) if slot.text), "")
    if "stage" not in head_kinds(first) or len(_names(rest.row(head))) < 2:
        return False
    return find_map(rest) is not None and find_map(above) is not None


def _names(slots: tuple[Slot, ...]) -> set[str]:
    return {plain_name(slot.text) for slot in slots if slot.text}
