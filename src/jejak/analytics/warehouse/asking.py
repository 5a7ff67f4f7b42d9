"""Which cases of a warehouse count, and in which group each is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from jejak.analytics.hours import SHIFT_US
from jejak.analytics.kernels import OFF
from jejak.analytics.periods import periods_of
from jejak.analytics.refusal import refused
from jejak.analytics.view import attribute_of
from jejak.analytics.warehouse.ranked import whole
from jejak.analytics.warehouse.store import fetched, small_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.analytics.periods import Per
    from jejak.analytics.view import View
    from jejak.analytics.warehouse.ranked import whole
from jejak.analytics.warehouse.store import Store

_EPOCH = date(1970, 1, 1)
_DAY_US = 86_400_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows and parts the cases, for a database to work out.

    The view of it has no cases: it says which kind is which touchpoint.
    """

    store: Store
    view: View
    where: tuple[tuple[int, tuple[str, ...]], ...] = ()  # place of attribute, values
    parts: tuple[int, tuple[str, ...]] | None = None
    first: date | None = None
    last: date | None = None
    periods: tuple[tuple[date, date], ...] = ()
    days: tuple[tuple[int, int], ...] = ()  # day since 1970, and its group

    def only(self, conditions: Mapping[str, Sequence[str]]) -> Asked:
        """Keep the cases whose attributes have one of the values that are named.

        Raises:
            LogRefused: There is no such attribute or value.
        """
        made = []
        for name, values in conditions.items():
            made.append((self._attribute(name, values), tuple(values)))
        return replace(self, where=(*self.where, *made))

    def by_attribute(self, name: str, values: Sequence[str] = ()) -> Asked:
        """Part the cases into groups by one of their attributes.

        Raises:
            LogRefused: There is no such attribute or value.
        """
        place = self._attribute(name, values)
        shown = tuple(values) or self.view.log.attributes[place].values[1:]
        view = replace(self.view, groups=shown)
        return replace(self, view=view, parts=(place, shown), periods=(), days=())

    def _attribute(self, name: str, values: Sequence[str]) -> int:
        one = attribute_of(self.view.log, name)
        for value in values:
            if value not in one.values:
                listed = ", ".join(one.values[1:50])
                key = "log.refused.no_value"
                raise refused(key, name=name, given=value, known=listed)
        return self.view.log.attributes.index(one)

    def started(self, first: date | None, last: date | None) -> Asked:
        """Keep the cases that start in a period, both days counted, in UTC."""
        return replace(self, first=first, last=last)

    def by_periods(self, periods: Sequence[tuple[date, date]]) -> Asked:
        """Part the cases into groups by the period in which they start."""
        names = tuple(f"{first}..{last}" for first, last in periods)
        view = replace(self.view, groups=names)
        return replace(self, view=view, periods=tuple(periods), parts=None, days=())

    def by_calendar(self, per: Per) -> Asked:
        """Part the cases into groups by the day, week or month (UTC) they start in.

        Raises:
            LogRefused: There would be too many groups.
        """
        cases = self._cases(self.store.events)
        starts = cases.select(day=_day(cases.start)).distinct()
        found = fetched(self.store.source.con, starts)
        names, group_of = periods_of([int(row["day"]) for row in found], per)
        view = replace(self.view, groups=names)
        return replace(self, view=view, days=tuple(sorted(group_of.items())))

    def events(self) -> Any:
        """Return the events that count: `c g pos t k a stage h s`."""
        rows = self.store.events
        cases = self._cases(rows)
        table = self._kinds()
        joined = rows.join(cases.drop("start"), "c").join(table, "k")
        known = {name: joined[name].nullif(-1) for name in ("a", "stage", "h")}
        return joined.select("c", "g", "pos", "t", "k", "s", **known)

    def _kinds(self) -> Any:
        view = self.view
        tables = {"a": view.touch, "stage": view.stage, "h": view.channel}
        columns = {"k": list(range(len(view.log.kinds)))}
        for name, codes in tables.items():  # -1, for pandas knows no missing integer
            columns[name] = [-1 if x == OFF else x for x in codes.tolist()]
        return small_table(columns, dict.fromkeys(columns, "int64"))

    def _cases(self, rows: Any) -> Any:
        """Return a row for each case that counts, with its group."""
        import ibis

        known = {place for place, _ in self.where}
        known |= {self.parts[0]} if self.parts else set()
        firsts = {f"v{n}": _first(rows, n) for n in sorted(known)}
        cases = rows.group_by("c").agg(start=rows.t.min(), **firsts)
        for place, values in self.where:
            cases = cases.filter(cases[f"v{place}"].isin(list(values)))
        if self.first:
            cases = cases.filter(cases.start >= _microseconds(self.first))
        if self.last:
            cases = cases.filter(cases.start < _microseconds(self.last) + _DAY_US)
        branches = []
        if self.parts:
            value = cases[f"v{self.parts[0]}"]
            branches = [(value == one, n) for n, one in enumerate(self.parts[1])]
        for n, (first, last) in enumerate(self.periods):
            is_in = cases.start >= _microseconds(first)
            is_in &= cases.start < _microseconds(last) + _DAY_US
            branches.insert(0, (is_in, n))  # the later period has who is in two
        if self.days:
            days, groups = zip(*self.days, strict=True)
            table = small_table(
                {"day": days, "g": groups}, {"day": "int64", "g": "int64"}
            )
            cases = cases.mutate(day=_day(cases.start)).join(table, "day")
            return cases.select("c", "start", "g")
        group = ibis.literal(0)
        if branches:
            group = ibis.cases(*branches, else_=None)
        grouped = cases.select("c", "start", g=group.cast("int64"))
        return grouped.filter(grouped.g.notnull())


def _day(start: Any) -> Any:
    """Return the day since 1970; shifted, as remainders of negatives differ."""
    return whole(start + SHIFT_US, _DAY_US) - SHIFT_US // _DAY_US


def _first(rows: Any, n: int) -> Any:
    """Return the value that stands first in the rows of a case."""
    column = rows[f"a{n}"]
    order = rows.seq.cast("string").lpad(20, "0") + rows.pos.cast("string").lpad(
        20, "0"
    )
    return (order + column).min(where=column.notnull()).substr(40)


def _microseconds(day: date) -> int:
    return (day - _EPOCH).days * _DAY_US
