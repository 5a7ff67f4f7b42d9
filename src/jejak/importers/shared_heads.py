"""One table that holds several maps: as-is beside to-be, one persona after another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jejak.importers.card_lists import find_card_list
from jejak.importers.matrix import find_matrix
from jejak.importers.orientation import find_map
from jejak.importers.other_tables import persona_table
from jejak.importers.ranking import find_ranking
from jejak.importers.stages import read_stages
from jejak.importers.states import State, is_state, state_of
from jejak.language.lanes import SURE, role_of
from jejak.language.names import head_kinds, plain_name

if TYPE_CHECKING:
    from jejak.importers.table import Slot, Table

_ROWS_LOOKED_AT = 3
_MOST_PERSONAS = 6
_LEAST_KINDS = 2


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a table; the parts share the cells that name lanes or stages."""

    table: Table
    state: State | None = None
    fact: tuple[Slot, Slot] | None = None  # "Persona", and whose rows these are
    spare: tuple[Slot, ...] = ()  # cells that say so and nothing else


def shares_of(table: Table) -> list[Share]:
    """Return the parts of a table that are maps of their own; itself if it is one."""
    shares = _by_state(table) or _by_persona(table)
    are_maps = bool(shares) and all(_is_map(share.table) for share in shares)
    return shares if are_maps else [Share(table)]


def _is_map(table: Table) -> bool:
    """Return whether a part reads as a map: else its heads would tell of two things."""
    if find_ranking(table) or find_matrix(table) or find_card_list(table):
        return False
    found = None if persona_table(table) else find_map(table)
    return found is not None and bool(read_stages(found).columns)


def _by_state(table: Table) -> list[Share]:
    """Part columns under "As-is" and "To-be"."""
    for at, row in enumerate(table.slots[:_ROWS_LOOKED_AT]):
        states: dict[int, State] = {}
        state: State | None = None
        for column, slot in enumerate(row):
            if slot.text and column:
                is_told = is_state(slot.text)
                state = state_of(slot.text, surely=True) if is_told else None
            if state is not None and (slot.text or slot.is_covered):
                states[column] = state
        first = min(states, default=0)
        others = [slot for slot in row[first:] if slot.text]
        if set(states.values()) != {"current", "proposed"} or at + 1 >= table.height:
            continue
        if not 0 < first <= _ROWS_LOOKED_AT or len(states) < len(others):
            continue
        above, below = table.slots[:at], table.slots[at + 1 :]
        found: list[Share] = []
        for wanted in ("current", "proposed"):
            columns = [*range(first), *(one for one in states if states[one] == wanted)]
            rows = (*(above if not found else ()), *below)
            slots = tuple(tuple(line[one] for one in columns) for line in rows)
            spare = tuple(
                slot
                for column, slot in enumerate(row)
                if slot.text and states.get(column, "current") == wanted
            )
            found.append(Share(replace(table, slots=slots), wanted, spare=spare))
        return found
    return []


def _by_persona(table: Table) -> list[Share]:
    """Part rows by the names in a column that is headed "Persona"."""
    head = table.row(0)
    at = next(
        (one for one, slot in enumerate(head) if "persona" in head_kinds(slot.text)),
        None,
    )
    readings = [role_of(slot.text) for slot in head]
    kinds = {one.role for one in readings if one.confidence >= SURE}
    if at is None or len(kinds) < _LEAST_KINDS or table.height < _MOST_PERSONAS // 2:
        return []
    rows: dict[str, list[tuple[Slot, ...]]] = {}
    last = ""
    for row in table.slots[1:]:
        last = plain_name(row[at].text) or last
        rows.setdefault(last, []).append(row)
    is_shared = any(len(lines) > 1 for lines in rows.values())
    if "" in rows or not 1 < len(rows) <= _MOST_PERSONAS or not is_shared:
        return []
    found: list[Share] = []
    for lines in rows.values():
        slots = tuple((*row[:at], *row[at + 1 :]) for row in (head, *lines))
        names = [row[at] for row in lines if row[at].text]
        spare = (*names[1:], *(() if found else (head[at],)))
        blank = replace(head[at], text="")
        fact = (blank, names[0])
        found.append(Share(replace(table, slots=slots), fact=fact, spare=spare))
    return found
