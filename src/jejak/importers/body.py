"""The rows below the heads of a map's table: lanes, groups, persona text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from jejak.importers.lists import is_nothing, letters
from jejak.language.lanes import role_of
from jejak.language.names import (
    head_kinds,
    is_footer,
    is_total,
    name_key,
    plain_name,
    zone_of,
)

if TYPE_CHECKING:
    from jejak.importers.orientation import MapTable
    from jejak.importers.stages import StagePlan
    from jejak.importers.table import Slot
    from jejak.language.scales import Scale
    from jejak.model.records import Zone

_FIGURE = re.compile(r"[+\-−]?\d[\d.,]*\s*%?")
_LONGEST_LANE_NAME = 80  # longer text without cells beside it is a note


@dataclass(slots=True)
class LanePart:
    """A lane as a table shows it; its name may be blank in the rows that go on."""

    name: str
    zone: Zone | None
    slots: list[Slot] = field(default_factory=list)  # where its name stands
    rows: list[int] = field(default_factory=list)
    is_score: bool = False  # it holds the values of the feelings in another lane
    scale: Scale | None = None  # what its bare numbers mean
    level: float | None = None  # a row for one level of feeling: "😡"
    whose: str = ""  # the persona whose feelings these are, by name

    @property
    def key(self) -> str:
        """What tells the lane from others; "Actions" backstage is another one."""
        name = name_key(self.name)
        return f"internal {name}" if self.zone == "internal" else name


@dataclass(slots=True)
class Body:
    """What the rows of a table hold."""

    lanes: list[LanePart] = field(default_factory=list)
    left: list[Slot] = field(default_factory=list)  # text beside the lane names
    words: list[Slot] = field(default_factory=list)  # heads, groups, row numbers
    repeats: list[int] = field(default_factory=list)  # rows that repeat the heads
    durations: list[int] = field(default_factory=list)
    notes: list[Slot] = field(default_factory=list)
    totals: list[Slot] = field(default_factory=list)
    facts: list[tuple[Slot, list[Slot]]] = field(default_factory=list)
    by_key: dict[str, LanePart] = field(default_factory=dict)


@dataclass(slots=True)
class _Walk:
    found: MapTable
    plan: StagePlan
    body: Body
    zone: Zone | None = None


def read_body(found: MapTable, plan: StagePlan) -> Body:
    """Return the lanes of a table and what stands beside them."""
    walk = _Walk(found, plan, Body())
    for row in found.head_rows:
        _take_left(walk, found.table.row(row)[: found.lane_column], is_head=True)
    for row in found.body_rows:
        if not _take_around(walk, row):
            left = found.table.row(row)[: found.lane_column]
            _take_left(walk, left, is_head=False)
            _take_row(walk, row)
    return walk.body


def _take_around(walk: _Walk, row: int) -> bool:
    """Take a row that is no lane: a footer, totals, or a line on the persona."""
    slots = walk.found.table.row(row)
    filled = [slot for slot in slots if slot.text]
    label, *others = filled
    if not others and is_footer(label.text):
        walk.body.notes.append(label)
        return True
    name = slots[walk.found.lane_column]
    cells = [slot for slot in others if slot is not name]
    is_first = label is name or label.text.strip(".#) ").isdigit()
    if is_first and _adds_up(name, cells):
        walk.body.totals += filled
        return True
    if label is name and len(others) == 1 and "persona" in head_kinds(name.text):
        walk.body.facts.append((name, others))
        return True
    return False


def _adds_up(name: Slot, cells: list[Slot]) -> bool:
    are_figures = all(_FIGURE.fullmatch(slot.text) for slot in cells)
    return bool(cells) and bool(name.text) and is_total(name.text) and are_figures


def _take_left(walk: _Walk, slots: tuple[Slot, ...], *, is_head: bool) -> None:
    """Sort what stands left of the lane names: groups, numbers, persona text."""
    for slot in slots:
        if not slot.text:
            continue
        zone = zone_of(slot.text)
        if zone and not is_head:
            walk.zone = cast("Zone", zone)
            walk.body.words.append(slot)
        elif zone or _says_nothing(slot.text):
            walk.body.words.append(slot)
        else:
            walk.body.left.append(slot)


def _says_nothing(text: str) -> bool:
    """Return whether a text beside the lanes is a head, a number or a dash."""
    is_number = text.strip(".#) ").isdigit()
    return is_number or bool(head_kinds(text)) or not letters(text) or is_nothing(text)


def _take_row(walk: _Walk, row: int) -> None:
    found, body = walk.found, walk.body
    slots = found.table.row(row)
    label = slots[found.lane_column]
    cells = [slots[column] for column in walk.plan.columns if slots[column].text]
    kinds = head_kinds(label.text)
    if not label.text:
        _go_on(walk, row, is_full=bool(cells))
    elif "stage" in kinds and _repeats_heads(walk, row):
        body.repeats.append(row)
        body.words.append(label)
    elif "duration" in kinds and cells:
        body.durations.append(row)
        body.words.append(label)
    elif "number" in kinds and all(_FIGURE.fullmatch(slot.text) for slot in cells):
        body.words += [label, *cells]
    elif not cells and (zone := zone_of(label.text)):
        is_line = plain_name(label.text).startswith(("line of", "garis"))
        if role_of(label.text).role is None or label.columns > 1 or is_line:
            walk.zone = cast("Zone", zone)
            body.words.append(label)
        else:
            _add_lane(walk, label, row)
    elif not cells and len(label.text) > _LONGEST_LANE_NAME:
        body.notes.append(label)
    elif not cells and label.columns > 1 and role_of(label.text).role is None:
        body.words.append(label)  # a heading between lanes
    else:
        _add_lane(walk, label, row)


def _repeats_heads(walk: _Walk, row: int) -> bool:
    slots = walk.found.table.row(row)
    return all(
        not slots[column].text or plain_name(slots[column].text) in walk.plan.titles
        for column in walk.plan.columns
    )


def _go_on(walk: _Walk, row: int, *, is_full: bool) -> None:
    """Give a row without a name to the lane above: its name is merged downwards."""
    if not is_full:
        return
    if not walk.body.lanes:
        walk.body.lanes.append(LanePart("", walk.zone))
    walk.body.lanes[-1].rows.append(row)


def _add_lane(walk: _Walk, label: Slot, row: int) -> None:
    part = LanePart(" ".join(label.text.split()), walk.zone)
    known = walk.body.by_key.setdefault(f"{walk.zone} {part.key}", part)
    if known is part:
        walk.body.lanes.append(part)
    known.slots.append(label)
    known.rows.append(row)
