"""Title, personas and legend of an SVG picture."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from jejak.exporters.measuring import width_of
from jejak.exporters.svg_blocks import (
    Block,
    Type,
    colour,
    dotted,
    moved,
    rectangle,
    stacked,
    text_at,
    text_block,
    used,
)
from jejak.language.catalogue import say
from jejak.layout.curve import number
from jejak.layout.palette import level_name

if TYPE_CHECKING:
    from jejak.layout.parts import Fact, FieldView, MapView, PersonaView

_TEXT = Type(11.5, 16.5)
_LABEL = Type(10, 14, 600, "fg-3")
_NAME = Type(19, 24, 700)
_TITLE = Type(26, 31, 700)
_HEADING, _MEANING = Type(10, 14, 600), Type(10, 14, 400, "fg-2")  # of the legend
_FACES = {2: "excited", 1: "happy", 0: "neutral", -1: "disappointed", -2: "anxious"}


def head(view: MapView, room: float) -> Block:
    """Return title, sentence and facts, over a strong rule."""
    facts, taken = _facts(view.head.facts)
    left = max(room - taken - 40, room / 2)
    title = text_block(view.head.title, left - 70, _TITLE)
    blocks = [title]
    if view.head.is_sample:
        width = min(width_of(view.head.title, 26, 700), left - 70) + 12
        word = view.head.sample
        tag = rectangle(
            width, 9, width_of(word, 9.5, 600) + 12, 15, colour("sogan-100"), 4
        ) + text_at(word, width + 6, 19.8, Type(9.5, 15, 600, "sogan-600"))
        blocks = [Block(title.height, title.svg + tag)]
    if view.head.subtitle:
        blocks.append(text_block(view.head.subtitle, left, Type(12, 16, 400, "fg-2")))
    words = stacked(blocks, 2)
    height = max(words.height, 31) + 10
    rule = rectangle(0, height, room, 2, colour("fg"))
    side = moved(facts, room - taken, height - 41)
    return Block(height + 2, words.svg + side + rule)


def _facts(facts: tuple[Fact, ...]) -> tuple[str, float]:
    """Return the facts in a row, and how wide it is."""
    parts: list[str] = []
    x = 0.0
    for fact in facts:
        parts.append(text_at(fact.label, x, 11, Type(10.5, 15, 400, "fg-3")))
        parts.append(text_at(fact.text, x, 27, Type(11.5, 16, 600)))
        widths = (width_of(fact.label, 10.5), width_of(fact.text, 11.5, 600))
        x += max(widths) * 1.03 + 28
    return "".join(parts), max(x - 28, 0)


def persona_column(view: MapView, room: float) -> Block:
    """Return the personas, one below the other."""
    blocks = [_persona(persona, room) for persona in view.personas]
    column = stacked(blocks, 26)
    return Block(column.height + 14, moved(column.svg, 0, 14))


def _persona(persona: PersonaView, room: float) -> Block:
    blocks = [_portrait(persona), Block(10, ""), text_block(persona.name, room, _NAME)]
    if persona.importance:
        look = Type(10, 14, 600, "sogan-600")
        blocks.append(text_block(persona.importance, room, look))
    if persona.summary:
        blocks.append(text_block(persona.summary, room, _TEXT))
    if persona.quote:
        blocks += [Block(10, ""), _quote(persona.quote, room)]
    for field in persona.fields:
        blocks += [Block(11, ""), text_block(field.label, room, _LABEL)]
        blocks += [Block(3, ""), _field(field, room)]
    return stacked(blocks)


def _portrait(persona: PersonaView) -> Block:
    if persona.portrait:
        data = base64.b64encode(persona.portrait).decode("ascii")
        return Block(
            64,
            f'<image width="64" height="64" href="data:image/svg+xml;base64,{data}"/>',
        )
    if not persona.initials:
        return Block(0, "")
    ground = f'<circle cx="32" cy="32" r="32" fill="{colour("sogan-100")}"/>'
    look = Type(20, 24, 700, "sogan-600")
    letters = text_at(persona.initials, 32, 39, look, ' text-anchor="middle"')
    return Block(64, ground + letters)


def _quote(quote: str, room: float) -> Block:
    look = Type(13, 19, 400, is_italic=True)
    words = text_block(f"“{quote}”", room - 14, look)
    rule = rectangle(0, 0, 2, words.height, colour("sogan-300"))
    return Block(words.height, rule + moved(words.svg, 14, 0))


def _field(field: FieldView, room: float) -> Block:
    if field.form == "points" and len(field.items) > 1:
        items = [dotted(text_block(item, room - 10, _TEXT)) for item in field.items]
        return stacked(items, 2)
    if field.form == "names":
        return text_block(", ".join(field.items), room, _TEXT)
    return stacked([text_block(item, room, _TEXT) for item in field.items], 5)


class _Row:
    """A line that is filled from left to right."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.x = 0.0

    def draw(self, part: str, room: float = 0) -> None:
        """Put a drawing here, and leave it so much room."""
        self.parts.append(part)
        self.x += room

    def write(self, words: str, look: Type, gap: float = 10) -> None:
        """Put words here, and leave a gap behind them."""
        self.parts.append(text_at(words, self.x, 20, look))
        self.x += width_of(words, look.size, look.weight) * 1.03 + gap


