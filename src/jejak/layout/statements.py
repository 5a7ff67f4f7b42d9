"""Problem statements by quadrant, with every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.layout.parts import RANKS, QuadrantView, StatementView
from jejak.model.numbers import short_number
from jejak.model.ranking import quadrant_of
from jejak.model.records import Card

if TYPE_CHECKING:
    from jejak.layout.context import Context
    from jejak.layout.parts import Rank
    from jejak.model.records import Statement


def quadrants_of(context: Context) -> tuple[QuadrantView, ...]:
    """Return the four quadrants, and those without one where there are any."""
    views = [
        (_rank(one), _statement(context, one)) for one in context.journey.statements
    ]
    ranks: tuple[Rank | None, ...] = (*RANKS, None)
    quadrants = [
        QuadrantView(
            rank=rank,
            word=context.say(f"quadrant.{rank or 'none'}"),
            means=context.say(f"quadrant.{rank}.means") if rank else "",
            answer=answer_words(context, rank),
            statements=tuple(view for given, view in views if given == rank),
        )
        for rank in ranks
    ]
    return tuple(one for one in quadrants if one.rank or one.statements)


def answer_words(context: Context, rank: Rank | None) -> str:
    """Return the two answers that lead to a rank, in words.

    Examples:
        >>> from jejak.layout.context import Context
        >>> from jejak.model.journey_map import JourneyMap
        >>> answer_words(Context(JourneyMap.of([]), "en"), "plan")
        'important, can wait'
    """
    if rank is None:
        return context.say("quadrant.none").lower()
    important = "important" if rank in {"do", "plan"} else "not_important"
    urgent = "urgent" if rank in {"do", "delegate"} else "not_urgent"
    words = [context.say(f"statement.{answer}") for answer in (important, urgent)]
    return ", ".join(words).lower()


def _rank(statement: Statement) -> Rank | None:
    quadrant = quadrant_of(statement)
    return quadrant.value if quadrant else None


def _statement(context: Context, statement: Statement) -> StatementView:
    return StatementView(
        id=statement.id,
        number=short_number(context.journey, statement),
        text=statement.text,
        place=_place(context, statement),
        pains=_pains(context, statement),
        rank=_rank(statement),
        important=_answer(context, "important", statement.is_important),
        important_why=statement.important_why,
        urgent=_answer(context, "urgent", statement.is_urgent),
        urgent_why=statement.urgent_why,
    )


def _answer(context: Context, name: str, answer: bool | None) -> str:
    if answer is None:
        return context.say(f"picture.{name}")
    return context.say(f"statement.{name}" if answer else f"statement.not_{name}")


def _place(context: Context, statement: Statement) -> str:
    """Return the stages a statement is about, or that it is not on the map."""
    stages = {statement.stage} if statement.stage else set()
    for pain in statement.pains:
        card = context.journey.records.get(pain)
        if isinstance(card, Card):
            stages.add(card.stage)
    titles = [
        f"{index + 1:02d} {stage.title}"
        for index, stage in enumerate(context.journey.stages)
        if stage.id in stages
    ]
    off_map = () if statement.pains else (context.say("statement.off_map"),)
    return " · ".join((*titles, *off_map))


def _pains(context: Context, statement: Statement) -> tuple[str, ...]:
    texts = [
        card.text
        for pain in statement.pains
        if isinstance(card := context.journey.records.get(pain), Card)
    ]
    return tuple(text for text in texts if text != statement.text)
