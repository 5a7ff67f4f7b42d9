"""Which way a table runs: where its lanes are named, and where its stages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.importers.lists import is_nothing, split_items
from jejak.importers.table import Slot, Table, is_blank_row, names_in
from jejak.language.lanes import SURE, role_of
from jejak.language.names import head_kinds, plain_name, zone_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

_COLUMNS_LOOKED_AT = 4
_ROWS_LOOKED_AT = 8
_NAMES_LOOKED_AT = 200  # of one line; no map has so many lanes
_LONGEST_NAME = 42  # on average; longer cells say something, they name nothing
_LEAST_KINDS = 2
_REPEATED = 0.6  # share of known stages that a row must name to repeat them


@dataclass(frozen=True, slots=True)
class MapTable:
    """A table of a map, turned so that lanes go down and stages go right."""

    table: Table
    lane_column: int
    head_rows: tuple[int, ...]
    title_rows: tuple[int, ...]  # above the heads: one text over the whole width
    body_rows: tuple[int, ...]
    fact_rows: tuple[int, ...] = ()  # above the heads: "Persona | Rina"

    @property
    def lane_names(self) -> tuple[str, ...]:
        """The plain names of the lanes, from top to bottom."""
        column = self.table.column(self.lane_column)
        return names_in(tuple(column[row] for row in self.body_rows))


def find_map(table: Table, known: Collection[tuple[str, ...]] = ()) -> MapTable | None:
    """Return the table as a map, or None if it names no lanes.

    A line of the table that names at least two kinds of lanes is where lanes
    are named. A table that repeats the stages of a map (`known`: their plain
    titles) belongs to it, whatever its lanes are called.
    """
    turned = table.turned()
    votes = [
        (*_vote(candidate.column(place)), not candidate.is_turned, -place, candidate)
        for candidate, lines in (
            (table, _COLUMNS_LOOKED_AT),
            (turned, _ROWS_LOOKED_AT),
        )
        for place in range(min(lines, candidate.width))
    ]
    # Among many lanes of the team's own, a row with one known word scores higher
    # than the column of their names, but names no lanes.
    naming = [
        vote
        for vote in votes
        if vote[1] >= _LEAST_KINDS or _tells_feelings(vote[-1], -vote[-2])
    ]
    if naming:
        *_, place, oriented = max(naming, key=lambda vote: vote[:4])
        return _with_heads(oriented, -place)
    for candidate in (table, turned):
        column = _column_before_stages(candidate, known)
        if column is not None:
            return _with_heads(candidate, column)
    return None


def _tells_feelings(table: Table, lane_column: int) -> bool:
    """Return whether a line names stages and feelings, if nothing else we know."""
    names = [slot.text for slot in table.column(lane_column) if slot.text]
    is_headed = bool(names) and "stage" in head_kinds(names[0])
    return is_headed and any(
        found.role == "feelings" and found.confidence >= SURE
        for found in map(role_of, names[1:_ROWS_LOOKED_AT])
    )


def _vote(slots: Sequence[Slot]) -> tuple[float, int]:
    """Return how much a line looks like names of lanes, and how many kinds."""
    names = [slot.text for slot in slots if slot.text and not head_kinds(slot.text)]
    names = names[:_NAMES_LOOKED_AT]
    if not names or sum(map(len, names)) > _LONGEST_NAME * len(names):
        return 0.0, 0
    sure = [found for name in names if (found := role_of(name)).confidence >= SURE]
    kinds = {(found.role, found.is_expected) for found in sure}
    return len(kinds) * len(sure) / len(names), len(kinds)


def _column_before_stages(
    table: Table, known: Collection[tuple[str, ...]]
) -> int | None:
    for row in table.slots[:_ROWS_LOOKED_AT]:
        for titles in known:
            found = [
                place
                for place, slot in enumerate(row)
                if slot.text and plain_name(slot.text) in titles
            ]
            named = {plain_name(row[place].text) for place in found}
            is_enough = len(named) >= max(2, len(set(titles)) * _REPEATED)
            if is_enough and found[0] > 0:
                return found[0] - 1
    return None


def _with_heads(table: Table, lane_column: int) -> MapTable:
    """Part the rows into titles, heads and body.

    Only a row whose corner is blank or a word for stages is a head: an unknown
    name above the first known lane is a lane of the team's own.
    """
    heads: list[int] = []
    titles: list[int] = []
    facts = _fact_rows(table, lane_column)
    row = 0
    for row in range(table.height):
        slots = table.row(row)
        if is_blank_row(slots) or row in facts:
            continue
        corner = slots[lane_column]
        is_title = not heads and _is_title(slots, lane_column)
        if is_title and row + 1 < table.height:
            titles.append(row)
        elif _is_head(slots, lane_column, is_first=not heads):
            heads.append(row)
        elif corner.text or heads:
            break
    else:
        row = table.height
    if not heads:
        row, heads, titles = _first_row_as_head(table, lane_column, row, titles)
    # other rows above the lanes hold text beside them
    above = {*heads, *titles, *facts}
    body = tuple(
        index
        for index in range(table.height)
        if index not in above and not is_blank_row(table.row(index))
    )
    return MapTable(table, lane_column, tuple(heads), tuple(titles), body, facts)


def _fact_rows(table: Table, lane_column: int) -> tuple[int, ...]:
    """Return the rows above a named head that tell of the persona or the map.

    "Persona | Rina" and "Goal of the map | ..." stand above "Stage | ...".
    """
    for head in range(min(_ROWS_LOOKED_AT, table.height)):
        slots = table.row(head)
        if "stage" in head_kinds(slots[lane_column].text) and any(
            slot.text for slot in slots[lane_column + 1 :]
        ):
            break
    else:
        return ()
    return tuple(row for row in range(head) if _is_fact(table.row(row), lane_column))


def _is_fact(slots: tuple[Slot, ...], lane_column: int) -> bool:
    label = slots[lane_column].text
    values = [slot for slot in slots[lane_column + 1 :] if slot.text]
    if not label or not values or any(slot.text for slot in slots[:lane_column]):
        return False
    is_lane = role_of(label).confidence >= SURE and len(values) > 1
    return not is_lane and not head_kinds(label) - {"persona", "corner"}


def _is_head(slots: tuple[Slot, ...], lane_column: int, *, is_first: bool) -> bool:
    """Return whether a row names stages or their parts.

    "Steps" may also be the lane of the process: then its cells say something.
    """
    corner = slots[lane_column]
    texts = [slot.text for slot in slots[lane_column + 1 :] if slot.text]
    kinds = head_kinds(corner.text)
    if not texts or (corner.text and not kinds):
        return False
    if not is_first and kinds == {"corner"}:
        return False
    if kinds != {"substage"} or is_first:
        return True
    is_short = sum(map(len, texts)) <= _LONGEST_NAME * len(texts)
    return is_short and not any(
        is_nothing(text) or len(split_items(text).items) > 1 for text in texts
    )


def _is_title(slots: tuple[Slot, ...], lane_column: int) -> bool:
    """Return whether one text stands over the whole width of the table."""
    filled = [place for place, slot in enumerate(slots) if slot.text]
    if len(filled) != 1:
        return False
    (place,) = filled
    text = slots[place].text
    if place <= lane_column:
        is_name = role_of(text).role is not None or bool(head_kinds(text))
        is_name = is_name or (zone_of(text) is not None and slots[place].columns == 1)
        return not is_name and len(slots) - lane_column > 1
    return slots[place].columns > 1 and place + slots[place].columns >= len(slots)


def _first_row_as_head(
    table: Table, lane_column: int, row: int, titles: list[int]
) -> tuple[int, list[int], list[int]]:
    """Take the first row for the heads where no corner said so."""
    first = titles[-1] if titles and row >= table.height else row
    if first >= table.height:
        return row, [], titles
    corner = table.row(first)[lane_column].text
    if role_of(corner).confidence >= SURE:
        return row, [], titles
    return first + 1, [first], [title for title in titles if title < first]
