"""Which icon stands for what. Shapes are Lucide's (ISC, see icons.LICENSE.txt).

No brand logos: a channel gets a neutral glyph by its words, and keeps its name.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Literal

Neutral = Literal["mouse-pointer-click", "radio-tower"]

ROLE_ICONS: dict[str | None, str] = {
    "goals": "target",
    "touchpoints": "mouse-pointer-click",
    "channels": "radio-tower",
    "process": "footprints",
    "thoughts": "message-circle",
    "feelings": "smile",
    "pain_points": "circle-alert",
    "delights": "heart",
    "expectations": "flag",
    "measured": "activity",
    "internal_actors": "users-round",
    "internal_channels": "monitor",
    "internal_process": "workflow",
    "internal_pain_points": "circle-alert",
    "opportunities": "lightbulb",
    "resources": "package",
    "kpis": "gauge",
    None: "rows-3",
}


@cache
def shapes() -> dict[str, str]:
    """Return the inner SVG of every icon, drawn in a box of 24 by 24."""
    return dict(json.loads(_data("icons.json")))


@cache
def icon_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return icons, each with the words in a name that ask for it."""
    rows: list[tuple[str, list[str]]] = json.loads(_data("icon_words.json"))
    return tuple(
        (icon, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"))
        for icon, words in rows
    )


def icon_for(text: str, neutral: Neutral) -> str:
    """Return the icon for a touchpoint or channel by the words in its name.

    The first row of the word list that matches wins, so a name of several words
    ("Mobile apps checkout") gets the most telling icon.

    Examples:
        >>> icon_for("Instagram", "radio-tower"), icon_for("WhatsApp", "radio-tower")
        ('camera', 'message-circle')
        >>> icon_for("Aplikasi m-banking", "mouse-pointer-click")
        'landmark'
        >>> icon_for("Lobby", "mouse-pointer-click")
        'mouse-pointer-click'
    """
    lowered = text.lower()
    return next((icon for icon, word in icon_words() if word.search(lowered)), neutral)


def _data(name: str) -> str:
    return (resources.files("jejak.layout") / name).read_text("utf-8")
