"""A draft becomes a map, through the same edit as every other map."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, get_args

from jejak.importers.reading import Message, Where
from jejak.importers.refusal import refused
from jejak.model.edits import apply
from jejak.model.edits.maps import CreateMap
from jejak.model.gaps import gaps
from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import give_numbers
from jejak.model.records import Cell, Finding, OwnField
from jejak.model.rules import LONGEST_NOTES, LONGEST_TEXT, MOST_ITEMS
from jejak.model.tidy import names_of
from jejak.model.validation import MOST_RECORDS

if TYPE_CHECKING:
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.model.gaps import Gap
    from jejak.model.records import Record


def build(context: Context, draft: Draft) -> JourneyMap:
    """Return the map of a draft; asks about cells that are blank where it hurts.

    Raises:
        ImportRefused: The map would have more records than a map can have.
    """
    journey = _made(draft)
    answered = [mark for gap in gaps(journey) if (mark := _asked(context, draft, gap))]
    if answered:
        draft.marks += answered
        journey = _made(draft)
    return journey


def _made(draft: Draft) -> JourneyMap:
    records = tuple(fitting(record) for record in draft.records())
    if len(records) > MOST_RECORDS:
        raise refused("import.refused.too_large", count=len(records), most=MOST_RECORDS)
    return give_numbers(apply(JourneyMap.of([]), CreateMap(records)))


def fitting(record: Record) -> Record:
    """Return a record cut to what a map can hold; the report tells what was cut.

    Examples:
        >>> from jejak.model.records import Stage, StageId, RecordId
        >>> len(fitting(Stage(StageId(RecordId("s")), "x" * 20_000)).title)
        10000
    """
    changes: dict[str, Any] = {}
    for name in names_of(record):
        value = getattr(record, name)
        cut = _cut(value, LONGEST_NOTES if name == "notes" else LONGEST_TEXT)
        if cut != value:
            changes[name] = cut
    return replace(record, **changes) if changes else record


def _cut(value: Any, most: int) -> Any:
    if isinstance(value, str):
        return value[:most]
    if isinstance(value, OwnField):
        return OwnField(_cut(value.label, most), _cut(value.items, most))
    if isinstance(value, tuple):
        return tuple(_cut(item, most) for item in value[:MOST_ITEMS])
    return value


def _asked(context: Context, draft: Draft, gap: Gap) -> Cell | None:
    """Ask whether a blank pain cell is empty or was never looked at."""
    place = (draft.number, gap.lane.id, gap.stage.id)
    if place in context.covered:
        return None  # what stretches over it speaks for it
    spot = context.spots.get(place)
    answer = context.desk.ask(
        "gap",
        [*_name_of(draft), gap.lane.id, gap.stage.id],
        Message(
            "import.ask.gap", {"stage": gap.stage.title, "feeling": gap.feeling.word}
        ),
        context.where(spot) if spot else Where(""),
        [
            ("nothing_found", Message("cell.nothing_found")),
            ("not_researched", Message("cell.not_researched")),
            ("leave", Message("import.choice.leave")),
        ],
        map_number=draft.number,
        lane_id=gap.lane.id,
        stage_id=gap.stage.id,
        once=False,  # a gap of the proposed map is another one
    )
    for finding in get_args(Finding):
        if answer == finding:
            mark_id = draft.new_id("cell", gap.lane.id, gap.stage.id)
            return Cell(mark_id, gap.lane.id, gap.stage.id, finding)
    return None


def _name_of(draft: Draft) -> list[str]:
    """Return what tells a second map from the first in the ids of questions."""
    return [draft.info.get("title", "")] if draft.number else []
