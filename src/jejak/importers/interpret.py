"""From tables and the text around them to maps, with a report of every cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from jejak.importers.accounting import accounted
from jejak.importers.body import Body, read_body
from jejak.importers.building import build
from jejak.importers.cells import Target, settle_nothing, take_cell
from jejak.importers.context import Context
from jejak.importers.draft import Draft, DraftStage
from jejak.importers.grouping import Group, Piece, is_state, sort_input
from jejak.importers.lanes import lanes_for
from jejak.importers.ledger import Claim
from jejak.importers.links import link_statements
from jejak.importers.other_tables import take_other
from jejak.importers.persona import read_persona
from jejak.importers.questions import Desk
from jejak.importers.ranking import take_ranking
from jejak.importers.readers import read_documents
from jejak.importers.reading import Message, Where
from jejak.importers.reasons import why_no_map
from jejak.importers.refusal import refused
from jejak.importers.report import ImportResult
from jejak.importers.stages import StagePlan, read_durations
from jejak.importers.surroundings import Passage, add_personas, take_surroundings
from jejak.language.catalogue import nearest_language, say
from jejak.language.guess import guess_language
from jejak.language.names import head_kinds, name_key
from jejak.model.records import MAP_ID
from jejak.model.validation import MOST_RECORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.importers.document import Document
    from jejak.importers.orientation import MapTable
    from jejak.importers.readers.source import Source
    from jejak.importers.table import Slot
    from jejak.model.records import Stage, StatementId, Substage

_LANGUAGE_SAMPLE = 20_000  # characters; more tell nothing new
_LONGEST_GROUP_WORDS = 3


class PlacedStage(NamedTuple):
    """The stage of the map that a stage of a table is, and so its parts."""

    stage: DraftStage
    parts: list[int]  # for each part in the table: its number within the stage


def import_table(
    sources: Sequence[Source],
    *,
    answers: Mapping[str, str] | None = None,
    language: str | None = None,
) -> ImportResult:
    r"""Read maps out of tables, and report what every cell became.

    Several sources may be parts of one map: the map in one, its ranking or its
    persona in another. Several maps in the input come out as several maps.

    Args:
        sources: What was pasted or dropped, in order.
        answers: Answers to questions of an earlier report, by question id.
        language: Language tag to assume where the words of the text tell none.

    Raises:
        ImportRefused: The input holds no map, or is past a limit.

    Examples:
        >>> from jejak.importers.readers import Source
        >>> table = "Tahap\tDatang\tBayar\nTujuan\tCepat\t-\nPerasaan\tLega\tSenang"
        >>> result = import_table([Source("puskesmas", table)])
        >>> [stage.title for stage in result.maps[0].stages]
        ['Datang', 'Bayar']
        >>> result.report.as_json("en")["summary"]["feelings"]
        2
    """
    documents = [read_documents(source) for source in sources]
    return interpret(documents, answers=answers, language=language)


def interpret(
    documents: Sequence[Document],
    *,
    answers: Mapping[str, str] | None = None,
    language: str | None = None,
) -> ImportResult:
    """Read maps out of documents that were read already; see `import_table`.

    Raises:
        ImportRefused: The documents hold no map, or more than a map can hold.
    """
    found = sort_input(documents)
    if not found.groups:
        raise why_no_map(documents)
    context = Context(Desk(dict(answers or {})))
    context.tables = {table.number: table for table in found.tables}
    _tell_of_reading(context, documents)
    drafts: list[Draft] = []
    for number, group in enumerate(found.groups):
        first_title = drafts[0].info.get("title", "") if drafts else ""
        drafts.append(_read_map(context, number, group, language, first_title))
    maps = [build(context, draft) for draft in drafts]
    return ImportResult(tuple(maps), accounted(context, found, drafts, maps))


def _tell_of_reading(context: Context, documents: Sequence[Document]) -> None:
    for document in documents:
        for remark in document.remarks:
            text = Message(remark.key, remark.values)
            context.desk.note("reading", text, Where(document.name))


def _read_map(
    context: Context,
    number: int,
    group: Group,
    language: str | None,
    first_title: str,
) -> Draft:
    draft = Draft(number, language=_language_of(group, language or "en"))
    if group.state == "proposed":
        draft.info["state"] = "proposed"
    left: list[Slot] = []
    titles: list[Passage] = []
    for piece in group.maps:
        titles += _take_table(context, draft, piece, left)
    _take_left(context, draft, left, titles)
    for piece in group.others:
        take_other(context, draft, piece.table)
    take_surroundings(context, draft, [*titles, *group.passages])
    places: dict[StatementId, Where] = {}
    for piece in group.rankings:
        if piece.ranking:
            places |= take_ranking(context, draft, piece.ranking)
    settle_nothing(context, draft)
    link_statements(context, draft, places)
    _name_map(draft, first_title, group.maps[0].table.source)
    _tell_of_heads(context, draft)
    return draft


def _language_of(group: Group, default: str) -> str:
    texts: list[str] = []
    length = 0
    for piece in (*group.maps, *group.rankings):
        for row in piece.table.slots:
            for slot in row:
                texts.append(slot.text)
                length += len(slot.text)
            if length > _LANGUAGE_SAMPLE:
                break
    return guess_language("\n".join(texts), default)


def _take_table(
    context: Context, draft: Draft, piece: Piece, left: list[Slot]
) -> list[Passage]:
    """Take one table into the map; return what stands above its heads."""
    found, plan = piece.found, piece.plan
    if found is None or plan is None:
        return []
    if found.table.is_turned:
        context.turned.add(found.table.number)
    body = read_body(found, plan)
    _check_size(found, plan, body)
    for row in body.durations:
        read_durations(plan, found.table.row(row))
    stages = _stages_for(draft, plan)
    _claim_stage_heading(context, draft, piece, stages)
    _claim_heads(context, draft, plan, stages)
    _take_body(context, draft, found, plan, body, stages)
    left += body.left
    context.words.setdefault(draft.number, []).extend(body.words)
    return [
        Passage(slot.spot, slot.text, piece.table.source, level=1)
        for row in found.title_rows
        for slot in found.table.row(row)
        if slot.text
    ]


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
    context.ledger.claim(heading.place, heading.text, stages[0].stage.id, draft.number)


def _claim_heads(
    context: Context, draft: Draft, plan: StagePlan, stages: list[PlacedStage]
) -> None:
    for piece in plan.pieces:
        if piece.stage is None:
            context.words.setdefault(draft.number, []).append(piece.slot)
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
    lanes = lanes_for(context, draft, body.lanes)
    for part, lane in zip(body.lanes, lanes, strict=True):
        for row in part.rows:
            slots = found.table.row(row)
            for column, (stage, sub) in plan.columns.items():
                placed = stages[stage]
                place = (draft.number, lane.id, placed.stage.id)
                context.spots.setdefault(place, slots[column].spot)
                if slots[column].text:
                    number = None if sub is None else placed.parts[sub]
                    target = Target(draft, lane, placed.stage, number)
                    take_cell(context, target, slots[column])
                    _tell_of_stretch(context, plan, slots[column], column)
    for row in body.repeats:
        slots = found.table.row(row)
        context.words.setdefault(draft.number, []).extend(
            slots[column] for column in plan.columns if slots[column].text
        )
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


def _take_left(
    context: Context, draft: Draft, left: list[Slot], titles: list[Passage]
) -> None:
    """Take what stands beside the lane names: a persona, groups, or a title."""
    if not left:
        return
    head, first = _without_head(left[0].text)
    reading = read_persona([first, *(slot.text for slot in left[1:])])
    is_turned = left[0].spot.table in context.turned
    if reading.known_keys == 0 and len(left) > 1 and _are_groups(left):
        for slot in left:
            context.leave_out(
                slot,
                "group",
                Message("import.remark.group", {"text": slot.text}),
                Message("import.remark.group.remedy"),
            )
    elif reading.known_keys == 0 and (is_turned or _is_row_above(left)):
        titles += [
            Passage(slot.spot, slot.text, context.where(slot.spot).source, level=1)
            for slot in left
        ]
    else:
        label = [Claim(head, draft.number, MAP_ID, is_structure=True)] if head else []
        add_personas(context, draft, reading, [slot.spot for slot in left], label)


def _without_head(text: str) -> tuple[str, str]:
    """Part a word such as "Persona:" from what follows it."""
    head, colon, rest = text.partition(":")
    if colon and "persona" in head_kinds(head) and rest.strip():
        return head + colon, rest.strip()
    return "", text


def _are_groups(left: list[Slot]) -> bool:
    return all(len(slot.text.split()) <= _LONGEST_GROUP_WORDS for slot in left)


def _is_row_above(left: list[Slot]) -> bool:
    """Return whether the text stands in one row of the input, above a turned table."""
    return len(left) == 1 and left[0].columns > 1


def _name_map(draft: Draft, first_title: str, source: str) -> None:
    """Call a map without a title after its persona or file, "to-be" after the first."""
    title = draft.info.get("title", "")
    if first_title and title and is_state(title):
        draft.info["title"] = f"{first_title} ({title})"
    name = draft.personas[0].name if draft.personas else ""
    if "title" not in draft.info and name:
        words = nearest_language(draft.language)
        draft.info["title"] = say(words, "import.title_of", persona=name)
    stem, dot, _ = source.rpartition(".")
    if "title" not in draft.info and dot and not first_title:
        draft.info["title"] = stem.replace("_", " ")


def _tell_of_heads(context: Context, draft: Draft) -> None:
    """Account for the words that only head rows, columns and groups."""
    slots = context.words.get(draft.number, [])
    if not slots:
        return
    texts = dict.fromkeys(" ".join(slot.text.split()) for slot in slots)
    remark = context.desk.note(
        "heads",
        Message("import.remark.heads", {"words": ", ".join(texts)}),
        context.where(slots[0].spot),
    )
    for slot in slots:
        context.ledger.remark(slot.spot, slot.text, remark)
