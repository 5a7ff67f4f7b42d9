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
    where: tuple[tuple[int, tuple[str, ...]], ...]  # place of a column, small patterns


class Claims:
    """Which of several matchers claim a kind; each name of an event is read once.

    Args:
        matchers: Each with a number that says whose it is.
        log: The log, which says what columns its kinds keep beside.

    Raises:
        LogRefused: A matcher asks for a column that the log has not kept.

    Examples:
        >>> from dataclasses import replace
        >>> from jejak.analytics.log import Kind
        >>> from jejak.analytics.merging import empty_log
        >>> from jejak.model.records import ColumnPatterns, Matcher, RecordId
        >>> about = (RecordId("m"), RecordId("card"))
        >>> pay = Matcher(*about, events=("pay_*",), channels=("app",))
        >>> money = Matcher(*about, where=(ColumnPatterns("subject", ("*refund*",)),))
        >>> log = replace(empty_log(), details=("subject",))
        >>> claims = Claims([(0, pay), (1, money)], log)
        >>> [one.owner for one in claims.of(Kind("pay_va", "app", "", ("Refund?",)))]
        [0, 1]
        >>> claims.of(Kind("pay_va", "web", "", ("",)))
        []
    """

    def __init__(self, matchers: Iterable[tuple[int, Matcher]], log: Log) -> None:
        self._claims = [Claim(*pair, _columns(pair[1], log)) for pair in matchers]
        self._by_name: dict[str, list[Claim]] = {}

    def of(self, kind: Kind) -> list[Claim]:
        """Return the claims on a kind, in the order in which they were given."""
        name = kind.event
        if name not in self._by_name:
            named = [one for one in self._claims if _names_event(one.matcher, name)]
            self._by_name[name] = named
        said = [text.casefold() for text in kind.details]
        found = self._by_name[name]
        return [one for one in found if _fits_rest(one, kind.channel, said)]


def _columns(matcher: Matcher, log: Log) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return where the columns of a matcher stand in kinds, and its patterns.

    Raises:
        LogRefused: The log has not kept one of them.
    """
    for one in matcher.where:
        if one.column not in log.details:
            known = ", ".join(log.details) or "-"
            raise refused("log.refused.no_detail", column=one.column, known=known)
    return tuple(
        (log.details.index(one.column), tuple(map(str.casefold, one.patterns)))
        for one in matcher.where
    )


def _names_event(matcher: Matcher, name: str) -> bool:
    """Tell whether a matcher is about events of a name.

    One that names none is about all that its channels and columns leave; one that
    says nothing at all is about nothing.
    """
    named = (*matcher.events, *matcher.failures)
    if not named:
        return bool(matcher.channels or matcher.where)
    return fits_any(named, name)


def _fits_rest(claim: Claim, channel: str, said: Sequence[str]) -> bool:
    """Tell whether channel and columns of a kind are as a matcher has them."""
    channels = claim.matcher.channels
    if channels and channel not in channels:
        return False
    return all(fits_any(patterns, said[place]) for place, patterns in claim.where)


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
