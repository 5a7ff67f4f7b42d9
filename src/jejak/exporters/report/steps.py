"""The step matrix: who is where at which step, the darker the more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW, Rate
from jejak.analytics.tables import Word, shown
from jejak.exporters.report.pictures import WIDTH, Picture, in_pieces
from jejak.exporters.svg_blocks import (
    Block,
    Type,
    colour,
    moved,
    text_at,
    text_block,
)
from jejak.language.catalogue import say
from jejak.language.formats import percent
from jejak.layout.curve import number as at

if TYPE_CHECKING:
    from jejak.analytics.tables import Table, Value
    from jejak.language.catalogue import Language

_LEFT, _WIDEST, _ROW, _HEAD_ROW = 280.0, 88.0, 30.0, 22.0  # px
_LIGHTEST, _DARKEST = 0.06, 0.42  # of the ink, so that letters on it can be read
_HEAD = Type(11, 16, 400, "fg-3")
_NAME = Type(13, 18)
_FIGURE = Type(11, 16, 500)
_MIDDLE = ' text-anchor="middle"'


def step_matrix(table: Table, language: Language) -> Picture | None:
    """Draw the step matrix; nothing where nobody took a step that can be told.

    Args:
        table: Its twin, without what names few people.
        language: Of the words.
    """
    rows = [row for row in table.rows if any(map(_share, row[1:]))]
    most = max((_share(value) for row in rows for value in row[1:]), default=0.0)
    if not most:
        return None
    room = min((WIDTH - _LEFT) / (len(table.columns) - 1), _WIDEST)
    heads = table.heads(language)[1:]
    above = text_at(say(language, "log.column.step"), 0, 14, _HEAD) + "".join(
        text_at(head, _LEFT + (place + 0.5) * room, 14, _HEAD, _MIDDLE)
        for place, head in enumerate(heads)
    )
    drawn = [_row(row, most, room, language) for row in rows]
    alt = _spoken(rows, heads, language)
    return in_pieces(Block(_HEAD_ROW, above), drawn, alt)


def _row(row: tuple[Value, ...], most: float, room: float, language: Language) -> Block:
    name = text_block(shown(row[0], language), _LEFT - 20, _NAME)
    height = max(name.height + 6, _ROW)
    cells = (
        moved(_cell(value, most, room, height, language), _LEFT + place * room, 0)
        for place, value in enumerate(row[1:])
    )
    return Block(
        height, moved(name.svg, 0, (height - name.height) / 2) + "".join(cells)
    )


def _share(value: Value) -> float:
    return (value.share or 0.0) if isinstance(value, Rate) else 0.0


def _cell(
    value: Value, most: float, room: float, height: float, language: Language
) -> str:
    share, foot = _share(value), height / 2 + 4
    if isinstance(value, Word):  # a few
        return text_at(f"<{FEW}", room / 2, foot, _HEAD, _MIDDLE)
    if not share:
        return ""
    opacity = _LIGHTEST + (_DARKEST - _LIGHTEST) * share / most
    ground = (
        f'<rect x="1" y="1" width="{at(room - 2)}" height="{at(height - 2)}" rx="3"'
        f' fill="{colour("accent")}" opacity="{opacity:.2f}"/>'
    )
    said = percent(share, language, decimals=0 if share >= 0.1 else 1)
    return ground + text_at(said, room / 2, foot, _FIGURE, _MIDDLE)


def _spoken(rows: list[tuple[Value, ...]], heads: list[str], language: Language) -> str:
    """Return in words where most are at every step."""
    step, parts = say(language, "log.column.step"), []
    for place, head in enumerate(heads, 1):
        best = max(rows, key=lambda row: _share(row[place]))
        if _share(best[place]):
            share = percent(_share(best[place]), language)
            parts.append(f"{step} {head}: {shown(best[0], language)} {share}")
    return "; ".join(parts)
