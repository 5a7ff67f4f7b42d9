"""What the pictures of a report share, and the first of them: a river of stages.

One drawing serves the page and the PDF. On the page its colours are those of the
reader's ground; the columns of stages stand one below the other in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.exporters.measuring import width_of
from jejak.exporters.svg_blocks import (
    Block,
    Type,
    colour,
    moved,
    rectangle,
    stacked,
    text_at,
    text_block,
)
from jejak.language.catalogue import say
from jejak.language.formats import number, percent
from jejak.layout.curve import number as coordinate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.analytics.figures import Rate
    from jejak.analytics.maps.measuring import StagePassed
    from jejak.language.catalogue import Language

WIDTH = 1040.0  # px, of every picture of a report
UNKNOWN = "–"
_SHEET = 560.0  # px, of a picture that a sheet of paper holds
_RIVER = 104.0  # px, its height
_ABREAST = 8  # stages in one row
_WENT = 2  # places that are named of where people went
_TITLE = Type(13, 18, 600)
_LARGE = Type(20, 26, 700)
_SMALL = Type(12, 17, 400, "fg-2")


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what it says to those who cannot see it.

    What is long goes on in further pieces, so that a sheet of paper can part them.
    """

    block: Block
    alt: str
    more: tuple[Block, ...] = ()

    @property
    def pieces(self) -> tuple[Block, ...]:
        """The pieces of the drawing, from the top down."""
        return (self.block, *self.more)

    def svg(self, more: str = "") -> str:
        """Return the whole drawing as an element of its own."""
        return svg_of(stacked(self.pieces, 24), more)


def svg_of(block: Block, more: str = "") -> str:
    """Return a piece of a drawing as an element of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} '
        f'{coordinate(block.height)}"{more}>{block.svg}</svg>'
    )


def in_pieces(head: Block, rows: Sequence[Block], alt: str) -> Picture:
    """Return rows below a head, which stands above each piece again."""
    pieces, own = [], [head]
    for row in rows:
        if len(own) > 1 and sum(block.height for block in own) + row.height > _SHEET:
            pieces.append(stacked(own))
            own = [head]
        own.append(row)
    first, *others = [*pieces, stacked(own)]
    return Picture(first, alt, tuple(others))


def count(n: int, language: Language) -> str:
    """Return a number of people; a few are only said to be few."""
    return f"<\u202f{FEW}" if 0 < n < FEW else number(n, language)


def width_of_figures(text: str, look: Type) -> float:
    """Return how wide a number is where every digit takes the same room."""
    even = "".join("0" if letter.isdigit() else letter for letter in text)
    return width_of(even, look.size, look.weight) * 1.03


def share_of(rate: Rate | None, language: Language) -> str:
    """Return a share, unless few people stand behind it or behind the rest."""
    if rate is None or rate.share is None or rate.den < FEW:
        return UNKNOWN
    few = range(1, FEW)
    if rate.num in few or rate.den - rate.num in few:
        return UNKNOWN
    return percent(rate.share, language)


def river(passed: Sequence[StagePassed], language: Language) -> Picture | None:
    """Draw how many get from stage to stage, each stage a column of equal width.

    Where there are many stages it goes on below, so that they can be read.
    """
    if len(passed) < 2 or passed[0].of_all.den < FEW:
        return None
    rows = ceil(len(passed) / _ABREAST)
    edges = [len(passed) * n // rows for n in range(rows + 1)]
    room = WIDTH / max(end - start for start, end in pairwise(edges))
    levels = _levels(passed)
    blocks = [
        _reach(passed[start:end], levels[start : end + 1], room, language)
        for start, end in pairwise(edges)
    ]
    alt = "; ".join(
        f"{one.stage.title} {count(one.of_all.num, language)}" for one in passed
    )
    return Picture(blocks[0], alt, tuple(blocks[1:]))


def _levels(passed: Sequence[StagePassed]) -> list[float]:
    """Return how high the water stands at each stage, from the top."""
    whole = max(one.of_all.den for one in passed) or 1
    return [_RIVER - _RIVER * one.of_all.num / whole for one in passed]


def _reach(
    passed: Sequence[StagePassed],
    levels: Sequence[float],
    room: float,
    language: Language,
) -> Block:
    """Return a row of stages; where a level follows, the water leads on to it."""
    heads = [_river_head(one, room - 16, language) for one in passed]
    feet = [_river_foot(one, room - 16, language) for one in passed]
    top = max(block.height for block in heads) + 8
    end = top + _RIVER + 12
    parts = [moved(_water(levels, room, room * len(passed)), 0, top)]
    for place, (head, foot) in enumerate(zip(heads, feet, strict=True)):
        x = place * room
        parts.append(moved(head.svg, x + (8 if place else 0), 0))
        parts.append(moved(foot.svg, x + (8 if place else 0), end))
        if place:
            parts.append(rectangle(x - 0.5, 0, 1, end + 40, colour("line")))
    height = end + max(block.height for block in feet)
    return Block(height, "".join(parts))


def _river_head(one: StagePassed, room: float, language: Language) -> Block:
    title = text_block(one.stage.title, room, _TITLE)
    people = count(one.of_all.num, language)
    wide = width_of_figures(people, _LARGE) + 7
    y = title.height + 20
    word = say(language, "report.people")
    body = text_at(people, 0, y, _LARGE) + text_at(word, wide, y, _SMALL)
    return Block(y + 6, title.svg + body)


def _river_foot(one: StagePassed, room: float, language: Language) -> Block:
    if one.goes_on is None:
        return Block(0, "")
    on = say(language, "report.goes_on", share=share_of(one.goes_on, language))
    lost = one.goes_on.den - one.goes_on.num
    out = say(language, "report.leave", n=count(lost, language)) if lost else ""
    strong, lost_look = Type(12, 17, 600), Type(12, 17, 600, "emo-n2-ink")
    lines = [text_block(on, room, strong)]
    both = width_of(on, 12, 600) + width_of(out, 12, 600) + 12
    if both <= room:
        right = text_at(out, room - 4, 13, lost_look, ' text-anchor="end"')
        lines = [Block(17, text_at(on, 0, 13, strong) + right)]
    elif out:
        lines.append(text_block(out, room, lost_look))
    went = text_block(", ".join(_went(one, language)), room, _SMALL)
    return stacked([*lines, Block(3, ""), went])


def _went(one: StagePassed, language: Language) -> Iterator[str]:
    for card, n in [way for way in one.went if way[1] >= FEW][:_WENT]:
        people = number(n, language)
        if card is None:
            yield say(language, "report.went_nowhere", n=people)
        else:
            is_within = card.stage == one.stage.id  # on from where they came in
            key = "report.went_within" if is_within else "report.went_to"
            yield say(language, key, n=people, where=card.text)


def _water(levels: Sequence[float], room: float, width: float) -> str:
    line = f"M0 {coordinate(levels[0])}"
    for place, (y, below) in enumerate(pairwise(levels)):
        end = (place + 1) * room
        line += f"H{coordinate(end - 0.22 * room)}C"
        handles = ((-0.08, y), (-0.1, below), (0.02, below))
        line += " ".join(
            f"{coordinate(min(end + share * room, width))} {coordinate(at)}"
            for share, at in handles
        )
    line += f"H{coordinate(width)}"
    return (
        f'<path d="{line}V{_RIVER:.0f}H0Z" fill="{colour("accent-text")}"'
        ' opacity=".15"/>'
        f'<path d="{line}" fill="none" stroke="{colour("accent-text")}"'
        ' stroke-width="2"/>'
    )
