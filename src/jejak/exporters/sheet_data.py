"""What the template draws, as plain data: looks, words, and what follows the map.

All user text goes to Typst as data and is never read as markup.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from math import ceil
from typing import TYPE_CHECKING, Any

from jejak.exporters import fonts
from jejak.exporters.marks import LOGO, rank_squares, used_faces, used_icons
from jejak.language.catalogue import say
from jejak.layout.expectation import TICK
from jejak.layout.faces import inner_svg
from jejak.layout.icons import shapes
from jejak.layout.notes import note_blocks
from jejak.layout.palette import features_name, level_name
from jejak.layout.parts import RANKS, ListView
from jejak.layout.typography import HELD, LONG

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.layout.notes import NoteBlock
    from jejak.layout.parts import MapView, PersonaView

_LEVELS = {2: "excited", 1: "happy", 0: "neutral", -1: "disappointed", -2: "anxious"}
_HEAD = 90  # letters of a title, or of names, in the head of a page
_FALLBACK = (
    "Noto Sans",
    "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Thai",
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Twemoji Mozilla",
    "Noto Color Emoji",
)


def sheet_data(
    view: MapView, palette: Mapping[str, str], tables: Mapping[str, Any]
) -> str:
    """Return everything that the template draws, as JSON.

    Args:
        view: The map.
        palette: The colours of the ground.
        tables: How the map stands on its sheets, as `sheet.typ` takes it.
    """
    data = {
        "language": view.language,
        "written": _written(view),
        "head": {**asdict(view.head), "notes": ""},
        "personas": [_persona(persona) for persona in view.personas],
        "running": _running(view),
        "quadrants": [asdict(quadrant) for quadrant in view.quadrants],
        "has_statements": view.has_statements,
        "lists": [_list(one) for one in (_details(view), *view.lists) if one.items],
        "notes": _thirds_of(note_blocks(view.head.notes)),
        "air": _air(view),
    }
    whole = {**data, **_looks(view, palette), **_words(view), **tables}
    return json.dumps(whole, ensure_ascii=False)


def _written(view: MapView) -> str:
    """Return the language of what people wrote, as Typst takes it."""
    tag = view.text_language.split("-")[0].lower()
    return tag if re.fullmatch("[a-z]{2,3}", tag) else view.language


def _running(view: MapView) -> str:
    """Return whose map it is in one line, for the head of every page.

    The first page has it all; here it is shortened, for a second line would stand
    in the way of the map.
    """
    names = ", ".join(persona.name for persona in view.personas)
    return " · ".join(filter(None, map(_shortened, (view.head.title, names))))


def _shortened(text: str) -> str:
    """Return a text that is no longer than a head of a page has room for.

    Examples:
        >>> _shortened("short"), len(_shortened("long " * 40))
        ('short', 90)
    """
    line = " ".join(text.split())
    return line if len(line) <= _HEAD else line[: _HEAD - 2] + " …"


def _persona(persona: PersonaView) -> dict[str, Any]:
    portrait = persona.portrait.decode("utf-8") if persona.portrait else None
    fields = [asdict(field) for field in persona.full]
    return {**asdict(persona), "portrait": portrait, "thirds": thirds(fields)}


def _thirds_of(blocks: Sequence[NoteBlock]) -> list[list[dict[str, Any]]]:
    return thirds([asdict(block) for block in blocks]) if blocks else []


def _air(view: MapView) -> int:
    """Return how many px a row may grow at each side to fill the sheet.

    A map that is mostly empty is printed to be written on, at a workshop say.
    """
    cells = [cell for lane in view.lanes if not lane.band for cell in lane.cells]
    filled = sum(bool(cell.items) for cell in cells)
    return 4 if filled > len(cells) * 0.4 else 40


def _details(view: MapView) -> ListView:
    return ListView(say(view.language, "picture.about_map"), view.head.details)


def _list(view: ListView) -> dict[str, Any]:
    return {"title": view.title, "thirds": thirds([asdict(one) for one in view.items])}


def thirds(items: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return items in order as three columns of about the same height.

    Examples:
        >>> [len(column) for column in thirds([{"text": "a"}] * 5)]
        [2, 2, 1]
    """
    sizes = [_lines(item) for item in items]
    total, done = sum(sizes), 0.0
    columns: list[list[dict[str, Any]]] = [[], [], []]
    for item, size in zip(items, sizes, strict=True):
        columns[int(3 * done / total)].append(item)
        done += size
    return columns


def _lines(item: dict[str, Any]) -> float:
    """Return about how many lines an item takes in a column."""
    texts = item.get("items", [item.get("text", "")])
    return 2 + sum(ceil(len(text) / 70) for text in texts)


def font_families() -> list[str]:
    """Return the fonts to set with, ours first."""
    return [*([fonts.FAMILY] if fonts.ttf_files() else []), *_FALLBACK]


def _looks(view: MapView, palette: Mapping[str, str]) -> dict[str, Any]:
    return {
        "colours": dict(palette),
        "fonts": font_families(),
        "held": HELD,
        "tick": TICK,
        "long": LONG,
        "logo": LOGO,
        "icons": {name: shapes()[name] for name in used_icons(view)},
        "faces": {
            f"{name}{level_name(level)}": _face(name, level, palette)
            for name in used_faces(view)
            for level in _LEVELS
        },
        "ranks": {rank or "none": rank_squares(rank) for rank in (*RANKS, None)},
    }


def _words(view: MapView) -> dict[str, Any]:
    keys = {
        "line": "map.visibility_line",
        "feelings": "lane.feelings",
        "priorities": "picture.priorities",
        "more": "picture.more",
        "matrix": "picture.matrix",
        "notes": "picture.notes",
        "pains": "picture.pains",
        "empty": "picture.empty",
        "mapped": "picture.mapped",
        "measured": "picture.measured",
        "why_missing": "statement.why_missing",
        "persona": "picture.personas" if len(view.personas) > 1 else "picture.persona",
    }
    return {
        "words": {name: say(view.language, key) for name, key in keys.items()},
        "author": "Jejak",
        "measured": asdict(view.measured) if view.measured else None,
        "has_ratings": view.has_ratings,
        "has_curves": bool(view.curves),
        "levels": _legend_levels(view),
        "legend_ranks": _legend_ranks(view),
    }


def _legend_levels(view: MapView) -> list[dict[str, Any]]:
    return [
        {
            "face": face,
            "tone": level_name(level),
            "word": say(view.language, f"level.{level_name(level)[4:]}"),
        }
        for level, face in _LEVELS.items()
    ]


def _legend_ranks(view: MapView) -> list[dict[str, Any]]:
    quadrants = {one.rank: one for one in view.quadrants}
    unranked = say(view.language, "quadrant.none").lower()
    return [
        {
            "rank": rank,
            "word": quadrants[rank].word if rank else "",
            "answer": quadrants[rank].answer if rank else unranked,
        }
        for rank in view.ranks_used
    ]


def _face(name: str, level: int, palette: Mapping[str, str]) -> str:
    tone = level_name(level)
    features = palette[features_name(level)]
    return inner_svg(name, palette[tone], palette[f"{tone}-line"], features)
