"""The feelings of a map as curves, and what of them no line can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.language.emotions import emotion_of, level_of, shown_word
from jejak.layout.curve import Point, curve_through, spread
from jejak.layout.faces import face_of
from jejak.layout.parts import CurveView, FeelingView
from jejak.model.records import Feeling

if TYPE_CHECKING:
    from jejak.layout.context import Context
    from jejak.model.records import Persona


LONGEST_LABEL = 24  # letters that find room beside a face


def curves_of(context: Context) -> tuple[CurveView, ...]:
    """Return one curve for each persona whose feelings differ, the first one first.

    Feelings that name no persona are everybody's.
    """
    journey = context.journey
    named = {feeling.persona for feeling in journey.feelings()} - {None}
    drawn = [persona for persona in journey.personas if persona.id in named]
    if len(drawn) < 2:
        return _curve(context, journey.feelings(), None)
    return tuple(
        curve
        for persona in drawn
        for curve in _curve(context, journey.feelings(persona=persona.id), persona)
    )


def feeling_notes(context: Context) -> tuple[tuple[str, ...], ...]:
    """Return for each stage what is felt there but cannot stand on the line.

    A feeling without a value has no place on it (blank is not neutral), nor has an
    expected one, nor a whole sentence; each is shown below the line.
    """
    notes: list[list[str]] = [[] for _ in context.journey.stages]
    for feeling in context.journey.of_kind(Feeling):
        index = context.stage_index.get(feeling.stage)
        if index is None:
            continue
        word = shown_word(feeling.word, context.language)
        if feeling.kind == "expected":
            notes[index].append(context.say("picture.expected", word=word))
        elif feeling.value is None:
            notes[index].append(context.say("picture.no_value", word=word))
        elif len(word) > LONGEST_LABEL:
            notes[index].append(word)
    return tuple(tuple(words) for words in notes)


def _curve(
    context: Context, feelings: tuple[Feeling, ...], persona: Persona | None
) -> tuple[CurveView, ...]:
    placed = _placed(context, feelings)
    curve = curve_through(_points(placed))
    if curve is None:
        return ()
    name = persona.name if persona else ""
    return (CurveView(name, curve, placed, _spoken(context, placed, name)),)


def _points(feelings: tuple[FeelingView, ...]) -> list[Point]:
    """Return the points of the line; where two meet at a border, one gives way."""
    points: list[Point] = []
    for feeling in feelings:
        x = feeling.x
        if points and x <= points[-1].x:
            x = points[-1].x + 1e-4
        points.append(Point(x, feeling.value))
    return points


def _placed(context: Context, feelings: tuple[Feeling, ...]) -> tuple[FeelingView, ...]:
    placed: list[FeelingView] = []
    for stage in context.journey.stages:
        here = [feeling for feeling in feelings if feeling.stage == stage.id]
        places = spread([feeling.place for feeling in here])
        for feeling, place in zip(here, places, strict=True):
            if feeling.value is not None:
                placed.append(_feeling(context, feeling, place, feeling.value))
    return tuple(placed)


def _feeling(
    context: Context, feeling: Feeling, place: float, value: float
) -> FeelingView:
    index = context.stage_index[feeling.stage]
    level = level_of(value)
    word = shown_word(feeling.word, context.language)
    return FeelingView(
        id=feeling.id,
        stage=index,
        x=sum(context.shares[:index]) + context.shares[index] * place,
        place=place,
        value=value,
        level=level,
        word=word,
        label=word if len(word) <= LONGEST_LABEL else "",
        face=face_of(emotion_of(feeling.word), level),
    )


def _spoken(context: Context, feelings: tuple[FeelingView, ...], name: str) -> str:
    line = context.say("picture.then").join(
        context.say(
            "picture.in_stage",
            feeling=feeling.word,
            stage=context.journey.stages[feeling.stage].title,
        )
        for feeling in feelings
    )
    if name:
        return context.say("picture.curve_of", persona=name, line=line)
    return context.say("picture.curve", line=line)
