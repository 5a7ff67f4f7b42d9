"""The map as a semantic HTML table."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jejak.exporters.marks import escaped
from jejak.language.catalogue import say
from jejak.layout.curve import number, path_data
from jejak.layout.palette import level_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.layout.parts import (
        BandView,
        BlockView,
        CellView,
        CurveView,
        FeelingView,
        ItemView,
        LaneView,
        MapView,
        Rank,
        RatedLine,
        StageView,
    )

HEIGHT = 186  # px, of the feelings lane
ZERO, UNIT = 98.0, 29.0  # px: where 0 is, with room above for a word; a step


def table(view: MapView) -> str:
    """Return the map in a region that scrolls by itself where it must."""
    title = escaped(view.head.title)
    return (
        f'<div class="region" role="region" aria-label="{title}" tabindex="0">\n'
        f'<table class="map"><caption class="hidden">{title}</caption>\n'
        f"{_columns(view)}{_heads(view)}"
        + "".join(_block(view, block) for block in view.blocks)
        + "</table>\n</div>\n"
    )


def _columns(view: MapView) -> str:
    stages = "".join(
        f'<col style="width:calc((max(100cqw,var(--narrow)) - var(--rail))'
        f'*{stage.share:.5f})">'
        for stage in view.stages
    )
    return f'<colgroup><col class="gutter"><col class="names">{stages}</colgroup>\n'


def _heads(view: MapView) -> str:
    corner = say(view.language, "picture.stage")
    heads = "".join(_stage_head(view, stage) for stage in view.stages)
    return (
        f'<thead><tr><th colspan="2" class="corner"><small>{corner}</small></th>'
        f"{heads}</tr></thead>\n"
    )


def _stage_head(view: MapView, stage: StageView) -> str:
    meta = " · ".join(filter(None, (stage.number, escaped(stage.duration))))
    parts = "".join(f"<li>{escaped(part)}</li>" for part in stage.substages)
    return (
        f'<th scope="col"{_language(view)}>{escaped(stage.title)}<small>{meta}</small>'
        + (f'<ol class="parts">{parts}</ol>' if parts else "")
        + f'<span class="ribbon"{_ribbon(stage)}></span></th>'
    )


def _ribbon(stage: StageView) -> str:
    if not stage.ribbon:
        return ""
    stops = ",".join(
        f"color-mix(in oklab,var(--{level_name(stop.high)}) {number(stop.mix * 100)}%,"
        f"var(--{level_name(stop.low)})) {number(stop.at * 100)}%"
        for stop in stage.ribbon
    )
    return f' style="background:linear-gradient(90deg in oklab,{stops})"'


def _block(view: MapView, block: BlockView) -> str:
    rows = []
    for index, lane in enumerate(block.lanes):
        zone = ""
        if index == 0:
            zone = (
                f'<th scope="rowgroup" rowspan="{len(block.lanes)}" class="zone">'
                f"<span>{escaped(block.title)}</span></th>"
            )
        rows.append(f"<tr>{zone}{_lane_head(lane)}{_row(view, lane)}</tr>\n")
    backstage = ' class="backstage"' if block.is_backstage else ""
    line = _visibility_line(view) if block.below_line else ""
    return f"{line}<tbody{backstage}>\n{''.join(rows)}</tbody>\n"


def _lane_head(lane: LaneView) -> str:
    """Return the name of a lane; of a band also whose feelings it shows."""
    name = escaped(lane.label)
    if lane.band and lane.band.persona:
        name = f"<span>{name}<small>{escaped(lane.band.persona)}</small></span>"
    if lane.tag:
        name = f'<span>{name} <span class="sample">{lane.tag}</span></span>'
    return f'<th scope="row"><span class="name">{icon(lane.icon)}{name}</span></th>'


def _row(view: MapView, lane: LaneView) -> str:
    return _band_cells(view, lane.band) if lane.band else _cells(view, lane)


def _visibility_line(view: MapView) -> str:
    words = say(view.language, "map.visibility_line")
    return (
        f'<tbody class="line"><tr><td colspan="{len(view.stages) + 2}">'
        f"<span>{icon('eye-off')}{words}</span></td></tr></tbody>\n"
    )


def _cells(view: MapView, lane: LaneView) -> str:
    return "".join(
        f"<td{_language(view) if cell.items else ''}>{_cell(cell)}</td>"
        for cell in lane.cells
    )


def _language(view: MapView) -> str:
    """Return the language of what people wrote, where it is not the picture's."""
    if view.text_language.split("-")[0] == view.language:
        return ""
    return f' lang="{escaped(view.text_language)}"'


