"""A draft becomes a map, through the same edit as every other map."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from jejak.importers.reading import Message, Where
from jejak.importers.refusal import refused
from jejak.model.edits import apply
from jejak.model.edits.maps import CreateMap
from jejak.model.gaps import gaps
from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import give_numbers
from jejak.model.records import Cell, Finding
from jejak.model.validation import MOST_RECORDS

if TYPE_CHECKING:
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.model.gaps import Gap


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
    records = draft.records()
    if len(records) > MOST_RECORDS:
        raise refused("import.refused.too_large", count=len(records), most=MOST_RECORDS)
    return give_numbers(apply(JourneyMap.of([]), CreateMap(records)))


def _asked(context: Context, draft: Draft, gap: Gap) -> Cell | None:
    """Ask whether a blank pain cell is empty or was never looked at."""
    spot = context.spots.get((draft.number, gap.lane.id, gap.stage.id))
    answer = context.desk.ask(
        "gap",
        [gap.lane.id, gap.stage.id],
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
    )
    for finding in get_args(Finding):
        if answer == finding:
            mark_id = draft.new_id("cell", gap.lane.id, gap.stage.id)
            return Cell(mark_id, gap.lane.id, gap.stage.id, finding)
    return None
