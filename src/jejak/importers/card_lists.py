"""Tables with one card a row: its stage, its lane, its text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jejak.importers.table import Slot, is_blank_row
from jejak.language.lanes import SURE, role_of
from jejak.language.names import head_kinds, plain_name

if TYPE_CHECKING:
    from jejak.importers.table import Table

_LEAST_ROWS = 3
_MOST_COLUMNS = 4  # stage, lane and text, perhaps numbered
_KNOWN = 0.6  # share of rows whose lane must be known
_LEAST_KINDS = 2


@dataclass(frozen=True, slots=True)
class CardList:
    """The list as the table of a map, and the cells that only repeat heads."""

    table: Table
    spare: tuple[Slot, ...]


def find_card_list(table: Table) -> CardList | None:
    """Return a list of cards as a table, lanes down and stages across.

    Its head names a column of stages; another holds names of lanes, again and
    again; what is left is the text of the cards.
    """
    if not (table.height > _LEAST_ROWS and 2 < table.width <= _MOST_COLUMNS):
        return None
    head, *rows = [row for row in table.slots if not is_blank_row(row)]
    stage = next(
        (at for at, slot in enumerate(head) if "stage" in head_kinds(slot.text)), None
    )
    lane = next((at for at in range(table.width) if _names_lanes(rows, at)), None)
    if stage is None or lane is None or stage == lane:
        return None
    others = [at for at in range(table.width) if at not in {stage, lane}]
    numbers = [at for at in others if "number" in head_kinds(head[at].text)]
    texts = [at for at in others if at not in numbers]
    if len(texts) != 1 or any(not row[lane].text for row in rows):
        return None
    return _turned(table, head, rows, (stage, lane, texts[0]))


def _names_lanes(rows: list[tuple[Slot, ...]], at: int) -> bool:
    names = [plain_name(row[at].text) for row in rows if row[at].text]
    if len(names) < _LEAST_ROWS or len(set(names)) == len(names):
        return False  # every name once: lanes down the side of an ordinary map
    sure = [found for name in names if (found := role_of(name)).confidence >= SURE]
    kinds = {found.role for found in sure}
    return len(kinds) >= _LEAST_KINDS and len(sure) >= len(names) * _KNOWN


def _turned(
    table: Table,
    head: tuple[Slot, ...],
    rows: list[tuple[Slot, ...]],
    places: tuple[int, int, int],
) -> CardList:
    """Return the table of a map that holds the same cells, each at its own spot."""
    stage_at, lane_at, text_at = places
    blank = replace(head[stage_at], text="")
    stages: dict[str, Slot] = {}
    lanes: dict[str, Slot] = {}
    cells: dict[tuple[str, str], list[Slot]] = {}
    last = ""
    for row in rows:
        last = plain_name(row[stage_at].text) or last
        lane = plain_name(row[lane_at].text)
        stages.setdefault(last, row[stage_at])
        lanes.setdefault(lane, row[lane_at])
        if row[text_at].text:
            cells.setdefault((lane, last), []).append(row[text_at])
    made = [(head[stage_at], *stages.values())]
    for lane, name in lanes.items():
        depth = max((len(cells.get((lane, stage), ())) for stage in stages), default=0)
        for level in range(max(depth, 1)):
            line = [name if level == 0 else blank]
            for stage in stages:
                held = cells.get((lane, stage), [])
                line.append(held[level] if level < len(held) else blank)
            made.append(tuple(line))
    kept = {slot.spot for row in made for slot in row if slot.text}
    spare = tuple(
        slot
        for row in table.slots
        for slot in row
        if slot.text and slot.spot not in kept
    )
    return CardList(replace(table, slots=tuple(made)), spare)
