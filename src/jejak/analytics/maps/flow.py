"""How people flow over a measured map: where they come in, and what follows on what.

What many do that is not on the map belongs to the flow, too: between two touchpoints
stands the event that no touchpoint claims, and after it may come the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW, Rate, passages
from jejak.analytics.kernels import OFF
from jejak.analytics.moving import people_of
from jejak.analytics.tables import Table, told
from jejak.analytics.view import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.analytics.engine import Engine
    from jejak.analytics.figures import Passage
    from jejak.analytics.maps.measuring import Measured
    from jejak.analytics.tallies import ReachRow

AD_HOC = 3
"""Event names without a touchpoint that a flow has, those of most people."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Who begins where, by which channel; its name is empty where it is not known."""

    channel: str
    place: int
    share: Rate  # of all who begin


@dataclass(frozen=True, slots=True)
class Flow:
    """What follows directly on what: touchpoints by their place, then events."""

    names: tuple[str, ...]  # of touchpoints in map order, then of what is on no map
    passages: tuple[Passage, ...]  # the most frequent first
    people: Mapping[tuple[int, int], int]  # who takes a passage
    reach: Mapping[int, ReachRow]
    entries: tuple[Entry, ...]  # the most frequent first


def flow_of(measured: Measured) -> Flow:
    """Count what follows directly on what."""
    counts = _widened(measured)
    reach = counts.reach()
    people = people_of(counts.walkers("touch"))
    return Flow(
        names=counts.view.names,
        passages=passages(counts.flow(), reach, people=people),
        people=people,
        reach={row.touch: row for row in reach},
        entries=_entries(counts),
    )


def _widened(measured: Measured) -> Engine:
    """Return counts of the map with what most people do that is not on it."""
    view, people = measured.counts.view, dict[str, int]()
    for row in measured.counts.kinds():
        name = view.log.kinds[row.kind].event
        if view.touch[row.kind] == OFF and row.cases >= FEW:
            people[name] = max(people.get(name, 0), row.cases)
    most = sorted(people, key=lambda name: -people[name])[:AD_HOC]
    if not most:
        return measured.counts
    places = {name: len(view.names) + n for n, name in enumerate(most)}
    touch = [
        places.get(kind.event, OFF) if place == OFF else place
        for kind, place in zip(view.log.kinds, view.touch.tolist(), strict=True)
    ]
    return measured.counts.through((*view.names, *most), table(touch))


def _entries(counts: Engine) -> tuple[Entry, ...]:
    rows = sorted(counts.entries(), key=lambda row: (-row.n, row.channel, row.touch))
    whole, names = sum(row.n for row in rows), (*counts.view.channels, "")
    return tuple(Entry(names[x.channel], x.touch, Rate(x.n, whole)) for x in rows)


def flow_tables(flow: Flow) -> tuple[Table, Table]:
    """Return where people come in, and the passages, as tables."""
    rows = tuple(
        (one.channel or None, flow.names[one.place], one.share) for one in flow.entries
    )
    people = tuple(one.share.num for one in flow.entries)
    columns = ("channel", "touchpoint", "of_begun")
    return Table("entries", columns, rows, people), _passage_table(flow)


def _passage_table(flow: Flow) -> Table:
    found = flow.passages
    rows = tuple(
        (
            flow.names[one.source],
            flow.names[one.target],
            one.share.num,
            one.share,
            *told(one.wait, "median", "p90"),
        )
        for one in found
    )
    columns = ("touchpoint", "next", "count", "of_leaving", "wait_median", "wait_p90")
    people = tuple(flow.people.get((one.source, one.target), 0) for one in found)
    return Table("measured_flow", columns, rows, people)
