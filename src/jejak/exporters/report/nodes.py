"""Where everything of a flow stands: channels, touchpoints, what is off the map."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.exporters.measuring import width_of
from jejak.exporters.report.pictures import WIDTH, count, width_of_figures
from jejak.exporters.report.ways import FALL
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

if TYPE_CHECKING:
    from jejak.analytics.maps.flow import Flow
    from jejak.analytics.maps.measuring import Measured, TouchpointMeasured
    from jejak.language.catalogue import Language

NODE = 9.0  # px, the width of a touchpoint
_HIGHEST, _LEAST = 92.0, 3.0  # px: of everybody; of anybody
_BESIDE = 96.0  # px, that a touchpoint takes beside another one
_INSET, _ABOVE, _GAP = 18.0, 8.0, 14.0  # px: in a stage; over a row; below one
_ENTRY, _ENTRIES, _ENTRY_ROW = 124.0, 5, 34.0  # px; channels at most; px of one
_TITLE = Type(13, 18, 600)
_NAME = Type(12, 15, 600)
_PEOPLE = Type(12, 15, 400, "fg-2")
_NOTE = Type(11, 14, 600, "sogan-600")


@dataclass(frozen=True, slots=True)
class Node:
    """A touchpoint, an event or a channel as it stands in the picture."""

    x: float
    y: float
    height: float
    label: Block
    label_x: float  # from the node
    label_y: float
    ink: str
    foot: float = 0.0  # where its notes end
    notes: Block = field(default_factory=lambda: Block(0, ""))

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Places:
    """The nodes of a flow, by the numbers of its touchpoints, and of channels."""

    nodes: dict[int, Node]
    entries: dict[str, Node]
    heads: str
    base: float  # below which are no touchpoints
    bottom: float  # below which is nothing


def leaving(flow: Flow, place: int, last: int) -> int:
    """Return how many end somewhere; of a few, or arrived at the end: none."""
    row = flow.reach.get(place)
    if row is None or place == last or row.last < FEW:
        return 0
    return row.last


def places_of(
    measured: Measured, flow: Flow, language: Language, room: float
) -> Places:
    """Place everything: stages side by side, channels before them.

    Args:
        measured: The map as it was measured.
        flow: What follows on what.
        language: Of the words.
        room: What stays free below the touchpoints, in px.
    """
    return _Placing(measured, flow, language).places(room)


class _Placing:
    """Touchpoints in the columns of their stages, from the top down."""

    def __init__(self, measured: Measured, flow: Flow, language: Language) -> None:
        self.measured, self.flow, self.language = measured, flow, language
        self.entries = self._channels()
        self.left = _ENTRY if self.entries else 0.0
        stages = measured.binding.stages
        self.room = (WIDTH - self.left) / max(len(stages), 1)
        reached = [row.cases for row in flow.reach.values()]
        self.unit = _HIGHEST / max([*reached, 1])
        on_map = [n for n, one in enumerate(measured.touchpoints) if one.events]
        self.last = max(on_map, default=-1)

    def places(self, room: float) -> Places:
        """Return where everything stands."""
        head = self._stage_heads()
        nodes = self._touchpoints(head.height + 4)
        entries, foot = self._entry_nodes(head.height + 16)
        base = 4 + max([foot, *(node.foot for node in nodes.values())])
        extra, bottom = self._events(nodes, base + room)
        rules = "".join(
            rectangle(self.left + place * self.room - 0.5, 0, 1, bottom, colour("line"))
            for place in range(0 if self.left else 1, len(self.measured.binding.stages))
        )
        return Places({**nodes, **extra}, entries, rules + head.svg, base, bottom)

    def _stage_heads(self) -> Block:
        blocks = [
            text_block(stage.title, self.room - 16, _TITLE)
            for stage in self.measured.binding.stages
        ]
        height = max(block.height for block in blocks) + 6
        first = 8 if self.left else 0
        parts = [
            moved(block.svg, self.left + n * self.room + (8 if n else first), 0)
            for n, block in enumerate(blocks)
        ]
        line = rectangle(0, height, WIDTH, 1, colour("line"))
        return Block(height, "".join(parts) + line)

    # Touchpoints

    def _touchpoints(self, first: float) -> dict[int, Node]:
        """Return touchpoints side by side where they fit, else like stairs."""
        rows: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
        for index, stage in enumerate(self.measured.binding.stages):
            own = [
                n
                for n, one in enumerate(self.measured.touchpoints)
                if one.card.stage == stage.id and one.events
            ]
            each = (self.room - _INSET) / max(len(own), 1)
            start, is_level = self.left + index * self.room + _INSET, each >= _BESIDE
            for step, place in enumerate(own):
                x = start + step * each * (1 if is_level else 0.8)
                free = each - 14 if is_level else start + self.room - _INSET - x - 8
                rows[0 if is_level else step].append((place, x, free))
        made, y = {}, first
        for row in sorted(rows):
            labels = {place: self._label(place, free) for place, _, free in rows[row]}
            y += _ABOVE + max(label.height for label in labels.values()) + 3
            for place, x, free in rows[row]:
                made[place] = self._touchpoint(place, x, y, free, labels[place])
            y = max(made[place].foot for place, _, _ in rows[row]) + _GAP
        return made

    def _touchpoint(
        self, place: int, x: float, y: float, free: float, label: Block
    ) -> Node:
        height = max(self.flow.reach[place].cases * self.unit, _LEAST)
        notes = self._notes(place, free - NODE)
        fall = FALL if leaving(self.flow, place, self.last) else 18
        ink = "emo-p1-ink" if place == self.last else "accent-text"
        foot = y + height + fall + notes.height
        top = -3 - label.height
        return Node(x, y, height, label, 0, top, ink, foot, notes)

    def _label(self, place: int, room: float) -> Block:
        """Return a name with its people, beside it if there is room."""
        one: TouchpointMeasured = self.measured.touchpoints[place]
        name = text_block(one.card.text, room, _NAME)
        people = count(one.reach.num, self.language)
        wide = width_of(one.card.text, _NAME.size, _NAME.weight) * 1.03 + 6
        is_one_line = name.height <= _NAME.line
        if is_one_line and wide + width_of_figures(people, _PEOPLE) <= room:
            return Block(name.height, name.svg + text_at(people, wide, 11.8, _PEOPLE))
        return stacked([name, text_block(people, room, _PEOPLE)])

    def _notes(self, place: int, room: float) -> Block:
        """Return what is said below a node: how many do it again."""
        again = self.flow.people.get((place, place), 0)
        if again < FEW:
            return Block(0, "")
        said = say(self.language, "report.again", n=number(again, self.language))
        return text_block(said, room, _NOTE)

    # Events that are not on the map

    def _events(
        self, nodes: dict[int, Node], base: float
    ) -> tuple[dict[int, Node], float]:
        """Return what many do off the map, each below where they mostly come from."""
        made = {}
        for place in range(len(self.measured.touchpoints), len(self.flow.names)):
            row = self.flow.reach.get(place)
            before = [one for one in self.flow.passages if one.target == place]
            source = next((x.source for x in before if x.source in nodes), None)
            if row is None or row.cases < FEW or source is None:
                continue
            x = min(nodes[source].x + self.room * 0.4, WIDTH - 150)
            room = WIDTH - x - 36
            people = number(row.cases, self.language)
            off = say(self.language, "report.off_map", n=people)
            label = stacked(
                [
                    text_block(self.flow.names[place], room, _NAME),
                    text_block(off, room, _PEOPLE),
                    self._notes(place, room),
                ]
            )
            height = max(row.cases * self.unit, _LEAST)
            y = base + _GAP
            base = y + max(height + FALL, label.height) + 4
            made[place] = Node(x, y, height, label, 40, -3, "sogan-500", base)
        return made, base

    # Channels by which people come in

    def _channels(self) -> list[tuple[str, int]]:
        found: dict[str, int] = defaultdict(int)
        for one in self.flow.entries:
            if one.channel and one.share.num >= FEW:
                found[one.channel] += one.share.num
        most = sorted(found.items(), key=lambda one: (-one[1], one[0]))
        return most[:_ENTRIES]

    def _entry_nodes(self, y: float) -> tuple[dict[str, Node], float]:
        made = {}
        for channel, n in self.entries:
            height = max(n * self.unit, _LEAST)
            people = number(n, self.language)
            room = _ENTRY - 36
            names = [
                text_block(channel, room, _NAME),
                text_block(people, room, _PEOPLE),
            ]
            label = stacked(names)
            tall = max(height, label.height, _ENTRY_ROW)
            top = max(height - label.height, 0) / 2
            made[channel] = Node(0, y, height, label, 16, top, "accent-text")
            y += tall + 10
        return made, y
