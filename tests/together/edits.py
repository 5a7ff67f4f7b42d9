"""Random edits from a seeded choice: every kind, and often of the same texts."""

import json
import random
from typing import Any

from jejak.errors import JejakError
from jejak.model.edits import EDITS, apply
from jejak.model.edits.wire import decode_edit
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Card
from tests.model.random_edits import Chooser, plain_edit

WORDS = ("slow", "reply", "by hand", "at night", "again", "price", "not told", "🙂")
_NEVER = {"Changes", "CreateMap", "GiveNumbers"}  # only the server makes them
_SELDOM = {"RestoreMap", "ImportRecords", "DeleteStage", "DeleteLane"}
_NAMES = tuple(name for name in EDITS if name not in _NEVER)
_OFTEN = tuple(name for name in _NAMES if name not in _SELDOM)
_KEEPING = tuple(name for name in _OFTEN if not name.startswith("Delete"))
_SHRINKING = tuple(name for name in _NAMES if name.startswith("Delete"))

# A map stays of the size that people make: neither worn down nor grown for ever.
FEWEST, MOST = 150, 400  # records
TRIES = 8  # so often an edit is looked for that fits what its client sees


class RandomChooser(Chooser):
    """The choices of the property tests, made by an ordinary random number."""

    def __init__(self, chance: random.Random, journey: JourneyMap) -> None:
        self.chance = chance
        self.journey = journey

    def one(self, options: Any) -> Any:
        return self.chance.choice(list(options))

    def seldom(self) -> bool:
        return self.chance.random() < 1 / 12

    def new_id(self) -> str:
        if self.seldom():
            return "slow"
        return f"new-{self.chance.randrange(2000)}"


def random_edit(
    chance: random.Random, journey: JourneyMap, texts: float
) -> dict[str, Any]:
    """Return an edit in its plain form, that share of them of a card's text."""
    if chance.random() < texts:
        text = _text_edit(chance, journey)
        if text is not None:
            return text
    for _ in range(TRIES):
        edit = _any_edit(chance, journey)
        if chance.random() < 0.02 or _fits(journey, edit):
            return edit
    return edit


def _any_edit(chance: random.Random, journey: JourneyMap) -> dict[str, Any]:
    names = _NAMES if chance.random() < 0.02 else _OFTEN
    if len(journey.records) < FEWEST:
        names = _KEEPING
    elif len(journey.records) > MOST and chance.random() < 0.5:
        names = _SHRINKING
    edit = plain_edit(RandomChooser(chance, journey), names)
    if any(each.get("edit") in _NEVER for each in edit.get("edits", ())):
        return {"edit": "RenameMap", "title": chance.choice(WORDS)}
    plain: dict[str, Any] = json.loads(json.dumps(edit))
    return plain


def _fits(journey: JourneyMap, edit: dict[str, Any]) -> bool:
    """Whether it can be carried out as far as its client knows.

    What somebody else did meanwhile may still refuse it.
    """
    try:
        apply(journey, decode_edit(edit))
    except JejakError:
        return False
    return True


def _text_edit(chance: random.Random, journey: JourneyMap) -> dict[str, Any] | None:
    cards = journey.of_kind(Card)[:5]  # few, so that people meet
    if not cards:
        return None
    card = chance.choice(cards)
    words = card.text.split()
    at = chance.randrange(len(words) + 1)
    if words and (chance.random() < 0.4 or len(words) > 12):
        del words[at - 1 : at + 1]
    words[at:at] = [chance.choice(WORDS)]
    text = " ".join(words)
    return {"edit": "EditCardText", "id": card.id, "was": card.text, "text": text}
