"""Stages and their parts, from the head lines of a map's table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jejak.importers.lists import is_nothing
from jejak.language.names import head_kinds, is_aside, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.importers.orientation import MapTable
    from jejak.importers.table import Slot

_NUMBERING = re.compile(
    r"^\s*(?:(?:stage|phase|tahap|tahapan|fase|step|langkah|этап|etapa|fase|phase|шаг)"
    r"\s*\d+\s*[.:)\-–—]\s*|\(?\d{1,3}[.)]\s+|#\d+\s+|[0-9]\ufe0f?\u20e3\s*)",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"^[\s(±~≈<>]*\d+(?:[.,]\d+)?(?:\s*[-–]\s*\d+)?\s*"
    r"(?:detik|menit|jam|hari|minggu|bulan|tahun|seconds?|secs?|minutes?|mins?|hours?"
    r"|hrs?|days?|weeks?|months?|years?|分|時間|日|小时|天|분|시간|일)\b[\s)]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:stage|phase|tahap|fase|step|langkah|etapa|étape|phase|этап|шаг|ステップ|阶段|단계)"
    r"\s*#?\d{1,3}",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[#(\[]?\d{1,3}[.)\]]?")
_BULLET = re.compile(r"^\s*(?:[-–•*+]\s+|\d{1,2}[.)]\s+)")


@dataclass(slots=True)
class StageHead:
    """A stage as a table names it."""

    title: str
    duration: str = ""
    parts: list[str] = field(default_factory=list)  # titles of its sub-stages
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class HeadPiece:
    """A piece of the text of a head cell, and what it is."""

    slot: Slot
    text: str
    stage: int | None = None  # None: a word of structure
    part: int | None = None
    is_marker: bool = False  # numbering in front of a title


@dataclass(slots=True)
class StagePlan:
    """The stages of a table, and the stage and part that each column belongs to."""

    stages: list[StageHead] = field(default_factory=list)
    columns: dict[int, tuple[int, int | None]] = field(default_factory=dict)
    pieces: list[HeadPiece] = field(default_factory=list)
    extra: list[Slot] = field(default_factory=list)  # heads that found no place
    asides: list[int] = field(default_factory=list)  # columns of notes and totals

    @property
    def titles(self) -> tuple[str, ...]:
        """The plain titles in order, by which tables of one map know each other."""
        return tuple(plain_name(stage.title) for stage in self.stages)


def split_title(text: str) -> tuple[str, str]:
    """Return the numbering of a title, and the title.

    Examples:
        >>> split_title("1. Sadar"), split_title("Tahap 2: Memilih")
        (('1.', 'Sadar'), ('Tahap 2:', 'Memilih'))
        >>> split_title("3 hari")
        ('', '3 hari')
    """
    match = _NUMBERING.match(text)
    if match and text[match.end() :].strip():
        return match[0].strip(), text[match.end() :].strip()
    return "", text.strip()


def read_stages(found: MapTable) -> StagePlan:
    """Return the stages that the head rows of a table name."""
    plan = StagePlan()
    rows = _sorted_heads(found)
    stage_row, part_row = rows.get("stage"), rows.get("substage")
    for row, slots in ((row, found.table.row(row)) for row in found.head_rows):
        corner = slots[found.lane_column]
        if corner.text:
            plan.pieces.append(HeadPiece(corner, corner.text, is_marker=True))
        if row == rows.get("number"):
            _take_as_structure(plan, slots[found.lane_column + 1 :])
        elif row not in rows.values():
            plan.extra += [slot for slot in slots[found.lane_column + 1 :] if slot.text]
    if part_row is None and stage_row is not None and _has_phases(found, stage_row):
        _read_phases(plan, found, stage_row)
    else:
        _read_columns(plan, found, stage_row, part_row)
    if (row_of_durations := rows.get("duration")) is not None:
        read_durations(plan, found.table.row(row_of_durations))
    return plan


def _take_as_structure(plan: StagePlan, slots: tuple[Slot, ...]) -> None:
    plan.pieces += [
        HeadPiece(slot, slot.text, is_marker=True) for slot in slots if slot.text
    ]


def _sorted_heads(found: MapTable) -> dict[str, int]:
    """Return which head row holds stages, their parts, numbers and durations."""
    rows: dict[str, int] = {}
    open_rows: list[int] = []
    for row in found.head_rows:
        kinds = head_kinds(found.table.row(row)[found.lane_column].text)
        if _is_numbered(found, row) or _is_counted(found, row):
            kinds = frozenset({"number"})
        elif "number" in kinds:
            kinds = kinds - {"number"}
        for kind in ("stage", "number", "duration", "substage"):
            if kind in kinds and kind not in rows:
                rows[kind] = row
                break
        else:
            open_rows.append(row)
    open_rows.sort(key=lambda row: _different(found, row))
    for kind in ("stage", "substage"):
        if kind not in rows and open_rows:
            rows[kind] = open_rows.pop(0)
    for kind in ("substage", "duration"):  # "09:00" heads a stage if nothing else does
        if "stage" not in rows and kind in rows:
            rows["stage"] = rows.pop(kind)
    return rows


def _is_numbered(found: MapTable, row: int) -> bool:
    """Return whether a row holds numbers only: "#" stands before names as well."""
    slots = found.table.row(row)[found.lane_column + 1 :]
    return all(_BARE_NUMBER.fullmatch(slot.text) for slot in slots if slot.text)


def _is_counted(found: MapTable, row: int) -> bool:
    """Return whether a row says "Phase 1", "Phase 2" and another names them."""
    texts = [slot.text for slot in found.table.row(row)[found.lane_column + 1 :]]
    if not all(_COUNTED.fullmatch(text.strip()) for text in texts if text):
        return False
    return any(
        _different(found, other) == _different(found, row)
        for other in found.head_rows
        if other != row and not _is_numbered(found, other)
    )


def _different(found: MapTable, row: int) -> int:
    """Count the different heads of a row: parts are more than stages."""
    slots = found.table.row(row)[found.lane_column + 1 :]
    return len({slot.text for slot in slots if slot.text})


def _read_columns(
    plan: StagePlan, found: MapTable, stage_row: int | None, part_row: int | None
) -> None:
    table = found.table
    before: Slot | None = None
    last = _first_aside(found, stage_row)
    for column in range(last, table.width):
        plan.asides.append(column)
        plan.pieces += [
            HeadPiece(table.row(row)[column], table.row(row)[column].text)
            for row in found.head_rows
            if table.row(row)[column].text
        ]
    for column in range(found.lane_column + 1, last):
        if not any(table.row(row)[column].text for row in range(table.height)) and not (
            stage_row is not None and table.row(stage_row)[column].is_covered
        ):
            continue  # a column in which nothing stands
        head = table.row(stage_row)[column] if stage_row is not None else None
        part = table.row(part_row)[column] if part_row is not None else None
        goes_on = head is not None and before is not None and _goes_on(head, before)
        if head is None or not (goes_on or head.text):
            if not plan.stages or head is None:
                plan.stages.append(StageHead("", is_named=False))
        elif not goes_on:
            _add_stage(plan, head)
        elif head.text:
            _add_pieces(plan, head, len(plan.stages) - 1)
        if head is not None and head.text:
            before = head
        stage = len(plan.stages) - 1
        plan.columns[column] = (stage, _add_part(plan, stage, part))


def _has_phases(found: MapTable, stage_row: int) -> bool:
    """Return whether titles without a cell stand above those of their steps.

    In a table whose stages go down, people write "**Before**" in a row of its own.
    """
    if not found.table.is_turned:
        return False
    filled = [bool(cells) for head, cells in _columns(found, stage_row) if head.text]
    heads = len(filled) - sum(filled)
    return bool(filled) and not filled[0] and heads < sum(filled)


def _columns(found: MapTable, stage_row: int) -> Iterator[tuple[Slot, list[Slot]]]:
    """Yield the head of each column, with what stands under it."""
    for column in range(found.lane_column + 1, found.table.width):
        cells = [found.table.row(row)[column] for row in found.body_rows]
        yield found.table.row(stage_row)[column], [slot for slot in cells if slot.text]


def _read_phases(plan: StagePlan, found: MapTable, stage_row: int) -> None:
    part: int | None = None
    columns = enumerate(_columns(found, stage_row), found.lane_column + 1)
    for column, (head, cells) in columns:
        if head.text and not cells:
            _add_stage(plan, head)
        if head.text:
            part = _add_part(plan, len(plan.stages) - 1, head) if cells else None
        if head.text or cells:  # without a title it goes on with what stands before it
            plan.columns[column] = (len(plan.stages) - 1, part)


def _first_aside(found: MapTable, stage_row: int | None) -> int:
    """Return where columns of notes begin that stand behind the last stage."""
    last = found.table.width
    if stage_row is None:
        return last
    slots = found.table.row(stage_row)
    while last > found.lane_column + 2:
        slot = slots[last - 1]
        if slot.text and not is_aside(slot.text):
            break
        if not slot.text and (slot.is_covered or not _is_bare(found, last - 1)):
            break
        last -= 1
    return last


def _is_bare(found: MapTable, column: int) -> bool:
    return not any(slot.text for slot in found.table.column(column))


def _goes_on(head: Slot, before: Slot) -> bool:
    """Return whether a head belongs to the stage at its left."""
    return not head.text or plain_name(head.text) == plain_name(before.text)


def _add_stage(plan: StagePlan, head: Slot) -> None:
    plan.stages.append(StageHead(""))
    stage, number = plan.stages[-1], len(plan.stages) - 1
    title: list[str] = []
    for line in filter(None, map(str.strip, head.text.split("\n"))):
        if title and _BULLET.match(line):
            text = _BULLET.sub("", line)
            plan.pieces.append(HeadPiece(head, text, number, len(stage.parts)))
            stage.parts.append(text)
        elif title and _DURATION.match(line) and not stage.duration:
            stage.duration = line.strip("() ")
            plan.pieces.append(HeadPiece(head, line, number))
        else:
            title.append(line)
            plan.pieces += _title_pieces(head, line, number, is_first=len(title) == 1)
    stage.title = split_title(" ".join(title))[1]


def _title_pieces(
    head: Slot, line: str, number: int, *, is_first: bool
) -> list[HeadPiece]:
    marker, rest = split_title(line) if is_first else ("", line)
    pieces = [HeadPiece(head, marker, number, is_marker=True)] if marker else []
    return [*pieces, HeadPiece(head, rest, number)]


def _add_pieces(plan: StagePlan, head: Slot, number: int) -> None:
    """Account for a head that repeats the stage at its left."""
    plan.pieces.append(HeadPiece(head, head.text, number, is_marker=True))


def _add_part(plan: StagePlan, stage: int, part: Slot | None) -> int | None:
    if part is None or not part.text:
        is_covered = part is not None and part.is_covered
        return (
            len(plan.stages[stage].parts) - 1
            if is_covered and plan.stages[stage].parts
            else None
        )
    marker, title = split_title(" ".join(part.text.split()))
    number = len(plan.stages[stage].parts)
    if marker:
        plan.pieces.append(HeadPiece(part, marker, stage, number, is_marker=True))
    plan.pieces.append(HeadPiece(part, title, stage, number))
    plan.stages[stage].parts.append(title)
    return number


def read_durations(plan: StagePlan, slots: tuple[Slot, ...]) -> None:
    """Take a row of durations into the stages."""
    for column, (stage, _) in plan.columns.items():
        slot = slots[column]
        if not slot.text:
            continue
        text = " ".join(slot.text.split())
        if is_nothing(text):
            plan.pieces.append(HeadPiece(slot, slot.text, stage, is_marker=True))
            continue
        head = plan.stages[stage]
        head.duration = f"{head.duration}, {text}" if head.duration else text
        plan.pieces.append(HeadPiece(slot, slot.text, stage))


def under_heading(plan: StagePlan, heading: str) -> StagePlan:
    """Return the plan with one stage, named by a heading; its stages are the parts."""
    _, title = split_title(heading)
    stage = StageHead(title)
    parts: dict[tuple[int, int | None], int] = {}  # a stage, or a part of it
    for number, head in enumerate(plan.stages):
        named: list[tuple[int | None, str]] = [*enumerate(head.parts)]
        if head.is_named:
            named.insert(0, (None, head.title))
        for part, name in named:
            parts[number, part] = len(stage.parts)
            stage.parts.append(name)
        if head.duration:
            stage.duration = ", ".join(filter(None, (stage.duration, head.duration)))
    pieces = [
        piece
        if piece.stage is None
        else replace(piece, stage=0, part=parts.get((piece.stage, piece.part)))
        for piece in plan.pieces
    ]
    columns = {column: (0, parts.get(place)) for column, place in plan.columns.items()}
    return StagePlan([stage], columns, pieces, plan.extra, plan.asides)
