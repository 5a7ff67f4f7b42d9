"""The personas of a picture, with every field that is written."""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING, Literal

from jejak.layout.parts import FieldView, PersonaView
from jejak.layout.typography import initials

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.layout.context import Context
    from jejak.model.records import Condition, Persona

Form = Literal["line", "names", "points", "prose"]
_LINES = ("name", "age", "job", "identity", "personality")
_LISTS: dict[str, Form] = {
    "characteristics": "points",
    "habits": "points",
    "motivation": "points",
    "goals": "points",
    "needs": "points",
    "likes": "points",
    "dislikes": "points",
    "indifferent_to": "points",
    "social_media": "names",
    "apps_tried": "names",
}
_IN_SUMMARY = frozenset({"name", "age", "job", "quote"})
_OPERATORS = {"is": ":", "is_not": "≠", "at_least": "≥", "at_most": "≤"}


def personas_of(context: Context) -> tuple[PersonaView, ...]:
    """Return the personas, the primary one first."""
    several = len(context.journey.personas) > 1
    ordered = sorted(
        context.journey.personas, key=lambda persona: persona.importance != "primary"
    )
    return tuple(_persona(context, persona, several) for persona in ordered)


def _persona(context: Context, persona: Persona, several: bool) -> PersonaView:
    full = tuple(_fields(context, persona))
    importance = persona.importance if several else None
    return PersonaView(
        id=persona.id,
        name=persona.name or context.say("picture.persona"),
        summary=", ".join(filter(None, (persona.job, age_text(context, persona.age)))),
        initials=initials(persona.name),
        portrait=portrait(persona.portrait),
        quote=persona.quote,
        importance=context.say(f"picture.{importance}") if importance else "",
        fields=tuple(field for field in full if field.key not in _IN_SUMMARY),
        full=full,
    )


def _fields(context: Context, persona: Persona) -> Iterator[FieldView]:
    for key in _LINES:
        text: str = getattr(persona, key)
        if text:
            yield FieldView(key, context.say(f"persona.{key}"), (text,), "line")
    if persona.quote:
        label = context.say("persona.quote")
        yield FieldView("quote", label, (persona.quote,), "prose")
    for key, form in _LISTS.items():
        items: tuple[str, ...] = getattr(persona, key)
        if items:
            yield FieldView(key, context.say(f"persona.{key}"), items, form)
    for own in persona.own_fields:
        yield FieldView("own", own.label, own.items, _own_form(own.items))
    if persona.scenario:
        paragraphs = tuple(re.split(r"\n\s*\n", persona.scenario.strip()))
        yield FieldView(
            "scenario", context.say("persona.scenario"), paragraphs, "prose"
        )
    if persona.importance_why:
        label = context.say("picture.importance_why")
        yield FieldView("importance_why", label, (persona.importance_why,), "prose")
    if persona.segment:
        conditions = tuple(_condition(condition) for condition in persona.segment)
        yield FieldView("segment", context.say("picture.segment"), conditions, "points")


def _own_form(items: tuple[str, ...]) -> Form:
    return "points" if len(items) > 1 else "prose"


def _condition(condition: Condition) -> str:
    sign = _OPERATORS[condition.operator]
    space = "" if sign == ":" else " "
    return f"{condition.column}{space}{sign} {', '.join(condition.values)}"


def age_text(context: Context, age: str) -> str:
    """Return an age in words: a bare figure gets its unit.

    Examples:
        >>> from jejak.layout.context import Context
        >>> from jejak.model.journey_map import JourneyMap
        >>> context = Context(JourneyMap.of([]), "id")
        >>> age_text(context, "22"), age_text(context, "20-25 tahun")
        ('22 tahun', '20-25 tahun')
    """
    bare = re.fullmatch(r"\d+(\s*[-–]\s*\d+)?", age.strip())
    return context.say("picture.age", age=age.strip()) if bare else age.lower()


def portrait(name: str) -> bytes | None:
    """Return a portrait that ships with Jejak, as SVG, if there is one of this name."""
    if not re.fullmatch(r"[a-z0-9-]+", name):
        return None
    folder = resources.files("jejak") / "templates" / "portraits"
    file = folder / f"{name}.svg"
    return file.read_bytes() if file.is_file() else None
