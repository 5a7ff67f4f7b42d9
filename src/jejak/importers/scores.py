"""Lanes that tell more about feelings: their values, or whose they are."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jejak.importers.feelings import split_feelings
from jejak.importers.lists import is_nothing
from jejak.importers.reading import FeelingRead, Message
from jejak.language.emotions import read_feeling
from jejak.language.lanes import role_of
from jejak.language.names import load_words, plain_name
from jejak.language.scales import number_of, scale_of
from jejak.model.records import Feeling, Persona, PersonaId

if TYPE_CHECKING:
    from jejak.importers.body import LanePart
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft, DraftStage, Score
    from jejak.importers.orientation import MapTable
    from jejak.importers.stages import StagePlan

SIGNS = re.compile(r"\+{1,3}|[-−–]{1,3}|0|±|\+/-")
_MOST_NAME_WORDS = 3
_LEAST_LEVELS = 2  # rows; one alone is a lane of its own


def mark_scores(
    draft: Draft, found: MapTable, plan: StagePlan, parts: list[LanePart]
) -> None:
    """Tell lanes of feelings that hold their values, or one persona's, from others."""
    _mark_levels(parts)
    felt = [part for part in parts if _is_felt(part)]
    if felt:
        felt += [part for part in parts if plain_name(part.name) in _score_names()]
    for part in felt:
        part.is_signed = _is_signed(found, plan, part)
        pieces = _pieces(found, plan, part)
        part.scale = scale_of(pieces, part.name)
        part.is_score = bool(pieces) and all(map(_is_score, pieces))
    felt = [part for part in felt if part.is_score or _is_felt(part)]
    if all(part.is_score for part in felt) and "feelings" not in draft.roles:
        for part in felt[:1]:
            part.is_score = False  # nothing else tells the feelings
    worded = [part for part in felt if not part.is_score]
    names = [_whose(part.name) for part in worded]
    if len(worded) > 1 and sum(map(bool, names)) > 1 and len(set(names)) == len(names):
        for part, name in zip(worded, names, strict=True):
            part.whose = name


@cache
def _score_names() -> frozenset[str]:
    return frozenset(map(plain_name, load_words("surroundings")["scores"]))


def _mark_levels(parts: list[LanePart]) -> None:
    """Tell rows that stand for levels of feeling: faces, or positive and negative."""
    levels = [(part, _level(part.name)) for part in parts]
    if sum(level is not None for _, level in levels) < _LEAST_LEVELS:
        return
    for part, level in levels:
        part.level = level


def _level(name: str) -> float | None:
    if plain := plain_name(name):
        words = load_words("surroundings")["levels"]
        return next((float(one) for one in words if plain in words[one]), None)
    return read_feeling(name).value


def _is_felt(part: LanePart) -> bool:
    reading = role_of(part.name)
    return reading.role == "feelings" and not reading.is_expected


def _pieces(found: MapTable, plan: StagePlan, part: LanePart) -> list[str]:
    texts = (
        found.table.row(row)[column].text
        for row in part.rows
        for column in plan.columns
    )
    return [
        piece.text
        for text in texts
        if text and not is_nothing(text)
        for piece in split_feelings(text)
        if not piece.is_between
    ]


def _is_signed(found: MapTable, plan: StagePlan, part: LanePart) -> bool:
    """Return whether a row holds signs only; "-" alone says that there is nothing."""
    rows = [found.table.row(row) for row in part.rows]
    texts = [row[column].text for row in rows for column in plan.columns]
    signs = [text for text in texts if text]
    return any("+" in text for text in signs) and all(map(SIGNS.fullmatch, signs))


def _is_score(text: str) -> bool:
    return number_of(text) is not None or (
        not any(sign.isalpha() for sign in text)
        and any(sign.isdigit() or sign in "★⭐" for sign in text)
    )


def _whose(label: str) -> str:
    """Return the name in a label such as "Emosi Rina" or "Feelings (buyer)".

    Examples:
        >>> _whose("Feelings (Bu Sari)"), _whose("Emotion curve"), _whose("Feelings")
        ('Bu Sari', '', '')
    """
    known = set(role_of(label).synonym.split())
    known |= {plain_name(word) for word in load_words("surroundings")["feeling_kinds"]}
    words = [
        word.strip("()[]:–—-,")
        for word in label.split()
        if plain_name(word, keep_brackets=True) not in known
    ]
    words = [word for word in words if word]
    return " ".join(words) if len(words) <= _MOST_NAME_WORDS else ""


def settle_feelings(context: Context, draft: Draft) -> None:
    """Place the values and names that found no feeling while the cells were read."""
    _settle_scores(context, draft)
    _settle_personas(draft)


def _settle_scores(context: Context, draft: Draft) -> None:
    """Make feelings of values that stand alone; tell of those that fit no word."""
    from jejak.importers.draft import Point

    unused = [
        (*place, score)
        for place, scores in draft.scores.items()
        for score in scores
        if not score.is_used
    ]
    for stage_id, part, score in unused:
        points = draft.points.get((stage_id, "felt"), [])
        if any(point.part == part for point in points):
            told = Message("import.remark.score", {"text": score.slot.text})
            context.leave_out(score.slot, "score", told)
            continue
        stage = next(one for one in draft.stages if one.id == stage_id)
        made = [
            _feeling(context, draft, stage, part, score, value)
            for value in score.values
        ]
        draft.points.setdefault((stage_id, "felt"), []).extend(
            Point(feeling, part) for feeling in made
        )
        text = score.slot.text
        context.claim(score.slot, text, made[0].id, draft.number, is_structure=True)


def _feeling(
    context: Context,
    draft: Draft,
    stage: DraftStage,
    part: int | None,
    score: Score,
    told: tuple[str, float | None],
) -> Feeling:
    """Make a feeling of a value that no word stands beside."""
    text, value = told
    record = draft.new_id("feeling", stage.id, "felt", text)
    piece = None if part is None else stage.parts[part].id
    emotion = read_feeling(text).emotion
    where, title = context.where(score.slot.spot), stage.record.title
    context.feelings.append(
        FeelingRead(draft.number, text, value, emotion, record, title, where)
    )
    return Feeling(record, stage.id, text, value, substage=piece)


def _settle_personas(draft: Draft) -> None:
    """Give feelings to the personas that their lanes name."""
    ids: dict[str, PersonaId] = {}
    for points in draft.points.values():
        for point in points:
            if point.whose:
                if point.whose not in ids:
                    ids[point.whose] = _persona(draft, point.whose)
                point.record = replace(point.record, persona=ids[point.whose])


def _persona(draft: Draft, name: str) -> PersonaId:
    """Return the persona of a name, made where nothing else tells of it."""
    words = set(plain_name(name).split())
    for persona in draft.personas:
        known = set(plain_name(persona.name).split())
        if words and (words <= known or known <= words) and known:
            return PersonaId(persona.id)
    record_id = PersonaId(draft.new_id("persona", name))
    draft.personas.append(Persona(record_id, name=name))
    return record_id
