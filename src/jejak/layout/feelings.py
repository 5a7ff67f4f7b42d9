"""The feelings of a map as curves, and what of them no line can show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jejak.language.catalogue import say
from jejak.language.emotions import emotion_of, level_of, shown_word
from jejak.layout.curve import Point, curve_through, spread
from jejak.layout.faces import face_of
from jejak.layout.measured import lines_of, spoken_ratings
from jejak.layout.parts import BandView, CurveView, FeelingView
from jejak.layout.widths import USUAL
from jejak.layout.words import Word, stack_words
from jejak.model.records import Feeling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.language.catalogue import Language
    from jejak.layout.context import Context
    from jejak.model.records import Persona


LONGEST_LABEL = 24  # letters that find room beside a face
_LETTER, _LEVEL = 6.4, 24.0  # px: of an average letter, from level to level


def bands_of(context: Context) -> tuple[BandView, ...]:
    """Return one band for each persona who has feelings of their own, in order.

    Feelings that name no persona are everybody's. Where fewer than two personas
    differ there is one band, and it needs no name.
    """
    journey = context.journey
    felt = {feeling.persona for feeling in journey.feelings()} - {None}
    if len(felt) < 2:
        return (_band(context, None),)
    named = {feeling.persona for feeling in journey.of_kind(Feeling)}
    owners = (persona for persona in journey.personas if persona.id in named)
    return tuple(_band(context, persona) for persona in owners)


def _band(context: Context, persona: Persona | None) -> BandView:
    feelings = context.journey.feelings(persona=persona.id if persona else None)
    name = persona.name if persona else ""
    if persona and not name:
        name = context.say("picture.persona")
    rated = lines_of(context)
    return BandView(
        persona=name,
        curve=_curve(context, feelings, name),
        notes=_notes(context, persona),
        rated=rated,
        rated_spoken=spoken_ratings(context, rated),
    )


def _with_words_apart(
    context: Context, feelings: tuple[FeelingView, ...]
) -> tuple[FeelingView, ...]:
    """Return the feelings with their words placed so that none covers another.

    Reckoned for stages of the usual width and letters of the usual size, so that
    every picture puts a word at the same side.
    """
    width = USUAL * len(context.journey.stages)
    words = [
        Word(one.x * width, -_LEVEL * one.value, _LETTER * len(one.label), one.value)
        for one in feelings
    ]
    return tuple(
        replace(one, side=spot.side, row=spot.row)
        for one, spot in zip(feelings, stack_words(words), strict=True)
    )


def _notes(context: Context, persona: Persona | None) -> tuple[tuple[str, ...], ...]:
    """Return for each stage what is felt there but cannot stand on the line.

    A feeling without a value has no place on it (blank is not neutral), nor has an
    expected one, nor a whole sentence; each is shown below the line.
    """
    notes: list[list[str]] = [[] for _ in context.journey.stages]
    for feeling in context.journey.of_kind(Feeling):
        index = context.stage_index.get(feeling.stage)
        if index is None or (persona and feeling.persona not in {persona.id, None}):
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
    context: Context, feelings: tuple[Feeling, ...], name: str
) -> CurveView | None:
    placed = _with_words_apart(context, _placed(context, feelings))
    curve = curve_through(points_of(placed))
    if curve is None:
        return None
    titles = [stage.title for stage in context.journey.stages]
    spoken = spoken_line(context.language, titles, placed, name)
    return CurveView(curve, placed, spoken)


def points_of(feelings: Sequence[FeelingView]) -> list[Point]:
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
        side="above" if value >= 0 else "below",
        row=0,
    )


def spoken_line(
    language: Language,
    titles: Sequence[str],
    feelings: Sequence[FeelingView],
    name: str,
) -> str:
    """Return a curve in words, for those who cannot see it.

    Args:
        language: Of the words around.
        titles: Of all stages of the map.
        feelings: Those that are told, along the line.
        name: Whose line it is, where there are several; else empty.
    """
    line = say(language, "picture.then").join(
        say(
            language,
            "picture.in_stage",
            feeling=feeling.word,
            stage=titles[feeling.stage],
        )
        for feeling in feelings
    )
    if name:
        return say(language, "picture.curve_of", persona=name, line=line)
    return say(language, "picture.curve", line=line)
