"""Write the cases that hold the browser's reading of a map equal to that of pictures.

The browser makes its view from the same records; `web/src/store/twin.test.ts`
compares what it finds with what `jejak.layout.view` found.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jejak.language.catalogue import LANGUAGES
from jejak.language.emotions import emotion_of, shown_word
from jejak.layout.icons import icon_for
from jejak.layout.typography import held, initials
from jejak.layout.view import view_of
from jejak.model.codec import decode, encode
from jejak.model.journey_map import JourneyMap
from jejak.templates import template
from tools.geometry_vectors import rounded
from tools.measured_case import MEASURED

if TYPE_CHECKING:
    from jejak.language.catalogue import Language
    from jejak.layout.parts import BlockView, CellView, CurveView, LaneView, MapView

TEMPLATES: tuple[tuple[str, Language], ...] = (
    ("mas-tekno", "id"),
    ("five-stages", "en"),
    ("blank", "id"),
)

# What no template has: two personas, hidden and missing lanes, a line that was
# moved, feelings at a border, without a value, expected, or as long as a sentence.
ODD: list[dict[str, Any]] = [
    {"kind": "map", "id": "map", "title": "Renting a bicycle", "visibility_line": "a2"},
    {"kind": "persona", "id": "ana", "name": "Ana", "order": "a0"},
    {"kind": "persona", "id": "ben", "name": "Ben", "order": "a1"},
    {"kind": "stage", "id": "find", "title": "Find", "order": "a0"},
    {"kind": "stage", "id": "ride", "title": "Ride", "order": "a1", "width_px": 300},
    {"kind": "stage", "id": "return", "title": "Return", "order": "a2"},
    {"kind": "stage", "id": "after", "title": "Afterwards", "order": "a3"},
    {"kind": "lane", "id": "pains", "role": "pain_points", "order": "a1"},
    {
        "kind": "lane",
        "id": "crew",
        "role": "internal_actors",
        "zone": "internal",
        "order": "a2",
    },
    {"kind": "lane", "id": "own", "label": "Weather", "order": "a3"},
    {
        "kind": "lane",
        "id": "hidden",
        "role": "thoughts",
        "order": "a0",
        "is_hidden": True,
    },
    {
        "kind": "card",
        "id": "c1",
        "lane": "pains",
        "stage": "ride",
        "text": "Flat tyre",
        "number": 2,
        "order": "a0",
    },
    {
        "kind": "card",
        "id": "c2",
        "lane": "hidden",
        "stage": "ride",
        "text": "x" * 300,
        "order": "a0",
    },
    {
        "kind": "card",
        "id": "c3",
        "lane": "own",
        "stage": "return",
        "text": "Rain",
        "order": "a0",
    },
    {
        "kind": "cell",
        "id": "e1",
        "lane": "pains",
        "stage": "find",
        "finding": "not_researched",
    },
    {
        "kind": "feeling",
        "id": "f1",
        "stage": "find",
        "word": "excited",
        "value": 1.9,
        "place": 1.0,
        "persona": "ana",
    },
    {
        "kind": "feeling",
        "id": "f2",
        "stage": "ride",
        "word": "very anxious",
        "value": 0.9,
        "place": 0.0,
        "persona": "ana",
    },
    {
        "kind": "feeling",
        "id": "f3",
        "stage": "return",
        "word": "hungry",
        "value": -0.5,
        "persona": "ben",
    },
    {
        "kind": "feeling",
        "id": "f7",
        "stage": "after",
        "word": "sore",
        "value": -0.6,
        "persona": "ben",
    },
    {"kind": "feeling", "id": "f4", "stage": "return", "word": "blue"},
    {
        "kind": "feeling",
        "id": "f5",
        "stage": "find",
        "word": "calm",
        "value": 1.0,
        "feeling_kind": "expected",
    },
    {
        "kind": "feeling",
        "id": "f6",
        "stage": "ride",
        "word": "glad that nobody was waiting",
        "value": 1.0,
        "persona": "ben",
    },
    {
        "kind": "statement",
        "id": "s1",
        "text": "Tyres",
        "pains": ["c1"],
        "is_important": False,
        "is_urgent": True,
        "order": "a0",
    },
    {"kind": "statement", "id": "s2", "text": "No map", "number": 7, "order": "a1"},
    {"kind": "kpi", "id": "k1", "stage": "find", "text": "Rides a day"},
]
WORDS = (
    ":)",
    "senang :D",
    ">:( kesal",
    "constructor",
    "Excited",
    "confused",
    "Senang sekali",
    "sangat kecewa",
    "luar biasa senang",
    "tidak senang",
    "Frustated",
    "Penasaran",
    "😐 Netral",
    "😡",
    "happy (+2)",
    "bingung dan cemas",
    "嬉しい",
    "",
)
PLACES = (
    "Instagram",
    "Aplikasi m-banking",
    "Halaman checkout order",
    "Lobby",
    "Customer service desk",
    "LINE",
    "Online",
    "Mobile apps",
)
PHRASES = (
    "download apps-nya",
    "promo-promo",
    "m-banking",
    "di-order, lalu di-resolve",
    "e-mail",
    "tanya-jawab",
    "Re-open",
)
PEOPLE = ("Mas Tekno", "rina", "", "Bu  Ratna Sari", "(Ana)")


def text() -> str:
    """Return the cases as they are stored."""
    cases = {
        "maps": [
            *_template_cases(),
            _map_case("odd", JourneyMap.of(map(decode, ODD))),
            _map_case("measured", JourneyMap.of(map(decode, MEASURED))),
        ],
        "words": [
            {"word": word, "emotion": emotion_of(word)}
            | {language: shown_word(word, language) for language in LANGUAGES}
            for word in WORDS
        ],
        "icons": [
            {"text": place, "icon": icon_for(place, "radio-tower")} for place in PLACES
        ],
        "held": [{"text": phrase, "held": held(phrase)} for phrase in PHRASES],
        "initials": [{"name": name, "initials": initials(name)} for name in PEOPLE],
    }
    return json.dumps(rounded(cases), indent=1, ensure_ascii=False) + "\n"


def _template_cases() -> list[dict[str, Any]]:
    return [
        _map_case(f"{name} ({language})", template(name, language))
        for name, language in TEMPLATES
    ]


def _map_case(name: str, journey: JourneyMap) -> dict[str, Any]:
    view = view_of(journey, "en")
    return {
        "name": name,
        "records": [encode(record) for record in journey.records.values()],
        "stages": [[stage.start, stage.share] for stage in view.stages],
        "blocks": [_block(block) for block in view.blocks],
        "curves": [
            _curve(band.persona, band.curve) for band in view.bands if band.curve
        ],
        "notes": _notes(view),
        "quadrants": _quadrants(view),
        "measured": [
            [one.id, one.bar and [one.bar.width, one.bar.tone]]
            for lane in view.lanes
            for cell in lane.cells
            for one in cell.items
            if one.kind == "measured"
        ],
        "rated": [
            [line.curve.start.x, *(line.curve.value_at(at / 20) for at in range(21))]
            for band in view.bands[:1]
            for line in band.rated
        ],
    }


def _block(block: BlockView) -> dict[str, Any]:
    return {
        "zone": block.zone,
        "backstage": block.is_backstage,
        "below_line": block.below_line,
        "lanes": [
            {
                "id": lane.id,
                "icon": lane.icon,
                "cells": [_cell(cell) for cell in lane.cells],
            }
            for lane in _lanes(block)
        ],
    }


def _lanes(block: BlockView) -> list[LaneView]:
    """Return each lane once, however many bands it has."""
    return list({lane.id: lane for lane in block.lanes}.values())


def _cell(cell: CellView) -> list[Any]:
    """Return what stands in a cell, or what kind of emptiness it has."""
    if not cell.items:
        return [cell.emptiness]
    return [[one.id, one.number, one.rank, list(one.links)] for one in cell.items]


def _notes(view: MapView) -> list[int]:
    """Return how many feelings stand below a line in each stage.

    What everybody feels stands in every band, and counts once.
    """
    return [
        len(set().union(*(band.notes[index] for band in view.bands)))
        for index in range(len(view.stages))
    ]


def _curve(persona: str, curve: CurveView) -> dict[str, Any]:
    return {
        "persona": persona,
        "feelings": [
            [one.id, one.x, one.value, one.level, one.face, bool(one.label)]
            for one in curve.feelings
        ],
        "line": [curve.curve.value_at(at / 20) for at in range(21)],
    }


def _quadrants(view: MapView) -> list[Any]:
    return [
        [quadrant.rank, [[one.id, one.number] for one in quadrant.statements]]
        for quadrant in view.quadrants
        if quadrant.statements
    ]
