"""What stands in the cells of an SVG picture."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from jejak.exporters.measuring import width_of
from jejak.exporters.svg_blocks import (
    BODY,
    MUTED,
    SMALL,
    Block,
    Chip,
    Type,
    card,
    chip_rows,
    colour,
    dotted,
    icon,
    moved,
    rectangle,
    stacked,
    stepped,
    text_at,
    text_block,
    used,
)
from jejak.layout.expectation import TICK

if TYPE_CHECKING:
    from jejak.layout.expectation import Bar
    from jejak.layout.parts import CellView, ItemView

_PART = Type(9.5, 14.25, 600, "fg-3")


def cell_block(cell: CellView, room: float) -> Block:
    """Return the content of a cell that is `room` px wide."""
    if not cell.items:
        return text_block(cell.note, room, MUTED) if cell.note else Block(0, "")
    blocks: list[Block] = []
    for part, members in groupby(cell.items, key=lambda item: item.substage):
        items = list(members)
        if part:
            blocks.append(text_block(part, room, _PART))
        blocks.append(_items(items, room))
    return stacked(blocks, 4)


def _items(items: list[ItemView], room: float) -> Block:
    kind = items[0].kind
    if kind in {"touchpoint", "channel"}:
        chips = [
            Chip(_with_details(item), item.icon, item.kind == "channel")
            for item in items
        ]
        return chip_rows(chips, room)
    if kind == "step":
        return stacked([stepped(_text(i, room - 18), i.step) for i in items], 2)
    if kind == "pain":
        return stacked([_pain(item, room) for item in items], 3)
    if kind == "opportunity":
        return stacked([_opportunity(item, room) for item in items], 3)
    if kind == "delight":
        return stacked([_delight(item, room) for item in items], 2)
    if kind == "measured":
        return stacked([_figure(item, room) for item in items], 2)
    if kind in {"text", "entry"} and len(items) > 1:
        return stacked([dotted(_text(item, room - 8)) for item in items], 1)
    return stacked([_text(item, room) for item in items], 1)


def _with_details(item: ItemView) -> str:
    return " · ".join((item.text, *item.details))


def _text(item: ItemView, room: float) -> Block:
    look = Type(is_italic=True) if item.kind == "thought" else BODY
    blocks = [text_block(item.text, room, look)]
    notes = [*item.details, item.moment, item.evidence, item.number]
    if any(notes):
        blocks.append(text_block(" · ".join(filter(None, notes)), room, SMALL))
    return stacked(blocks)


def _delight(item: ItemView, room: float) -> Block:
    block = _text(item, room - 17)
    mark = icon(item.icon, 0, 1.5, 11, "opp-ink")
    return Block(block.height, mark + moved(block.svg, 17, 0))


def _pain(item: ItemView, room: float) -> Block:
    """Return a pain: rank, number and words in one paragraph, as on the sheet."""
    lead: list[tuple[str, Type]] = []
    if item.rank:
        look = Type(9, 14.25, 700, f"rank-{item.rank}", spacing=0.04)
        lead.append((item.rank_word, look))
    if item.number:
        lead.append((item.number, Type(9, 14.25, 600, "fg-3")))
    body = _led(lead, item, room - 35)
    mark = used(f"r-{item.rank or 'none'}", 0, 0, 12)
    title = "" if item.rank else f"<title>{item.rank_word}</title>"
    return card("pain-tint", f"<g>{title}{mark}</g>", body, room)


_INKS = {"met": "fg", "near": "sogan-600", "over": "emo-n2-ink"}
_BARS = {"met": "emo-p1-line", "near": "sogan-500", "over": "emo-n2-line"}
_BAR = 120.0  # px, the widest


def _figure(item: ItemView, room: float) -> Block:
    """Return a measured figure, with the bar of what was expected of it."""
    tone = item.bar.tone if item.bar else "met"
    look = Type(10.75, 14.25, 700, _INKS[tone])
    first = width_of(item.strong, look.size, look.weight) * 1.03 + 4
    body = text_block(item.text, room, BODY, indent=first)
    words = Block(body.height, text_at(item.strong, 0, 10.995, look) + body.svg)
    return stacked([words, _bar(item.bar, min(room, _BAR))]) if item.bar else words


def _bar(bar: Bar, width: float) -> Block:
    ground = rectangle(0, 2, width, 3, colour("line-2"), 1.5)
    fill = rectangle(0, 2, bar.width * width, 3, colour(_BARS[bar.tone]), 1.5)
    tick = rectangle(TICK * width - 0.75, 0, 1.5, 7, colour("fg"))
    return Block(9, ground + fill + tick)


def _opportunity(item: ItemView, room: float) -> Block:
    lead = [(item.number, Type(9, 14.25, 600, "opp-ink"))] if item.number else []
    body = _led(lead, item, room - 35)
    return card("opp-tint", icon(item.icon, 0, 0, 12, "opp-ink"), body, room)


def _led(lead: list[tuple[str, Type]], item: ItemView, room: float) -> Block:
    """Return a text that begins with a few words in other type."""
    x = 0.0
    parts: list[str] = []
    for words, look in lead:
        parts.append(text_at(words, x, 10.8, look))
        x += width_of(words, look.size, look.weight) + len(words) * 0.4 + 4
    body = text_block(item.text, room, BODY, indent=x)
    blocks = [Block(body.height, "".join(parts) + body.svg)]
    if item.links:
        pains = ", ".join(item.links)
        linked = text_block(pains, room - 14, Type(9, 14.25, 400, "opp-ink"))
        link = icon("link", 0, 2.5, 9, "opp-ink")
        blocks.append(Block(linked.height, link + moved(linked.svg, 13, 0)))
    notes = " · ".join(filter(None, (item.moment, item.evidence)))
    if notes:
        blocks.append(text_block(notes, room, SMALL))
    return stacked(blocks)
