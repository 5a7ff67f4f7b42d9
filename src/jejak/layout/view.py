"""The one door between a map and its pictures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jejak.language.catalogue import Language, nearest_language
from jejak.layout.cells import blocks_of
from jejak.layout.choices import EVERYTHING, chosen
from jejak.layout.context import Context
from jejak.layout.heads import head_of, lists_of
from jejak.layout.measured import note_of
from jejak.layout.parts import RANKS, MapView, Rank, StageView
from jejak.layout.personas import personas_of
from jejak.layout.ribbon import ribbon_stops
from jejak.layout.statements import quadrants_of

if TYPE_CHECKING:
    from datetime import date

    from jejak.layout.choices import Choices
    from jejak.layout.parts import BlockView, MeasuredNote
    from jejak.model.journey_map import JourneyMap


def view_of(
    journey: JourneyMap,
    language: Language | None = None,
    *,
    dated: date | None = None,
    choices: Choices | None = None,
) -> MapView:
    """Return a map as a picture in `language` shows it.

    Args:
        journey: A valid map.
        language: Of the picture's own words; by default the one of the map.
        dated: A date to show beside the title. The map itself has none, and the
            clock is never asked, so that the same map gives the same picture.
        choices: Which lanes and personas are shown; by default all that are not hidden.

    Raises:
        WrongChoice: A lane or persona was chosen that the map does not have.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import MapInfo, RecordId, Stage, StageId
        >>> stage = Stage(StageId(RecordId("stage-pay")), "Pay")
        >>> view = view_of(JourneyMap.of([MapInfo(title="Buying"), stage]), "en")
        >>> view.head.title, view.stages[0].number, view.stages[0].share
        ('Buying', '01', 1.0)
    """
    shown = language or nearest_language(journey.info.language)
    context = Context(chosen(journey, choices or EVERYTHING), shown)
    blocks = blocks_of(context)
    return MapView(
        language=shown,
        text_language=journey.info.language,
        head=head_of(context, dated),
        personas=personas_of(context),
        stages=_with_ribbons(_stages(context), blocks),
        blocks=blocks,
        quadrants=quadrants_of(context),
        lists=lists_of(context),
        ranks_used=_ranks_used(blocks),
        measured=_measured(context, blocks),
    )


def _measured(context: Context, blocks: tuple[BlockView, ...]) -> MeasuredNote | None:
    lanes = [lane for block in blocks for lane in block.lanes]
    is_shown = any(lane.role == "measured" for lane in lanes)
    return note_of(context) if is_shown else None


def _stages(context: Context) -> tuple[StageView, ...]:
    shares = context.shares
    return tuple(
        StageView(
            id=stage.id,
            number=f"{index + 1:02d}",
            title=stage.title
            or context.say("picture.untitled_stage", number=index + 1),
            duration=stage.duration,
            substages=tuple(
                f"{part.title} ({part.duration})" if part.duration else part.title
                for part in context.journey.substages(stage.id)
            ),
            start=sum(shares[:index]),
            share=shares[index],
            ribbon=(),
        )
        for index, stage in enumerate(context.journey.stages)
    )


def _with_ribbons(
    stages: tuple[StageView, ...], blocks: tuple[BlockView, ...]
) -> tuple[StageView, ...]:
    """Return the stages with the colours of the first persona's curve."""
    bands = [lane.band for block in blocks for lane in block.lanes if lane.band]
    curves = [band.curve for band in bands if band.curve]
    curve = curves[0].curve if curves else None
    return tuple(
        replace(
            stage, ribbon=ribbon_stops(curve, stage.start, stage.start + stage.share)
        )
        for stage in stages
    )


def _ranks_used(blocks: tuple[BlockView, ...]) -> tuple[Rank | None, ...]:
    used = {
        item.rank
        for block in blocks
        for lane in block.lanes
        for cell in lane.cells
        for item in cell.items
        if item.kind == "pain"
    }
    order: tuple[Rank | None, ...] = (*RANKS, None)
    return tuple(rank for rank in order if rank in used)
