"""Which papers and text sizes are worth trying for a map.

Typst measures exactly but takes its time, so sizes that are far too large for a
paper are left out by an estimate before it starts.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jejak.layout.parts import CellView, ItemView, LaneView, MapView

Paper = tuple[int, int]  # mm, landscape
# At scale 1 text is 8 pt. Below 0.88 it would be under 7 pt, so that the next
# paper is taken instead.
_PAPERS: tuple[tuple[Paper, tuple[float, ...]], ...] = (
    ((420, 297), (1.25, 1.12, 1.0, 0.94, 0.88)),
    ((594, 420), (1.0, 0.88)),
    ((841, 594), (1.0, 0.88)),
    ((1189, 841), (1.0, 0.88)),
)
_PX_PER_MM = 96 / 25.4
_SIDE, _NAMES, _MARGINS = 228, 124, 68  # px at scale 1
_HEAD_AND_FOOT = 150  # px: title, stage heads, legend
_LETTER, _LINE = 5.5, 14.25  # px: of an average letter, from line to line
_CURVE = 136  # px
_SAFE = 0.85  # the estimate may be this much too high


def papers_to_try(view: MapView) -> list[tuple[Paper, float]]:
    """Return papers with text sizes that may hold the map, the best first.

    Examples:
        >>> from jejak.layout.view import view_of
        >>> from jejak.model.journey_map import JourneyMap
        >>> papers_to_try(view_of(JourneyMap.of([])))[0]
        ((420, 297), 1.25)
    """
    return [
        (paper, scale)
        for paper, scales in _PAPERS
        for scale in scales
        if estimated_height(view, paper, scale) * _SAFE <= paper[1] * _PX_PER_MM
    ]


def estimated_height(view: MapView, paper: Paper, scale: float) -> float:
    """Return about how high a map comes out on a paper, in px."""
    side = _SIDE * scale if view.personas else 0
    width = paper[0] * _PX_PER_MM - _MARGINS - side - _NAMES * scale
    rows = sum(_row(view, lane, width / scale) for lane in view.lanes)
    return (rows + _HEAD_AND_FOOT + 20) * scale


def _row(view: MapView, lane: LaneView, width: float) -> float:
    if lane.is_curve:
        return _CURVE
    cells = (
        _cell(cell, view.stages[cell.stage].share * width - 20) for cell in lane.cells
    )
    return max(cells, default=_LINE) + 12


def _cell(cell: CellView, width: float) -> float:
    if not cell.items:
        return _LINE
    if cell.items[0].kind in {"touchpoint", "channel"}:
        together = sum(_length(item) * _LETTER + 34 for item in cell.items)
        return ceil(together / max(width, 1)) * 22
    is_card = cell.items[0].kind in {"pain", "opportunity"}
    room = max(width - (36 if is_card else 14), 30)
    return sum(
        ceil(_length(item) * _LETTER / room) * _LINE + (13 if is_card else 2)
        for item in cell.items
    )


def _length(item: ItemView) -> int:
    return len(item.text) + (10 if item.number else 0)
