"""Whom `jejak measure` measures, and with whom it compares them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jejak.cli.measure_moves import segment_of
from jejak.cli.refusals import WrongCall
from jejak.language.catalogue import say

if TYPE_CHECKING:
    from argparse import Namespace

    from jejak.analytics.maps.binding import Binding
    from jejak.analytics.questions import Question

REST, BEFORE = "rest", "before"


@dataclass(frozen=True, slots=True)
class Groups:
    """Those who are measured, and those they are compared with."""

    first: Question
    second: Question | None = None
    names: tuple[str, str] = ("", "")


def compared_groups(
    binding: Binding, question: Question, arguments: Namespace
) -> Groups | None:
    """Return whom to compare, if anybody.

    Raises:
        WrongCall: It cannot be told.
    """
    from jejak.analytics.questions import about_everybody

    if arguments.compare is None:
        return None
    everybody = about_everybody(question, binding.view)
    return groups_of(everybody, question, arguments)


def groups_of(everybody: Question, chosen: Question, arguments: Namespace) -> Groups:
    """Return whom to measure and whom to compare with.

    Args:
        everybody: All cases.
        chosen: Those in the segment and the days that were asked for.
        arguments: Of the call; `compare` is empty, a word, days or a segment.

    Raises:
        WrongCall: What to compare with cannot be told, or shares people.
    """
    from jejak.analytics.questions import share_cases, started, without

    other = arguments.compare or _usual(arguments)
    in_days = started(everybody, arguments.from_day, arguments.to_day)
    if other == REST:
        if not segment_of(arguments):
            raise WrongCall("cli.measure.no_segment")
        names = (_segment(arguments), say(arguments.lang, "report.rest"))
        return Groups(chosen, without(in_days, chosen), names)
    groups = _named(everybody, chosen, in_days, other, arguments)
    if groups.second is not None and share_cases(chosen, groups.second):
        raise WrongCall("cli.measure.same_people", given=other)
    return groups


def _usual(arguments: Namespace) -> str:
    """Return what to compare with where nobody said: the rest, or the days before."""
    if segment_of(arguments):
        return REST
    if arguments.from_day and arguments.to_day:
        return BEFORE
    raise WrongCall("cli.measure.compare_what")


def _named(
    everybody: Question,
    chosen: Question,
    in_days: Question,
    other: str,
    arguments: Namespace,
) -> Groups:
    """Return the groups where the second one is a segment or a period by name."""
    from jejak.analytics.questions import only, started
    from jejak.cli.log_views import narrowed

    name, equals, value = other.partition("=")
    if equals:
        second = only(in_days, {name: [value]})
        return Groups(chosen, second, (_segment(arguments), other))
    first, last = _period(other, arguments)
    second = started(narrowed(everybody, arguments), first, last)
    names = (_days(arguments.from_day, arguments.to_day), _days(first, last))
    return Groups(chosen, second, names)


def _period(other: str, arguments: Namespace) -> tuple[date, date]:
    """Return the days that a word or two dates name."""
    if other == BEFORE:
        first, last = arguments.from_day, arguments.to_day
        if not first or not last:
            raise WrongCall("cli.measure.compare_what")
        end = first - timedelta(days=1)
        return end - (last - first), end
    first, _, last = other.partition("..")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        raise WrongCall("cli.measure.compare_form", given=other) from None


def _days(first: date | None, last: date | None) -> str:
    return f"{first or ''}..{last or ''}"


def _segment(arguments: Namespace) -> str:
    return segment_of(arguments) or say(arguments.lang, "report.everybody")
