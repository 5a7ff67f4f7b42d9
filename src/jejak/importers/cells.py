"""What stands in the cells of a map's table becomes records."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from jejak.importers.draft import Draft, DraftLane, DraftStage, Point, Score
from jejak.importers.feelings import FeelingPiece, split_feelings
from jejak.importers.lanes import holds_cards
from jejak.importers.lists import CellItems, is_nothing, split_items
from jejak.importers.reading import FeelingRead, Message, Signed
from jejak.language.emotions import read_feeling
from jejak.language.names import plain_name
from jejak.model.records import (
    Cell,
    Expectation,
    Feeling,
    Kpi,
    KpiId,
    RecordId,
    Resource,
)
from jejak.model.rules import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.importers.context import Context
    from jejak.importers.table import Slot
    from jejak.model.records import LaneId, Role, StageId, Substage

_NAMES = frozenset({"touchpoints", "channels", "internal_actors", "internal_channels"})
_SEPARATOR = re.compile(r"\s*([,，、;])(?!\d)\s*|\s+(/)\s+")
_MOST_NAME_WORDS = 4
_LONGEST_FEELING = 60  # characters; a longer one is a sentence, and nobody is asked
_LEVELS = (-2, -1, 0, 1, 2)
_LEVEL_KEYS = {-2: "n2", -1: "n1", 0: "0", 1: "p1", 2: "p2"}


@dataclass(frozen=True, slots=True)
class Target:
    """The cell of the map that a cell of the table belongs to."""

    draft: Draft
    lane: DraftLane
    stage: DraftStage
    part_number: int | None = None

    @property
    def part(self) -> Substage | None:
        """The sub-stage, if the table has any here."""
        if self.part_number is None:
            return None
        return self.stage.parts[self.part_number]


def take_cell(context: Context, target: Target, slot: Slot) -> None:
    """Turn one cell into records. A blank one becomes nothing; "-" is remembered."""
    if not slot.text:
        return
    if is_nothing(slot.text) and (target.lane.is_expected or target.lane.is_score):
        lane_id = target.lane.id  # no wish is no finding
        context.claim(slot, slot.text, lane_id, target.draft.number, is_structure=True)
    elif is_nothing(slot.text) and not target.lane.is_signed:
        place = (target.lane.id, target.stage.id)
        target.draft.nothing.setdefault(place, []).append(slot)
    elif target.lane.is_score:
        _take_score(target, slot)
    elif target.lane.role == "feelings":
        _take_feelings(context, target, slot)
    else:
        for item in _items(context, target, slot):
            names = split_names(item) if target.lane.role in _NAMES else (item,)
            for number, name in enumerate(names):
                if number % 2:
                    context.claim(
                        slot, name, None, target.draft.number, is_structure=True
                    )
                else:
                    _take_item(context, target, slot, name)


def split_names(text: str) -> tuple[str, ...]:
    """Part a list of short names at its commas; the commas stay between them.

    Examples:
        >>> split_names("Website, social media, forum")
        ('Website', ',', 'social media', ',', 'forum')
        >>> split_names("Web admin (prices, offers)")
        ('Web admin (prices, offers)',)
    """
    parts = tuple(part for part in _SEPARATOR.split(text) if part)
    names = parts[::2]
    is_list = (
        len(parts) > 1
        and len(parts) % 2
        and not set('()[]"“”') & set(text)
        and all(0 < len(name.split()) <= _MOST_NAME_WORDS for name in names)
    )
    return parts if is_list else (text,)


def _items(context: Context, target: Target, slot: Slot) -> Iterator[str]:
    """Yield the items of a cell; asks where a dash may or may not part two."""
    read = split_items(slot.text)
    for number, item in enumerate(read.items):
        parts: tuple[str, ...] = (item,)
        for doubt in read.doubts:
            if doubt.item == number and _is_split(context, target, slot, read, number):
                parts = doubt.parts
        for part in parts:
            yield from _short_enough(part)


def _is_split(
    context: Context, target: Target, slot: Slot, read: CellItems, number: int
) -> bool:
    item = read.items[number]
    lane, stage = target.lane.id, target.stage.id
    answer = context.desk.ask(
        "items",
        [item],
        Message("import.ask.items", {"text": item}),
        context.where(slot.spot),
        [
            ("join", Message("import.choice.join")),
            ("split", Message("import.choice.split")),
        ],
        map_number=target.draft.number,
        lane_id=lane,
        stage_id=stage,
    )
    return answer == "split"


def _short_enough(text: str) -> Iterator[str]:
    """Yield a text in pieces that a record can hold, cut between words."""
    while len(text) > LONGEST_TEXT:
        cut = text.rfind(" ", 1, LONGEST_TEXT)
        cut = cut if cut > 0 else LONGEST_TEXT
        if text[:cut].strip():
            yield text[:cut].strip()
        text = text[cut:].strip()
    if text:
        yield text


def _take_item(context: Context, target: Target, slot: Slot, item: str) -> None:
    draft, lane, stage = target.draft, target.lane, target.stage
    record: RecordId
    if holds_cards(lane):
        part = target.part.id if target.part else None
        record = draft.add_card(lane, stage.id, item, part).id
    elif lane.role == "expectations":
        record = draft.new_id("expectation", stage.id, item)
        draft.expectations.append(Expectation(record, stage.id, item))
    elif lane.role == "resources":
        record = draft.new_id("resource", stage.id, item)
        draft.resources.append(
            Resource(record, item, stage.id, availability=_availability(lane))
        )
    else:
        record = draft.new_id("kpi", stage.id, item)
        draft.kpis.append(Kpi(KpiId(record), item, stage.id))
    context.claim(slot, item, record, draft.number)


def _availability(lane: DraftLane) -> Literal["at_hand", "needed"] | None:
    name = plain_name(lane.record.label)
    if any(word in name for word in ("needed", "dibutuhkan", "diperlukan")):
        return "needed"
    if any(word in name for word in ("at hand", "available", "tersedia")):
        return "at_hand"
    return None


def _take_score(target: Target, slot: Slot) -> None:
    """Keep values until the feelings of the same cell are read."""
    texts = [one.text for one in split_feelings(slot.text) if not one.is_between]
    values = [(text, _value_of(target.lane, text)) for text in texts]
    place = (target.stage.id, target.part_number)
    target.draft.scores.setdefault(place, []).append(Score(slot, values))


def _value_of(lane: DraftLane, text: str) -> float | None:
    if lane.level is not None:
        return lane.level
    if lane.is_signed:
        minus = sum(sign in "-−–" for sign in text)
        return float(max(-2, min(2, text.count("+") - minus)))
    value = lane.scale.value(text) if lane.scale else None
    return read_feeling(text).value if value is None else value


def _take_feelings(context: Context, target: Target, slot: Slot) -> None:
    record: RecordId | None = None
    pieces = split_feelings(slot.text)
    if target.lane.is_signed:
        pieces = (FeelingPiece(slot.text),)
    elif _are_faces_of(context, target, slot, pieces):
        return
    values = _scores(context, target, sum(not piece.is_between for piece in pieces))
    for piece in pieces:
        if piece.is_between:
            number = target.draft.number
            context.claim(slot, piece.text, record, number, is_structure=True)
            continue
        value = next(values, None)
        for text in _short_enough(piece.text):
            record = _take_feeling(context, target, slot, text, value)


def _are_faces_of(
    context: Context, target: Target, slot: Slot, pieces: Sequence[FeelingPiece]
) -> bool:
    """Put faces to the words that stand above them in the same cell of the map."""
    faces = [piece.text for piece in pieces if not piece.is_between]
    if any(sign.isalnum() for sign in slot.text):
        return False
    key = (target.stage.id, "expected" if target.lane.is_expected else "felt")
    points = [
        point
        for point in target.draft.points.get(key, [])
        if point.part == target.part_number and point.whose == target.lane.whose
    ]
    if len(points) != len(faces) or not all(
        any(sign.isalpha() for sign in point.record.word) for point in points
    ):
        return False
    for point, face in zip(points, faces, strict=True):
        value = point.record.value
        value = read_feeling(face).value if value is None else value
        word = f"{point.record.word} {face}"
        point.record = replace(point.record, word=word, value=value)
    record, number = points[-1].record.id, target.draft.number
    context.claim(slot, slot.text, record, number, is_structure=True)
    return True


def _scores(context: Context, target: Target, count: int) -> Iterator[float | None]:
    """Return the values that another lane gives the feelings of a cell, if they fit."""
    draft = target.draft
    scores = draft.scores.get((target.stage.id, target.part_number), [])
    fitting = (one for one in scores if not one.is_used and len(one.values) == count)
    score = next(fitting, None)
    if score is None:
        return iter(())
    score.is_used = True
    lane = target.lane.id
    text = score.slot.text
    context.claim(score.slot, text, lane, draft.number, is_structure=True)
    return iter([value for _, value in score.values])


def _take_feeling(
    context: Context, target: Target, slot: Slot, text: str, value: float | None
) -> RecordId:
    """Make one point of the curve, and tell in the report what it was taken for."""
    draft, stage = target.draft, target.stage
    kind: Literal["felt", "expected"] = "felt"
    if target.lane.is_expected:
        kind = "expected"
    read = read_feeling(text)
    value = _value_of(target.lane, text) if value is None else value
    if value is None and len(read.word) <= _LONGEST_FEELING:
        value = _asked_value(context, target, slot, read.word)
    whose = [target.lane.whose] if target.lane.whose else []
    record = draft.new_id("feeling", stage.id, kind, *whose, read.word)
    part = target.part.id if target.part else None
    feeling = Feeling(record, stage.id, read.word, value, kind=kind, substage=part)
    points = draft.points.setdefault((stage.id, kind), [])
    points.append(Point(feeling, target.part_number, target.lane.whose))
    context.claim(slot, text, record, draft.number)
    where, title = context.where(slot.spot), stage.record.title
    context.feelings.append(
        FeelingRead(draft.number, read.word, value, read.emotion, record, title, where)
    )
    return record


def _asked_value(
    context: Context, target: Target, slot: Slot, word: str
) -> float | None:
    """Ask for the value of a word that is not known, once a word."""
    answer = context.desk.ask(
        "feeling",
        [word.casefold()],
        Message("import.ask.feeling", {"word": word}),
        context.where(slot.spot),
        [
            (
                str(level),
                Message(
                    "import.choice.level",
                    {
                        "value": Signed(level),
                        "level": Message(f"level.{_LEVEL_KEYS[level]}"),
                    },
                ),
            )
            for level in _LEVELS
        ],
        map_number=target.draft.number,
        lane_id=target.lane.id,
        stage_id=target.stage.id,
        settled=Message("import.ask.feeling_answered", {"word": word}),
    )
    return None if answer is None else float(answer)


def settle_nothing(context: Context, draft: Draft) -> None:
    """Mark the cells in which "-" stood and nothing else.

    A mark belongs to a whole stage. Where only a part of it says "-", the cell
    is not empty, and a remark says so.
    """
    lanes = {
        lane.id: lane
        for lane in draft.lanes.values()
        if not (lane.is_expected or lane.is_score)
    }
    stages = {stage.id: stage for stage in draft.stages}
    full = _full_cells(draft)
    for (lane_id, stage_id), slots in draft.nothing.items():
        lane = lanes[lane_id]
        if (lane_id, stage_id) not in full:
            mark = Cell(
                draft.new_id("cell", lane_id, stage_id),
                lane_id,
                stage_id,
                "nothing_found",
            )
            draft.marks.append(mark)
            for slot in slots:
                context.claim(slot, slot.text, mark.id, draft.number, is_structure=True)
        else:
            name = lane.record.label or Message(f"lane.{lane.role}")
            values = {"lane": name, "stage": stages[stage_id].record.title}
            text = Message("import.remark.nothing_in_part", values)
            for slot in slots:
                context.leave_out(slot, "nothing_in_part", text)


def _full_cells(draft: Draft) -> set[tuple[LaneId, StageId]]:
    """Return the cells that hold anything."""
    full = set(draft.cards)
    points = {
        stage
        for (stage, kind), found in draft.points.items()
        if found and kind == "felt"
    }
    held: dict[Role, set[StageId]] = {
        "feelings": points,
        "expectations": {one.stage for one in draft.expectations},
        "resources": {one.stage for one in draft.resources if one.stage},
        "kpis": {one.stage for one in draft.kpis if one.stage},
    }
    for role, stages in held.items():
        if role in draft.roles:
            full |= {(draft.roles[role].id, stage) for stage in stages}
    return full
