"""One table of a map: its stages, its lanes, and what stands in its cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jejak.importers.beside import Beside
from jejak.importers.body import Body, read_body
from jejak.importers.cells import Target, take_cell
from jejak.importers.draft import Draft, DraftStage
from jejak.importers.lanes import lanes_for
from jejak.importers.reading import Message
from jejak.importers.refusal import refused
from jejak.importers.scores import mark_scores
from jejak.importers.stages import StagePlan, read_durations, split_title
from jejak.language.catalogue import nearest_language, say
from jejak.language.names import name_key
from jejak.model.records import MAP_ID
from jejak.model.validation import MOST_RECORDS

if TYPE_CHECKING:
    from jejak.importers.context import Context
    from jejak.importers.orientation import MapTable
    from jejak.importers.pieces import Piece
    from jejak.importers.table import Slot
    from jejak.model.records import Stage, Substage


_LONGEST_TITLE = 42  # characters; more says what happens, it names nothing


class PlacedStage(NamedTuple):
    """The stage of the map that a stage of a table is, and so its parts."""

    stage: DraftStage
    parts: list[int]  # for each part in the table: its number within the stage


def take_table(context: Context, draft: Draft, piece: Piece, beside: Beside) -> None:
    """Take one table into the map; what stands beside its lanes is only collected."""
    found, plan = piece.found, piece.plan
    if found is None or plan is None:
        return
    if found.table.is_turned:
        context.turned.add(found.table.number)
    body = read_body(found, plan)
    _check_size(found, plan, body)
    for row in body.durations:
        read_durations(plan, found.table.row(row))
    named_by = _name_stages(found, plan, body)
    stages = _stages_for(draft, plan)
    for number, slot in named_by.items():
        stage = stages[number].stage.id
        context.claim(slot, "", stage, draft.number, is_structure=True)
    _claim_stage_heading(context, draft, piece, stages)
    _claim_heads(context, draft, plan, stages)
    _take_body(context, draft, found, plan, body, stages)
    context.words += body.words
    context.words += piece.spare
    context.words += piece.share.spare
    if piece.share.fact:
        label, name = piece.share.fact
        beside.facts.append((label, [name]))
    beside.collect(found, plan, body)


def _name_stages(found: MapTable, plan: StagePlan, body: Body) -> dict[int, Slot]:
    """Call stages without names after what stands in the first lane.

    Returns:
        The cell that names each stage, by the stage's number.
    """
    if len(plan.stages) < 2 or any(head.is_named for head in plan.stages):
        return {}
    row = body.lanes[0].rows[0] if body.lanes and body.lanes[0].rows else None
    slots = {
        stage: found.table.row(row)[column]
        for column, (stage, _) in plan.columns.items()
        if row is not None
    }
    texts = {" ".join(slot.text.split()) for slot in slots.values()}
    is_short = all(0 < len(text) <= _LONGEST_TITLE for text in texts)
    if not is_short or len(texts) < len(plan.stages):
        return {}
    for stage, slot in slots.items():
        plan.stages[stage].title = " ".join(slot.text.split())
    return slots


def _check_size(found: MapTable, plan: StagePlan, body: Body) -> None:
    """Refuse early what no map can hold: every cell becomes a record at least."""
    count = len(plan.stages) + sum(
        bool(found.table.row(row)[column].text)
        for lane in body.lanes
        for row in lane.rows
        for column in plan.columns
    )
    if count > MOST_RECORDS * 2:  # some of them may say that there is nothing
        raise refused("import.refused.too_large", count=count, most=MOST_RECORDS)


def _stages_for(draft: Draft, plan: StagePlan) -> list[PlacedStage]:
    """Return the stage of the map for each stage of a table, added where it is new."""
    used: Counter[str] = Counter()  # a title may stand for several stages
    stages: list[PlacedStage] = []
    words = nearest_language(draft.language)
    for number, head in enumerate(plan.stages):
        title = head.title or say(words, "import.unnamed_stage", number=number + 1)
        key = name_key(title)
        known_ones = draft.by_title.get(key, [])
        used[key] += 1
        if len(known_ones) < used[key]:
            stage = draft.add_stage(title, head.duration)
        else:
            stage = known_ones[used[key] - 1]
            known = stage.record.duration
            if head.duration not in known:
                both = head.duration if known in head.duration else ""
                duration = both or f"{known}, {head.duration}"
                stage.record = replace(stage.record, duration=duration)
        stages.append(PlacedStage(stage, _parts_for(draft, stage, head.parts)))
    return stages


def _parts_for(draft: Draft, stage: DraftStage, titles: list[str]) -> list[int]:
    """Return the number of each part within the stage, added where it is new."""
    free = list(range(len(stage.parts)))
    numbers: list[int] = []
    for title in titles:
        known = next(
            (
                one
                for one in free
                if name_key(stage.parts[one].title) == name_key(title)
            ),
            None,
        )
        if known is None:
            draft.add_part(stage, title)
            known = len(stage.parts) - 1
        else:
            free.remove(known)
        numbers.append(known)
    return numbers


def _claim_stage_heading(
    context: Context, draft: Draft, piece: Piece, stages: list[PlacedStage]
) -> None:
    """Account for a heading that names the one stage of its table."""
    heading = piece.heading
    if heading is None or not piece.is_stage_heading:
        return
    marker, title = split_title(heading.text)
    stage = stages[0].stage.id
    number = draft.number
    context.ledger.claim(heading.place, marker, stage, number, is_structure=True)
    context.ledger.claim(heading.place, title, stage, number)


def _claim_heads(
    context: Context, draft: Draft, plan: StagePlan, stages: list[PlacedStage]
) -> None:
    for piece in plan.pieces:
        if piece.stage is None:
            context.words.append(piece.slot)
            continue
        placed = stages[piece.stage]
        record: Stage | Substage = placed.stage.record
        if piece.part is not None:
            record = placed.stage.parts[placed.parts[piece.part]]
        # a second table may write the same title in small letters
        is_same = name_key(record.title) == name_key(piece.text)
        is_repeat = is_same and record.title != piece.text
        context.claim(
            piece.slot,
            piece.text,
            record.id,
            draft.number,
            is_structure=piece.is_marker or is_repeat,
        )
    for slot in plan.extra:
        context.leave_out(
            slot,
            "head",
            Message("import.remark.extra_head", {"text": slot.text}),
            Message("import.remark.extra_head.remedy"),
        )


def _take_body(
    context: Context,
    draft: Draft,
    found: MapTable,
    plan: StagePlan,
    body: Body,
    stages: list[PlacedStage],
) -> None:
    mark_scores(draft, found, plan, body.lanes)
    lanes = list(zip(body.lanes, lanes_for(context, draft, body.lanes), strict=True))
    lanes.sort(key=lambda pair: not pair[1].is_score)  # values before their feelings
    for part, lane in lanes:
        for row in part.rows:
            slots = found.table.row(row)
            for column, (stage, sub) in plan.columns.items():
                placed = stages[stage]
                place = (draft.number, lane.id, placed.stage.id)
                context.spots.setdefault(place, slots[column].spot)
                if slots[column].is_covered:
                    context.covered.add(place)
                if slots[column].text:
                    number = None if sub is None else placed.parts[sub]
                    target = Target(draft, lane, placed.stage, number)
                    take_cell(context, target, slots[column])
                    _tell_of_stretch(context, plan, slots[column], column)
    for row in body.repeats:
        slots = found.table.row(row)
        context.words += [
            slots[column] for column in plan.columns if slots[column].text
        ]
    for slot in body.notes:
        draft.notes.append(slot.text)
        context.claim(slot, slot.text, MAP_ID, draft.number)


def _tell_of_stretch(
    context: Context, plan: StagePlan, slot: Slot, column: int
) -> None:
    """Say where a cell that stretches over several stages went."""
    covered = range(column, column + slot.columns)
    stages = {plan.columns[place][0] for place in covered if place in plan.columns}
    if len(stages) > 1:
        context.desk.note(
            "stretched",
            Message(
                "import.remark.stretched", {"text": slot.text, "count": len(stages)}
            ),
            context.where(slot.spot),
            Message("import.remark.stretched.remedy"),
        )
