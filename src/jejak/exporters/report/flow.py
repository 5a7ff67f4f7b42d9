"""The flow of a report: how people come in, pass between touchpoints, and leave.

Ways onward are ribbons, ways out fall and fade, ways back are dashed. What fewer
than five people did is not drawn; the table beside it says the same.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.exporters.measuring import width_of
from jejak.exporters.report.nodes import NODE, leaving, places_of
from jejak.exporters.report.pictures import WIDTH, Picture
from jejak.exporters.report.ways import FALL, arc, fading, fall, halo, ribbon, ring
from jejak.exporters.svg_blocks import Block, Type, colour, moved, rectangle, text_at
from jejak.language.catalogue import say
from jejak.language.formats import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.analytics.figures import Passage
    from jejak.analytics.maps.flow import Entry, Flow
    from jejak.analytics.maps.measuring import Measured
    from jejak.analytics.tables import Table
    from jejak.exporters.report.nodes import Places
    from jejak.language.catalogue import Language

_BACK_ROW = 26.0  # px, of a way back
_STAGES = 10  # beside each other, so that names can be read; else the table tells
_WAYS, _BACKS = 60, 3  # that are drawn at most
_OUT = Type(11, 14, 600, "emo-n2-ink")
_BACK = Type(11, 14, 600, "sogan-600")


def flow_picture(
    measured: Measured, flow: Flow, told: Table, language: Language
) -> Picture | None:
    """Draw the flow; nothing of too many stages, or where nothing follows on another.

    Args:
        measured: The map as it was measured.
        flow: What follows on what.
        told: Its table, as it stands beside the picture.
        language: Of the words.
    """
    drawing = _Drawing(measured, flow, language)
    is_too_wide = len(measured.binding.stages) > _STAGES
    if measured.cases < FEW or is_too_wide or not drawing.is_some:
        return None
    body, bottom = drawing.drawn()
    alt = "; ".join(
        f"{row[0]} – {row[1]} {number(row[2], language)}"
        for row in told.rows[:8]
        if isinstance(row[2], int)
    )
    return Picture(Block(bottom, body), alt)


class _Drawing:
    """The ways between what stands in its places."""

    def __init__(self, measured: Measured, flow: Flow, language: Language) -> None:
        self.measured, self.flow, self.language = measured, flow, language
        on_map = [n for n, one in enumerate(measured.touchpoints) if one.events]
        self.last = max(on_map, default=-1)
        shown = [one for one in flow.passages if self._people(one) >= FEW]
        self.shown = sorted(shown, key=lambda one: -self._people(one))

    @property
    def is_some(self) -> bool:
        """Whether anything follows on anything else."""
        count = len(self.measured.touchpoints)
        return any(one.source != one.target < count for one in self.shown)

    def _people(self, one: Passage) -> int:
        return self.flow.people.get((one.source, one.target), 0)

    def drawn(self) -> tuple[str, float]:
        """Return the drawing and where it ends."""
        has_back = any(one.target < one.source for one in self.shown)
        room = _BACKS * _BACK_ROW if has_back else 0
        places = places_of(self.measured, self.flow, self.language, room)
        nodes = places.nodes
        known = [x for x in self.shown if x.source in nodes and x.target in nodes]
        onward = [x for x in known if nodes[x.source].x < nodes[x.target].x]
        back = [x for x in known if nodes[x.source].x > nodes[x.target].x]
        again = (nodes[one.source] for one in known if one.source == one.target)
        arcs, bottom = self._backs(back, places)
        parts = [
            fading(),
            places.heads,
            *self._entries(places, onward[:_WAYS]),
            *self._onward(onward[:_WAYS], places),
            *self._outs(onward, places),
            *(ring(node.x, node.end) for node in again),
            *arcs,
            *self._marks(places),
        ]
        return "".join(parts), bottom + 4

    def _marks(self, places: Places) -> Iterator[str]:
        for node in (*places.entries.values(), *places.nodes.values()):
            ink = colour(node.ink)
            yield rectangle(node.x, node.y, NODE, node.height, ink, 1.5)
            x, y = node.x + node.label_x, node.y + node.label_y
            yield f"<g{halo()}>{moved(node.label.svg, x, y)}</g>"
            notes = moved(
                node.notes.svg, node.x + NODE + 5, node.foot - node.notes.height
            )
            yield f"<g{halo()}>{notes}</g>" if notes else ""

    def _filling(self, ways: Sequence[Passage], places: Places) -> Counter[int]:
        """Return how many the drawn ways bring to each place."""
        into = Counter(dict.fromkeys(places.nodes, 0))
        for one in ways:
            into[one.target] += self._people(one)
        for entry in self._begun(places):
            into[entry.place] += entry.share.num
        return into

    def _begun(self, places: Places) -> list[Entry]:
        return [
            one
            for one in self.flow.entries
            if one.share.num >= FEW
            and one.channel in places.entries
            and one.place in places.nodes
        ]

    def _height(self, place: int, n: int, whole: int, places: Places) -> float:
        """Return how much of the height of a place so many people are."""
        most = max(whole, self.flow.reach[place].cases)
        return places.nodes[place].height * n / most

    def _entries(self, places: Places, ways: Sequence[Passage]) -> Iterator[str]:
        """Yield ribbons from channels; on the right they stand on top of others."""
        into, filled = self._filling(ways, places), dict[int, float]()
        begun = self._begun(places)
        for name, node in places.entries.items():
            own = [one for one in begun if one.channel == name]
            whole, y0 = sum(one.share.num for one in own), node.y
            for one in own:
                thick = node.height * one.share.num / whole
                target = places.nodes[one.place]
                y1 = filled.get(one.place, target.y)
                n = one.share.num
                broad = self._height(one.place, n, into[one.place], places)
                yield ribbon(node.x + NODE, y0, thick, target.x, y1, broad)
                y0, filled[one.place] = y0 + thick, y1 + broad

    def _onward(self, ways: Sequence[Passage], places: Places) -> Iterator[str]:
        """Yield ribbons; those of one touchpoint stand below one another."""
        nodes, into = places.nodes, self._filling(ways, places)
        left = Counter({n: leaving(self.flow, n, self.last) for n in nodes})
        taken, filled = ({n: node.y for n, node in nodes.items()} for _ in range(2))
        for entry in self._begun(places):
            at, n = entry.place, entry.share.num
            filled[at] += self._height(at, n, into[at], places)
        for one in ways:
            left[one.source] += self._people(one)
        for one in sorted(ways, key=lambda one: (one.source, one.target)):
            source, target, n = nodes[one.source], nodes[one.target], self._people(one)
            thick = self._height(one.source, n, left[one.source], places)
            broad = self._height(one.target, n, into[one.target], places)
            y0, y1 = taken[one.source], filled[one.target]
            yield ribbon(source.x + NODE, y0, thick, target.x, y1, broad)
            taken[one.source], filled[one.target] = y0 + thick, y1 + broad

    def _outs(self, ways: Sequence[Passage], places: Places) -> Iterator[str]:
        for place, node in places.nodes.items():
            n = leaving(self.flow, place, self.last)
            if not n:
                continue
            passed = sum(self._people(one) for one in ways if one.source == place)
            thick = self._height(place, n, n + passed, places)
            yield fall(node.x + NODE, node.end - thick, thick)
            label, y = number(n, self.language), node.end + FALL - 4
            yield text_at(label, node.x + NODE + 5, y, _OUT, halo())

    def _backs(
        self, ways: Sequence[Passage], places: Places
    ) -> tuple[list[str], float]:
        """Return the ways back, each below the one before, and where they end.

        Those of events off the map, which stand lowest, go below everything.
        """
        count, parts, bottom = len(self.measured.touchpoints), [], places.bottom
        on_map = [one for one in ways if max(one.source, one.target) < count][:_BACKS]
        nodes = places.nodes  # short ways above long ones, which go around them
        on_map.sort(key=lambda one: nodes[one.source].x - nodes[one.target].x)
        for k, one in enumerate(on_map):
            deep = 10 + k * _BACK_ROW
            parts.append(self._back(one, places, places.base, deep))
            bottom = max(bottom, places.base + deep + 14)
        for one in [one for one in ways if one not in on_map and one.source >= count][
            :1
        ]:
            parts.append(self._back(one, places, places.bottom, 10))
            bottom = max(bottom, places.bottom + 24)
        return parts, bottom

    def _back(self, one: Passage, places: Places, base: float, deep: float) -> str:
        source, target = places.nodes[one.source], places.nodes[one.target]
        start, end = (source.x + 6.5, source.end + 2), (target.x + 2.5, target.end)
        n = number(self._people(one), self.language)
        where = self.flow.names[one.target]
        said = say(self.language, "report.back", n=n, where=where)
        if width_of(said, _BACK.size, _BACK.weight) > start[0] - end[0] - 16:
            said = say(self.language, "report.back_short", n=n)
        half = width_of(said, _BACK.size, _BACK.weight) / 2 + 4
        middle = min(max((start[0] + end[0]) / 2, half), WIDTH - half)
        look = ' text-anchor="middle"' + halo()
        label = text_at(said, middle, base + deep + 4, _BACK, look)
        return arc(start, end, base, deep) + label
