"""The faces on the curve: colour comes from the value, features from the word.

Every face is drawn in a box of 24 by 24 on a disc of radius 11. `line` parts are
stroked 1.7 wide with round ends, `shape` parts are filled, both in one colour.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

STROKE = 1.7
_PLAIN = {-2: "anxious", -1: "disappointed", 0: "neutral", 1: "happy", 2: "excited"}


@dataclass(frozen=True, slots=True)
class Part:
    """One path of a face."""

    kind: Literal["line", "shape"]
    d: str


@cache
def faces() -> dict[str, tuple[Part, ...]]:
    """Return the parts of every face, by the emotion they show."""
    text = (resources.files("jejak.layout") / "faces.json").read_text("utf-8")
    return {
        name: tuple(Part(**part) for part in parts)
        for name, parts in json.loads(text).items()
    }


def face_of(emotion: str | None, level: int) -> str:
    """Return the face for an emotion, or the plain face of its level.

    Examples:
        >>> face_of("confused", -2), face_of(None, 1)
        ('confused', 'happy')
    """
    return emotion if emotion in faces() else _PLAIN[level]


def inner_svg(name: str, fill: str, outline: str, features: str) -> str:
    """Return a face as inner SVG for a box of 24 by 24.

    Examples:
        >>> inner_svg("neutral", "#eee", "#888", "#000")[:44]
        '<circle cx="12" cy="12" r="11" fill="#eee" s'
    """
    parts = [f'<circle cx="12" cy="12" r="11" fill="{fill}" stroke="{outline}"/>']
    for part in faces()[name]:
        if part.kind == "shape":
            parts.append(f'<path d="{part.d}" fill="{features}"/>')
        else:
            parts.append(
                f'<path d="{part.d}" fill="none" stroke="{features}"'
                f' stroke-width="{STROKE}" stroke-linecap="round"/>'
            )
    return "".join(parts)
