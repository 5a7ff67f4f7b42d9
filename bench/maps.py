"""Maps of any size, with texts about as long and as different as people's."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from jejak.language.catalogue import say
from jejak.model.edits import apply
from jejak.model.edits.maps import CreateMap
from jejak.model.journey_map import JourneyMap
from jejak.model.order import keys_between
from jejak.model.records import (
    CARDLESS_ROLES,
    ROLE_ZONES,
    ROLES,
    Answer,
    Card,
    CardId,
    Feeling,
    Lane,
    LaneId,
    MapInfo,
    OrderKey,
    Persona,
    PersonaId,
    Record,
    RecordId,
    Stage,
    StageId,
    Statement,
    StatementId,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIZES = {64: (4, 11), 500: (8, 13), 5_000: (40, 15)}
"""Cards, and over how many stages and lanes they are spread."""

_SAID = (
    "the customer asks for a price and waits until somebody from the shop has time "
    "to answer in a chat that was opened on a phone while the parcel is on its way "
    "home after two calls and one form with too many fields about an address nobody "
    "needs since last spring which the clerk copies by hand into another list again"
)
WORDS = _SAID.split()
FEELINGS = (("Excited", 1.6), ("Happy", 0.9), ("Confused", -0.8), ("Anxious", -1.5))
_REASONS = ("They come back less often because of it", "It grows with every order")


def map_of(cards: int) -> JourneyMap:
    """Return a map of so many cards, the same every time."""
    stage_count, lane_count = SIZES[cards]
    stages = [
        Stage(StageId(RecordId(f"stage-{at}")), f"Stage {at + 1}", order=key)
        for at, key in enumerate(_keys(stage_count))
    ]
    lanes = list(_lanes(lane_count))
    persona = Persona(
        PersonaId(RecordId("persona-1")),
        name="Bu Ratna",
        job="Nurse",
        motivation=("To have it done before the children wake",),
        order=_keys(1)[0],
    )
    info = MapInfo(title=f"A map of {cards:,} cards", visibility_line=_line(lanes))
    made = list(_cards(cards, stages, lanes))
    records: list[Record] = [info, persona, *stages, *lanes, *made]
    records += [*_feelings(stages), *_ranked(made)]
    return apply(JourneyMap.of([]), CreateMap(tuple(records)))


def _keys(number: int) -> Sequence[OrderKey]:
    return keys_between(None, None, number)


def _lanes(number: int) -> Iterator[Lane]:
    """Yield so many lanes: feelings, every role that has cards, then own ones."""
    roles = [role for role in ROLES if role not in CARDLESS_ROLES or role == "feelings"]
    # The last one stays, so that a small map has its opportunities too.
    if number < len(roles):
        roles = [*roles[: number - 1], roles[-1]]
    for at, key in enumerate(_keys(number)):
        if at < len(roles):
            role = roles[at]
            lane_id = LaneId(RecordId(f"lane-{role}"))
            yield Lane(lane_id, role, "", ROLE_ZONES[role], key)
        else:
            lane_id = LaneId(RecordId(f"lane-{at}"))
            yield Lane(lane_id, None, f"Our lane {at}", "followup", key)


def _line(lanes: Sequence[Lane]) -> OrderKey:
    """Return an order key between what the customer sees and what not."""
    before = [lane.order for lane in lanes if lane.zone == "customer"][-1]
    after = next(lane.order for lane in lanes if lane.zone == "internal")
    return keys_between(before, after, 1)[0]


def _cards(
    number: int, stages: Sequence[Stage], lanes: Sequence[Lane]
) -> Iterator[Card]:
    """Yield the cards, dealt to the cells one after the other."""
    chance = random.Random(number)
    cells = [
        (lane.id, stage.id)
        for lane in lanes
        for stage in stages
        if lane.role != "feelings"
    ]
    for at, key in enumerate(_keys(number)):
        words = chance.choices(WORDS, k=chance.randint(3, 14))
        text = f"{' '.join(words).capitalize()} {at}"
        lane_id, stage_id = cells[at % len(cells)]
        yield Card(CardId(RecordId(f"card-{at}")), lane_id, stage_id, text, order=key)


def _feelings(stages: Sequence[Stage]) -> Iterator[Feeling]:
    for at, stage in enumerate(stages):
        for turn, place in enumerate((0.3, 0.7)):
            word, value = FEELINGS[(at + turn) % len(FEELINGS)]
            feeling_id = RecordId(f"feeling-{at}-{turn}")
            yield Feeling(feeling_id, stage.id, word, value, place=place)


def _ranked(cards: Sequence[Card]) -> Iterator[Record]:
    """Yield answers of opportunities to pains, and a statement for every tenth."""
    pains = [card for card in cards if card.lane == "lane-pain_points"]
    ideas = [card for card in cards if card.lane == "lane-opportunities"]
    for pain, idea in zip(pains, ideas, strict=False):
        yield Answer(RecordId(f"answer-{pain.id}"), idea.id, fixes=pain.id)
    asked = pains[::10]
    for pain, key in zip(asked, _keys(len(asked)), strict=True):
        statement_id = StatementId(RecordId(f"statement-{pain.id}"))
        yield Statement(
            statement_id,
            pain.text,
            (pain.id,),
            is_important=True,
            important_why=_REASONS[0],
            is_urgent=len(pain.text) % 2 == 0,
            urgent_why=_REASONS[1],
            order=key,
        )


def rows_of(journey: JourneyMap) -> list[list[str]]:
    """Return a map as the table somebody might have drawn it from."""
    rows = [["Stage", *(stage.title for stage in journey.stages)]]
    for lane in journey.lanes:
        row = [lane.label or say("en", f"lane.{lane.role}")]
        for stage in journey.stages:
            texts = (
                [point.word for point in journey.feelings(stage.id)]
                if lane.role == "feelings"
                else [card.text for card in journey.cards(lane.id, stage.id)]
            )
            row.append("\n".join(f"- {text}" for text in texts))
        rows.append(row)
    return rows
