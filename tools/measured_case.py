"""A map with figures, for the cases that hold the browser's reading equal to ours."""

from __future__ import annotations

from typing import Any


def _figure(about: str, kind: str, **values: Any) -> dict[str, Any]:
    whose = values.get("segment", "")
    bare = {"kind": "figure", "id": f"{about}-{kind}{whose}", "about": about}
    return {**bare, "figure_kind": kind, "source": "shop.log", **values}


def _card(name: str, stage: str, order: str) -> dict[str, Any]:
    place = {"lane": "touch", "stage": stage, "order": order}
    return {"kind": "card", "id": name, "text": name, **place}


# A stage of three touchpoints of which two are rated, one that is rated as a whole,
# one that is not rated, expectations met and missed, of a touchpoint and of a stage,
# one that is no time, one that is less than none and one longer than any, some with
# matchers of their own, figures of a segment that everybody's go before.
MEASURED: list[dict[str, Any]] = [
    {"kind": "map", "id": "map", "title": "Measured", "visibility_line": "a5"},
    {"kind": "stage", "id": "see", "title": "See", "order": "a0"},
    {"kind": "stage", "id": "pay", "title": "Pay", "order": "a1"},
    {"kind": "stage", "id": "keep", "title": "Keep", "order": "a2", "width_px": 300},
    {"kind": "stage", "id": "tell", "title": "Tell", "order": "a3"},
    {"kind": "lane", "id": "touch", "role": "touchpoints", "order": "a0"},
    {
        "kind": "lane",
        "id": "crew",
        "role": "internal_actors",
        "zone": "internal",
        "order": "a9",
    },
    _card("photo", "see", "a0"),
    _card("page", "see", "a1"),
    _card("shop", "see", "a2"),
    _card("bank", "pay", "a0"),
    _card("bag", "keep", "a0"),
    _card("friend", "tell", "a0"),
    {"kind": "feeling", "id": "f1", "stage": "see", "word": "happy", "value": 1.0},
    _figure("see", "reach", numerator=4812, denominator=5000),
    _figure("see", "continuation", numerator=3022, denominator=4812),
    _figure("photo", "wait_median", value=240.0, cases=90),
    _figure("page", "wait_median", value=9000.0, cases=80),
    _figure("photo", "score", value=1.2, cases=30),
    _figure("shop", "score", value=-0.4, cases=20),
    _figure("pay", "score", value=-1.25, cases=12),
    _figure("pay", "time_median", value=1800.0, cases=44),
    _figure("bank", "wait_median", value=13_200.0, cases=40),
    _figure("friend", "score", value=2.0, cases=7),
    _figure("keep", "time_median", value=0.5, cases=7),
    _figure("see", "reach", numerator=1, denominator=2, segment="plan=paid"),
    {
        "kind": "expectation",
        "id": "e1",
        "stage": "pay",
        "touchpoint": "bank",
        "text": "soon",
        "figure": 15,
        "unit": "Menit",
        "order": "a0",
    },
    {
        "kind": "expectation",
        "id": "e2",
        "stage": "pay",
        "text": "at once",
        "figure": 1,
        "unit": "h",
        "order": "a1",
    },
    {
        "kind": "expectation",
        "id": "e3",
        "stage": "keep",
        "text": "most",
        "figure": 90,
        "unit": "%",
        "order": "a2",
    },
    {
        "kind": "expectation",
        "id": "e4",
        "stage": "tell",
        "text": "answered",
        "figure": 80,
        "unit": "%",
        "order": "a3",
    },
    {
        "kind": "expectation",
        "id": "e5",
        "stage": "tell",
        "text": "soon answered",
        "figure": 2,
        "unit": "h",
        "order": "a4",
    },
    {
        "kind": "expectation",
        "id": "e6",
        "stage": "tell",
        "text": "told on",
        "unit": "friends",
        "order": "a5",
    },
    {
        "kind": "expectation",
        "id": "e7",
        "stage": "tell",
        "text": "before it is asked",
        "figure": -3,
        "unit": "min",
        "order": "a6",
    },
    {
        "kind": "expectation",
        "id": "e8",
        "stage": "tell",
        "text": "never",
        "figure": 1e300,
        "unit": "week",
        "order": "a7",
    },
    _figure("e4", "share", numerator=50, denominator=90),
    _figure("e5", "time_median", value=9000.0, cases=50),
    _figure("e6", "count", value=37.0, cases=30, unit="friends"),
    _figure("e7", "time_median", value=60.0, cases=50),
    _figure("e8", "time_median", value=60.0, cases=50),
]
