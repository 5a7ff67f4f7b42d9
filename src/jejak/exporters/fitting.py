"""Which papers and text sizes are worth trying for a map, and where it is parted.

Typst measures exactly but takes its time, so sizes that are far too large for a
paper are left out by an estimate before it starts. Pages are parted by the same
estimate: where it is wrong, rows go on over the next page, and nothing is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from jejak.exporters.measuring import width_of
from jejak.layout.refit import shared_out
from jejak.layout.typography import LONGEST
from jejak.layout.widths import USUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.exporters.measuring import Weight
    from jejak.exporters.options import Sheet
    from jejak.layout.parts import ItemView, LaneView, MapView

Paper = tuple[int, int]  # mm, landscape
PAPERS: dict[Sheet, Paper] = {
    "a3": (420, 297),
    "a2": (594, 420),
    "a1": (841, 594),
    "a0": (1189, 841),
}
# At scale 1 text is 8 pt. Below 0.88 it would be under 7 pt, so that the next
# paper is taken instead. A larger paper than needed is filled with larger text
# only where somebody asked for that paper.
_LARGE = (2.8, 2.4, 2.0, 1.75)
_SCALES = (1.5, 1.25, 1.12, 1.0, 0.94, 0.88)
_TIGHT = (1.0, 0.88)
_PX_PER_MM = 96 / 25.4
SIDE, NAMES, MARGINS = 228, 124, 68  # px at scale 1
_HEAD_AND_FOOT = 150  # px: title, stage heads, legend
_LETTER, _LINE = 5.5, 14.25  # px: of an average letter, from line to line
_CURVE = 142  # px
_BESIDE = {"step": 40, "pain": 57, "opportunity": 57, "touchpoint": 50, "channel": 50}
_SAFE = 0.85  # the estimate may be this much too high
_TIGHTEST = 0.75  # of its natural width, below which a stage is not pressed


def papers_to_try(view: MapView, sheet: Sheet = "auto") -> list[tuple[Paper, float]]:
    """Return papers with text sizes that may hold the map, the best first.

    Examples:
        >>> from jejak.layout.view import view_of
        >>> from jejak.model.journey_map import JourneyMap
        >>> papers_to_try(view_of(JourneyMap.of([])))[0]
        ((420, 297), 1.5)
    """
    tries: list[tuple[Sheet, tuple[float, ...]]]
    if sheet == "auto":
        # A1 and A0 come out of plotters only: taken where somebody asks for them.
        tries = [("a3", _SCALES), ("a2", _TIGHT)]
    elif sheet == "pages":
        tries = []
    else:
        tries = [(sheet, _SCALES if sheet == "a3" else (*_LARGE, *_SCALES))]
    needs = needed_widths(view)
    return [
        (PAPERS[name], scale)
        for name, scales in tries
        for scale in scales
        if room_for_stages(view, PAPERS[name], scale) >= sum(needs)
        and _estimated_height(view, needs, PAPERS[name], scale) * _SAFE
        <= PAPERS[name][1] * _PX_PER_MM
    ]


def room_for_stages(view: MapView, paper: Paper, scale: float) -> float:
    """Return how many px, at scale 1, all stages share on a sheet."""
    side = SIDE if view.personas else 0
    return (paper[0] * _PX_PER_MM - MARGINS) / scale - side - NAMES


def _estimated_height(
    view: MapView, needs: Sequence[float], paper: Paper, scale: float
) -> float:
    """Return about how high a map comes out on a paper, in px."""
    room = room_for_stages(view, paper, scale)
    widths = shared_out([stage.share for stage in view.stages], needs, room)
    rows = sum(row_height(lane, widths) for lane in view.lanes)
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


def comfortable_widths(view: MapView, needs: Sequence[float]) -> list[float]:
    """Return the width in px in which each stage reads well."""
    natural = USUAL * len(view.stages) * _TIGHTEST
    wanted = (natural * stage.share for stage in view.stages)
    return [max(*both) for both in zip(wanted, needs, strict=True)]


@dataclass(frozen=True, slots=True)
class Paging:
    """A map over several pages of one paper."""

    paper: Paper
    parts: tuple[tuple[int, int], ...]  # first stage, and the one after the last
    widths: tuple[float, ...]  # px, of every stage; each part fills its page
    room: float  # px, for the rows of a page
    may_fit: bool  # whether each part may stand on one page


def paging_of(view: MapView, paper: Paper) -> Paging:
    """Return how a map is parted into pages, after stages.

    As few parts as keep the stages readable; more, up to twice as many, where each
    part then stands on one page.
    """
    room = paper[0] * _PX_PER_MM - MARGINS - NAMES
    height = paper[1] * _PX_PER_MM - _HEAD_AND_FOOT
    needs = needed_widths(view)
    wanted = comfortable_widths(view, needs)
    shares = [stage.share for stage in view.stages]

    def parted(count: int) -> Paging:
        parts = _parted(wanted, count)
        widths: list[float] = []
        for first, end in parts:
            widths += shared_out(shares[first:end], needs[first:end], room)
        heights = [
            sum(row_height(lane, widths, *part) for lane in view.lanes)
            for part in parts
        ]
        may_fit = max(heights) * _SAFE <= height
        return Paging(paper, parts, tuple(widths), height, may_fit)

    fewest = max(1, ceil(sum(wanted) / room))
    for count in range(fewest, min(2 * fewest, len(wanted)) + 1):
        made = parted(count)
        if made.may_fit:
            return made
    return parted(fewest)


def _parted(wanted: Sequence[float], count: int) -> tuple[tuple[int, int], ...]:
    """Return where to part the stages so that the parts are about equally wide."""
    if not wanted:
        return ((0, 0),)
    total, done = sum(wanted), 0.0
    ends: list[int] = []
    for index, width in enumerate(wanted):
        done += width
        left, parts_left = len(wanted) - index - 1, count - len(ends) - 1
        is_full = done >= total * (len(ends) + 1) / count - width / 2
        if parts_left and (is_full or left == parts_left):
            ends.append(index + 1)
    return tuple(pairwise([0, *ends, len(wanted)]))


def row_height(
    lane: LaneView, widths: Sequence[float], first: int = 0, end: int | None = None
) -> float:
    """Return about how high a row comes out in px, for some of the stages."""
    if lane.band:
        return _CURVE
    cells = (
        sum(item_height(item, widths[cell.stage]) for item in cell.items)
        for cell in lane.cells[first:end]
    )
    return max([*cells, _LINE]) + 12


def item_height(item: ItemView, width: float) -> float:
    """Return about how much an item adds to the height of its cell, in px."""
    if item.kind in {"touchpoint", "channel"}:
        return 22 * (_length(item) * _LETTER + 34) / max(width - 20, 40)
    is_card = item.kind in {"pain", "opportunity"}
    room = max(width - (56 if is_card else 34), 30)
    more = 13 if is_card else 11 if item.bar else 2
    return ceil(_length(item) * _LETTER / room) * _LINE + more


def _length(item: ItemView) -> int:
    return len(item.text) + len(item.strong) + (10 if item.number else 0)


def _widest(text: str, size: float, weight: Weight) -> float:
    words = [word for word in re.split(r"[\s/-]", text) if len(word) < LONGEST]
    return max((width_of(word, size, weight) for word in words), default=0) * 1.03
