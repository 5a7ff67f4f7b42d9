"""The table of a printed map, or of a part of it, as plain data for the template."""

from __future__ import annotations

from dataclasses import asdict, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from jejak.exporters.fitting import item_height, row_height
from jejak.language.catalogue import say
from jejak.layout.feelings import spoken_line
from jejak.layout.palette import level_name, stop_colour
from jejak.layout.parts import CellView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jejak.exporters.fitting import Paging
    from jejak.layout.parts import (
        BandView,
        BlockView,
        FeelingView,
        LaneView,
        MapView,
        StageView,
    )

_FILLED = 0.6  # of a page: a row higher than this is parted into several


def whole_table(view: MapView, palette: Mapping[str, str]) -> dict[str, Any]:
    """Return the table of a map on one sheet."""
    part = (0, len(view.stages))
    blocks = [
        _block(block, [_row(view, lane, lane.cells, part) for lane in block.lanes])
        for block in view.blocks
    ]
    return _table(view, palette, part, blocks)


def part_tables(
    view: MapView, paging: Paging, palette: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the tables of a map that is parted after stages."""
    return [_part(view, paging, part, palette) for part in paging.parts]


def _part(
    view: MapView, paging: Paging, part: tuple[int, int], palette: Mapping[str, str]
) -> dict[str, Any]:
    blocks = [
        _block(
            block,
            [row for lane in block.lanes for row in _rows(view, lane, paging, part)],
        )
        for block in view.blocks
    ]
    return _table(view, palette, part, blocks)


def place_of(view: MapView, part: tuple[int, int]) -> str:
    """Return which stages a part holds, in words."""
    first, end = part
    if (first, end) == (0, len(view.stages)):
        return say(view.language, "picture.stage")
    key = "picture.stage_of" if end - first == 1 else "picture.stages_of"
    return say(view.language, key, first=first + 1, last=end, all=len(view.stages))


def _table(
    view: MapView,
    palette: Mapping[str, str],
    part: tuple[int, int],
    blocks: list[dict[str, Any]],
) -> dict[str, Any]:
    stages = view.stages[slice(*part)]
    return {
        "corner": place_of(view, part),
        "start": stages[0].start if stages else 0,
        "share": sum(stage.share for stage in stages) or 1,
        "stages": [_stage(stage, palette) for stage in stages],
        "blocks": blocks,
    }


def _stage(stage: StageView, palette: Mapping[str, str]) -> dict[str, Any]:
    ribbon = [
        {"at": stop.at, "colour": stop_colour(stop, palette)} for stop in stage.ribbon
    ]
    return {**asdict(stage), "ribbon": ribbon}


def _block(block: BlockView, rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "title": block.title,
        "is_backstage": block.is_backstage,
        "below_line": block.below_line,
        "rows": rows,
    }


def _rows(
    view: MapView, lane: LaneView, paging: Paging, part: tuple[int, int]
) -> Iterator[dict[str, Any]]:
    """Yield a lane as rows that each fit a page, so that each names its lane."""
    most = paging.room * _FILLED
    cells = lane.cells[slice(*part)]
    if row_height(lane, paging.widths, *part) <= most:
        yield _row(view, lane, cells, part)
        return
    pieces = [_pieces(cell, paging.widths[cell.stage], most) for cell in cells]
    for index in range(max(map(len, pieces))):
        here = [
            piece[index] if index < len(piece) else CellView(cell.stage, ())
            for piece, cell in zip(pieces, cells, strict=True)
        ]
        again = say(view.language, "picture.continued") if index else ""
        yield {**_row(view, lane, here, part), "again": again}


def _row(
    view: MapView, lane: LaneView, cells: Sequence[CellView], part: tuple[int, int]
) -> dict[str, Any]:
    return {
        "label": lane.label,
        "tag": lane.tag,
        "again": "",
        "band": _band(view, lane.band, part) if lane.band else None,
        "cells": [_cell(cell) for cell in cells],
    }


def _pieces(cell: CellView, width: float, most: float) -> list[CellView]:
    """Return a cell as several, each about as high as there is room for."""
    pieces: list[list[Any]] = [[]]
    height = 0.0
    for item in cell.items:
        more = item_height(item, width)
        if pieces[-1] and height + more > most:
            pieces.append([])
            height = 0.0
        pieces[-1].append(item)
        height += more
    return [replace(cell, items=tuple(items)) for items in pieces]


def _cell(cell: CellView) -> dict[str, Any]:
    groups = [
        {"part": part, "items": [asdict(item) for item in items]}
        for part, items in groupby(cell.items, key=lambda item: item.substage)
    ]
    return {"note": cell.note, "groups": groups}


def _band(view: MapView, band: BandView, part: tuple[int, int]) -> dict[str, Any]:
    """Return the feelings of some stages; the line goes on over all of them."""
    shown = {
        "persona": band.persona,
        "notes": band.notes[slice(*part)],
        "rated": [asdict(line.curve) for line in band.rated],
        "spoken": band.rated_spoken,
        "curve": None,
    }
    if band.curve is None:
        return shown
    felt = [one for one in band.curve.feelings if part[0] <= one.stage < part[1]]
    titles = [stage.title for stage in view.stages]
    spoken = spoken_line(view.language, titles, felt, band.persona)
    return {
        **shown,
        "spoken": " ".join(filter(None, (spoken, band.rated_spoken))),
        "curve": {
            "line": asdict(band.curve.curve),
            "feelings": [_feeling(one, part[0]) for one in felt],
        },
    }


def _feeling(feeling: FeelingView, first: int) -> dict[str, Any]:
    tone = level_name(feeling.level)
    index = feeling.stage - first
    return {**asdict(feeling), "stage": index, "tone": tone, "ink": f"{tone}-ink"}