def legend(view: MapView, room: float) -> Block:
    """Return what faces and rank glyphs mean, under a strong rule."""
    row = _Row()
    row.draw(rectangle(0, 0, room, 2, colour("fg")))
    if view.curves:
        _put_levels(row, view)
    for name in _lines(view):
        _put_line(row, view, name)
    if view.ranks_used:
        _put_ranks(row, view)
    row.draw(used("mark", room - 46, 10, 13))
    row.draw(text_at("Jejak", room - 28, 20, _MEANING))
    note = _note(view, row.x, room - 66)
    row.draw(note.svg)
    return Block(28 + note.height, "".join(row.parts))


def _put_levels(row: _Row, view: MapView) -> None:
    row.write(say(view.language, "lane.feelings"), _HEADING)
    for level, face in _FACES.items():
        row.draw(used(f"f-{face}{level}", row.x, 10, 13), 18)
        row.write(say(view.language, f"level.{level_name(level)[4:]}"), _MEANING)
    row.x += 12


def _put_line(row: _Row, view: MapView, name: str) -> None:
    dash = ' stroke-dasharray="4 4"' if name == "measured" else ""
    ink, thick = ("fg-2", 1.5) if dash else ("emo-p1-line", 2.5)
    line = (
        f'<path d="M{number(row.x)} 16.5h20" stroke="{colour(ink)}"'
        f' stroke-width="{thick}"{dash}/>'
    )
    row.draw(line, 26)
    row.write(say(view.language, f"picture.{name}"), _MEANING)


def _put_ranks(row: _Row, view: MapView) -> None:
    row.write(say(view.language, "picture.priorities"), _HEADING)
    quadrants = {one.rank: one for one in view.quadrants}
    for rank in view.ranks_used:
        row.draw(used(f"r-{rank or 'none'}", row.x, 11, 11), 16)
        if rank:
            row.write(quadrants[rank].word, Type(9.35, 14, 700, f"rank-{rank}"), 4)
        unranked = say(view.language, "quadrant.none").lower()
        row.write(quadrants[rank].answer if rank else unranked, _MEANING)


def _lines(view: MapView) -> tuple[str, ...]:
    """Return which lines there are to tell apart."""
    if not view.has_ratings:
        return ()
    return ("mapped", "measured") if view.curves else ("measured",)


def _note(view: MapView, left: float, right: float) -> Block:
    """Return where the figures come from: beside the legend, or below it."""
    if view.measured is None:
        return Block(0, "")
    words = " · ".join(filter(None, (view.measured.text, view.measured.sample)))
    if left + width_of(words, 10) * 1.03 + 20 <= right:
        return Block(0, text_at(words, right, 20, _MEANING, ' text-anchor="end"'))
    block = text_block(words, right, _MEANING)
    return Block(block.height + 4, moved(block.svg, 0, 26))
