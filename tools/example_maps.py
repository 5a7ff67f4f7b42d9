"""Maps of any size in our own words: to look at, to measure, and for the docs."""

from __future__ import annotations

import json
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import give_numbers
from jejak.model.order import keys_between
from jejak.model.records import (
    ROLE_ZONES,
    Card,
    CardId,
    Feeling,
    Lane,
    LaneId,
    MapInfo,
    Persona,
    PersonaId,
    Record,
    RecordId,
    Role,
    Stage,
    StageId,
    Statement,
    StatementId,
)

if TYPE_CHECKING:
    from jejak.language.catalogue import Language
    from jejak.model.records import OrderKey

_LANES: tuple[Role, ...] = (
    "goals",
    "touchpoints",
    "channels",
    "process",
    "feelings",
    "thoughts",
    "pain_points",
    "delights",
    "internal_actors",
    "internal_channels",
    "internal_process",
    "internal_pain_points",
    "opportunities",
)


@cache
def _words(language: Language) -> dict[str, Any]:
    file = Path(__file__).with_suffix(".json")
    return dict(json.loads(file.read_text("utf-8"))[language])


def house(
    language: Language, stages: int = 8, per_cell: int = 2, personas: int = 1
) -> JourneyMap:
    """Return the map of a house being built, as large as it is asked for.

    Args:
        language: Of its words.
        stages: How many; up to 40.
        per_cell: Cards in each cell; 9 in 40 stages make 5,040.
        personas: One, or two who feel differently.
    """
    keys = keys_between(None, None, 60)
    steps = _words(language)["stages"]
    picked = [steps[index * len(steps) // stages] for index in range(stages)]
    places = [
        Stage(StageId(RecordId(f"stage-{at}")), title, order=keys[at])
        for at, title in enumerate(picked)
    ]
    lanes = [
        Lane(LaneId(RecordId(f"lane-{role}")), role, "", ROLE_ZONES[role], keys[at])
        for at, role in enumerate(_LANES)
    ]
    if per_cell > 4:
        lanes += [
            Lane(LaneId(RecordId(f"own-{at}")), None, name, order=keys[30 + at])
            for at, name in enumerate(_words(language)["own_lanes"])
        ]
    records: list[Record] = [
        MapInfo(title=_words(language)["title"], language=language, version="1"),
        *_people(language, personas, keys),
        *places,
        *lanes,
    ]
    records += _feelings(language, places, personas)
    cards = _cards(language, places, lanes, per_cell)
    records += [*cards, *_statements(language, cards)]
    return give_numbers(JourneyMap.of(records))


def _people(
    language: Language, personas: int, keys: tuple[OrderKey, ...]
) -> list[Persona]:
    people = enumerate(_words(language)["people"][:personas])
    return [
        Persona(
            PersonaId(RecordId(f"persona-{at}")),
            name,
            age,
            job,
            quote=quote,
            order=keys[at],
        )
        for at, (name, age, job, quote) in people
    ]


def _feelings(language: Language, stages: list[Stage], personas: int) -> list[Feeling]:
    moods = _words(language)["moods"]
    found: list[Feeling] = []
    for person in range(personas):
        owner = PersonaId(RecordId(f"persona-{person}")) if personas > 1 else None
        for at, stage in enumerate(stages):
            word, value = moods[(at * (person + 1) + 3 * person) % len(moods)]
            name = RecordId(f"feeling-{person}-{at}")
            found.append(Feeling(name, stage.id, word, value, owner))
    return found


def _cards(
    language: Language, stages: list[Stage], lanes: list[Lane], per_cell: int
) -> list[Card]:
    keys = keys_between(None, None, per_cell + 1)
    number = count()
    cards: list[Card] = []
    for row, lane in enumerate(lanes):
        if lane.role == "feelings":
            continue
        words = _words(language)["lanes"][lane.role or "thoughts"]
        for at, stage in enumerate(stages):
            fewer = 0 if per_cell > 4 else (at + row) % 2
            for place in range(per_cell - fewer):
                text = words[(at + place) % len(words)]
                if place >= len(words):
                    text = f"{text} ({stage.title.lower()}, {place})"
                card_id = CardId(RecordId(f"card-{next(number)}"))
                cards.append(Card(card_id, lane.id, stage.id, text, order=keys[place]))
    return cards


def _statements(language: Language, cards: list[Card]) -> list[Statement]:
    pains = [card for card in cards if card.lane == "lane-pain_points"][:4]
    why = _words(language)["why"]
    keys = keys_between(None, None, len(pains))
    return [
        Statement(
            StatementId(RecordId(f"statement-{at}")),
            pain.text,
            (pain.id,),
            None,
            at % 2 == 0,
            why,
            at < 2,
            why,
            order=key,
        )
        for at, (pain, key) in enumerate(zip(pains, keys, strict=True))
    ]
