"""What customers expect, and what the team wants, beside what was measured.

The unit says what is compared: a time, a share, or how many. A time that is expected
at a touchpoint, or in a stage, is there without matchers of its own, as the wait or
the time that was measured there. A share is none of their figures: it needs matchers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.analytics.tables import Amount, Table, Word, told
from jejak.model.records import Expectation
from jejak.model.units import seconds_of, sort_of

if TYPE_CHECKING:
    from jejak.analytics.figures import Rate, Times
    from jejak.analytics.maps.aims import Outcome
    from jejak.analytics.maps.measuring import Measured
    from jejak.analytics.tables import Value
    from jejak.model.journey_map import JourneyMap

_FIGURES = ("time_median", "time_p90", "share", "how_many")


@dataclass(frozen=True, slots=True)
class ExpectedTime:
    """An expected time and the one that was measured."""

    of: Expectation
    due: timedelta
    real: Times
    is_own: bool  # by matchers of its own, not that of its touchpoint or stage


@dataclass(frozen=True, slots=True)
class ExpectedShare:
    """A share that customers expect to be reached, and the one that was."""

    of: Expectation
    due: float  # 0 … 1
    real: Rate


def expected_times(journey: JourneyMap, measured: Measured) -> tuple[ExpectedTime, ...]:
    """Return the times that are expected."""
    found = []
    for one in journey.of_kind(Expectation):
        seconds = seconds_of(one.figure, one.unit)
        if seconds is not None:
            own = measured.outcomes.get(one.id)
            real = own.time if own else _time_there(one, measured)
            due = timedelta(seconds=seconds)
            found.append(ExpectedTime(one, due, real, own is not None))
    return tuple(found)


def expected_shares(
    journey: JourneyMap, measured: Measured
) -> tuple[ExpectedShare, ...]:
    """Return the shares that are expected, and can be measured."""
    return tuple(
        ExpectedShare(one, one.figure / 100, measured.outcomes[one.id].share)
        for one in journey.of_kind(Expectation)
        if one.id in measured.outcomes
        and one.figure is not None
        and sort_of(one.unit) == "share"
    )


def _time_there(one: Expectation, measured: Measured) -> Times:
    """Return the wait at the touchpoint of an expectation, or the time in its stage."""
    waits = {found.card.id: found.wait for found in measured.touchpoints}
    times = {found.stage.id: found.time for found in measured.stages}
    if one.touchpoint in waits:
        return waits[one.touchpoint]
    return times[one.stage]


# As tables


def expected_table(journey: JourneyMap, measured: Measured) -> Table:
    """Return expectations with a figure or with matchers, and what was measured."""
    rows: list[tuple[Value, ...]] = []
    people = []
    for one in journey.of_kind(Expectation):
        own = measured.outcomes.get(one.id)
        if one.figure is None and own is None:
            continue
        if own is None and sort_of(one.unit) == "time":
            real = _time_there(one, measured)
            figures = (*told(real, "median", "p90"), None, None)
            rows.append((one.text, _wanted(one.figure, one.unit), *figures))
            people.append(real.people)
        else:
            rows.append(
                (one.text, _wanted(one.figure, one.unit), *_cells(one.unit, own))
            )
            people.append(_people(one.unit, own))
    columns = ("expectation", "expected", *_FIGURES)
    return _slim(Table("expected", columns, tuple(rows), tuple(people)))


def kpi_table(measured: Measured) -> Table:
    """Return the KPIs that have matchers: as they were, should be, and are."""
    rows: list[tuple[Value, ...]] = []
    people = []
    for aim in measured.binding.aims:
        one = aim.of
        if not isinstance(one, Expectation):
            found = measured.outcomes[one.id]
            wanted = (_wanted(one.baseline, one.unit), _wanted(one.target, one.unit))
            better = Word(one.better) if one.better else None
            rows.append((one.text, better, *wanted, *_cells(one.unit, found)))
            people.append(_people(one.unit, found))
    columns = ("kpi", "better", "baseline", "target", *_FIGURES)
    return _slim(Table("kpis", columns, tuple(rows), tuple(people)))


def _wanted(value: float | None, unit: str) -> Value:
    seconds = seconds_of(value, unit)
    if seconds is not None:
        return timedelta(seconds=seconds)
    return None if value is None else Amount(value, unit)


def _cells(unit: str, found: Outcome | None) -> tuple[Value, ...]:
    """Return median, 90 % within, share and count: what the unit asks for."""
    sort = sort_of(unit)
    if found is None:
        missing = Word("needs_matcher")
        is_share = sort == "share"
        return None, None, missing if is_share else None, None if is_share else missing
    if sort == "time":
        return *told(found.time, "median", "p90"), None, None
    if sort == "share":
        return None, None, found.share, None
    return None, None, None, found.count


def _people(unit: str, found: Outcome | None) -> int:
    """Return how many stand behind a row; behind words of the map nobody does."""
    if found is None:
        return FEW
    numbers = {"time": found.time.n, "share": found.share.den, "count": found.people}
    return numbers[sort_of(unit)]


def _slim(table: Table) -> Table:
    """Leave out shares and counts where no row has any."""
    kept = [
        place
        for place, name in enumerate(table.columns)
        if name not in ("share", "how_many")
        or any(row[place] is not None for row in table.rows)
    ]
    columns = tuple(table.columns[place] for place in kept)
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return Table(table.name, columns, rows, table.people)
