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
from jejak.analytics.warehouse.ranked import in_order, so_far, whole
from jejak.analytics.warehouse.store import fetched, small_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import timedelta

    from jejak.analytics.periods import Per
    from jejak.analytics.view import View
    from jejak.analytics.warehouse.store import Store

_EPOCH = date(1970, 1, 1)
_DAY_US = 86_400_000_000


@dataclass(frozen=True, eq=False)
class Asked:
    """What narrows and parts the cases, for a database to work out.

    The view of it has no cases: it says which kind is which touchpoint. Events and
    cases are expressions, each made of the one before, as a view of a log is of the
    view before; nothing is worked out until something is counted.
    """

    store: Store
    view: View
    rows: Any  # events: `c pos t k s`
    cases: Any  # cases, or sessions: `c start g`, and whose they are: `v0 v1 ...`

    def only(self, conditions: Mapping[str, Sequence[str]]) -> Asked:
        """Keep the cases whose attributes have one of the values that are named.

        Raises:
            LogRefused: There is no such attribute or value.
        """
        cases = self.cases
        for name, values in conditions.items():
            place = self._attribute(name, values)
            cases = cases.filter(cases[f"v{place}"].isin(list(values)))
        return replace(self, cases=cases)

    def by_attribute(self, name: str, values: Sequence[str] = ()) -> Asked:
        """Part the cases into groups by one of their attributes.

        Raises:
            LogRefused: There is no such attribute or value.
        """
        place = self._attribute(name, values)
        shown = tuple(values) or self.view.log.attributes[place].values[1:]
        value = self.cases[f"v{place}"]
        return self._parted(shown, [(value == one, n) for n, one in enumerate(shown)])

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
        cases = self.cases
        if first:
            cases = cases.filter(cases.start >= _microseconds(first))
        if last:
            cases = cases.filter(cases.start < _microseconds(last) + _DAY_US)
        return replace(self, cases=cases)

    def by_periods(self, periods: Sequence[tuple[date, date]]) -> Asked:
        """Part the cases into groups by the period in which they start."""
        start = self.cases.start
        branches: list[Any] = []
        for n, (first, last) in enumerate(periods):
            is_in = start >= _microseconds(first)
            is_in &= start < _microseconds(last) + _DAY_US
            branches.insert(0, (is_in, n))  # the later period has who is in two
        names = tuple(f"{first}..{last}" for first, last in periods)
        return self._parted(names, branches)

    def _parted(self, names: Sequence[str], branches: Sequence[Any]) -> Asked:
        """Put each case into the group of the first branch that is true of it."""
        import ibis

        group = ibis.cases(*branches, else_=None) if branches else ibis.null("int64")
        cases = self.cases.mutate(g=group.cast("int64"))
        view = replace(self.view, groups=tuple(names))
        return replace(self, view=view, cases=cases.filter(cases.g.notnull()))

    def by_calendar(self, per: Per) -> Asked:
        """Part the cases into groups by the day, week or month (UTC) they start in.

        Raises:
            LogRefused: There would be too many groups.
        """
        dated = self.cases.drop("g").mutate(day=_day(self.cases.start))
        found = fetched(self.store.source.con, dated.select("day").distinct())
        names, group_of = periods_of([int(row["day"]) for row in found], per)
        asked = replace(self, view=replace(self.view, groups=names))
        if not group_of:  # nobody starts
            return asked
        columns = {"day": list(group_of), "g": list(group_of.values())}
        groups = small_table(columns, {"day": "int64", "g": "int64"})
        return replace(asked, cases=dated.join(groups, "day").drop("day"))

    def in_sessions(self, gap: timedelta) -> Asked:
        """Cut cases into sessions: a pause longer than the gap begins another one.

        A session is in the group of its case, and has the values of its case.
        """
        rows = _cut(self.rows, round(gap.total_seconds() * 1e6))
        starts = rows.group_by(["c", "whose"]).agg(start=rows.t.min())
        cases = self.cases.drop("start").rename(whose="c")
        return replace(
            self,
            view=replace(self.view, unit="session"),
            rows=rows,
            cases=starts.join(cases, "whose").drop("whose"),
        )

    def without(self, other: Asked) -> Asked:
        """Keep the cases that another question about the same events leaves out."""
        return replace(self, cases=self.cases.anti_join(other.cases, "c"))

    def together(self, other: Asked) -> Asked:
        """Return the cases of two questions about the same events as one group."""
        import ibis

        one = self.cases.mutate(g=ibis.literal(0, "int64"))
        also = other.cases.mutate(g=ibis.literal(0, "int64")).select(*one.columns)
        view = replace(self.view, groups=("",))
        return replace(self, view=view, cases=one.union(also, distinct=True))

    def shares_cases(self, other: Asked) -> bool:
        """Tell whether another question about the same events has the same case."""
        shared = self.cases.semi_join(other.cases, "c")
        [row] = fetched(self.store.source.con, shared.agg(n=shared.count()))
        return bool(row["n"])

    def events(self) -> Any:
        """Return the events that count: `c g pos t k a stage h s`."""
        joined = self.rows.join(self.cases.select("c", "g"), "c")
        joined = joined.join(self._kinds(), "k")
        known = {name: joined[name].nullif(-1) for name in ("a", "stage", "h")}
        return joined.select("c", "g", "pos", "t", "k", "s", **known)

    def _kinds(self) -> Any:
        view = self.view
        tables = {"a": view.touch, "stage": view.stage, "h": view.channel}
        columns = {"k": list(range(len(view.log.kinds)))}
        for name, codes in tables.items():  # -1, for pandas knows no missing integer
            columns[name] = [-1 if x == OFF else x for x in codes.tolist()]
        return small_table(columns, dict.fromkeys(columns, "int64"))


def ask(store: Store, view: View) -> Asked:
    """Return the question about all cases of a warehouse.

    Args:
        store: What is known of the warehouse's log.
        view: Which of its kinds is which touchpoint.
    """
    import ibis

    rows = store.events
    values = {f"v{n}": _first(rows, n) for n in range(len(view.log.attributes))}
    cases = rows.group_by("c").agg(start=rows.t.min(), **values)
    cases = cases.mutate(g=ibis.literal(0, "int64"))
    return Asked(store, view, rows.select("c", "pos", "t", "k", "s"), cases)


def _cut(rows: Any, gap_us: int) -> Any:
    """Give every session a name of its own, `c`, and say whose case it is of."""
    import ibis

    pause = rows.t - rows.t.lag().over(in_order(rows))
    marked = rows.mutate(begins=ibis.ifelse(pause > gap_us, 1, 0))
    counted = marked.mutate(nr=marked.begins.sum().over(so_far(marked)))
    name = counted.c + "#" + counted.nr.cast("int64").cast("string")
    return counted.select("pos", "t", "k", "s", c=name, whose=counted.c)


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