def _cell(cell: CellView) -> str:
    if not cell.items:
        if not cell.emptiness:
            return ""
        return f'<p class="empty {cell.emptiness}">{escaped(cell.note)}</p>'
    parts = []
    for part, members in groupby(cell.items, key=lambda item: item.substage):
        items = list(members)
        label = f'<p class="part">{escaped(part)}</p>' if part else ""
        parts.append(label + _DRAWN[items[0].kind](items))
    return "".join(parts)


def _texts(items: list[ItemView]) -> str:
    dots = " dots" if len(items) > 1 else ""
    inside = "".join(f"<li>{_text(item)}</li>" for item in items)
    return f'<ul class="items{dots}">{inside}</ul>'


def _steps(items: list[ItemView]) -> str:
    inside = "".join(f"<li>{_text(item)}</li>" for item in items)
    start = f' style="counter-reset:step {items[0].step - 1}"'
    return f'<ol class="steps"{start}>{inside}</ol>'


def _chips(items: list[ItemView]) -> str:
    inside = "".join(
        f'<li class="chip {item.kind}">{icon(item.icon)}<span>{_text(item)}</span></li>'
        for item in items
    )
    return f'<ul class="chips">{inside}</ul>'


def _actors(items: list[ItemView]) -> str:
    inside = "".join(f"<li>{_text(item)}</li>" for item in items)
    return f'<ul class="items">{inside}</ul>'


def _pains(items: list[ItemView]) -> str:
    return "".join(
        f'<article class="card pain"><p class="top">{rank(item.rank, item.rank_word)}'
        f"<span>{item.number}</span></p><p>{escaped(item.text)}</p>{_foot(item)}"
        "</article>"
        for item in items
    )


def rank(name: Rank | None, word: str) -> str:
    """Return the rank glyph with its word."""
    shown = name or "none"
    return (
        f'<span class="rank r-{shown}"><svg aria-hidden="true">'
        f'<use href="#r-{shown}"/></svg>{word}</span>'
    )


def _opportunities(items: list[ItemView]) -> str:
    cards = []
    for item in items:
        links = (
            f'<span class="links">{icon("link")}{escaped(", ".join(item.links))}</span>'
            if item.links
            else ""
        )
        cards.append(
            f'<article class="card opportunity"><p class="top"><span>{icon(item.icon)}'
            f"{item.number}</span>{links}</p><p>{escaped(item.text)}</p>"
            f"{_foot(item)}</article>"
        )
    return "".join(cards)


def _delights(items: list[ItemView]) -> str:
    inside = "".join(
        f'<li class="delight">{icon(item.icon)}<span>{_text(item)}</span></li>'
        for item in items
    )
    return f'<ul class="items">{inside}</ul>'


def _thoughts(items: list[ItemView]) -> str:
    inside = "".join(f'<li class="thought">{_text(item)}</li>' for item in items)
    return f'<ul class="items">{inside}</ul>'


def _figures(items: list[ItemView]) -> str:
    inside = []
    for item in items:
        tone = f' class="{item.bar.tone}"' if item.bar else ""
        strong, text = escaped(item.strong), escaped(item.text)
        inside.append(f"<li><b{tone}>{strong}</b> {text}{_bar(item)}</li>")
    return f'<ul class="items figures">{"".join(inside)}</ul>'


def _bar(item: ItemView) -> str:
    """Return the bar of a figure with its tick; the words say the same."""
    if item.bar is None:
        return ""
    width = number(item.bar.width * 100)
    return (
        f'<span class="bar {item.bar.tone}" aria-hidden="true">'
        f'<i style="width:{width}%"></i></span>'
    )


