"""Random edits from a seeded choice: every kind, and often of the same texts."""

import json
import random
from typing import Any

from jejak.model.edits import EDITS
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Card
from tests.model.random_edits import Chooser, plain_edit

WORDS = ("slow", "reply", "by hand", "at night", "again", "price", "not told", "🙂")
_NEVER = {"Changes", "CreateMap", "GiveNumbers"}  # only the server makes them
_SELDOM = {"RestoreMap", "ImportRecords", "DeleteStage", "DeleteLane"}
_NAMES = tuple(name for name in EDITS if name not in _NEVER)
_OFTEN = tuple(name for name in _NAMES if name not in _SELDOM)


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
        return f"new-{self.chance.randrange(200)}"


def random_edit(
    chance: random.Random, journey: JourneyMap, texts: float
) -> dict[str, Any]:
    """Return an edit in its plain form, that share of them of a card's text."""
    if chance.random() < texts:
        text = _text_edit(chance, journey)
        if text is not None:
            return text
    names = _NAMES if chance.random() < 0.05 else _OFTEN
    edit = plain_edit(RandomChooser(chance, journey), names)
    if any(each.get("edit") in _NEVER for each in edit.get("edits", ())):
        return {"edit": "RenameMap", "title": chance.choice(WORDS)}
    plain: dict[str, Any] = json.loads(json.dumps(edit))
    return plain


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
