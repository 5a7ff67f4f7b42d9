"""Two groups of people, or two periods, measured by the same map side by side.

Each difference comes with its 95 % interval, that of shares with the share of both
groups together, too, so that a large difference of little is seen for what it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from jejak.analytics.comparing_times import compared_times
from jejak.analytics.figures import difference
from jejak.analytics.measuring import measure
from jejak.analytics.questions import engine_for, together, view_of
from jejak.analytics.tables import Table, Word
from jejak.model.units import sort_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jejak.analytics.binding import Binding
    from jejak.analytics.figures import Rate
    from jejak.analytics.measuring import Measured
    from jejak.analytics.questions import Question
    from jejak.analytics.tables import Value

_PLACES = {
    "compared_touchpoints": "touchpoint",
    "compared_stages": "stage",
    "compared_aims": "aim",
}
_MANY = 1 << 40  # where no number of people is small


@dataclass(frozen=True, slots=True)
class Compared:
    """A map measured for two groups, and for both of them together."""

    first: Measured
    second: Measured
    both: Measured
    names: tuple[str, str]


def compare(
    binding: Binding, first: Question, second: Question, names: tuple[str, str]
) -> Compared:
    """Measure two groups that share nobody, and both together.

    Args:
        binding: The map read against the log.
        first: The people of the first group.
        second: Those of the second group.
        names: What the groups are called.
    """
    one, other, all_ = (
        measure(replace(binding, view=view_of(asked)), counts=engine_for(asked))
        for asked in (first, second, together(first, second))
    )
    return Compared(one, other, all_, names)


def compared_tables(compared: Compared) -> tuple[Table, ...]:
    """Return what differs as tables: shares at touchpoints and stages, then times."""
    aims = list(_at_aims(compared))
    return (
        _shares("compared_touchpoints", compared, list(_at_touchpoints(compared))),
        _shares("compared_stages", compared, list(_at_stages(compared))),
        compared_times(compared),
        *((_shares("compared_aims", compared, aims),) if aims else ()),
    )


Row = tuple["str | Word", str, "Rate", "Rate", "Rate"]


def _at_touchpoints(compared: Compared) -> Iterator[Row]:
    parts = (compared.first, compared.second, compared.both)
    for ones in zip(*(one.touchpoints for one in parts), strict=True):
        for name in ("reach", "continues", "missing", "irregular", "failing"):
            one, other, both = (getattr(each, name) for each in ones)
            yield ones[0].card.text, name, one, other, both


def _at_stages(compared: Compared) -> Iterator[Row]:
    parts = (compared.first, compared.second, compared.both)
    for reached in zip(*(one.stages for one in parts), strict=True):
        one, other, both = (each.reach for each in reached)
        yield reached[0].stage.title, "reach", one, other, both
    for passed in zip(*(one.funnel for one in parts), strict=True):
        rates = [each.goes_on for each in passed]
        if rates[0] and rates[1] and rates[2]:
            yield (passed[0].stage.title, "goes_on", rates[0], rates[1], rates[2])
    clean = [one.clean for one in parts]
    yield Word("whole_map"), "clean", clean[0], clean[1], clean[2]


def _at_aims(compared: Compared) -> Iterator[Row]:
    parts = (compared.first, compared.second, compared.both)
    for aim in compared.both.binding.aims:
        if sort_of(aim.of.unit) == "share":
            one, other, both = (each.outcomes[aim.of.id].share for each in parts)
            yield aim.of.text, "share", one, other, both


def _shares(name: str, compared: Compared, found: Sequence[Row]) -> Table:
    rows: list[tuple[Value, ...]] = []
    people = []
    for place, figure, one, other, both in found:
        gap = difference(one, other)
        is_clear = Word("yes") if gap and gap.is_clear else None
        rows.append((place, Word(figure), one, other, gap, is_clear, both))
        people.append(_least(one, other, both))
    columns = (
        _PLACES[name],
        "figure",
        "first",
        "second",
        "difference",
        "clear",
        "everybody",
    )
    labels = ("", "", *compared.names, "", "", "")
    return Table(name, columns, tuple(rows), tuple(people), labels)


def _least(*rates: Rate) -> int:
    """Return the smallest group that stands behind shares, or behind their rest.

    A difference would tell a hidden share, so the whole row goes with it.
    """
    groups = [n for rate in rates for n in (rate.num, rate.den, rate.den - rate.num)]
    return min((n for n in groups if n), default=_MANY)
