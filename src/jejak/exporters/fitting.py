"""Which papers and text sizes are worth trying for a map.

Typst measures exactly but takes its time, so sizes that are far too large for a
paper are left out by an estimate before it starts.
"""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING

from jejak.exporters.measuring import width_of
from jejak.layout.typography import LONGEST

if TYPE_CHECKING:
    from jejak.exporters.measuring import Weight
    from jejak.layout.parts import CellView, ItemView, LaneView, MapView

Paper = tuple[int, int]  # mm, landscape
# At scale 1 text is 8 pt. Below 0.88 it would be under 7 pt, so that the next
# paper is taken instead.
_PAPERS: tuple[tuple[Paper, tuple[float, ...]], ...] = (
    ((420, 297), (1.5, 1.25, 1.12, 1.0, 0.94, 0.88)),
    ((594, 420), (1.0, 0.88)),
    ((841, 594), (1.0, 0.88)),
    ((1189, 841), (1.0, 0.88)),
)
_PX_PER_MM = 96 / 25.4
_SIDE, _NAMES, _MARGINS = 228, 124, 68  # px at scale 1
_HEAD_AND_FOOT = 150  # px: title, stage heads, legend
_LETTER, _LINE = 5.5, 14.25  # px: of an average letter, from line to line
_CURVE = 136  # px
_BESIDE = {"step": 40, "pain": 57, "opportunity": 57, "touchpoint": 50, "channel": 50}
_SAFE = 0.85  # the estimate may be this much too high


def papers_to_try(view: MapView) -> list[tuple[Paper, float]]:
    """Return papers with text sizes that may hold the map, the best first.

    Examples:
        >>> from jejak.layout.view import view_of
        >>> from jejak.model.journey_map import JourneyMap
        >>> papers_to_try(view_of(JourneyMap.of([])))[0]
        ((420, 297), 1.5)
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


def needed_widths(view: MapView) -> list[float]:
    """Return the width in px that each stage needs so that its words fit.

    Words of 16 letters and more are broken, so they do not count.
    """
    needs = [104.0] * len(view.stages)
    for index, stage in enumerate(view.stages):
        needs[index] = max(needs[index], _widest(stage.title, 13, 700) + 20)
    for lane in view.lanes:
        for cell in lane.cells:
            for item in cell.items:
                need = _widest(item.text, 10.75, 400) + _BESIDE.get(item.kind, 22)
                needs[cell.stage] = max(needs[cell.stage], need)
    return needs


def _widest(text: str, size: float, weight: Weight) -> float:
    words = [word for word in re.split(r"[\s/-]", text) if len(word) < LONGEST]
    return max((width_of(word, size, weight) for word in words), default=0) * 1.03


def _row(view: MapView, lane: LaneView, width: float) -> float:
    if lane.band:
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
