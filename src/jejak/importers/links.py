"""Which pain a problem statement speaks of, if exactly one clearly does."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from jejak.importers.reading import Message
from jejak.language.guess import SMALL_WORDS
from jejak.language.names import plain_name
from jejak.model.records import PAIN_ROLES, CardId, StatementId

if TYPE_CHECKING:
    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.importers.reading import Where
    from jejak.model.records import Card

_WORD = re.compile(r"[^\W_]{2,}")
_MOST_STATEMENTS = 500  # a longer list is no ranking that people made
_STEM = 5  # letters; enough to see "respon" in "response" and "order" in "orderan"
_LEAST_ALIKE = 0.5  # share of the shorter text's words that the other has too
_LEAST_WORDS = 2
_MARGIN = 0.2  # to the second best: less than this is no clear match


def link_statements(
    context: Context, draft: Draft, places: dict[StatementId, Where]
) -> None:
    """Link each statement to the pain that clearly matches, and ask about it."""
    if len(draft.statements) > _MOST_STATEMENTS:
        return
    lanes = {lane.id for lane in draft.lanes.values() if lane.role in PAIN_ROLES}
    pains = [
        (card, _stems(card.text))
        for (lane, _), cards in draft.cards.items()
        if lane in lanes
        for card in cards
    ]
    matches = []
    for number, statement in enumerate(draft.statements):
        best = clear_match(_stems(statement.text), pains)
        if best:
            matches.append((best[0], number, best[1]))
    used: set[CardId] = set()
    for _, number, pain in sorted(matches, key=lambda match: (-match[0], match[1])):
        if pain.id in used:
            continue
        used.add(pain.id)
        statement = draft.statements[number]
        if _is_kept(context, draft, pain, statement.id, statement.text, places):
            draft.statements[number] = replace(statement, pains=(pain.id,))


def clear_match(
    words: frozenset[str], pains: list[tuple[Card, frozenset[str]]]
) -> tuple[float, Card] | None:
    """Return the pain that clearly matches, and how much."""
    scores = [_alike(words, stems) for _, stems in pains]
    best = max(scores, default=0.0)
    if best < _LEAST_ALIKE or sum(best - score < _MARGIN for score in scores) > 1:
        return None
    return best, pains[scores.index(best)][0]


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(word[:_STEM] for word in words if word not in SMALL_WORDS)


def _alike(first: frozenset[str], second: frozenset[str]) -> float:
    both = len(first & second)
    return both / min(len(first), len(second)) if both >= _LEAST_WORDS else 0.0


def _is_kept(
    context: Context,
    draft: Draft,
    pain: Card,
    statement_id: StatementId,
    text: str,
    places: dict[StatementId, Where],
) -> bool:
    if plain_name(text) == plain_name(pain.text):
        return True  # the same words: nothing to ask
    answer = context.desk.ask(
        "link",
        [text, pain.text],
        Message("import.ask.link", {"statement": text, "pain": pain.text}),
        places[statement_id],
        [
            ("keep", Message("import.choice.keep")),
            ("unlink", Message("import.choice.unlink")),
        ],
        map_number=draft.number,
        lane_id=pain.lane,
        stage_id=pain.stage,
    )
    return answer != "unlink"