_DRAWN: dict[str, Callable[[list[ItemView]], str]] = {
    "text": _texts,
    "entry": _texts,
    "step": _steps,
    "touchpoint": _chips,
    "channel": _chips,
    "actor": _actors,
    "pain": _pains,
    "opportunity": _opportunities,
    "delight": _delights,
    "thought": _thoughts,
    "measured": _figures,
}


def _text(item: ItemView) -> str:
    number_ = f' <small class="number">{item.number}</small>' if item.number else ""
    details = " · ".join(map(escaped, item.details))
    details = f" <small>{details}</small>" if details else ""
    return escaped(item.text) + number_ + details + _foot(item)


def _foot(item: ItemView) -> str:
    notes = [(item.moment, "gem"), (item.evidence, "quote")]
    inside = "".join(f"<span>{icon(name)}{text}</span>" for text, name in notes if text)
    return f'<small class="foot">{inside}</small>' if inside else ""


def icon(name: str) -> str:
    """Return an icon that says nothing by itself."""
    return f'<svg class="ic" aria-hidden="true"><use href="#i-{name}"/></svg>'


def _band_cells(view: MapView, band: BandView) -> str:
    curve = band.curve
    cells = []
    for index, stage in enumerate(view.stages):
        label = (
            f'<p class="hidden">{escaped(band.spoken)}</p>'
            if index == 0 and band.spoken
            else ""
        )
        faces = "".join(
            _feeling(feeling)
            for feeling in (curve.feelings if curve else ())
            if feeling.stage == index
        )
        notes = "".join(f"<li>{escaped(note)}</li>" for note in band.notes[index])
        cells.append(
            f'<td class="curve">{label}{_window(band, stage)}'
            + (f'<ul class="feelings">{faces}</ul>' if faces else "")
            + (f'<ul class="notes">{notes}</ul>' if notes else "")
            + "</td>"
        )
    return "".join(cells)


def _window(band: BandView, stage: StageView) -> str:
    """Return the part of the one drawing that belongs to this stage."""
    rules = "".join(
        f'<path class="rule{" zero" if value == 0 else ""}"'
        f' d="M0 {number(_y(value))}H1000"/>'
        for value in (2, 1, 0, -1, -2)
    )
    line = "".join(map(_rated, band.rated))
    line += _line(band.curve) if band.curve else ""
    start, share = number(stage.start * 1000), number(stage.share * 1000)
    return (
        f'<svg class="window" viewBox="{start} 0 {share} {HEIGHT}"'
        f' preserveAspectRatio="none" aria-hidden="true">{rules}{line}</svg>'
    )


def _x(x: float) -> float:
    return x * 1000


def _rated(line: RatedLine) -> str:
    return f'<path class="rated" d="{path_data(line.curve, _x, _y)}"/>'


def _line(curve: CurveView) -> str:
    line = path_data(curve.curve, _x, _y)
    area = path_data(curve.curve, _x, _y, down_to=ZERO)
    return f'<path class="area" d="{area}"/><path class="line" d="{line}"/>'


def _y(value: float) -> float:
    return ZERO - UNIT * value


def _top(value: float) -> str:
    """Return how far down a value stands; the lane is lower on paper."""
    return f"calc(var(--lane)*{_y(value) / HEIGHT:.4f})"


def _feeling(feeling: FeelingView) -> str:
    level = level_name(feeling.level).removeprefix("emo-")
    far = " far" if feeling.row else ""
    left = number(feeling.place * 100)
    return (
        f'<li class="e-{level} {feeling.side}{far}" style="left:{left}%;'
        f'top:{_top(feeling.value)}"><svg class="face" aria-hidden="true">'
        f'<use href="#f-{feeling.face}"/></svg>{_label(feeling)}</li>'
    )


def _label(feeling: FeelingView) -> str:
    """Return the word beside a face; a long one keeps within its stage."""
    if not feeling.label:
        return ""
    shift = number(feeling.place * 100) if len(feeling.label) > 12 else "50"
    move = f' style="transform:translateX(-{shift}%)"' if shift != "50" else ""
    return f"<span{move}>{escaped(feeling.label)}</span>"
