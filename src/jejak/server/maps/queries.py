"""Reads: a whole map, and what the list shows of each."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jejak.layout.curve import spread
from jejak.layout.widths import stage_shares
from jejak.model.ranking import Quadrant, quadrant_of, rank_of
from jejak.model.records import PAIN_ROLES
from jejak.server.maps.log import load_row, records_of
from jejak.server.maps.schemas import (
    CurvePoint,
    MapBody,
    MapSummary,
    RankCounts,
    StageShare,
    TemplateSummary,
)
from jejak.templates import TEMPLATES, template

if TYPE_CHECKING:
    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Feeling, PersonaId, StageId
    from jejak.server.maps.models import Map


def body_of(row: Map) -> MapBody:
    """Return a whole map."""
    now = load_row(row)
    return MapBody(
        id=row.id,
        seq=now.seq,
        created_at=row.created_at,
        updated_at=row.updated_at,
        records=records_of(now.journey),
    )


def summary_of(row: Map) -> MapSummary:
    """Return what the list of maps shows of a map."""
    journey = load_row(row).journey
    return MapSummary(
        id=row.id,
        title=journey.info.title,
        state=journey.info.state,
        language=journey.info.language,
        is_sample=journey.info.is_sample,
        personas=[persona.name for persona in journey.personas],
        updated_at=row.updated_at,
        stages=shares_of(journey),
        points=points_of(journey),
        ranks=ranks_of(journey),
    )


def shares_of(journey: JourneyMap) -> list[StageShare]:
    """Return the stages with their shares of the width."""
    return [
        StageShare(id=stage.id, title=stage.title, share=share)
        for stage, share in zip(journey.stages, stage_shares(journey), strict=True)
    ]


def points_of(journey: JourneyMap) -> list[CurvePoint]:
    """Return one persona's feelings along the curve, but those without a value."""
    points: list[CurvePoint] = []
    persona = first_persona(journey)
    left = 0.0
    for stage, share in zip(journey.stages, stage_shares(journey), strict=True):
        felt = [
            (feeling, feeling.value)
            for feeling in journey.feelings(stage.id, persona)
            if feeling.value is not None
        ]
        rank = highest_rank(journey, stage.id)
        lowest = min((value for _, value in felt), default=None)
        places = spread([feeling.place for feeling, _ in felt])
        for (feeling, value), place in zip(felt, places, strict=True):
            is_first_low = rank is not None and value == lowest
            points.append(
                _point(
                    feeling, value, left + place * share, rank if is_first_low else None
                )
            )
            if is_first_low:
                rank = None
        left += share
    return points


def first_persona(journey: JourneyMap) -> PersonaId | None:
    """Return the first persona with feelings of their own, the primary one first."""
    felt_by = {feeling.persona for feeling in journey.feelings()}
    personas = [persona for persona in journey.personas if persona.id in felt_by]
    personas.sort(key=lambda persona: persona.importance != "primary")
    return personas[0].id if personas else None


def _point(
    feeling: Feeling, value: float, x: float, rank: Quadrant | None
) -> CurvePoint:
    return CurvePoint(
        x=round(x, 6),
        value=value,
        word=feeling.word,
        stage=feeling.stage,
        quadrant=rank.value if rank else None,
    )


def highest_rank(journey: JourneyMap, stage: StageId) -> Quadrant | None:
    """Return the highest rank among the pains of a stage, if any is ranked."""
    found = {
        rank_of(journey, card.id)
        for lane in journey.lanes
        if lane.role in PAIN_ROLES
        for card in journey.cards(lane.id, stage)
    }
    return next((quadrant for quadrant in Quadrant if quadrant in found), None)


def ranks_of(journey: JourneyMap) -> RankCounts:
    """Return how many statements stand in each quadrant."""
    found = [quadrant_of(statement) for statement in journey.statements]
    return RankCounts(
        **{quadrant.value: found.count(quadrant) for quadrant in Quadrant}
    )


@lru_cache(maxsize=2)
def templates_in(language: Language) -> tuple[TemplateSummary, ...]:
    """Return the templates with their curves."""
    found = []
    for one in TEMPLATES.values():
        journey = template(one.name, language)
        found.append(
            TemplateSummary(
                name=one.name,
                title=one.title(language),
                description=one.description(language),
                is_sample=one.is_sample,
                stages=shares_of(journey),
                points=points_of(journey),
            )
        )
    return tuple(found)
