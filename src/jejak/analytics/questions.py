"""A question narrowed and parted in the same words, here or in a warehouse.

Where there are two, both are about the same events: two views of one log, or both
asked of one warehouse.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from jejak.analytics import view as here
from jejak.analytics.local import Tallying
from jejak.analytics.periods import check_apart, check_days
from jejak.analytics.view import View
from jejak.analytics.warehouse.asking import Asked, ask
from jejak.analytics.warehouse.tallying import WarehouseTallying

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, timedelta

    from jejak.analytics.engine import Engine
    from jejak.analytics.periods import Per

    Question = View | Asked


def engine_for(given: Question | Engine) -> Engine:
    """Return what counts the answers to a question."""
    if isinstance(given, View):
        return Tallying(given)
    return WarehouseTallying(given) if isinstance(given, Asked) else given


def view_of(given: Question) -> View:
    """Return which kind is which touchpoint."""
    return given if isinstance(given, View) else given.view


def about_everybody(given: Question, view: View) -> Question:
    """Return the same question about all cases, seen through a view."""
    return view if isinstance(given, View) else ask(given.store, view)


def only(given: Question, conditions: Mapping[str, Sequence[str]]) -> Question:
    """Keep the cases whose attributes have one of the values that are named.

    Raises:
        LogRefused: There is no such attribute or value.
    """
    if isinstance(given, View):
        return here.only(given, conditions)
    return given.only(conditions)


def started(given: Question, first: date | None, last: date | None) -> Question:
    """Keep the cases that start in a period, both days counted, in UTC.

    Raises:
        LogRefused: The last day is before the first.
    """
    check_days(first, last)
    if isinstance(given, View):
        return here.started(given, first, last)
    return given.started(first, last)


def by_attribute(given: Question, name: str, values: Sequence[str] = ()) -> Question:
    """Part the cases into groups by one of their attributes.

    Raises:
        LogRefused: There is no such attribute or value.
    """
    if isinstance(given, View):
        return here.by_attribute(given, name, values)
    return given.by_attribute(name, values)


def by_periods(given: Question, periods: Sequence[tuple[date, date]]) -> Question:
    """Part the cases into groups by the period in which they start.

    Raises:
        LogRefused: Two share a day, or one ends before it begins.
    """
    check_apart(periods)
    if isinstance(given, View):
        return here.by_periods(given, periods)
    return given.by_periods(periods)


def by_calendar(given: Question, per: Per) -> Question:
    """Part the cases into groups by the day, week or month in which they start.

    Raises:
        LogRefused: There would be too many groups.
    """
    if isinstance(given, View):
        return here.by_calendar(given, per)
    return given.by_calendar(per)


def in_sessions(given: Question, gap: timedelta) -> Question:
    """Cut cases into sessions: a pause longer than the gap begins another one."""
    if isinstance(given, View):
        return here.in_sessions(given, gap)
    return given.in_sessions(gap)


def without(given: Question, other: Question) -> Question:
    """Keep the cases that another question about the same events leaves out."""
    if isinstance(given, View):
        return here.without(given, cast("View", other))
    return given.without(cast("Asked", other))


def together(one: Question, other: Question) -> Question:
    """Return the cases of two questions about the same events as one group."""
    if isinstance(one, View):
        return here.together(one, cast("View", other))
    return one.together(cast("Asked", other))


def share_cases(one: Question, other: Question) -> bool:
    """Tell whether two questions about the same events have a case in common."""
    if isinstance(one, View):
        return here.share_cases(one, cast("View", other))
    return one.shares_cases(cast("Asked", other))
