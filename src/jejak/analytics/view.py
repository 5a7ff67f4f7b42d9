"""A view of a log: which kinds are which touchpoint, which cases are in which group.

A changed matcher, segment or period is another small table, never another log.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.kernels import OFF
from jejak.analytics.kernels.sessions import count_sessions, split_sessions
from jejak.analytics.log import frozen
from jejak.analytics.periods import Per, periods_of
from jejak.analytics.refusal import refused
from jejak.errors import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

    from numpy.typing import NDArray

    from jejak.analytics.log import Attribute, Ints, Log

    Table = NDArray[np.uint16]

MAX_TOUCHPOINTS = 1_000
_EPOCH = date(1970, 1, 1)
_DAY_US = 86_400_000_000


@dataclass(frozen=True, slots=True)
class View:
    """How a log is looked at. Tables hold `OFF` for what is left out."""

    log: Log
    names: tuple[str, ...]  # touchpoints, in map order
    touch: Table  # kind -> touchpoint
    stage: Table  # kind -> stage
    stages: tuple[str, ...]
    channel: Table  # kind -> channel
    channels: tuple[str, ...]
    off: Ints  # where each case, or session, begins
    group: Table  # case or session -> segment in a period
    groups: tuple[str, ...] = ("",)
    unit: str = "case"  # or "session"
    folded: int = 0  # rare names that were left out of `names`

    @property
    def cases(self) -> int:
        """How many cases, or sessions, the log is cut into."""
        return len(self.off) - 1


def view_of_events(log: Log, *, state: str = "") -> View:
    """Look at a log without a map: every event name is a touchpoint.

    Args:
        log: The log.
        state: Only events in this state, such as "complete".

    Raises:
        LogRefused: No event is in that state.
    """
    counts = np.bincount(log.kind, minlength=len(log.kinds))
    is_wanted = [
        not state or kind.lifecycle.lower() == state.lower() for kind in log.kinds
    ]
    if state and not any(is_wanted):
        known = ", ".join(sorted({kind.lifecycle for kind in log.kinds} - {""}))
        raise refused("log.refused.no_state", given=state, known=known or "-")
    total: dict[str, int] = {}
    for kind, count, wanted in zip(log.kinds, counts.tolist(), is_wanted, strict=True):
        if wanted:
            total[kind.event] = total.get(kind.event, 0) + count
    common = sorted(total, key=lambda name: -total[name])[:MAX_TOUCHPOINTS]
    names = tuple(name for name in total if name in set(common))
    places = {name: place for place, name in enumerate(names)}
    touch = [
        places.get(kind.event, OFF) if wanted else OFF
        for kind, wanted in zip(log.kinds, is_wanted, strict=True)
    ]
    return view(log, names, touch, folded=len(total) - len(names))


def view(
    log: Log,
    names: Sequence[str],
    touch: Sequence[int],
    *,
    stages: Sequence[str] = (),
    stage_of: Sequence[int] = (),
    folded: int = 0,
) -> View:
    """Look at a log through a table that says which kind is which touchpoint.

    Args:
        log: The log.
        names: The touchpoints, in map order.
        touch: For each kind the place of its touchpoint, or OFF.
        stages: The stages, in map order.
        stage_of: For each touchpoint the place of its stage.
        folded: How many rare names were left out.
    """
    channels = tuple(dict.fromkeys(kind.channel for kind in log.kinds if kind.channel))
    places = {name: place for place, name in enumerate(channels)}
    stage = [stage_of[one] if one != OFF and stages else OFF for one in touch]
    return View(
        log=log,
        names=tuple(names),
        touch=table(touch),
        stage=table(stage),
        stages=tuple(stages),
        channel=table([places.get(kind.channel, OFF) for kind in log.kinds]),
        channels=channels,
        off=log.off,
        group=table(np.zeros(log.cases, np.uint16)),
        folded=folded,
    )


def table(codes: Any) -> Table:
    """Return codes as a table for kernels."""
    made: Table = frozen(np.array(codes, np.uint16))  # type: ignore[assignment]
    return made


def through(given: View, names: Sequence[str], touch: Table) -> View:
    """Look at the same cases through another table, without stages.

    Args:
        given: Which cases count, and in which groups.
        names: What the parts are called that the table tells apart.
        touch: For each kind the place of its part, or OFF.
    """
    nowhere = table(np.full(len(touch), OFF, np.uint16))
    return replace(given, names=tuple(names), touch=touch, stage=nowhere, stages=())


def in_sessions(given: View, gap: timedelta) -> View:
    """Cut cases into sessions: a pause longer than the gap begins another one."""
    log, gap_us = given.log, round(gap.total_seconds() * 1e6)
    counts = np.zeros(log.cases, np.int64)
    count_sessions(log.off, log.ts, gap_us, 0, log.cases, counts)
    place = np.zeros(log.cases + 1, np.int64)
    np.cumsum(counts, out=place[1:])
    starts = np.empty(place[-1] + 1, np.int64)
    case = np.empty(place[-1], np.int64)
    split_sessions(log.off, log.ts, gap_us, 0, log.cases, place, starts, case)
    starts[-1] = log.events
    off: Any = frozen(starts)
    return replace(given, off=off, group=table(given.group[case]), unit="session")


def only(given: View, conditions: Mapping[str, Sequence[str]]) -> View:
    """Keep the cases whose attributes have one of the values that are named.

    Raises:
        LogRefused: There is no such attribute or value.
    """
    group = given.group.copy()
    for name, values in conditions.items():
        codes, known = _attribute(given, name)
        for value in values:
            if value not in known:
                listed = ", ".join(known[1:50])
                key = "log.refused.no_value"
                raise refused(key, name=name, given=value, known=listed)
        wanted = [known.index(value) for value in values]
        group[~np.isin(codes, wanted)] = OFF
    return replace(given, group=table(group))


def by_attribute(given: View, name: str, values: Sequence[str] = ()) -> View:
    """Part the cases into groups by one of their attributes; unknown ones are left out.

    Raises:
        LogRefused: There is no such attribute or value.
    """
    codes, known = _attribute(given, name)
    shown = list(values) or list(known[1:])
    for value in shown:
        if value not in known:
            listed = ", ".join(known[1:50])
            key = "log.refused.no_value"
            raise refused(key, name=name, given=value, known=listed)
    places = np.full(len(known), OFF, np.uint16)
    for place, value in enumerate(shown):
        places[known.index(value)] = place
    group = np.where(given.group == OFF, OFF, places[codes])
    return replace(given, group=table(group), groups=tuple(shown))


def attribute_of(log: Log, name: str) -> Attribute:
    """Return what parts the persons of a log, by its name.

    Raises:
        LogRefused: There is no such attribute.
    """
    known = {one.name: one for one in log.attributes}
    known |= {one.name.removeprefix("case:"): one for one in log.attributes}
    if name not in known:
        listed = ", ".join(one.name for one in log.attributes) or "-"
        hint = nearest(name, known)
        raise refused("log.refused.no_attribute", given=name, known=listed, hint=hint)
    return known[name]


def _attribute(given: View, name: str) -> tuple[Any, tuple[str, ...]]:
    """Return what each case, or the case of each session, has, and the values."""
    found = attribute_of(given.log, name)
    if given.cases == given.log.cases:
        return found.codes, found.values
    case = np.searchsorted(given.log.off, given.off[:-1], "right") - 1
    return found.codes[case], found.values


def started(given: View, first: date | None, last: date | None) -> View:
    """Keep the cases that start in a period, both days counted, in UTC.

    A case belongs to the period in which it starts: cutting its events at the edge
    of a period would invent drop-offs.
    """
    begins = given.log.ts[given.off[:-1]]
    is_in = np.ones(given.cases, bool)
    if first:
        is_in &= begins >= _microseconds(first)
    if last:
        is_in &= begins < _microseconds(last) + _DAY_US
    return replace(given, group=table(np.where(is_in, given.group, OFF)))


def by_periods(given: View, periods: Sequence[tuple[date, date]]) -> View:
    """Part the cases into groups by the period in which they start."""
    begins = given.log.ts[given.off[:-1]]
    group = np.full(given.cases, OFF, np.uint16)
    names = []
    for place, (first, last) in enumerate(periods):
        is_in = begins >= _microseconds(first)
        is_in &= begins < _microseconds(last) + _DAY_US
        group[is_in & (given.group != OFF)] = place
        names.append(f"{first}..{last}")
    return replace(given, group=table(group), groups=tuple(names))


def by_calendar(given: View, per: Per) -> View:
    """Part the cases into groups by the day, week or month (UTC) they start in.

    Raises:
        LogRefused: There would be too many groups.
    """
    days = given.log.ts[given.off[:-1]] // _DAY_US
    known, places = np.unique(days[given.group != OFF], return_inverse=True)
    names, group_of = periods_of(known.tolist(), per)
    codes = np.array([group_of[day] for day in known.tolist()], np.uint16)
    group = np.full(given.cases, OFF, np.uint16)
    group[given.group != OFF] = codes[places]
    return replace(given, group=table(group), groups=names)


def _microseconds(day: date) -> int:
    return (day - _EPOCH).days * _DAY_US


def without(given: View, other: View) -> View:
    """Keep the cases that another view of the same log leaves out."""
    is_left = (given.group != OFF) & (other.group == OFF)
    return replace(given, group=table(np.where(is_left, given.group, OFF)))


def together(one: View, other: View) -> View:
    """Return the cases of two views of the same log as one group."""
    is_in = (one.group != OFF) | (other.group != OFF)
    return replace(one, group=table(np.where(is_in, 0, OFF)), groups=("",))


def share_cases(one: View, other: View) -> bool:
    """Tell whether two views of the same log have a case in common."""
    return bool(((one.group != OFF) & (other.group != OFF)).any())
