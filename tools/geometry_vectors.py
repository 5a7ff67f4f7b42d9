"""Write the cases that hold the browser's twin of the geometry equal to it.

`web/src/store/geometry.test.ts` has to come to the same from the inputs.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from jejak.layout.curve import Point, curve_through, path_data, spread
from jejak.layout.expectation import expectation_bar
from jejak.layout.ribbon import ribbon_stops
from jejak.layout.widths import stage_length, stage_widths
from jejak.layout.words import Word, stack_words

_CURVES: dict[str, list[tuple[float, float]]] = {
    "a shop's journey": [
        (0.09, 1.6),
        (0.21, -0.7),
        (0.38, 1.2),
        (0.6, -0.9),
        (0.85, -1.6),
    ],
    "one feeling": [(0.5, 1.0)],
    "no feeling": [],
    "feelings at both edges": [(0.0, -2.0), (1.0, 2.0)],
    "a first value near the bottom": [(0.3, -1.8), (0.7, 0.4)],
    "a level stretch": [(0.1, 1.0), (0.4, 1.0), (0.7, 1.0)],
    "going steadily down": [(0.2, 2.0), (0.4, 1.9), (0.6, 0.1), (0.9, -2.0)],
}
_WIDTHS: dict[str, tuple[list[int], list[int | None]]] = {
    "by content": ([900, 320, 700, 740], [None] * 4),
    "one is set by hand": ([900, 320, 700], [None, 300, None]),
    "both limits": ([90000, 10, 400], [None] * 3),
    "one stage": ([50], [None]),
    "empty stages": ([0, 0, 0], [None] * 3),
    "twelve stages": ([index * index * 40 for index in range(12)], [None] * 12),
    "no stages": ([], []),
}
_PLACES: list[list[float]] = [[], [0.5], [0.5, 0.5], [0.2, 0.9], [0.9, 0.2, 0.2]]
_BARS: list[tuple[float, float, str]] = [
    (10, 10, "lower"),
    (0, 10, "lower"),
    (11, 10, "lower"),
    (20, 10, "lower"),
    (220, 15, "lower"),
    (500, 1, "lower"),
    (50, 80, "higher"),
    (0, 80, "higher"),
]
_WORDS: dict[str, list[Word]] = {
    "far apart": [Word(60, 30, 50, 1.6), Word(200, 70, 50, -0.7)],
    "too near": [Word(60, 30, 50, 1.6), Word(90, 34, 50, 1.4), Word(120, 32, 50, 1.5)],
    "at the edges": [Word(4, 30, 50, 1.0), Word(398, 30, 50, -1.0)],
}


def vectors() -> dict[str, Any]:
    """Return every case with its inputs and what the geometry answers."""
    return {
        "curves": [_curve_case(name, points) for name, points in _CURVES.items()],
        "widths": [
            {"name": name, "lengths": lengths, "fixed": fixed}
            | {"widths": list(stage_widths(lengths, fixed))}
            for name, (lengths, fixed) in _WIDTHS.items()
        ],
        "lengths": [
            {"cells": cells, "length": stage_length(cells)}
            for cells in ([], [0, 0], [100, 0, 8], [24, 25])
        ],
        "places": [
            {"given": places, "spread": list(spread(places))} for places in _PLACES
        ],
        "bars": [_bar_case(*case) for case in _BARS],
        "words": [
            {
                "name": name,
                "words": [asdict(word) for word in words],
                "stacked": [asdict(word) for word in stack_words(words)],
            }
            for name, words in _WORDS.items()
        ],
    }


def text() -> str:
    """Return the cases as they are stored."""
    return json.dumps(rounded(vectors()), indent=1, ensure_ascii=False) + "\n"


def _curve_case(name: str, pairs: list[tuple[float, float]]) -> dict[str, Any]:
    curve = curve_through([Point(*pair) for pair in pairs])
    case: dict[str, Any] = {"name": name, "points": [list(pair) for pair in pairs]}
    if curve is None:
        return {**case, "curve": None, "samples": [], "ribbon": [], "path": ""}
    return {
        **case,
        "curve": asdict(curve),
        "samples": [[at / 20, curve.value_at(at / 20)] for at in range(21)],
        "ribbon": [asdict(stop) for stop in ribbon_stops(curve, 0.25, 0.5)],
        "path": path_data(curve, lambda x: 1000 * x, lambda value: 62 - 20 * value),
        "area": path_data(
            curve, lambda x: 1000 * x, lambda value: 62 - 20 * value, down_to=62
        ),
    }


def _bar_case(measured: float, expected: float, better: str) -> dict[str, Any]:
    bar = expectation_bar(
        measured, expected, better="higher" if better == "higher" else "lower"
    )
    given = {"measured": measured, "expected": expected, "better": better}
    return {**given, **asdict(bar)}


def rounded(value: Any) -> Any:
    """Round every figure, so that the file is the same on every machine."""
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(item) for item in value]
    return value
