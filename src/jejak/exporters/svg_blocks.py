"""Measured pieces of an SVG picture: text, chips, cards."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.exporters.marks import plain
from jejak.exporters.measuring import Weight, width_of, wrapped
from jejak.layout.curve import number
from jejak.layout.palette import PRINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ground: ContextVar[Mapping[str, str]] = ContextVar("ground", default=PRINT)

SIZE, LINE = 10.75, 14.25  # px, of the sheet's text


@contextmanager
def on_ground(colours: Mapping[str, str]) -> Iterator[None]:
    """Draw in the colours of a palette.

    A context and no argument: hardly any of the many small functions that draw
    names a colour, but all of them would have to hand the palette on.
    """
    token = _ground.set(colours)
    try:
        yield
    finally:
        _ground.reset(token)


def colour(name: str) -> str:
    """Return the colour of this name on the ground that is drawn on.

    Examples:
        >>> from jejak.layout.palette import DARK
        >>> with on_ground(DARK):
        ...     colour("fg")
        '#EFEAE0'
        >>> colour("fg")
        '#1D1A15'
    """
    return _ground.get()[name]


def palette() -> Mapping[str, str]:
    """Return all colours of the ground that is drawn on."""
    return _ground.get()


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a picture, drawn from its upper left corner."""

    height: float
    svg: str


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set."""

    size: float = SIZE
    line: float = LINE
    weight: Weight = 400
    colour: str = "fg"
    is_italic: bool = False
    spacing: float = 0.0  # em

    def attributes(self) -> str:
        """Return the type as attributes of an element."""
        parts = [
            f'font-size="{number(self.size)}"',
            f'font-weight="{self.weight}"',
            f'fill="{colour(self.colour)}"',
        ]
        if self.is_italic:
            parts.append('font-style="italic"')
        if self.spacing:
            parts.append(f'letter-spacing="{self.spacing}em"')
        return " ".join(parts)


BODY = Type()
MUTED = Type(colour="fg-3")
SMALL = Type(9.5, LINE, 400, "fg-3")


def text_at(text: str, x: float, y: float, look: Type = BODY, more: str = "") -> str:
    """Return one line of text whose letters stand on `y`."""
    return (
        f'<text x="{number(x)}" y="{number(y)}" {look.attributes()}{more}>'
        f"{plain(text)}</text>"
    )


def text_block(
    text: str, room: float, look: Type = BODY, *, x: float = 0, indent: float = 0
) -> Block:
    """Return a text set in lines, the first of them `indent` further in."""
    lines = wrapped(text, room, look.size, look.weight, first=indent)
    foot = look.line / 2 + look.size * 0.36
    spans = "".join(
        f'<tspan x="{number(x + (0 if index else indent))}"'
        f' y="{number(foot + index * look.line)}">{plain(line)}</tspan>'
        for index, line in enumerate(lines)
    )
    return Block(len(lines) * look.line, f"<text {look.attributes()}>{spans}</text>")


def stacked(blocks: Iterable[Block], gap: float = 0) -> Block:
    """Return blocks one below the other."""
    parts: list[str] = []
    height = 0.0
    for index, block in enumerate(blocks):
        height += gap if index else 0
        parts.append(moved(block.svg, 0, height))
        height += block.height
    return Block(height, "".join(parts))


def moved(svg: str, x: float, y: float) -> str:
    """Return a drawing at another place."""
    if not svg or (not x and not y):
        return svg
    return f'<g transform="translate({number(x)} {number(y)})">{svg}</g>'


def icon(name: str, x: float, y: float, size: float, ink: str = "fg-3") -> str:
    """Return an icon; it says nothing by itself."""
    return used(f"i-{name}", x, y, size, f' stroke="{colour(ink)}"')


def used(symbol: str, x: float, y: float, size: float, more: str = "") -> str:
    """Return a symbol drawn in a square."""
    return (
        f'<use href="#{symbol}" x="{number(x)}" y="{number(y)}"'
        f' width="{number(size)}" height="{number(size)}"{more}/>'
    )


def rectangle(
    x: float, y: float, width: float, height: float, fill: str, radius: float = 0
) -> str:
    """Return a filled rectangle."""
    corners = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}"'
        f' height="{number(height)}"{corners} fill="{fill}"/>'
    )


def tag(word: str) -> Block:
    """Return a small word on an ochre ground, such as "sample"."""
    room = width_of(word, 9.5, 600) * 1.03 + 10
    ground = rectangle(0, 1, room, 14, colour("sogan-100"), 4)
    return Block(16, ground + text_at(word, 5, 11.5, Type(9.5, 14, 600, "sogan-600")))


def dotted(block: Block) -> Block:
    """Return an item of a list with its dot; the block must leave 8 px for it."""
    dot = f'<circle cx="1.5" cy="7.2" r="1.5" fill="{colour("fg-3")}"/>'
    return Block(block.height, dot + moved(block.svg, 8, 0))


def stepped(block: Block, step: int) -> Block:
    """Return a step with its number in a ring; the block must leave 18 px for it."""
    ring = (
        f'<circle cx="6" cy="7.2" r="5.5" fill="none" stroke="{colour("line-3")}"'
        ' stroke-width=".75"/>'
    )
    look = Type(9.35, 10, 600, "fg-2")
    label = text_at(str(step), 6, 10.4, look, ' text-anchor="middle"')
    return Block(block.height, ring + label + moved(block.svg, 18, 0))


@dataclass(frozen=True, slots=True)
class Chip:
    """A touchpoint (outlined) or a channel (filled pill)."""

    text: str
    icon: str
    is_channel: bool


_CHIP = Type(10.25, 14, 500)


def chip_rows(chips: Sequence[Chip], room: float) -> Block:
    """Return chips side by side, in as many rows as they need."""
    parts: list[str] = []
    x = y = row = 0.0
    for chip in chips:
        width = min(width_of(chip.text, 10.25, 500) * 1.03 + 30, room)
        if x and x + width > room:
            x, y, row = 0.0, y + row + 4, 0.0
        label = text_block(chip.text, width - 26, _CHIP)
        height = label.height + 4
        parts.append(moved(_chip(chip, label, width, height), x, y))
        x, row = x + width + 4, max(row, height)
    return Block(y + row, "".join(parts))


def _chip(chip: Chip, label: Block, width: float, height: float) -> str:
    if chip.is_channel:
        ground = rectangle(0, 0, width, height, colour("bg-sunken"), 9)
    else:
        ground = (
            f'<rect x=".5" y=".5" width="{number(width - 1)}"'
            f' height="{number(height - 1)}" rx="4" fill="none"'
            f' stroke="{colour("line-3")}" stroke-width=".75"/>'
        )
    return ground + icon(chip.icon, 7, 3.5, 11) + moved(label.svg, 22, 2)


def card(fill: str, mark: str, body: Block, width: float) -> Block:
    """Return a tinted card; the body must leave 35 px for mark and margins."""
    ground = rectangle(0, 0, width, body.height + 8, colour(fill), 4)
    return Block(body.height + 8, ground + moved(mark, 8, 5) + moved(body.svg, 27, 4))
