"""Times of two groups side by side, each with its interval, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.analytics.bounding import BOUNDED, Span, gap, rank_bounds
from jejak.analytics.figures import FEW, Times
from jejak.analytics.maps.aims import time_bounds
from jejak.analytics.tables import Table, Time, Word
from jejak.model.units import sort_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from jejak.analytics.comparing import Compared
    from jejak.analytics.maps.measuring import Measured
    from jejak.analytics.tables import Value
    from jejak.analytics.tallies import BoundRow, Of

_QUANTILES = ("median", "p90")  # as they stand in `BOUNDED`


@dataclass(frozen=True, slots=True)
class _Pair:
    """A time of both groups: of what, and which."""

    place: str
    figure: str
    one: Span | None
    other: Span | None


def compared_times(compared: Compared) -> Table:
    """Return medians and 90 per cent with 95 % intervals, and their differences.

    What only one group has is not compared, but told.
    """
    rows: list[tuple[Value, ...]] = []
    people = []
    for pair in _pairs(compared):
        apart = _apart(pair.one, pair.other)
        is_clear = Word("yes") if apart and apart.is_clear else None
        values = (pair.one, pair.other, apart, is_clear)
        rows.append((pair.place, Word(pair.figure), *values))
        ends = (one.value for one in (pair.one, pair.other) if one)
        people.append(
            0 if any(isinstance(x, Time) and not x.is_told for x in ends) else FEW
        )
    columns = ("place", "figure", "first", "second", "longer", "clear")
    labels = ("", "", *compared.names, "", "")
    return Table("compared_times", columns, tuple(rows), tuple(people), labels)


def _pairs(compared: Compared) -> Iterator[_Pair]:
    parts = (compared.first, compared.second)
    waits, stays = ([_bounds(one, of) for one in parts] for of in ("waits", "stages"))
    touchpoints = zip(*(one.touchpoints for one in parts), strict=True)
    for place, ones in enumerate(touchpoints):
        times, name = [one.wait for one in ones], ones[0].card.text
        yield from _quantiles(name, "wait", times, [one.get(place) for one in waits])
    stages = zip(*(one.stages for one in parts), strict=True)
    for place, both in enumerate(stages):
        times, name = [one.time for one in both], both[0].stage.title
        yield from _quantiles(name, "time", times, [one.get(place) for one in stays])
    for aim in compared.both.binding.aims:
        if sort_of(aim.of.unit) == "time":
            times = [one.outcomes[aim.of.id].time for one in parts]
            rows = [time_bounds(aim, one.counts) for one in parts]
            yield from _quantiles(aim.of.text, "time", times, rows)


def _bounds(measured: Measured, of: Of) -> dict[int, BoundRow]:
    return {row.place: row for row in measured.counts.bounds(of)}


def _quantiles(
    place: str, figure: str, times: list[Times], bounds: list[BoundRow | None]
) -> Iterator[_Pair]:
    """Yield each quantile that any of both groups has."""
    for at, name in enumerate(_QUANTILES):
        one, other = (
            _span(found, name, at, row)
            for found, row in zip(times, bounds, strict=True)
        )
        if one or other:
            key = figure if name == "median" else f"{figure}_{name}"
            yield _Pair(place, key, one, other)


def _span(found: Times, name: str, at: int, row: BoundRow | None) -> Span | None:
    value = Time.of(found, name)
    if value is None:
        return None
    if row is None:
        return Span(value, None, None)
    ranks = rank_bounds(row.n, *BOUNDED[at])
    low, high = (
        None if end is None or rank is None else _end(found, end, rank)
        for end, rank in zip(row.bounds[at], ranks, strict=True)
    )
    return Span(value, low, high)


def _end(found: Times, end_us: int, rank: int) -> Time:
    """Return an end of an interval; five people at least must be past it."""
    past = min(rank + 1, found.n - rank) / found.n
    return Time.at(end_us, found.n, is_told=found.people * past >= FEW)


def _apart(one: Span | None, other: Span | None) -> Span | None:
    """Return how much longer it takes the first group; it tells no more than both."""
    if one is None or other is None:
        return None
    found = gap(one, other)
    return Span(
        _like(found.value, one.value, other.value),
        None if found.low is None else _like(found.low, one.low, other.high),
        None if found.high is None else _like(found.high, one.high, other.low),
    )


def _like(value: timedelta, *parts: timedelta | None) -> Time:
    is_told = all(not isinstance(one, Time) or one.is_told for one in parts)
    return Time.at(round(value.total_seconds() * 1e6), 0, is_told=is_told)
