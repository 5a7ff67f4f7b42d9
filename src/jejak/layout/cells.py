"""Lanes and cells of a picture: what stands where, and what an empty cell says."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from jejak.language.emotions import shown_word
from jejak.layout.choices import every_lane
from jejak.layout.feelings import bands_of
from jejak.layout.icons import ROLE_ICONS, icon_for
from jejak.layout.measured import note_of
from jejak.layout.parts import BlockView, CellView, ItemView, LaneView
from jejak.layout.records_in_cells import entries
from jejak.model.numbers import short_number
from jejak.model.ranking import rank_of
from jejak.model.records import (
    CARDLESS_ROLES,
    PAIN_ROLES,
)

if TYPE_CHECKING:
    from jejak.layout.context import Context
    from jejak.layout.parts import ItemKind, Rank
    from jejak.model.records import Card, Lane, Stage

_ZONES = ("customer", "internal", "followup")
_KINDS: dict[str | None, ItemKind] = {
    "touchpoints": "touchpoint",
    "channels": "channel",
    "process": "step",
    "internal_process": "step",
    "internal_actors": "actor",
    "internal_channels": "actor",
    "pain_points": "pain",
    "internal_pain_points": "pain",
    "opportunities": "opportunity",
    "delights": "delight",
    "thoughts": "thought",
}


def blocks_of(context: Context) -> tuple[BlockView, ...]:
    """Return the lanes in order, as blocks of one zone and one side of the line.

    Zones always stand in the order customer, internal, follow-up. Where nobody has
    moved the line of visibility, it runs over the first internal lane.
    """
    lanes = sorted(
        (lane for lane in every_lane(context.journey) if not lane.is_hidden),
        key=lambda lane: _ZONES.index(lane.zone),
    )
    below = [_is_below(context, lane) for lane in lanes]
    first_below = below.index(True) if True in below else len(lanes)
    blocks: list[BlockView] = []
    places = groupby(
        enumerate(lanes), key=lambda place: (place[1].zone, place[0] >= first_below)
    )
    for (zone, is_below), group in places:
        members = list(group)
        blocks.append(
            BlockView(
                zone=zone,
                title=context.say(f"zone.{zone}"),
                lanes=tuple(row for _, lane in members for row in _rows(context, lane)),
                is_backstage=is_below and zone != "followup",
                below_line=members[0][0] == first_below,
            )
        )
    return tuple(blocks)


def _is_below(context: Context, lane: Lane) -> bool:
    line = context.journey.info.visibility_line
    if line is None:
        return lane.zone == "internal"
    return lane.order > line and lane.zone != "followup"


def _rows(context: Context, lane: Lane) -> tuple[LaneView, ...]:
    """Return a lane as it stands in the picture: feelings have a row for each band."""
    label = lane.label or (
        context.say(f"lane.{lane.role}")
        if lane.role
        else context.say("picture.your_lane")
    )
    row = LaneView(
        id=lane.id,
        role=lane.role,
        label=label,
        icon=ROLE_ICONS[lane.role],
        cells=tuple(_cell(context, lane, stage) for stage in context.journey.stages),
        tag=_tag(context, lane),
    )
    if lane.role != "feelings":
        return (row,)
    return tuple(replace(row, band=band) for band in bands_of(context))


def _tag(context: Context, lane: Lane) -> str:
    note = note_of(context) if lane.role == "measured" else None
    return note.sample if note else ""


def _cell(context: Context, lane: Lane, stage: Stage) -> CellView:
    index = context.stage_index[stage.id]
    items = (
        entries(context, lane, stage)
        if lane.role in CARDLESS_ROLES
        else _cards(context, lane, stage)
    )
    if items:
        return CellView(index, items)
    record = context.journey.cell(lane.id, stage.id)
    if record and record.finding == "nothing_found":
        words = "cell.nothing_found" if lane.role in PAIN_ROLES else "cell.nothing"
        note = _with_reason(context.say(words), record.reason)
        return CellView(index, (), "nothing_found", note)
    if record:
        note = _with_reason(context.say("cell.not_researched"), record.reason)
        return CellView(index, (), "not_researched", note)
    if lane.role == "measured":
        return CellView(index, (), "unmeasured", context.say("measured.none"))
    gap = context.gaps.get((lane.id, stage.id))
    if gap:
        feeling = shown_word(gap.feeling.word, context.language).lower()
        name = context.customer()
        note = context.say("cell.gap", persona=name, feeling=feeling)
        return CellView(index, (), "gap", note)
    return CellView(index, ())


def _with_reason(words: str, reason: str) -> str:
    return f"{words}: {reason}" if reason else words


def _cards(context: Context, lane: Lane, stage: Stage) -> tuple[ItemView, ...]:
    # Those of no part of the stage come first, then those of part after part.
    place = {part: at for at, part in enumerate(context.substage_titles, start=1)}
    cards = sorted(
        context.journey.cards(lane.id, stage.id),
        key=lambda card: place[card.substage] if card.substage else 0,
    )
    return tuple(
        _card(context, lane, card, index + 1) for index, card in enumerate(cards)
    )


def _card(context: Context, lane: Lane, card: Card, step: int) -> ItemView:
    kind = _KINDS.get(lane.role, "text")
    rank: Rank | None = None
    rank_word = ""
    if kind == "pain":
        quadrant = rank_of(context.journey, card.id)
        rank = quadrant.value if quadrant else None
        rank_word = context.say(f"quadrant.{rank or 'none'}")
    count = context.evidence_counts.get(card.id, 0)
    return ItemView(
        id=card.id,
        kind=kind,
        text=card.text,
        number=short_number(context.journey, card),
        rank=rank,
        rank_word=rank_word,
        step=step if kind == "step" else 0,
        icon=_icon(kind, card.text),
        links=context.links.get(card.id, ()),
        evidence=context.say("picture.count.evidence", count=count) if count else "",
        moment=context.say("picture.moment") if card.is_moment_of_truth else "",
        substage=context.substage_titles.get(card.substage, "")
        if card.substage
        else "",
        details=(context.say(f"picture.{card.medium}"),) if card.medium else (),
    )


def _icon(kind: ItemKind, text: str) -> str:
    if kind == "touchpoint":
        return icon_for(text, "mouse-pointer-click")
    if kind == "channel":
        return icon_for(text, "radio-tower")
    return {"opportunity": "lightbulb", "delight": "heart"}.get(kind, "")
