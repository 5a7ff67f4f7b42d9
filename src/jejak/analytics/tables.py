"""Answers as tables: for the terminal, for programs, for notebooks, for files.

Whatever is drawn has such a table as its twin. The standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from jejak.analytics.bounding import Span
from jejak.analytics.figures import FEW, Difference, Rate
from jejak.language.catalogue import Language, say
from jejak.language.formats import MINUS, amount, duration, number, percent, signed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.analytics.figures import Times


class Word(NamedTuple):
    """A word of ours in a cell, said in the reader's language."""

    key: str


_FEW = Word("few")  # what stands where few people would be told of


class Mean(NamedTuple):
    """A mean score from -2 to +2, of how many."""

    value: float
    n: int
    people: int  # at least: who gave them


class Count(int):
    """How often something happened, and to how many people."""

    people: int

    @classmethod
    def of(cls, n: int, people: int) -> Count:
        """Return a count of so many people."""
        made = cls(n)
        made.people = people
        return made


class Time(timedelta):
    """A figure of a distribution of times, and of how many it is."""

    n: int
    is_told: bool  # whether five people stand behind it

    @classmethod
    def of(cls, found: Times, name: str) -> Time | None:
        """Return a figure of a distribution by its name, `p90` for one."""
        value = getattr(found, name)
        if value is None:
            return None
        us = round(value / timedelta(microseconds=1))
        return cls.at(us, found.n, is_told=found.is_told(name))

    @classmethod
    def at(cls, us: int, n: int, *, is_told: bool) -> Time:
        """Return a time in microseconds, of so many."""
        made = cls(microseconds=us)
        made.n, made.is_told = n, is_told
        return made


class Amount(NamedTuple):
    """A figure that somebody wrote on the map, with its unit."""

    value: float
    unit: str


