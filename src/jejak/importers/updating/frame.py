"""Edits of what the map is built of: its own fields, personas, stages, lanes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from jejak.model.edits.maps import SetMapField
from jejak.model.edits.structure import (
    AddLane,
    AddPersona,
    AddStage,
    AddSubstage,
    ChangePersona,
    ChangeStage,
    ChangeSubstage,
    DeleteLane,
    DeletePersona,
    DeleteStage,
    MoveStage,
    MoveSubstage,
    RenameLane,
    RenameStage,
)
from jejak.model.index import group_of, order_of
from jejak.model.records import (
    MAP_ID,
    Lane,
    MapInfo,
    Persona,
    Record,
    RecordId,
    Stage,
    Substage,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from jejak.importers.updating.writing import Writer
    from jejak.model.diff import FieldChange
    from jejak.model.edits import Edit

Kind = TypeVar("Kind", bound=Record)
_ZONES: tuple[Zone, ...] = ("customer", "internal", "followup")


def values_of(fields: Sequence[FieldChange]) -> dict[str, object]:
    """Return the new values of fields in plain form."""
    from jejak.model.codec import encode_value

    return {one.field: encode_value(one.new) for one in fields}


def write_info(writer: Writer, told: Collection[str]) -> None:
    """Write the fields of the map that stand in the table's own words."""
    incoming = writer.match.incoming.info
    base = writer.known.told(writer.work.info) or MapInfo()
    values: dict[str, Any] = {name: getattr(incoming, name) for name in told}
    writer.translated[MAP_ID] = replace(base, **values)
    writer.change(
        writer.work.info,
        incoming,
        lambda fields: [SetMapField(one.field, one.new) for one in fields],
        told,
    )


def write_personas(writer: Writer) -> None:
    """Write new personas and what is new about those that are known."""
    previous: RecordId | None = None
    for incoming in writer.match.incoming.personas:
        found = writer.translate(incoming)
        if found.id in writer.work.records:
            record = writer.work.records[found.id]
            writer.change(
                record,
                found,
                lambda fields, one=record: [ChangePersona(one.id, values_of(fields))],  # type: ignore[misc]
            )
        else:
            writer.bring(incoming, found, AddPersona(found, after=previous))
        previous = found.id if writer.has(found.id) else previous


def write_stages(writer: Writer) -> None:
    """Write new stages, other titles and durations, and another order."""
    _write_all(writer, Stage, AddStage, _stage_edits, MoveStage)
    _write_all(writer, Substage, AddSubstage, _part_edits, MoveSubstage)


def _stage_edits(record: Record, fields: Sequence[FieldChange]) -> list[Edit]:
    values = values_of(fields)
    if isinstance(record, Stage) and values.keys() == {"title"}:
        return [RenameStage(record.id, str(values["title"]))]
    return [ChangeStage(record.id, values)]


def _part_edits(record: Record, fields: Sequence[FieldChange]) -> list[Edit]:
    return [ChangeSubstage(record.id, values_of(fields))]


def write_lanes(writer: Writer) -> None:
    """Write new lanes and other names; their order is the map's own business."""
    _write_all(
        writer,
        Lane,
        AddLane,
        lambda record, fields: [RenameLane(record.id, str(fields[0].new))],  # type: ignore[arg-type]
    )


def _write_all(
    writer: Writer,
    kind: type[Kind],
    add: Callable[..., Edit],
    edits_for: Callable[[Record, Sequence[FieldChange]], list[Edit]],
    move: Callable[..., Edit] | None = None,
) -> None:
    """Write all records of a kind, each behind the one that it follows."""
    previous: dict[object, RecordId] = {}
    moving = _moving(writer, kind) if move else set()
    for incoming in writer.match.incoming.of_kind(kind):
        found: Any = writer.translate(incoming)
        group = group_of(found)
        beside = (group, getattr(found, "zone", None))
        if not writer.has(getattr(found, "stage", None)):
            continue
        before, after = writer.place_after(
            previous.get(beside) or _zone_before(writer, found),
            [one for one in _in_group(writer, group) if one != found.id],
        )
        if found.id not in writer.work.records:
            writer.bring(incoming, found, add(found, before=before, after=after))
        else:
            record = writer.work.records[found.id]
            writer.change(
                record,
                found,
                lambda fields, one=record: edits_for(one, fields),  # type: ignore[misc]
            )
            if move and found.id in moving:
                edit = move(found.id, before=before, after=after)
                writer.offer("moved", writer.work.records[found.id], edit)
        if writer.has(found.id):
            previous[beside] = found.id


def _moving(writer: Writer, kind: type[Kind]) -> set[RecordId]:
    """Return the records of the map that the table has in another order."""
    wanted: dict[Any, list[RecordId]] = {}
    for incoming in writer.match.incoming.of_kind(kind):
        old_id = writer.match.old_id(incoming.id)
        if old_id is not None and writer.has(old_id):
            group = group_of(writer.work.records[old_id])
            wanted.setdefault(group, []).append(old_id)
    base = sorted(
        (writer.known.base or {}).values(),
        key=lambda one: (order_of(one) or "", one.id),
    )
    moving: set[RecordId] = set()
    for group, ids in wanted.items():
        now = [one for one in _in_group(writer, group) if one in set(ids)]
        moving |= writer.reordered(
            ids, now, [one.id for one in base if one.id in set(ids)]
        )
    return moving


def _zone_before(writer: Writer, lane: Record) -> RecordId | None:
    """Return what the first lane of a zone stands after: a lane, or the line."""
    if not isinstance(lane, Lane) or lane.zone == _ZONES[0]:
        return None
    zone = _ZONES.index(lane.zone)
    found = None
    for one in _in_group(writer, group_of(lane)):
        other = writer.work.records[one]
        if not isinstance(other, Lane) or _ZONES.index(other.zone) <= zone:
            found = one
    return found


def _in_group(writer: Writer, group: Any) -> list[RecordId]:
    records = writer.work.records
    ids = writer.work.index.holding(group)
    return sorted(ids, key=lambda one: (order_of(records[one]) or "", one))


def write_left_out(writer: Writer) -> None:
    """Tell of stages, lanes and personas that the table does not have at all."""
    matched = set(writer.match.ids.values())
    for kind, delete in (
        (Stage, DeleteStage),
        (Lane, DeleteLane),
        (Persona, DeletePersona),
    ):
        if not writer.match.incoming.of_kind(kind):
            continue
        for record in writer.known.journey.of_kind(kind):
            if record.id in matched or writer.known.is_ours(record):
                continue
            writer.offer(
                "kept",
                record,
                delete(record.id),
                why="difference.not_in_table.why",
                is_taken=False,
            )
