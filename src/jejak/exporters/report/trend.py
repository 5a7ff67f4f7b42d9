"""What changes with time, as small drawings side by side, all over the same periods."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from jejak.analytics.figures import Rate
from jejak.analytics.tables import Place, shown
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
from jejak.language.formats import day, percent
from jejak.layout.curve import number as at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.analytics.tables import Table, Value
    from jejak.language.catalogue import Language

_ACROSS, _GAP, _BETWEEN = 4, 28.0, 20.0  # drawings in a row; px beside, px below
_CHART = 52.0  # px, its height
_ROOM = (WIDTH - (_ACROSS - 1) * _GAP) / _ACROSS
_TITLE = Type(12, 16, 600)
_FIGURE = Type(16, 22, 700)
_SMALL = Type(11, 15, 400, "fg-3")
_END = ' text-anchor="end"'


@dataclass(frozen=True, slots=True)
class _Line:
    """One figure from period to period; None where it is hidden or not known."""

    title: str
    values: tuple[Value, ...]

    @property
    def heights(self) -> list[float | None]:
        return [_height(value) for value in self.values]


def trend(table: Table, periods: Sequence[str], language: Language) -> Picture | None:
    """Draw each figure of a trend; nothing of fewer than two periods.

    Args:
        table: Its twin, without what names few people.
        periods: All of them, those too of which the table tells nothing.
        language: Of the words.
    """
    rows = {row[0]: row for row in table.rows}
    if len(rows) < 2:
        return None
    lines = []
    for place, head in enumerate(table.heads(language)):
        found = tuple(rows[one][place] if one in rows else None for one in periods)
        if place and sum(_height(one) is not None for one in found) > 1:
            lines.append(_Line(head[:1].upper() + head[1:], found))
    edges = _when(periods[0], language), _when(periods[-1], language)
    tiles = [_tile(line, edges, language) for line in lines]
    y, parts = 0.0, []
    for first in range(0, len(tiles), _ACROSS):
        row = tiles[first : first + _ACROSS]
        deep = max(tile.height for tile in row)
        for place, tile in enumerate(row):
            x = place * (_ROOM + _GAP)
            parts.append(moved(tile.svg, x, y + deep - tile.height))
        y += deep + _BETWEEN
    alt = "; ".join(f"{one.title}: {_span(one, language)}" for one in lines)
    return Picture(Block(y - _BETWEEN, "".join(parts)), alt) if lines else None


def _height(value: Value) -> float | None:
    if isinstance(value, Rate):
        return value.share
    if isinstance(value, timedelta):
        return value.total_seconds()
    is_count = isinstance(value, int) and not isinstance(value, Place)
    return float(value) if is_count and isinstance(value, int) else None


def _said(value: Value, language: Language) -> str:
    if isinstance(value, Rate) and value.share is not None:
        return percent(value.share, language)
    return shown(value, language)


def _known(line: _Line) -> list[Value]:
    return [value for value in line.values if _height(value) is not None]


def _span(line: _Line, language: Language) -> str:
    known = _known(line)
    return f"{_said(known[0], language)} – {_said(known[-1], language)}"


def _tile(line: _Line, edges: tuple[str, str], language: Language) -> Block:
    """Return a drawing: what it is, the last figure, the line, first and last day."""
    title = text_block(line.title, _ROOM, _TITLE)
    top = title.height + 26
    last = _said(_known(line)[-1], language)
    best = max(_known(line), key=lambda value: _height(value) or 0)
    parts = [
        title.svg,
        text_at(last, 0, title.height + 17, _FIGURE),
        text_at(_said(best, language), _ROOM, top - 5, _SMALL, _END),
        rectangle(0, top, _ROOM, 1, colour("line")),
        rectangle(0, top + _CHART, _ROOM, 1, colour("line-3")),
        *_drawn(line, top),
        text_at(edges[0], 0, top + _CHART + 14, _SMALL),
        text_at(edges[1], _ROOM, top + _CHART + 14, _SMALL, _END),
    ]
    return Block(top + _CHART + 18, "".join(parts))


def _drawn(line: _Line, top: float) -> Iterator[str]:
    """Yield the line in pieces: what is not known is a gap, not nought."""
    heights = line.heights
    most = max(height for height in heights if height is not None) or 1.0
    step = (_ROOM - 6) / max(len(heights) - 1, 1)
    points = [
        (3 + place * step, None if height is None else _CHART * (1 - height / most))
        for place, height in enumerate(heights)
    ]
    ink = colour("accent-text")
    for is_known, run in groupby(points, key=lambda point: point[1] is not None):
        if not is_known:
            continue
        piece = [(x, top + (y or 0)) for x, y in run]
        path = "L".join(f"{at(x)} {at(y)}" for x, y in piece)
        if len(piece) > 1:
            yield (
                f'<path d="M{path}" fill="none" stroke="{ink}" stroke-width="1.5"'
                ' stroke-linejoin="round" stroke-linecap="round"/>'
            )
        x, y = piece[-1]
        yield f'<circle cx="{at(x)}" cy="{at(y)}" r="2.5" fill="{ink}"/>'


def _when(period: str, language: Language) -> str:
    """Return when a period begins, in words.

    Examples:
        >>> _when("2026-W02", "en"), _when("2026-05", "id"), _when("2026-05-03", "en")
        ('5 Jan 2026', 'Mei 2026', '3 May 2026')
    """
    if "W" in period:
        year, week = period.split("-W")
        begin = date.fromisocalendar(int(year), int(week), 1)
    else:
        begin = date.fromisoformat(period if len(period) > 7 else f"{period}-01")
    said = day(begin, language, today=date.min)
    return said if len(period) != 7 else said.partition(" ")[2]
