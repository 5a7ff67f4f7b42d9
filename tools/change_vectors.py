"""Write the cases that hold the browser's twin of `apply_changes` equal to it.

`web/src/store/edits/changes.test.ts` has to come to the same from the inputs.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jejak.errors import EditRefused
from jejak.model.changes import (
    apply_changes,
    decode_change,
    encode_change,
    inverse_of,
)
from jejak.model.codec import decode, encode
from jejak.model.journey_map import JourneyMap
from jejak.model.merging import merged

if TYPE_CHECKING:
    from jejak.model.codec import Plain

_BEFORE: list[dict[str, Any]] = [
    {"kind": "map", "id": "map", "title": "Buying a lamp", "is_sample": True},
    {"kind": "stage", "id": "pay", "title": "Pay", "order": "a0"},
    {"kind": "lane", "id": "pains", "role": "pain_points", "order": "a0"},
    {
        "kind": "card",
        "id": "slow",
        "lane": "pains",
        "stage": "pay",
        "text": "Waits 🙂 long",
        "number": 3,
        "order": "a0",
    },
    {
        "kind": "feeling",
        "id": "cross",
        "stage": "pay",
        "word": "cross",
        "value": -1.5,
        "feeling_kind": "expected",
    },
    {
        "kind": "statement",
        "id": "late",
        "text": "Late replies",
        "pains": ["slow"],
        "order": "a0",
    },
]
_CARD = _BEFORE[3]
_WITHIN = {"text": "slow", "field": "text"}
_CASES: dict[str, list[dict[str, Any]]] = {
    "nothing": [],
    "a new record": [{"put": {"kind": "stage", "id": "find", "title": "Find"}}],
    "a record in the place of another": [
        {"put": {"kind": "stage", "id": "pay", "title": "Pay by code"}}
    ],
    "a field": [{"set": "pay", "field": "title", "value": "Pay by code"}],
    "a field that was not written": [{"set": "pay", "field": "width_px", "value": 240}],
    "a list": [{"set": "late", "field": "pains", "value": ["slow", "dear"]}],
    "false is a value where the default is none": [
        {"set": "late", "field": "is_urgent", "value": False}
    ],
    "null brings back the default of a text": [
        {"set": "map", "field": "title", "value": None}
    ],
    "null brings back the default of a choice": [
        {"set": "cross", "field": "feeling_kind", "value": None}
    ],
    "null brings back the default of a list": [
        {"set": "late", "field": "pains", "value": None}
    ],
    "letters within a text": [{**_WITHIN, "at": 0, "deleted": "W", "inserted": "Aw"}],
    "letters behind one that UTF-16 counts twice": [
        {**_WITHIN, "at": 8, "deleted": "long", "inserted": "for 🇮🇩 hours"}
    ],
    "letters at the end": [{**_WITHIN, "at": 12, "deleted": "", "inserted": "er"}],
    "a record leaves": [{"delete": "slow"}],
    "several, the later on what the earlier leave": [
        {"delete": "slow"},
        {"put": {**_CARD, "text": "Back"}},
        {"text": "slow", "field": "text", "at": 4, "deleted": "", "inserted": " again"},
        {"set": "slow", "field": "number", "value": None},
        {"set": "slow", "field": "number", "value": 4},
    ],
    "a record that is not there": [{"set": "gone", "field": "title", "value": "x"}],
    "a record that is deleted twice": [{"delete": "slow"}, {"delete": "slow"}],
    "the id of a record": [{"set": "pay", "field": "id", "value": "paid"}],
    "letters that are not there": [
        {**_WITHIN, "at": 0, "deleted": "X", "inserted": ""}
    ],
    "letters behind the end": [{**_WITHIN, "at": 13, "deleted": "", "inserted": "x"}],
    "letters in a field that is no text": [
        {"text": "slow", "field": "number", "at": 0, "deleted": "", "inserted": "x"}
    ],
    "the map's own record leaves": [{"delete": "map"}],
    "the last of several is refused, and so are all": [
        {"set": "pay", "field": "title", "value": "Paid"},
        {"delete": "gone"},
    ],
}
_MERGES: list[tuple[str, str, str]] = [
    ("slow reply", "slow reply", "late reply"),
    ("slow reply", "late reply", "slow reply"),
    ("slow reply", "very slow reply", "slow reply at night"),
    ("slow reply", "slow reply at night", "very slow reply"),
    ("slow reply", "late reply", "weak reply"),
    ("slow reply", "late reply", "late reply"),
    ("slow reply", "slow reply!", "slow reply?"),
    ("slow reply", "reply", "slower reply"),
    ("slow reply", "", "slow reply today"),
    ("🙂🙂", "🙂🙃🙂", "🙂🙂🙃"),
    ("", "one", "two"),
]


def text() -> str:
    """Return the cases as JSON.

    Examples:
        >>> len(json.loads(text())["before"])
        6
    """
    cases = [_case(name, changes) for name, changes in _CASES.items()]
    merges = [
        {"base": base, "first": first, "second": second, "merged": merged(*texts)}
        for texts in _MERGES
        for base, first, second in [texts]
    ]
    found = {"before": _BEFORE, "cases": cases, "merges": merges}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _case(name: str, plain: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a case: what becomes of the records, or that the changes are refused."""
    journey = JourneyMap.of(decode(record) for record in _BEFORE)
    changes = [decode_change(change) for change in plain]
    given = {"name": name, "changes": plain}
    try:
        after = apply_changes(journey, changes)
    except EditRefused:
        return {**given, "is_refused": True}
    inverse = [encode_change(change) for change in inverse_of(journey, changes)]
    return {**given, "after": _records(after), "inverse": inverse}


def _records(journey: JourneyMap) -> list[dict[str, Plain]]:
    return [encode(record) for _, record in sorted(journey.records.items())]
