"""How people flow from touchpoint to touchpoint of a measured map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.figures import passages
from jejak.analytics.tables import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.analytics.figures import Passage
    from jejak.analytics.measuring import Measured
    from jejak.analytics.tallies import ReachRow


@dataclass(frozen=True, slots=True)
class Flow:
    """What follows directly on what, touchpoints by their place on the map."""

    passages: tuple[Passage, ...]  # the most frequent first
    reach: Mapping[int, ReachRow]


def flow_of(measured: Measured) -> Flow:
    """Count what follows directly on what."""
    counts = measured.counts
    reach = counts.reach()
    found = passages(counts.flow(), reach)
    return Flow(found, {row.touch: row for row in reach})


def flow_table(measured: Measured) -> Table:
    """Return the flow as a table, the most frequent passages first."""
    names = [card.text for card in measured.binding.touchpoints]
    found = flow_of(measured).passages
    rows = tuple(
        (
            names[one.source],
            names[one.target],
            one.share.num,
            one.share,
            one.wait.median,
            one.wait.p90,
        )
        for one in found
    )
    columns = ("touchpoint", "next", "count", "of_leaving", "wait_median", "wait_p90")
    people = tuple(one.share.num for one in found)
    return Table("measured_flow", columns, rows, people)
