"""Write the cases that hold the browser's twins of edits, order keys and merging equal.

Chains of random edits, each on the map that those before it left, with what they
came to in Python; `web/src/store/edits/vectors.test.ts` has to come to the same.
Seeded: the same cases every time.
"""

from __future__ import annotations

import json
from random import Random
from typing import TYPE_CHECKING, Any

from jejak.errors import JejakError
from jejak.model.changes import encode_change, inverse_of
from jejak.model.codec import encode
from jejak.model.edits import EDITS, carry_out, decode_edit
from jejak.model.merging import merged
from jejak.model.order import keys_between
from jejak.model.text import clean_text
from tests.model.maps import shop
from tests.model.random_edits import Chooser, plain_edit

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import OrderKey

CHAINS = 120
LONGEST_CHAIN = 25
KEYS = 1_500
MERGES = 1_500

# Astral characters count once in Python and twice in a browser; joined ones more.
NASTY = (
    *("", "a", "Slow", "Slow reply 🙂", "A very slow reply", "slow", "low"),
    *("🙂", "🙂🙂", "👩🏽‍🎨 and 🇮🇩", "𝒜𝒷 𝒸", "e\u0301é", "\ufeffbom", "tab\there"),
    *("مرحبا 🙂", "日本語", "a\x00b\r\nc", "no\ud800", "\ud83d", "\ufffe\U0001ffff"),
    *("line\u2028end", "\r", "  ", "x" * 60 + "😀", "word\u2060word", "=cmd()"),
)
_MADE_BY_SERVERS = {
    "CreateMap",
    "ImportRecords",
    "RestoreMap",
    "GiveNumbers",
    "Changes",
}
# What people do most comes most; what deletes much comes seldom enough to leave a map.
_OFTEN = {"AddCard": 8, "MoveCard": 8, "EditCardText": 6, "EditText": 5, "MarkCell": 4}
_OFTEN |= {"AddStage": 4, "AddStatement": 4, "JoinPains": 4, "RankPain": 3, "Batch": 0}
_NAMES = tuple(
    name
    for name in EDITS
    if name not in _MADE_BY_SERVERS
    for _ in range(_OFTEN.get(name, 1 if name.startswith("Delete") else 2))
)


class _Seeded(Chooser):  # type: ignore[misc]
    """A chooser that draws from a seeded generator instead of Hypothesis."""

    def __init__(self, random: Random, journey: JourneyMap) -> None:
        super().__init__(None, journey)
        self.random = random

    def one(self, options: Any) -> Any:
        return self.random.choice(list(options))

    def seldom(self) -> bool:
        return self.random.randrange(12) == 0

    def new_id(self) -> str:
        return f"new-{self.random.randrange(400)}"

    def text(self) -> str:
        return self.random.choice(NASTY)


def text() -> str:
    """Return the cases as JSON, one chain or table a line."""
    before = [encode(record) for record in shop().records.values()]
    chains = [_chain(_dice(seed)) for seed in range(CHAINS)]
    parts = [
        f'"before": {_json(before)}',
        '"chains": [\n' + ",\n".join(map(_json, chains)) + "\n]",
        f'"keys": {_json(_keys(_dice(1)))}',
        f'"merges": {_json(_merges(_dice(2)))}',
        f'"texts": {_json([[each, clean_text(each)] for each in NASTY])}',
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same cases every time is what is wanted


def _json(value: object) -> str:
    # Lone surrogates have no other form.
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _chain(random: Random) -> dict[str, Any]:
    """Return edits that a map took one after the other, and how it stood then."""
    journey = shop()
    steps = []
    for _ in range(LONGEST_CHAIN):
        plain = _edit(_Seeded(random, journey))
        try:
            outcome = carry_out(journey, decode_edit(plain))
        except JejakError:
            continue  # the browser leaves most rules to the server
        back = inverse_of(journey, outcome.changes)
        steps.append(
            {
                "edit": plain,
                "changes": [encode_change(change) for change in outcome.changes],
                "inverse": [encode_change(change) for change in back],
            }
        )
        journey = outcome.journey
    after = [encode(record) for _, record in sorted(journey.records.items())]
    return {"steps": steps, "after": after}


def _edit(choose: _Seeded) -> dict[str, Any]:
    if not choose.seldom():
        return dict(plain_edit(choose, _NAMES))
    both = [plain_edit(choose, _NAMES) for _ in range(2)]
    return {"edit": "Batch", "edits": both}


def _keys(random: Random) -> list[list[Any]]:
    """Return places between two keys, how many were wanted there, and the keys."""
    keys: list[OrderKey] = []
    found: list[list[Any]] = []
    for _ in range(KEYS):
        if len(keys) > 40 or random.randrange(60) == 0:
            keys = []
        # Mostly at one place, so that keys grow long there.
        at = random.choice([0, len(keys), len(keys) // 2, random.randint(0, len(keys))])
        before = keys[at - 1] if at > 0 else None
        after = keys[at] if at < len(keys) else None
        count = random.choice([1, 1, 1, 2, 7])
        made = keys_between(before, after, count)
        found.append([before, after, count, list(made)])
        keys[at:at] = made
    return found


def _merges(random: Random) -> list[list[str]]:
    """Return texts of two people, and what both came to."""
    found = []
    for _ in range(MERGES):
        base = _written(random)
        first, second = _changed(random, base), _changed(random, base)
        found.append([base, first, second, merged(base, first, second)])
    return found


def _written(random: Random) -> str:
    return " ".join(random.choice(NASTY) for _ in range(random.randrange(4)))


def _changed(random: Random, text: str) -> str:
    at = random.randint(0, len(text))
    end = min(len(text), at + random.choice([0, 0, 1, 4]))
    return text[:at] + random.choice(NASTY) + text[end:]
