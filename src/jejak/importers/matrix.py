"""An Eisenhower matrix drawn as four fields: urgent across, important down."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from jejak.importers.lists import is_nothing, split_items
from jejak.language.names import load_words, plain_name
from jejak.model.records import Statement, StatementId
from jejak.model.rules import LONGEST_TEXT

if TYPE_CHECKING:
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.reading import Where
    from jejak.importers.table import Slot, Table

_ROWS_LOOKED_AT = 4
_LONGEST_HEAD = 60
_NEGATIONS = ("not ", "tidak ", "kurang ", "belum ", "bukan ", "un", "less ", "non ")


@dataclass(frozen=True, slots=True)
class Matrix:
    """Where the answers of a matrix stand; urgent runs across."""

    table: Table
    columns: dict[int, bool] = field(default_factory=dict)  # urgent or not
    rows: dict[int, bool] = field(default_factory=dict)  # important or not
    heads: tuple[Slot, ...] = ()


def find_matrix(table: Table) -> Matrix | None:
    """Return the table as a matrix of four fields, if it is one."""
    for candidate in (table, table.turned()):
        for head in range(min(_ROWS_LOOKED_AT, candidate.height - 2)):
            columns = _answers(candidate.row(head), "urgent")
            if sorted(columns.values()) != [False, True]:
                continue
            for lane in range(min(columns)):
                column = candidate.column(lane)
                rows = _answers(column, "important")
                if sorted(rows.values()) == [False, True] and min(rows) > head:
                    heads = tuple(candidate.row(head)) + tuple(
                        slot for row, slot in enumerate(column) if row > head
                    )
                    return Matrix(candidate, columns, rows, heads)
    return None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(map(plain_name, load_words("ranking")[name]))


def _answers(slots: tuple[Slot, ...], what: str) -> dict[int, bool]:
    """Return the places of "urgent" and "not urgent"."""
    found: dict[int, bool] = {}
    for place, slot in enumerate(slots):
        plain = plain_name(slot.text) if len(slot.text) <= _LONGEST_HEAD else ""
        if set(plain.split()) & _words(f"{what}_part"):
            found[place] = not plain.startswith(_NEGATIONS)
    return found


def take_matrix(
    context: Context, draft: Draft, found: Matrix
) -> dict[StatementId, Where]:
    """Make a statement of every item in the four fields; return where each stands."""
    places: dict[StatementId, Where] = {}
    context.words += [slot for slot in found.heads if slot.text]
    taken = {slot.spot for slot in found.heads}
    row_of: bool | None = None
    for row in range(found.table.height):
        row_of = found.rows.get(row, row_of)
        for column, slot in enumerate(found.table.row(row)):
            if not slot.text or slot.spot in taken:
                continue
            is_urgent = found.columns.get(column)
            if row_of is None or is_urgent is None:
                context.words.append(slot)
                continue
            _take_field(context, draft, slot, (row_of, is_urgent), places)
    return places


def _take_field(
    context: Context,
    draft: Draft,
    slot: Slot,
    answers: tuple[bool, bool],
    places: dict[StatementId, Where],
) -> None:
    items = split_items(slot.text).items
    if is_nothing(slot.text) or any(len(item) > LONGEST_TEXT for item in items):
        context.words.append(slot)
        return
    for item in items:
        statement_id = StatementId(draft.new_id("statement", item))
        is_important, is_urgent = answers
        draft.statements.append(
            Statement(
                statement_id, item, is_important=is_important, is_urgent=is_urgent
            )
        )
        places[statement_id] = context.where(slot.spot)
        context.claim(slot, item, statement_id, draft.number)
