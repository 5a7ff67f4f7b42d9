"""The flow of a report: touchpoints in their stages, and how people pass between them.

Ways onward are ribbons, ways out fall and fade, ways back are dashed. What fewer
than five did is not drawn; the table beside it says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.exporters.measured_pictures import (
    WIDTH,
    Picture,
    count,
    width_of_figures,
)
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
from jejak.language.formats import number
from jejak.layout.curve import number as at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.analytics.figures import Passage
    from jejak.analytics.flowing import Flow
    from jejak.analytics.measuring import Measured, TouchpointMeasured
    from jejak.analytics.tables import Table
    from jejak.language.catalogue import Language

_HIGHEST, _NODE = 92.0, 9.0  # px: of everybody; the width of a touchpoint
_BESIDE = 110.0  # px, that a touchpoint takes beside another one
_FALL, _ABOVE, _GAP = 40.0, 8.0, 40.0  # px: of a way out; over a row; below one
_BACK_ROW = 30.0  # px, of a way back
_WAYS, _BACKS = 60, 3  # that are drawn at most
_TITLE = Type(13, 18, 600)
_NAME = Type(12, 15, 600)
_PEOPLE = Type(12, 15, 400, "fg-2")
_OUT = Type(11, 14, 600, "emo-n2-ink")
_BACK = Type(11, 14, 600, "sogan-600")


@dataclass(frozen=True, slots=True)
class _Node:
    """A touchpoint as it stands in the picture."""

    place: int
    x: float
    row: int
    height: float
    label: Block


def flow_picture(
    measured: Measured, flow: Flow, told: Table, language: Language
) -> Picture | None:
    """Draw the flow; nothing where no two touchpoints follow on each other.

    Args:
        measured: The map as it was measured.
        flow: What follows on what.
        told: Its table, as it stands beside the picture.
        language: Of the words.
    """
    shown = [one for one in flow.passages if one.share.num >= FEW]
    if not any(one.source != one.target for one in shown) or measured.cases < FEW:
        return None
    nodes = _nodes(measured, language)
    head = _stage_heads(measured)
    tops = _row_tops(nodes, head.height + 4)
    drawing = _Drawing(measured, flow, nodes, tops, language)
    body, bottom = drawing.drawn(shown)
    rules = _rules(measured, bottom)
    alt = "; ".join(
        f"{row[0]} – {row[1]} {number(row[2], language)}"
        for row in told.rows[:8]
        if isinstance(row[2], int)
    )
    return Picture(Block(bottom, rules + head.svg + body), alt)


def _nodes(measured: Measured, language: Language) -> dict[int, _Node]:
    """Place touchpoints in the columns of their stages, side by side if they fit."""
    stages = measured.binding.stages
    room = WIDTH / max(len(stages), 1)
    most = max((one.reach.num for one in measured.touchpoints), default=0) or 1
    made = {}
    for index, stage in enumerate(stages):
        own = [
            (place, one)
            for place, one in enumerate(measured.touchpoints)
            if one.card.stage == stage.id and one.events
        ]
        each = (room - 8) / max(len(own), 1)
        is_level = each >= _BESIDE  # else like stairs: names need the room
        for step, (place, one) in enumerate(own):
            x = (
                index * room
                + (8 if index else 0)
                + step * (each if is_level else each * 0.8)
            )
            free = each - 10 if is_level else (index + 1) * room - x - 8
            label = _label(one, free, language)
            height = max(_HIGHEST * one.reach.num / most, 3.0)
            made[place] = _Node(place, x, 0 if is_level else step, height, label)
    return made


def _label(one: TouchpointMeasured, room: float, language: Language) -> Block:
    """Return the name of a touchpoint with its people, beside it if there is room."""
    name = text_block(one.card.text, room, _NAME)
    people = count(one.reach.num, language)
    wide = width_of(one.card.text, _NAME.size, _NAME.weight) * 1.03 + 6
    if name.height <= _NAME.line and wide + width_of_figures(people, _PEOPLE) <= room:
        return Block(name.height, name.svg + text_at(people, wide, 11.8, _PEOPLE))
    return stacked([name, text_block(people, room, _PEOPLE)])


def _row_tops(nodes: dict[int, _Node], first: float) -> list[float]:
    """Return where the touchpoints of each row begin, below their names."""
    tops, y = [], first
    for row in range(max(node.row for node in nodes.values()) + 1):
        own = [node for node in nodes.values() if node.row == row]
        y += _ABOVE + max(node.label.height for node in own) + 3
        tops.append(y)
        y += max(node.height for node in own) + _FALL + _GAP
    return tops


def _stage_heads(measured: Measured) -> Block:
    stages = measured.binding.stages
    room = WIDTH / max(len(stages), 1)
    blocks = [text_block(stage.title, room - 16, _TITLE) for stage in stages]
    height = max(block.height for block in blocks) + 6
    parts = [
        moved(block.svg, place * room + (8 if place else 0), 0)
        for place, block in enumerate(blocks)
    ]
    return Block(
        height, "".join(parts) + rectangle(0, height, WIDTH, 1, colour("line"))
    )


def _rules(measured: Measured, bottom: float) -> str:
    room = WIDTH / max(len(measured.binding.stages), 1)
    return "".join(
        rectangle(place * room - 0.5, 0, 1, bottom, colour("line"))
        for place in range(1, len(measured.binding.stages))
    )


class _Drawing:
    """The touchpoints and the ways between them."""

    def __init__(
        self,
        measured: Measured,
        flow: Flow,
        nodes: dict[int, _Node],
        tops: Sequence[float],
        language: Language,
    ) -> None:
        self.measured = measured
        self.flow = flow
        self.nodes = nodes
        self.tops = tops
        self.language = language
        self.last = max(nodes)

    def name(self, place: int) -> str:
        """Return what a touchpoint is called."""
        return self.measured.touchpoints[place].card.text

    def drawn(self, shown: Sequence[Passage]) -> tuple[str, float]:
        """Return the drawing and where it ends."""
        onward = [one for one in shown if one.target > one.source][:_WAYS]
        back = [one for one in shown if one.target < one.source][:_BACKS]
        again = [one for one in shown if one.target == one.source]
        bottom = max(
            self.tops[node.row] + node.height + _FALL + 34
            for node in self.nodes.values()
        )
        parts = [
            _FADE.format(ink=colour("emo-n1"), end=colour("bg-paper")),
            *self._onward(onward),
            *self._outs(),
            *(self._again(one) for one in again),
            *self._off_map(),
            *self._marks(),
            *(
                self._back(one, bottom + 12 + k * _BACK_ROW)
                for k, one in enumerate(back)
            ),
        ]
        end = bottom + (len(back) * _BACK_ROW + 24 if back else 6)
        return "".join(parts), end

    def _marks(self) -> Iterator[str]:
        for node in self.nodes.values():
            top = self.tops[node.row]
            yield rectangle(node.x, top, _NODE, node.height, colour("accent-text"), 1.5)
            yield moved(node.label.svg, node.x, top - 3 - node.label.height)

    def _leaving(self, place: int) -> int:
        """Return how many end at a touchpoint; few, or arrived at the end: none."""
        row = self.flow.reach.get(place)
        if row is None or place == self.last or row.last < FEW:
            return 0
        return row.last

    def _onward(self, ways: Sequence[Passage]) -> Iterator[str]:
        """Yield ribbons; those of one touchpoint stand below one another."""
        out = {place: self._leaving(place) for place in self.nodes}
        into = dict.fromkeys(self.nodes, 0)
        for one in ways:
            out[one.source] += one.share.num
            into[one.target] += one.share.num
        taken = dict.fromkeys(self.nodes, 0.0)
        filled = dict.fromkeys(self.nodes, 0.0)
        for one in sorted(ways, key=lambda one: (one.source, one.target)):
            source, target = self.nodes[one.source], self.nodes[one.target]
            thick = source.height * one.share.num / out[one.source]
            broad = target.height * one.share.num / into[one.target]
            reach = self.flow.reach[one.target]
            broad *= min(1.0, into[one.target] / max(reach.cases, 1))
            y0 = self.tops[source.row] + taken[one.source]
            y1 = self.tops[target.row] + filled[one.target]
            taken[one.source] += thick
            filled[one.target] += broad
            yield _ribbon(source.x + _NODE, y0, thick, target.x, y1, broad)

    def _outs(self) -> Iterator[str]:
        for place, node in self.nodes.items():
            leaving = self._leaving(place)
            if not leaving:
                continue
            passed = sum(
                one.share.num
                for one in self.flow.passages
                if one.source == place < one.target
            )
            thick = node.height * leaving / (leaving + passed)
            x, end = node.x + _NODE, self.tops[node.row] + node.height
            yield _fall(x, end - thick, thick, end + _FALL - 16)
            label = number(leaving, self.language)
            yield text_at(label, x + 6, end + _FALL - 2, _OUT, _halo())

    def _off_map(self) -> Iterator[str]:
        """Yield how many events follow that no touchpoint claims."""
        for place, node in self.nodes.items():
            n = self.measured.touchpoints[place].ad_hoc
            if n < FEW:
                continue
            y = self.tops[node.row] + node.height + _FALL + 27
            said = say(self.language, "report.off_map", n=number(n, self.language))
            yield rectangle(node.x, y - 9, 9, 9, colour("sogan-500"), 1.5)
            yield text_at(said, node.x + 14, y - 0.5, _BACK, _halo())

    def _again(self, one: Passage) -> str:
        """Return a small ring below a touchpoint that follows on itself."""
        node = self.nodes[one.source]
        x, y = node.x + _NODE / 2, self.tops[node.row] + node.height
        n = number(one.share.num, self.language)
        said = say(self.language, "report.again", n=n)
        ring = (
            f'<path d="M{at(x)} {at(y)}c-16 6 -16 22 -3 22c9 0 9 -12 4 -19" fill="none"'
            f' stroke="{colour("sogan-500")}" stroke-width="1.5"'
            ' stroke-dasharray="3 3"/>'
        )
        below = _FALL + 13 if self._leaving(one.source) else 36
        return ring + text_at(said, max(x - 12, 0), y + below, _BACK, _halo())

    def _back(self, one: Passage, low: float) -> str:
        """Return a dashed way back, below everything else, with an arrow at its end."""
        source, target = self.nodes[one.source], self.nodes[one.target]
        x0, y0 = source.x + _NODE / 2, self.tops[source.row] + source.height
        x1, y1 = target.x + _NODE / 2, self.tops[target.row] + target.height
        n = number(one.share.num, self.language)
        said = say(self.language, "report.back", n=n, where=self.name(one.target))
        middle = (x0 + x1) / 2
        half = width_of(said, 11, 600) / 2 + 4
        middle = min(max(middle, half), WIDTH - half)
        deep = low + (low - min(y0, y1)) / 3
        return (
            f'<path d="M{at(x0)} {at(y0)}C{at(x0)} {at(deep)} {at(x1)} {at(deep)} '
            f'{at(x1)} {at(y1 + 5)}" fill="none" stroke="{colour("sogan-500")}"'
            ' stroke-width="1.5" stroke-dasharray="4 4"/>'
            f'<path d="M{at(x1 - 3.5)} {at(y1 + 7)}l3.5 -6l3.5 6" fill="none"'
            f' stroke="{colour("sogan-500")}" stroke-width="1.5"/>'
            + text_at(said, middle, low + 14, _BACK, ' text-anchor="middle"' + _halo())
        )


def _halo() -> str:
    return (
        f' stroke="{colour("bg-paper")}" stroke-width="4" stroke-linejoin="round"'
        ' paint-order="stroke"'
    )


_FADE = (
    '<defs><linearGradient id="fade" x1="0" x2="0" y1="0" y2="1">'
    '<stop offset="0" stop-color="{ink}" stop-opacity=".8"/>'
    '<stop offset="1" stop-color="{ink}" stop-opacity=".05"/>'
    "</linearGradient></defs>"
)


def _ribbon(
    x0: float, y0: float, thick: float, x1: float, y1: float, broad: float
) -> str:
    half = (x0 + x1) / 2
    return (
        f'<path d="M{at(x0)} {at(y0)}C{at(half)} {at(y0)} {at(half)} {at(y1)} {at(x1)} '
        f"{at(y1)}V{at(y1 + broad)}C{at(half)} {at(y1 + broad)} {at(half)} "
        f'{at(y0 + thick)} {at(x0)} {at(y0 + thick)}Z" fill="{colour("accent")}"'
        ' opacity=".18"/>'
    )


def _fall(x: float, y: float, thick: float, end: float) -> str:
    """Return a way out: it bends down and fades."""
    wide = min(max(thick, 3.0), 24.0)
    outer = x + wide + 6
    return (
        f'<path d="M{at(x)} {at(y)}C{at(outer)} {at(y)} {at(outer)} {at(y + 4)} '
        f"{at(outer)} {at(y + thick + 10)}V{at(end)}H{at(outer - wide)}"
        f"V{at(y + thick + 6)}C{at(outer - wide)} {at(y + thick)} {at(x + 3)} "
        f'{at(y + thick)} {at(x)} {at(y + thick)}Z" fill="url(#fade)"/>'
    )
