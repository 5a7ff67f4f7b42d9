"""The table of an SVG picture: rows as high as their highest cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.exporters.marks import plain
from jejak.exporters.measuring import width_of, wrapped
from jejak.exporters.svg_blocks import (
    BODY,
    Block,
    Type,
    colour,
    icon,
    moved,
    rectangle,
    stacked,
    tag,
    text_at,
    text_block,
    used,
)
from jejak.exporters.svg_cells import cell_block
from jejak.language.catalogue import say
from jejak.layout.curve import number, path_data
from jejak.layout.palette import level_name

if TYPE_CHECKING:
    from jejak.layout.parts import (
        BandView,
        BlockView,
        CurveView,
        FeelingView,
        LaneView,
        MapView,
        RatedLine,
        StageView,
    )

_GUTTER, _NAMES = 20.0, 104.0  # px, of zone labels and lane names
_LANE, _ZERO, _UNIT = 142.0, 74.0, 20.0  # px, of the curve; room above for a word
_LINE_ROW = 20.0  # px, of the line of visibility
_NAME = Type(weight=600)
_WHOSE = Type(9.5, 12, 400, "fg-2")


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """The table as it comes out."""

    width: float
    height: float
    svg: str


def map_drawing(view: MapView, room: float) -> MapDrawing:
    """Return the table with `room` px for all its stages together."""
    width = _GUTTER + _NAMES + room
    heads = _heads(view, room)
    parts = [heads.svg]
    y = heads.height
    for block in view.blocks:
        if block.below_line:
            parts.append(moved(_visibility_line(view, width), 0, y))
            y += _LINE_ROW
        drawn = _block(view, block, room)
        parts.append(moved(drawn.svg, 0, y))
        y += drawn.height
    return MapDrawing(width, y, "".join(parts))


def _left(stage: StageView, room: float) -> float:
    return _GUTTER + _NAMES + stage.start * room


def _heads(view: MapView, room: float) -> Block:
    blocks = [_stage_head(stage, stage.share * room - 18) for stage in view.stages]
    height = max((block.height for block in blocks), default=16) + 24
    parts = [
        text_at(say(view.language, "picture.stage"), 12, 22, Type(10, 14, 400, "fg-3"))
    ]
    for index, (stage, block) in enumerate(zip(view.stages, blocks, strict=True)):
        x = _left(stage, room)
        parts.append(moved(block.svg, x + 10, 9))
        fill = f"url(#ribbon-{index})" if stage.ribbon else colour("line-2")
        parts.append(rectangle(x, height - 4, stage.share * room, 4, fill))
        if index:
            parts.append(_hair(x, 0, height - 4))
    return Block(height, "".join(parts))


def _stage_head(stage: StageView, room: float) -> Block:
    title = Type(13, 16, 700)
    blocks = [text_block(stage.title, room, title)]
    if stage.duration:
        lines = wrapped(stage.title, room, 13, 700)
        x = width_of(lines[-1], 13, 700) * 1.02 + 6
        meta = Type(10, 14, 400, "fg-3")
        if x + width_of(stage.duration, 10) <= room:
            beside = text_at(stage.duration, x, len(lines) * 16 - 3.3, meta)
            blocks = [Block(blocks[0].height, blocks[0].svg + beside)]
        else:
            blocks.append(text_block(stage.duration, room, meta))
    if stage.substages:
        parts = " · ".join(stage.substages)
        blocks.append(text_block(parts, room, Type(9.5, 13, 400, "fg-2")))
    return stacked(blocks)


def _hair(x: float, top: float, bottom: float) -> str:
    return rectangle(x - 0.4, top, 0.75, bottom - top, colour("line"))


def _visibility_line(view: MapView, width: float) -> str:
    words = say(view.language, "map.visibility_line")
    room = width_of(words, 10, 600) * 1.03 + 28
    return (
        f'<path d="M0 10H{number(width)}" stroke="{colour("fg-3")}"'
        ' stroke-dasharray="3.5 2.5"/>'
        + rectangle(10, 2, room, 16, colour("bg-paper"))
        + icon("eye-off", 14, 4, 12, "fg")
        + text_at(words, 31, 13.6, Type(10, 14, 600))
    )


def _block(view: MapView, block: BlockView, room: float) -> Block:
    """Return the lanes of a zone with the zone's name along their left side."""
    width = _GUTTER + _NAMES + room
    rows: list[str] = []
    y = 0.0
    for index, lane in enumerate(block.lanes):
        row = _lane(view, lane, room)
        rows.append(moved(row.svg, 0, y))
        y += row.height
        last = index == len(block.lanes) - 1
        left, ink = (0.0, "line-2") if last else (_GUTTER, "line")
        rows.append(rectangle(left, y - 0.4, width - left, 0.75, colour(ink)))
    ground = ""
    if block.is_backstage:
        ground = rectangle(0, 0, width, y, colour("bg-backstage"))
    return Block(y, ground + "".join(rows) + _hair(_GUTTER, 0, y) + _zone(block, y))


