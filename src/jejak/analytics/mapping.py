"""Which events count for which touchpoint, how often, and when."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jejak.analytics.kernels import OFF
from jejak.analytics.tables import Table, Weekly, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.analytics.binding import Binding
    from jejak.analytics.measuring import Measured
    from jejak.analytics.tables import Value
    from jejak.analytics.tallies import WeekRow

_MONDAY = date(1969, 12, 29)  # of the week that has the number 0


@dataclass(slots=True)
class _Event:
    """An event name as it counts for one touchpoint, or for none."""

    name: str
    place: int
    status: str
    events: int = 0
    people: int = 0  # at least: somebody may have come by several channels
    channels: list[str] = field(default_factory=list)
    weeks: Counter[int] = field(default_factory=Counter)
    weekly_people: Counter[int] = field(default_factory=Counter)


def mapped_table(measured: Measured) -> Table:
    """Return every event with its touchpoint, in map order; without one last."""
    binding, weeks = measured.binding, measured.counts.weeks()
    found = sorted(_events(measured, weeks), key=lambda x: (x.place, -x.events))
    every = [row.week for row in weeks]
    span = range(min(every), max(every) + 1) if every else range(0)
    columns = ("event", "count", "weeks", "touchpoint", "stage", "channel", "status")
    rows = tuple(_row(one, binding, span) for one in found)
    return Table("mapped", columns, rows, tuple(one.people for one in found))


def _events(measured: Measured, weeks: tuple[WeekRow, ...]) -> list[_Event]:
    """Bring together the kinds that differ only in channel, state or details."""
    binding = measured.binding
    touch, kinds = binding.view.touch.tolist(), binding.view.log.kinds
    status = _status_of(binding)
    by_kind: Mapping[int, list[WeekRow]] = defaultdict(list)
    for week in weeks:
        by_kind[week.kind].append(week)
    made: dict[tuple[str, int, str], _Event] = {}
    for row in measured.counts.kinds():
        kind = kinds[row.kind]
        key = kind.event, touch[row.kind], status[row.kind]
        one = made.setdefault(key, _Event(*key))
        one.events += row.events
        one.people = max(one.people, row.cases)
        if kind.channel and kind.channel not in one.channels:
            one.channels.append(kind.channel)
        for week in by_kind[row.kind]:
            one.weeks[week.week] += week.events
            known = one.weekly_people[week.week]
            one.weekly_people[week.week] = max(known, week.cases)
    return list(made.values())


def _status_of(binding: Binding) -> list[str]:
    """Return for every kind how it stands to the map."""
    claimed_twice = {clash.kind for clash in binding.clashes}
    return [
        "unmapped"
        if place == OFF
        else "failure"
        if binding.fails[kind]
        else "clash"
        if kind in claimed_twice
        else "bound"
        for kind, place in enumerate(binding.view.touch.tolist())
    ]


def _row(one: _Event, binding: Binding, span: range) -> tuple[Value, ...]:
    titles = {stage.id: stage.title for stage in binding.stages}
    weekly = None
    if span:
        weekly = Weekly(
            _MONDAY + timedelta(weeks=span.start),
            tuple(one.weeks[week] for week in span),
            tuple(one.weekly_people[week] for week in span),
        )
    card = binding.touchpoints[one.place] if one.place != OFF else None
    return (
        one.name,
        one.events,
        weekly,
        card.text if card else None,
        titles[card.stage] if card else None,
        ", ".join(one.channels) or None,
        Word(one.status),
    )
