"""Eisenhower's matrix: the quadrant follows from two answers and is never stored."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import CardId, Judgement, Statement


class Quadrant(StrEnum):
    """What to do with a problem, the most pressing first."""

    DO = "do"
    PLAN = "plan"
    DELEGATE = "delegate"
    DROP = "drop"


def quadrant_of(statement: Statement | Judgement) -> Quadrant | None:
    """Return the quadrant that the two answers lead to; None until both are given.

    Examples:
        >>> from jejak.model.records import RecordId, Statement, StatementId
        >>> late = Statement(StatementId(RecordId("s")), "Slow answers")
        >>> quadrant_of(late) is None
        True
        >>> from dataclasses import replace
        >>> quadrant_of(replace(late, is_important=True, is_urgent=False))
        <Quadrant.PLAN: 'plan'>
    """
    if statement.is_important is None or statement.is_urgent is None:
        return None
    if statement.is_important:
        return Quadrant.DO if statement.is_urgent else Quadrant.PLAN
    return Quadrant.DELEGATE if statement.is_urgent else Quadrant.DROP


def rank_of(journey: JourneyMap, pain_id: CardId) -> Quadrant | None:
    """Return the quadrant of the statement that joins a pain, if it has one.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import CardId, RecordId
        >>> rank_of(JourneyMap.of([]), CardId(RecordId("card-1"))) is None
        True
    """
    statement = journey.statement_of(pain_id)
    return quadrant_of(statement) if statement else None