def _zone(block: BlockView, height: float) -> str:
    look = Type(9.35, 14, 600, "fg-2", spacing=0.08)
    title = block.title.upper()
    length = width_of(title, look.size, 600) + len(title) * look.size * look.spacing
    x = max(10 + length, 10) if length + 16 < height else height - 4
    return (
        f'<g transform="rotate(-90)"><text x="{number(-min(x, height - 4))}" y="14"'
        f" {look.attributes()}>{plain(title)}</text></g>"
    )


def _lane(view: MapView, lane: LaneView, room: float) -> Block:
    name = _lane_name(lane)
    if lane.band:
        notes = _notes(view, lane.band, room)
        height = _LANE + notes.height
        content = [moved(_curve(lane.band, room) + notes.svg, _GUTTER + _NAMES, 0)]
    else:
        blocks = [
            cell_block(cell, view.stages[cell.stage].share * room - 20)
            for cell in lane.cells
        ]
        tallest = max((block.height for block in blocks), default=0)
        height = max(tallest, name.height, BODY.line) + 14
        content = [
            moved(block.svg, _left(view.stages[cell.stage], room) + 10, 7)
            for cell, block in zip(lane.cells, blocks, strict=True)
        ]
    borders = [_hair(_left(stage, room), 0, height) for stage in view.stages]
    label = moved(name.svg, _GUTTER + 8, 7)
    return Block(height, "".join((*borders, label, *content)))


def _lane_name(lane: LaneView) -> Block:
    name = text_block(lane.label, _NAMES - 16, _NAME)
    if lane.band and lane.band.persona:
        return stacked([name, text_block(lane.band.persona, _NAMES - 16, _WHOSE)], 2)
    if lane.tag:
        return stacked([name, tag(lane.tag)], 2)
    return name


def _y(value: float) -> float:
    return _ZERO - _UNIT * value


def _curve(band: BandView, room: float) -> str:
    parts = [
        f'<path d="M0 {number(_y(level))}H{number(room)}" stroke="{colour("line")}"'
        ' stroke-width=".6"/>'
        for level in (-2, -1, 1, 2)
    ]
    parts.append(
        f'<path d="M0 {_ZERO}H{number(room)}" stroke="{colour("line-3")}"'
        ' stroke-width=".9" stroke-dasharray="1 3.5" stroke-linecap="round"/>'
    )
    parts += [_rated(line, room) for line in band.rated]
    if band.curve:
        parts.append(_line(band.curve, room))
        parts += [_feeling(feeling, room) for feeling in band.curve.feelings]
    return "".join(parts)


def _rated(line: RatedLine, room: float) -> str:
    """Return what was measured: dashed, and without faces."""
    shape = path_data(line.curve, lambda x: x * room, _y)
    return (
        f'<path d="{shape}" fill="none" stroke="{colour("fg-2")}" stroke-width="1.5"'
        ' stroke-dasharray="4 4"/>'
    )


def _line(curve: CurveView, room: float) -> str:
    def to_x(x: float) -> float:
        return x * room

    shape = path_data(curve.curve, to_x, _y, down_to=_ZERO)
    line = path_data(curve.curve, to_x, _y)
    return (
        f'<path d="{shape}" fill="url(#scale-area)" opacity=".26"/>'
        f'<path d="{line}" fill="none" stroke="url(#scale-line)" stroke-width="2.5"/>'
    )


def _feeling(feeling: FeelingView, room: float) -> str:
    x, y = feeling.x * room, _y(feeling.value)
    face = used(f"f-{feeling.face}{feeling.level}", x - 10, y - 10, 20)
    if not feeling.label:
        return face
    half = width_of(feeling.label, 10.5, 600) / 2 + 3
    middle = min(max(x, half), max(room - half, half))
    look = Type(10.5, 14, 600, f"{level_name(feeling.level)}-ink")
    halo = (
        f' text-anchor="middle" stroke="{colour("bg-paper")}" stroke-width="4"'
        ' stroke-linejoin="round" paint-order="stroke"'
    )
    further = feeling.row * 13
    foot = y - 15 - further if feeling.side == "above" else y + 23 + further
    return face + text_at(feeling.label, middle, foot, look, halo)


def _notes(view: MapView, band: BandView, room: float) -> Block:
    """Return the feelings that have no place on the line, below it."""
    parts = []
    height = 0.0
    for stage, notes in zip(view.stages, band.notes, strict=True):
        if notes:
            look = Type(9.5, 12, 400, "fg-3")
            width = stage.share * room - 20
            block = stacked([text_block(note, width, look) for note in notes], 3)
            parts.append(moved(block.svg, stage.start * room + 10, _LANE))
            height = max(height, block.height + 6)
    return Block(height, "".join(parts))
