"""The picture of a comparison: each difference as a point on its 95 % interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.figures import Difference, Rate
from jejak.analytics.tables import Word, shown
from jejak.exporters.report.pictures import WIDTH, Picture
from jejak.exporters.svg_blocks import (
    Block,
    Type,
    colour,
    moved,
    rectangle,
    text_at,
    text_block,
)
from jejak.language.catalogue import say
from jejak.language.formats import percent, signed
from jejak.layout.curve import number as at

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.analytics.tables import Table
    from jejak.language.catalogue import Language

_DRAWN = ("reach", "continues", "goes_on")  # the other shares stand in the table only
_MOST = 40  # rows that are drawn
_LEFT, _RIGHT, _SAID = 400.0, 760.0, 960.0  # px: the axis, and what is said beside it
_ROW = 26.0
_HEAD = Type(11, 16, 400, "fg-3")
_NAME = Type(12, 17)
_FIGURE = Type(12, 17, 400, "fg-2")
_CLEAR = Type(12, 17, 600, "accent-text")


@dataclass(frozen=True, slots=True)
class _Row:
    place: str
    figure: str
    gap: Difference
    both: Rate


def differences(tables: Iterable[Table], language: Language) -> Picture | None:
    """Draw how far two groups are apart; nothing where nothing can be told.

    Args:
        tables: Of a comparison, without what names few people.
        language: Of the words.
    """
    rows = [row for table in tables for row in _rows(table, language)][:_MOST]
    if not rows:
        return None
    widest = max(max(abs(row.gap.low), abs(row.gap.high)) for row in rows)
    reach = max(round(widest + 0.05, 1), 0.1)
    parts = [_axis(reach, language, 24 + _ROW * len(rows))]
    for place, row in enumerate(rows):
        parts.append(moved(_drawn(row, reach, language), 0, 24 + place * _ROW))
    alt = "; ".join(
        f"{row.place}, {row.figure}: {shown(row.gap, language)}" for row in rows[:12]
    )
    return Picture(Block(24 + _ROW * len(rows) + 4, "".join(parts)), alt)


def _rows(table: Table, language: Language) -> Iterable[_Row]:
    for place, figure, _, _, gap, _, both in table.rows:
        if not (isinstance(gap, Difference) and isinstance(both, Rate)):
            continue
        if isinstance(figure, Word) and figure.key in _DRAWN:
            yield _Row(shown(place, language), shown(figure, language), gap, both)


def _x(points: float, reach: float) -> float:
    middle = (_LEFT + _RIGHT) / 2
    return middle + points / reach * (_RIGHT - _LEFT) / 2


def _axis(reach: float, language: Language, bottom: float) -> str:
    parts = []
    for points in (-reach, -reach / 2, 0.0, reach / 2, reach):
        x = _x(points, reach)
        dash = "" if points == 0 else ' stroke-dasharray="3 3"'
        ink = colour("line-3" if points == 0 else "line")
        parts.append(f'<path d="M{at(x)} 20V{at(bottom)}" stroke="{ink}"{dash}/>')
        label = signed(round(100 * points, 1), language)
        parts.append(text_at(label, x, 12, _HEAD, ' text-anchor="middle"'))
    everybody = say(language, "log.column.everybody")
    parts.append(text_at(everybody, WIDTH, 12, _HEAD, ' text-anchor="end"'))
    return "".join(parts)


def _drawn(row: _Row, reach: float, language: Language) -> str:
    y = _ROW / 2
    look = _CLEAR if row.gap.is_clear else _FIGURE
    ink = colour("accent-text" if row.gap.is_clear else "fg-3")
    low, high = _x(row.gap.low, reach), _x(row.gap.high, reach)
    name = text_block(f"{row.place} · {row.figure}", _LEFT - 30, _NAME)
    both = percent(row.both.share or 0, language)
    return "".join(
        [
            moved(name.svg, 0, (_ROW - name.height) / 2),
            rectangle(low, y - 1, high - low, 2, ink, 1),
            f'<circle cx="{at(_x(row.gap.points, reach))}" cy="{at(y)}" r="4.5"'
            f' fill="{ink}" stroke="{colour("bg-paper")}" stroke-width="1.5"/>',
            text_at(
                shown(row.gap, language), _SAID, y + 4.2, look, ' text-anchor="end"'
            ),
            text_at(both, WIDTH, y + 4.2, _FIGURE, ' text-anchor="end"'),
        ]
    )
