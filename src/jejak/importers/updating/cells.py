"""Edits of what stands in the cells: cards, marks, feelings and the rest."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from jejak.importers.updating.comparing import compare
from jejak.importers.updating.frame import values_of
from jejak.model.edits.cards import (
    AddCard,
    AddFeeling,
    ChangeCard,
    ChangeFeeling,
    DeleteCard,
    DeleteFeeling,
    EditCardText,
    MarkCell,
    MoveCard,
)
from jejak.model.edits.plain import AddRecord, ChangeRecord, DeleteRecord
from jejak.model.index import order_of
from jejak.model.records import (
    Card,
    Cell,
    Expectation,
    Feeling,
    Kpi,
    LaneId,
    Record,
    RecordId,
    Resource,
    Role,
    StageId,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.importers.updating.writing import Writer
    from jejak.model.diff import FieldChange
    from jejak.model.edits import Edit

Kind = TypeVar("Kind", Expectation, Resource, Kpi)
_ROLES: Mapping[type[Record], Role] = {
    Feeling: "feelings",
    Expectation: "expectations",
    Resource: "resources",
    Kpi: "kpis",
}


def write_gone(writer: Writer) -> None:
    """Take away what stood in the cells of the table and is not in them now.

    A cell that the table does not have cannot tell that anything is gone.
    """
    matched = set(writer.match.ids.values())
    cells = writer.cells
    told = _told_feelings(writer)
    lanes = {role: writer.known.journey.lane_of_role(role) for role in _ROLES.values()}
    for record in list(writer.known.journey.records.values()):
        if record.id in matched or record.id not in writer.work.records:
            continue
        if isinstance(record, Card):
            place = (str(record.lane), str(record.stage))
        elif type(record) in _ROLES:
            lane = lanes[_ROLES[type(record)]]
            place = (str(lane.id) if lane else "", str(getattr(record, "stage", "")))
        else:
            continue
        if isinstance(record, Feeling) and (record.kind, record.persona) not in told:
            continue
        if place in cells and not writer.known.is_ours(record):
            _offer_deletion(writer, record)


def _told_feelings(writer: Writer) -> set[tuple[str, RecordId | None]]:
    """Return whose feelings, felt or expected, the table tells of."""
    told: set[tuple[str, RecordId | None]] = {("felt", None)}
    for one in writer.match.incoming.of_kind(Feeling):
        told.add((one.kind, writer.match.old_id(one.persona)))
    return told


def _offer_deletion(writer: Writer, record: Record) -> None:
    edit: Edit
    if isinstance(record, Card):
        edit = DeleteCard(record.id)
    elif isinstance(record, Feeling):
        edit = DeleteFeeling(record.id)
    else:
        edit = DeleteRecord(record.id)
    told = writer.known.told(record)
    is_edited = told is not None and any(
        getattr(told, name) != getattr(record, name)
        for name in ("text", "word", "value", "lane", "stage")
        if hasattr(record, name)
    )
    if is_edited:
        why = "difference.gone_but_changed.why"
        writer.offer("both", record, edit, why=why, is_taken=False)
    else:
        writer.offer("gone", record, edit)


def write_cards(writer: Writer) -> None:
    """Write other words of cards, other cells, new cards and another order."""
    cells: dict[tuple[LaneId, StageId], list[tuple[Card, Card]]] = defaultdict(list)
    for incoming in writer.match.incoming.of_kind(Card):
        found = writer.translate(incoming)
        if writer.has(found.lane, found.stage):
            cells[found.lane, found.stage].append((incoming, found))
    for cards in cells.values():
        for _, found in cards:
            if found.id in writer.work.records:
                _change_card(writer, found)
    for place, cards in cells.items():
        _fill_cell(writer, place, cards)


def _change_card(writer: Writer, found: Card) -> None:
    card = writer.work.records[found.id]
    names = ["text"]
    if (
        isinstance(card, Card)
        and card.stage == found.stage
        and _has_part(writer, found)
    ):
        names.append("substage")

    def edits(fields: Sequence[FieldChange]) -> list[Edit]:
        made: list[Edit] = []
        for one in fields:
            if one.field == "text":
                made.append(EditCardText(found.id, str(one.old), str(one.new)))
            else:
                made.append(ChangeCard(found.id, values_of([one])))
        return made

    writer.change(card, found, edits, names)


def _has_part(writer: Writer, card: Card) -> bool:
    return writer.has(card.substage)


def _fill_cell(
    writer: Writer, place: tuple[LaneId, StageId], cards: list[tuple[Card, Card]]
) -> None:
    """Bring the cards of one cell into it, in the order of the table."""
    here = _ids_in(writer, place)
    ids = [found.id for _, found in cards]
    both = [one for one in ids if one in set(here)]
    base = writer.base_cells.get(place, [])
    moving = writer.reordered(both, [one for one in here if one in set(both)], base)
    previous: RecordId | None = None
    for incoming, found in cards:
        others = [one for one in _ids_in(writer, place) if one != found.id]
        before, after = writer.place_after(previous, others)
        if found.id not in writer.work.records:
            _add_card(writer, incoming, found, before, after)
        elif found.id not in here:
            _move_card(writer, found, before, after)
        elif found.id in moving:
            edit = MoveCard(found.id, before=before, after=after)
            writer.offer("moved", writer.work.records[found.id], edit)
        if found.id in _ids_in(writer, place):
            previous = found.id


def _add_card(
    writer: Writer,
    incoming: Card,
    found: Card,
    before: RecordId | None,
    after: RecordId | None,
) -> None:
    card = found if _has_part(writer, found) else replace(found, substage=None)
    writer.bring(incoming, card, AddCard(card, before=before, after=after))


def _move_card(
    writer: Writer, found: Card, before: RecordId | None, after: RecordId | None
) -> None:
    """Move a card that the table has in another cell, unless Jejak moved it."""
    card = writer.work.records[found.id]
    compared = compare(
        card,
        found,
        writer.known.told(card),
        ("lane", "stage"),
        knows_base=writer.known.base is not None,
    )
    part = found.substage if _has_part(writer, found) else None
    edit = MoveCard(found.id, found.lane, found.stage, part, before, after)
    if compared.both:
        why = "difference.both.why"
        fields = compared.both
        writer.offer("both", card, edit, fields=fields, why=why, is_taken=False)
    elif compared.ours:
        writer.offer("moved", card, edit, fields=compared.ours)


def _ids_in(writer: Writer, place: tuple[LaneId, StageId]) -> list[RecordId]:
    records = writer.work.records
    ids = writer.work.index.holding(("in", "card", *place))
    return sorted(ids, key=lambda one: (order_of(records[one]) or "", one))


def write_feelings(writer: Writer) -> None:
    """Write other feelings and new ones; those that stay keep their place."""
    by_stage: dict[tuple[object, ...], list[tuple[Feeling, Feeling]]] = defaultdict(
        list
    )
    for incoming in writer.match.incoming.of_kind(Feeling):
        found = writer.translate(incoming)
        if writer.has(found.stage, found.persona):
            by_stage[found.stage, found.kind, found.persona].append((incoming, found))
    for pairs in by_stage.values():
        pairs.sort(key=lambda pair: (pair[1].place, pair[0].id))
        for _, found in pairs:
            if found.id in writer.work.records:
                _change_feeling(writer, found)
        _place_feelings(writer, pairs)


def _change_feeling(writer: Writer, found: Feeling) -> None:
    record = writer.work.records[found.id]
    names = ["word", "value", "persona"]
    if writer.has(found.substage):
        names.append("substage")
    writer.change(
        record,
        found,
        lambda fields: [ChangeFeeling(found.id, values_of(fields))],
        names,
    )


def _place_feelings(writer: Writer, pairs: list[tuple[Feeling, Feeling]]) -> None:
    """Add new feelings between those that are there; a new order moves all."""
    known = [f for _, f in pairs if f.id in writer.work.records]
    places = [_place(writer, one) for one in known]
    if places != sorted(places) and not _stood_so(writer, known):
        for one in known:
            here = writer.work.records[one.id]
            if _place(writer, one) != one.place:
                edit = ChangeFeeling(one.id, {"place": one.place})
                writer.offer("moved", here, edit)
    for number, (incoming, found) in enumerate(pairs):
        if found.id in writer.work.records:
            continue
        low = max(
            (_place(writer, one) for _, one in pairs[:number] if writer.has(one.id)),
            default=0.0,
        )
        high = min(
            (_place(writer, one) for _, one in pairs[number:] if writer.has(one.id)),
            default=1.0,
        )
        is_free = low < found.place < high
        place = found.place if is_free else round((low + max(low, high)) / 2, 4)
        part = found.substage if writer.has(found.substage) else None
        feeling = replace(found, place=place, substage=part)
        writer.bring(incoming, feeling, AddFeeling(feeling))


def _place(writer: Writer, feeling: Feeling) -> float:
    here = writer.work.records[feeling.id]
    return here.place if isinstance(here, Feeling) else feeling.place


def _stood_so(writer: Writer, feelings: Sequence[Feeling]) -> bool:
    """Return whether the table had these feelings in this order the last time."""
    told = [writer.known.told(one) for one in feelings]
    places = [one.place for one in told if isinstance(one, Feeling)]
    return len(places) == len(feelings) and places == sorted(places)


def write_rest(writer: Writer) -> None:
    """Write expectations, resources and KPIs of the stages."""
    _write_plain(writer, Expectation)
    _write_plain(writer, Resource)
    _write_plain(writer, Kpi)


def _write_plain(writer: Writer, kind: type[Kind]) -> None:
    previous: RecordId | None = None
    for incoming in writer.match.incoming.of_kind(kind):
        found = writer.translate(incoming)
        if not writer.has(found.stage):
            continue
        if found.id in writer.work.records:
            _change_plain(writer, found)
        else:
            writer.bring(incoming, found, AddRecord(found, after=previous))
        previous = found.id if writer.has(found.id) else previous


def _change_plain(writer: Writer, found: Record) -> None:
    writer.change(
        writer.work.records[found.id],
        found,
        lambda fields: [ChangeRecord(found.id, values_of(fields))],
    )


def write_marks(writer: Writer) -> None:
    """Mark cells in which the table says that there is nothing; unmark the others."""
    marked: dict[tuple[LaneId, StageId], Cell] = {}
    for incoming in writer.match.incoming.of_kind(Cell):
        lane, stage = writer.ids.get(incoming.lane), writer.ids.get(incoming.stage)
        if lane and stage:
            found = writer.translate_mark(incoming)
            marked[found.lane, found.stage] = found
    for place, found in marked.items():
        _mark(writer, place, found)
    for cell in writer.known.journey.of_kind(Cell):
        told = writer.known.told(cell)
        was_told = told is not None and told == cell
        in_table = (str(cell.lane), str(cell.stage)) in writer.cells
        is_filled = _is_filled(writer, cell)
        if cell.id not in writer.work.records or (cell.lane, cell.stage) in marked:
            continue
        if in_table and (is_filled or was_told):
            edit = MarkCell(cell.lane, cell.stage, None)
            writer.offer("gone", cell, edit)


def _mark(writer: Writer, place: tuple[LaneId, StageId], found: Cell) -> None:
    if not writer.has(*place) or _ids_in(writer, place):
        return
    if writer.work.index.holding(("cell", *place)):
        return  # what people noted of the cell is more than a dash
    told = writer.known.told(found)
    edit = MarkCell(found.lane, found.stage, found.finding)
    if told is None:
        writer.offer("added", found, edit)
    else:
        why = "difference.deleted_here.why"
        writer.offer("kept", found, edit, why=why, is_taken=False)


def _is_filled(writer: Writer, cell: Cell) -> bool:
    """Return whether a lane without cards holds anything in a stage."""
    lane = writer.work.records.get(cell.lane)
    role = getattr(lane, "role", None)
    for kind, own in _ROLES.items():
        if own == role:
            return any(
                getattr(one, "stage", None) == cell.stage
                for one in writer.work.of_kind(kind)
            )
    return False
