"""Short numbers by which people speak of pains, opportunities and delights."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from jejak.model.index import order_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    NUMBERED_ROLES,
    Card,
    Lane,
    Record,
    RecordId,
    Stage,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jejak.model.index import Key

Kind = TypeVar("Kind", bound=Record)
_NONE: Mapping[str, int] = MappingProxyType({})


def short_number(journey: JourneyMap, record: Record) -> str:
    """Return the short number of a record as people read it, or an empty text.

    A statement is called by the pains it joins.

    Examples:
        >>> from jejak.model.records import CardId, Lane, LaneId, StageId
        >>> lane = Lane(LaneId(RecordId("lane")), role="opportunities")
        >>> stage = StageId(RecordId("stage"))
        >>> card = Card(CardId(RecordId("card")), lane.id, stage, "Reply", number=4)
        >>> short_number(JourneyMap.of([lane, card]), card)
        'O-04'
    """
    letter = letter_of(journey, record)
    if letter and isinstance(record, Card | Statement) and record.number is not None:
        return f"{letter}-{record.number:02d}"
    if isinstance(record, Statement):
        pains = (journey.records[pain] for pain in record.pains)
        return " + ".join(filter(None, (short_number(journey, pain) for pain in pains)))
    return ""


def letter_of(journey: JourneyMap, record: Record) -> str:
    """Return the letter under which a record is numbered; empty when it is not.

    Examples:
        >>> from jejak.model.records import StatementId
        >>> problem = Statement(StatementId(RecordId("s")), "No live discussion")
        >>> letter_of(JourneyMap.of([problem]), problem)
        'P'
    """
    if isinstance(record, Statement):
        return "" if record.pains else "P"
    if not isinstance(record, Card):
        return ""
    role = journey.lane(record.lane).role
    return NUMBERED_ROLES.get(role, "") if role else ""


def missing_numbers(
    journey: JourneyMap, highest: Mapping[str, int] = _NONE
) -> dict[RecordId, int]:
    """Return the numbers that records without one get next.

    Pains come first, stage by stage and lane by lane, then the statements that
    join no pain. A number is never given twice: it is above every number on the
    map and above the highest one that was ever given, which only the log knows.

    Args:
        journey: The map.
        highest: The highest number ever given, by letter (`P`, `O`, `D`).

    Examples:
        >>> from jejak.model.records import StatementId
        >>> problem = Statement(StatementId(RecordId("s")), "No live discussion")
        >>> missing_numbers(JourneyMap.of([problem]), {"P": 6})
        {'s': 7}
    """
    last: dict[str, int] = defaultdict(int, highest)
    waiting: list[tuple[str, RecordId]] = []
    for letter, record in _numbered(journey):
        if record.number is None:
            waiting.append((letter, record.id))
        else:
            last[letter] = max(last[letter], record.number)
    given: dict[RecordId, int] = {}
    for letter, record_id in waiting:
        last[letter] += 1
        given[record_id] = last[letter]
    return given


def give_numbers(journey: JourneyMap, highest: Mapping[str, int] = _NONE) -> JourneyMap:
    """Return the map with a short number on everything that has none yet.

    Examples:
        >>> from jejak.model.records import StatementId
        >>> problem = Statement(StatementId(RecordId("s")), "No live discussion")
        >>> journey = give_numbers(JourneyMap.of([problem]))
        >>> short_number(journey, journey.statements[0])
        'P-01'
    """
    given = missing_numbers(journey, highest)
    return JourneyMap.of(
        replace(record, number=given[record.id])
        if isinstance(record, Card | Statement) and record.id in given
        else record
        for record in journey.records.values()
    )


def _numbered(journey: JourneyMap) -> Iterator[tuple[str, Card | Statement]]:
    """Yield what has a number or gets one, in reading order.

    By the index, which is at hand after an edit: the server numbers after each.
    """
    lanes = [
        (letter, lane)
        for lane in _in_order(journey, ("in", "lane"), Lane)
        if lane.role and (letter := NUMBERED_ROLES.get(lane.role))
    ]
    for stage in _in_order(journey, ("in", "stage"), Stage):
        for letter, lane in lanes:
            for card in _in_order(journey, ("in", "card", lane.id, stage.id), Card):
                yield letter, card
    for statement in _in_order(journey, ("in", "statement"), Statement):
        if not statement.pains:
            yield "P", statement


def _in_order(journey: JourneyMap, group: Key, kind: type[Kind]) -> list[Kind]:
    records = (journey.records[each] for each in journey.index.holding(group))
    found = [record for record in records if isinstance(record, kind)]
    return sorted(found, key=lambda record: (order_of(record) or "", record.id))
