"""Personas as segments: whom their conditions over data mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.questions import only, view_of
from jejak.analytics.refusal import refused
from jejak.analytics.view import attribute_of
from jejak.errors import nearest
from jejak.model.records import Persona

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.analytics.questions import Question
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Condition


def persona_of(journey: JourneyMap, name: str) -> Persona:
    """Return a persona of a map, by name or id.

    Raises:
        LogRefused: The map has no such persona, or it names no segment.
    """
    personas = list(journey.of_kind(Persona))
    for persona in personas:
        if name in (persona.name, persona.id):
            if not persona.segment:
                raise refused("log.refused.no_segment", given=name)
            return persona
    names = [one.name or one.id for one in personas]
    hint, known = nearest(name, names), ", ".join(names) or "-"
    raise refused("log.refused.no_persona", given=name, known=known, hint=hint)


def only_persona(question: Question, persona: Persona) -> Question:
    """Keep the cases that meet every condition of a persona.

    Raises:
        LogRefused: The log knows no such column or value.
    """
    for condition in persona.segment:
        known = attribute_of(view_of(question).log, condition.column).values[1:]
        chosen = accepted(condition, known)
        question = only(question, {condition.column: chosen})
    return question


def accepted(condition: Condition, known: Iterable[str]) -> tuple[str, ...]:
    """Return the values that meet a condition; what is unknown never does.

    Examples:
        >>> from jejak.model.records import Condition
        >>> accepted(Condition("age", "at_least", ("20",)), ["19", "20", "30", "old"])
        ('20', '30')
        >>> accepted(Condition("plan", "is_not", ("free",)), ["free", "paid"])
        ('paid',)
    """
    if condition.operator == "is":
        return condition.values
    if condition.operator == "is_not":
        return tuple(value for value in known if value not in condition.values)
    bounds = [bound for bound in map(number, condition.values) if bound is not None]
    if not bounds:
        return ()
    numbers = [(value, number(value)) for value in known]
    if condition.operator == "at_least":
        return tuple(v for v, n in numbers if n is not None and n >= max(bounds))
    return tuple(v for v, n in numbers if n is not None and n <= min(bounds))


def number(text: str) -> float | None:
    """Return a text as a number, or None.

    Examples:
        >>> number("1.5"), number("1,5"), number("some")
        (1.5, 1.5, None)
    """
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
