"""A map on other widths: stages as wide as their words need, the curve with them."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from jejak.layout.curve import curve_through
from jejak.layout.feelings import points_of
from jejak.layout.measured import moved_lines
from jejak.layout.ribbon import ribbon_stops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.layout.curve import Curve
    from jejak.layout.parts import BandView, BlockView, LaneView, MapView, StageView


def shared_out(
    weights: Sequence[float], least: Sequence[float], room: float
) -> tuple[float, ...]:
    """Return widths that fill a room by weight, none of them below its least.

    Where the room holds not even these, every stage gets its least.

    Examples:
        >>> shared_out([1, 1, 2], [10, 10, 10], 80)
        (20.0, 20.0, 40.0)
        >>> shared_out([1, 1, 2], [30, 10, 10], 80)
        (30.0, 16.666666666666668, 33.333333333333336)
        >>> shared_out([1, 1], [60, 60], 80)
        (60.0, 60.0)
    """
    widths = [float(width) for width in least]
    free = list(range(len(weights)))
    if sum(widths) >= room:
        return tuple(widths)
    while True:
        left = room - sum(
            widths[index] for index in range(len(widths)) if index not in free
        )
        total = sum(weights[index] for index in free)
        wanted = {index: left * weights[index] / total for index in free}
        tight = [index for index in free if wanted[index] < least[index]]
        if not tight:
            for index in free:
                widths[index] = wanted[index]
            return tuple(widths)
        free = [index for index in free if index not in tight]


def refitted(view: MapView, widths: Sequence[float]) -> MapView:
    """Return the same picture with its stages in these widths, whatever their unit.

    Feelings keep their place in their stage, so the curve is drawn anew.

    Examples:
        >>> from jejak.layout.view import view_of
        >>> from jejak.templates import template
        >>> view = refitted(view_of(template("mas-tekno", "en")), [1, 1, 1, 1])
        >>> [stage.share for stage in view.stages]
        [0.25, 0.25, 0.25, 0.25]
    """
    if not view.stages:
        return view
    total = sum(widths)
    starts = [0.0, *accumulate(width / total for width in widths)]
    stages = tuple(
        replace(stage, start=starts[index], share=widths[index] / total)
        for index, stage in enumerate(view.stages)
    )
    blocks = tuple(_block(block, stages) for block in view.blocks)
    moved = replace(view, blocks=blocks)
    curve = moved.curves[0].curve if moved.curves else None
    return replace(moved, stages=tuple(_stage(stage, curve) for stage in stages))


def _stage(stage: StageView, curve: Curve | None) -> StageView:
    stops = ribbon_stops(curve, stage.start, stage.start + stage.share)
    return replace(stage, ribbon=stops)


def _block(block: BlockView, stages: tuple[StageView, ...]) -> BlockView:
    return replace(block, lanes=tuple(_lane(lane, stages) for lane in block.lanes))


def _lane(lane: LaneView, stages: tuple[StageView, ...]) -> LaneView:
    return replace(lane, band=_band(lane.band, stages)) if lane.band else lane


def _band(band: BandView, stages: tuple[StageView, ...]) -> BandView:
    band = replace(band, rated=moved_lines(band.rated, stages))
    if band.curve is None:
        return band
    feelings = tuple(
        replace(one, x=stages[one.stage].start + stages[one.stage].share * one.place)
        for one in band.curve.feelings
    )
    line = curve_through(points_of(feelings))
    if line is None:
        return band
    return replace(band, curve=replace(band.curve, curve=line, feelings=feelings))
