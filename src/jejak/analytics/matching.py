"""Matchers read against kinds of events: by name, channel, column and text.

Names and channels are those of programs, and are taken letter by letter. What stands
in another column is often written by people: there capital and small are the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jejak.analytics.log import Kind, Log
    from jejak.model.records import Matcher


class Claim(NamedTuple):
    """A matcher that claims a kind, and whose it is."""

    owner: int
    matcher: Matcher


class Claims:
    """Which of several matchers claim a kind; each name of an event is read once."""

    def __init__(self, matchers: Iterable[tuple[int, Matcher]], log: Log) -> None:
        self._claims = [Claim(*pair) for pair in matchers]
        self._details = log.details
        self._by_name: dict[str, list[Claim]] = {}
        for _, matcher in self._claims:
            check_columns(matcher, log)

    def of(self, kind: Kind) -> list[Claim]:
        """Return the claims on a kind, in the order in which they were given."""
        name = kind.event
        if name not in self._by_name:
            named = [one for one in self._claims if names_event(one.matcher, name)]
            self._by_name[name] = named
        found = self._by_name[name]
        return [one for one in found if fits_rest(one.matcher, kind, self._details)]


def check_columns(matcher: Matcher, log: Log) -> None:
    """Refuse a matcher that asks for a column which the log has not kept.

    Raises:
        LogRefused: It names the column, those there are, and what to do.
    """
    for one in matcher.where:
        if one.column not in log.details:
            known = ", ".join(log.details) or "-"
            raise refused("log.refused.no_detail", column=one.column, known=known)


def claims_kind(matcher: Matcher, kind: Kind, details: Sequence[str] = ()) -> bool:
    """Tell whether a matcher claims a kind of event.

    Args:
        matcher: The matcher.
        kind: The kind.
        details: What the columns are called that the kind keeps beside.

    Examples:
        >>> from jejak.analytics.log import Kind
        >>> from jejak.model.records import ColumnPatterns, Matcher, RecordId
        >>> new = (RecordId("m"), RecordId("c"))
        >>> pay = Matcher(*new, events=("pay_*",), channels=("app",))
        >>> claims_kind(pay, Kind("pay_card", "app")), claims_kind(pay, Kind("pay_va"))
        (True, False)
        >>> money = Matcher(*new, where=(ColumnPatterns("subject", ("*refund*",)),))
        >>> claims_kind(money, Kind("opened", details=("Refund?",)), ["subject"])
        True
    """
    is_named = names_event(matcher, kind.event)
    return is_named and fits_rest(matcher, kind, details)


def names_event(matcher: Matcher, name: str) -> bool:
    """Tell whether a matcher is about events of a name.

    One that names none is about all that its channels and columns leave; one that
    says nothing at all is about nothing.
    """
    named = (*matcher.events, *matcher.failures)
    if not named:
        return bool(matcher.channels or matcher.where)
    return fits_any(named, name)


def fits_rest(matcher: Matcher, kind: Kind, details: Sequence[str]) -> bool:
    """Tell whether channel and columns of a kind are as a matcher has them."""
    if matcher.channels and kind.channel not in matcher.channels:
        return False
    return all(
        fits_any(map(str.casefold, one.patterns), said.casefold())
        for one in matcher.where
        for column, said in zip(details, kind.details, strict=True)
        if column == one.column
    )


def fits_any(patterns: Iterable[str], text: str) -> bool:
    """Tell whether a text fits one of some patterns."""
    return any(fits(pattern, text) for pattern in patterns)


def fits(pattern: str, text: str) -> bool:
    """Tell whether a text fits a pattern, in which `*` stands for anything.

    The parts between the stars are looked for one after the other, so that no
    pattern, however many stars it has, takes longer than reading the text.

    Examples:
        >>> fits("pay_*", "pay_card"), fits("pay", "pay_card"), fits("*a*b", "xaxb")
        (True, False, True)
        >>> fits("ab*bc", "abc")
        False
    """
    first, *others = pattern.split("*")
    if not others:
        return pattern == text
    *middle, last = others
    at, end = len(first), len(text) - len(last)
    if at > end or not (text.startswith(first) and text.endswith(last)):
        return False
    for part in middle:
        at = text.find(part, at, end)
        if at < 0:
            return False
        at += len(part)
    return True