class Weekly(NamedTuple):
    """How often something happened, week by week; None where it is hidden."""

    first: date  # the Monday of the first week
    counts: tuple[int | None, ...]
    people: tuple[int, ...]

    @property
    def mondays(self) -> list[date]:
        """The first day of each week."""
        return [self.first + timedelta(weeks=n) for n in range(len(self.counts))]

    @property
    def bars(self) -> str:
        """The counts as letters of rising height, for where nothing can be drawn.

        Examples:
            >>> Weekly(date(2026, 1, 5), (0, 7, None, 14), (0, 7, 1, 9)).bars
            '▁▅·█'
        """
        most = max((count or 0 for count in self.counts), default=0) or 1
        return "".join(
            "·" if count is None else _BARS[-(-count * 7 // most)]
            for count in self.counts
        )

    def without_few(self) -> Weekly:
        """Hide weeks of few people; one alone would be found by subtraction."""
        few = {place for place, n in enumerate(self.people) if 0 < n < FEW}
        others = [n for n, count in enumerate(self.counts) if count and n not in few]
        if len(few) == 1 and others:
            few.add(min(others, key=lambda place: self.counts[place] or 0))
        told = (None if n in few else one for n, one in enumerate(self.counts))
        return self._replace(counts=tuple(told))


class Place(int):
    """A number that counts nobody, such as that of a step."""


Value = (
    str
    | Word
    | Mean
    | Weekly
    | Amount
    | Span
    | int
    | Rate
    | Difference
    | timedelta
    | None
)
NOTHING = "–"
_WIDEST = 60
_BARS = "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values under named columns.

    `people` says for each row how many people stand behind it, so that rows of few
    can be hidden from whatever leaves this computer.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    people: tuple[int, ...]
    labels: tuple[str, ...] = ()  # what columns are called that people have named

    def heads(self, language: Language) -> list[str]:
        """Return what the columns are called."""
        labels = self.labels or ("",) * len(self.columns)
        return [
            label or say(language, f"log.column.{name}")
            for name, label in zip(self.columns, labels, strict=True)
        ]

    @property
    def is_text(self) -> list[bool]:
        """Whether each column is read from its left edge; hidden figures are not."""
        return [
            all(
                isinstance(row[place], str | Word | Weekly | None)
                and row[place] != _FEW
                for row in self.rows
            )
            for place in range(len(self.columns))
        ]

    def records(self) -> list[dict[str, Any]]:
        """Return the rows for programs; a rate keeps both its numbers."""
        return [
            dict(zip(self.columns, map(plain, row), strict=True)) for row in self.rows
        ]

    def without_few(self) -> Table:
        """Return the table without rows, and without values, of fewer than five.

        If it hides one row, another could be found by subtraction from the whole;
        so the smallest of the others is hidden with it.
        """
        hidden = {place for place, n in enumerate(self.people) if n < FEW}
        if len(hidden) == 1 and len(self.people) > 1:
            others = [place for place in range(len(self.people)) if place not in hidden]
            hidden.add(min(others, key=lambda place: self.people[place]))
        kept = [place for place in range(len(self.rows)) if place not in hidden]
        return replace(
            self,
            rows=tuple(tuple(map(_hidden, self.rows[place])) for place in kept),
            people=tuple(self.people[place] for place in kept),
        )

    def cut(self, most: int) -> Table:
        """Return the table with so many rows at most, the first ones.

        Examples:
            >>> len(Table("t", ("n",), ((1,), (2,), (3,)), (9, 9, 9)).cut(2).rows)
            2
        """
        return replace(self, rows=self.rows[:most], people=self.people[:most])

    def as_text(self, language: Language) -> str:
        """Return the table for a terminal."""
        head = self.heads(language)
        body = [[shown(value, language) for value in row] for row in self.rows]
        cut = [[_cut(text) for text in row] for row in [head, *body]]
        widths = [max(map(len, column)) for column in zip(*cut, strict=True)]
        lines = [
            "  ".join(
                text.ljust(width) if left else text.rjust(width)
                for text, width, left in zip(row, widths, self.is_text, strict=True)
            ).rstrip()
            for row in cut
        ]
        title = say(language, f"log.table.{self.name}")
        if not self.rows:
            return f"{title}\n{say(language, 'log.table.nothing')}\n"
        return "\n".join([title, *lines]) + "\n"

    def as_html(self, language: Language) -> str:
        """Return the table as HTML."""
        head = "".join(
            f'<th scope="col">{escape(label)}</th>' for label in self.heads(language)
        )
        starts = [
            '<td class="words">' if is_text else "<td>" for is_text in self.is_text
        ]
        body = "".join(
            "<tr>"
            + "".join(
                f"{start}{escape(shown(one, language))}</td>"
                for start, one in zip(starts, row, strict=True)
            )
            + "</tr>"
            for row in self.rows
        )
        title = escape(say(language, f"log.table.{self.name}"))
        return (
            f"<table><caption>{title}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    def _repr_html_(self) -> str:
        return self.as_html("en")


def _hidden(value: Value) -> Value:
    """Say of a few only that they are few; also of all but a few."""
    if isinstance(value, Weekly):
        return value.without_few()
    if isinstance(value, Span):
        return _span_without_few(value)
    few = range(1, FEW)
    if isinstance(value, Rate):
        groups = (value.num, value.den, value.den - value.num, value.people or 0)
        is_few = any(n in few for n in groups)
    elif isinstance(value, Count):
        is_few = value.people in few
    elif isinstance(value, Time):
        is_few = not value.is_told
    elif isinstance(value, Mean):
        is_few = value.people in few
    else:
        counts = isinstance(value, int) and not isinstance(value, Place)
        is_few = counts and value in few
    return _FEW if is_few else value


def _span_without_few(value: Span) -> Value:
    ends = (value.low, value.high)
    low, high = (None if _hidden(end) == _FEW else end for end in ends)
    is_few = _hidden(value.value) == _FEW
    return _FEW if is_few else Span(value.value, low, high)


def told(found: Times, *names: str) -> tuple[Time | None, ...]:
    """Return figures of a distribution by their names."""
    return tuple(Time.of(found, name) for name in names)


def shown(value: Value, language: Language) -> str:
    """Return a value as people read it.

    Examples:
        >>> shown(Rate(1924, 3611), "en"), shown(Rate(0, 0), "id"), shown(12345, "id")
        ('53.3% (1,924 of 3,611)', '–', '12.345')
    """
    if value is None:
        return NOTHING
    if isinstance(value, Word):
        return say(language, f"log.word.{value.key}")
    if isinstance(value, Amount):
        return amount(value.value, value.unit, language)
    if isinstance(value, Rate | Mean | Difference | Weekly | Span):
        return _of_many(value, language)
    if isinstance(value, timedelta):
        return _shown_time(value, language)
    if isinstance(value, int):
        return number(value, language)
    return value


def _shown_time(
    value: timedelta, language: Language, *, is_signed: bool = False
) -> str:
    if is_signed and value:
        sign = "+" if value > timedelta(0) else MINUS
        return sign + _shown_time(abs(value), language)
    if timedelta(0) < value < timedelta(seconds=10) and value.microseconds:
        return _short(value.total_seconds(), language)
    return duration(value, language)


def _short(seconds: float, language: Language) -> str:
    """Return a time of which a second is too long a measure."""
    if seconds >= 0.1:
        return say(language, "log.seconds", n=number(seconds, language, decimals=2))
    decimals = 0 if seconds >= 0.01 else 1 if seconds >= 0.001 else 3
    thousandths = number(seconds * 1000, language, decimals=decimals)
    return say(language, "log.milliseconds", n=thousandths)


def _of_many(
    value: Rate | Mean | Difference | Weekly | Span, language: Language
) -> str:
    """Return a value that says of how many it is, or in which bounds."""
    if isinstance(value, Weekly):
        return value.bars
    if isinstance(value, Span):
        return _said_span(value, language)
    if isinstance(value, Mean):
        mean = signed(round(value.value, 1), language)
        return say(language, "log.mean", mean=mean, n=number(value.n, language))
    if isinstance(value, Rate):
        if value.share is None:
            return NOTHING
        num, den = number(value.num, language), number(value.den, language)
        share = percent(value.share, language)
        return say(language, "log.rate", share=share, num=num, den=den)
    points, low, high = (
        signed(round(100 * one, 1), language)
        for one in (value.points, value.low, value.high)
    )
    return say(language, "log.difference", points=points, low=low, high=high)


def _said_span(value: Span, language: Language) -> str:
    """Return a time with its interval; a difference has no number of its own."""
    n = value.value.n if isinstance(value.value, Time) else 0
    said, low, high = (
        NOTHING if one is None else _shown_time(one, language, is_signed=not n)
        for one in (value.value, value.low, value.high)
    )
    if not n:
        return say(language, "log.difference", points=said, low=low, high=high)
    return say(
        *(language, "log.span"), time=said, low=low, high=high, n=number(n, language)
    )


def plain(value: Value) -> Any:
    """Return a value for programs; times in seconds."""
    if isinstance(value, Rate):
        return {"num": value.num, "den": value.den, "share": value.share}
    if isinstance(value, Difference):
        return {"points": value.points, "low": value.low, "high": value.high}
    if isinstance(value, Amount):
        return {"value": value.value, "unit": value.unit}
    if isinstance(value, Span):
        parts = {"value": value.value, "low": value.low, "high": value.high}
        return {
            key: None if one is None else one.total_seconds()
            for key, one in parts.items()
        }
    if isinstance(value, Mean):
        return {"mean": round(value.value, 3), "n": value.n}
    if isinstance(value, Weekly):
        return {"first": value.first.isoformat(), "counts": list(value.counts)}
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value.key if isinstance(value, Word) else value


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def json_of(tables: Iterable[Table], *, is_sample: bool = False) -> dict[str, Any]:
    """Return several tables by their names, for programs."""
    return {"sample": is_sample} | {table.name: table.records() for table in tables}
