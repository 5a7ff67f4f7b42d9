"""The pictures of a report: a river of stages, and rows of times.

One drawing serves the page and the PDF. On the page its colours are those of the
reader's ground; the columns of stages stand one below the other in all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from math import log10
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.exporters.measuring import width_of
from jejak.exporters.svg_blocks import (
    Block,
    Type,
    colour,
    moved,
    rectangle,
    text_at,
    text_block,
)
from jejak.language.catalogue import say
from jejak.language.formats import duration, number, percent
from jejak.layout.curve import number as coordinate
from jejak.layout.expectation import expectation_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jejak.analytics.figures import Rate, Times
    from jejak.analytics.measuring import StagePassed, TouchpointMeasured
    from jejak.language.catalogue import Language
    from jejak.model.records import CardId

WIDTH = 1040.0  # px, of every picture of a report
UNKNOWN = "–"
_RIVER = 104.0  # px, its height
_WENT = 2  # places that are named of where people went
_MARKS_S = (1, 60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000)
_TITLE = Type(13, 18, 600)
_LARGE = Type(20, 26, 700)
_SMALL = Type(12, 17, 400, "fg-2")
_HEAD = Type(11, 16, 400, "fg-3")
_NAME = Type(13, 20)
_TONES = {"plain": "accent-text", "met": "emo-p1-ink", "near": "sogan-600"}
_TONES["over"] = "emo-n2-ink"
_ROW = 28.0  # px, of times
_AXIS_LEFT, _AXIS_RIGHT, _MEDIAN_RIGHT = 330.0, 820.0, 930.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and what it says to those who cannot see it."""

    block: Block
    alt: str

    def svg(self, more: str = "") -> str:
        """Return the drawing as an element of its own."""
        height = coordinate(self.block.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} '
            f'{height}"{more}>{self.block.svg}</svg>'
        )


def count(n: int, language: Language) -> str:
    """Return a number of people; a few are only said to be few."""
    return f"<\u202f{FEW}" if 0 < n < FEW else number(n, language)


def width_of_figures(text: str, look: Type) -> float:
    """Return how wide a number is where every digit takes the same room."""
    even = "".join("0" if letter.isdigit() else letter for letter in text)
    return width_of(even, look.size, look.weight) * 1.03


def share_of(rate: Rate | None, language: Language) -> str:
    """Return a share, unless few people stand behind it or behind the rest."""
    if rate is None or rate.share is None or rate.den < FEW:
        return UNKNOWN
    few = range(1, FEW)
    if rate.num in few or rate.den - rate.num in few:
        return UNKNOWN
    return percent(rate.share, language)


# The river


def river(passed: Sequence[StagePassed], language: Language) -> Picture | None:
    """Draw how many get from stage to stage, each stage a column of equal width."""
    if len(passed) < 2 or passed[0].of_all.den < FEW:
        return None
    room = WIDTH / len(passed)
    heads = [_river_head(one, room - 16, language) for one in passed]
    feet = [_river_foot(one, room - 16, language) for one in passed]
    top = max(block.height for block in heads) + 8
    end = top + _RIVER + 12
    parts = [moved(_water(passed), 0, top)]
    for place, (head, foot) in enumerate(zip(heads, feet, strict=True)):
        x = place * room
        parts.append(moved(head.svg, x + (8 if place else 0), 0))
        parts.append(moved(foot.svg, x + (8 if place else 0), end))
        if place:
            parts.append(rectangle(x - 0.5, 0, 1, end + 40, colour("line")))
    height = end + max(block.height for block in feet)
    alt = "; ".join(
        f"{one.stage.title} {count(one.of_all.num, language)}" for one in passed
    )
    return Picture(Block(height, "".join(parts)), alt)


def _river_head(one: StagePassed, room: float, language: Language) -> Block:
    title = text_block(one.stage.title, room, _TITLE)
    people = count(one.of_all.num, language)
    wide = width_of_figures(people, _LARGE) + 7
    y = title.height + 20
    word = say(language, "report.people")
    body = text_at(people, 0, y, _LARGE) + text_at(word, wide, y, _SMALL)
    return Block(y + 6, title.svg + body)


def _river_foot(one: StagePassed, room: float, language: Language) -> Block:
    if one.goes_on is None:
        return Block(0, "")
    on = say(language, "report.goes_on", share=share_of(one.goes_on, language))
    lost = one.goes_on.den - one.goes_on.num
    out = say(language, "report.leave", n=count(lost, language)) if lost else ""
    left = text_at(on, 0, 13, Type(12, 17, 600))
    right = text_at(
        out, room - 4, 13, Type(12, 17, 600, "emo-n2-ink"), ' text-anchor="end"'
    )
    went = text_block(", ".join(_went(one, language)), room, _SMALL)
    return Block(20 + went.height, left + right + moved(went.svg, 0, 20))


def _went(one: StagePassed, language: Language) -> Iterator[str]:
    for card, n in [way for way in one.went if way[1] >= FEW][:_WENT]:
        people = number(n, language)
        if card is None:
            yield say(language, "report.went_nowhere", n=people)
        else:
            yield say(language, "report.went_to", n=people, where=card.text)


def _water(passed: Sequence[StagePassed]) -> str:
    room = WIDTH / len(passed)
    whole = max(one.of_all.den for one in passed) or 1
    tops = [_RIVER - _RIVER * one.of_all.num / whole for one in passed]
    line = f"M0 {coordinate(tops[0])}"
    for place, (y, below) in enumerate(pairwise(tops)):
        end = (place + 1) * room
        line += f"H{coordinate(end - 0.22 * room)}C"
        handles = ((-0.08, y), (-0.1, below), (0.02, below))
        line += " ".join(
            f"{coordinate(end + share * room)} {coordinate(at)}"
            for share, at in handles
        )
    line += f"H{WIDTH:.0f}"
    return (
        f'<path d="{line}V{_RIVER:.0f}H0Z" fill="{colour("accent")}" opacity=".15"/>'
        f'<path d="{line}" fill="none" stroke="{colour("accent-text")}"'
        ' stroke-width="2"/>'
    )


# The times


def time_rows(
    touchpoints: Sequence[TouchpointMeasured],
    expected: Mapping[CardId, timedelta],
    language: Language,
) -> Picture | None:
    """Draw how long it takes from each touchpoint to the next one."""
    rows = [one for one in touchpoints if one.wait.n >= FEW]
    if not rows:
        return None
    seconds = [_s(one.wait.p10) for one in rows] + [_s(one.wait.p90) for one in rows]
    seconds += [due.total_seconds() for due in expected.values()]
    axis = _Axis(min(seconds), max(seconds))
    parts = [_axis_head(axis, language)]
    y, alts = 24.0, []
    for one in rows:
        due = expected.get(one.card.id)
        row = _time_row(one, due, axis, language)
        parts.append(moved(row.svg, 0, y))
        y += row.height
        if one.wait.median is not None:
            alts.append(f"{one.card.text} {duration(one.wait.median, language)}")
    return Picture(Block(y, "".join(parts)), "; ".join(alts))


class _Axis:
    """A logarithmic axis of times."""

    def __init__(self, least: float, most: float) -> None:
        self.low = log10(max(least, 1.0)) - 0.1
        self.high = max(log10(max(most, 1.0)) + 0.1, self.low + 1)

    def at(self, seconds: float) -> float:
        """Return where a time stands, in px."""
        share = (log10(max(seconds, 1.0)) - self.low) / (self.high - self.low)
        share = min(1.0, max(0.0, share))
        return _AXIS_LEFT + share * (_AXIS_RIGHT - _AXIS_LEFT)

    @property
    def marks(self) -> list[int]:
        """The times that are named on it."""
        return [mark for mark in _MARKS_S if self.low <= log10(mark) <= self.high]


def _axis_head(axis: _Axis, language: Language) -> str:
    middle, end = ' text-anchor="middle"', ' text-anchor="end"'
    marks = (
        text_at(duration(timedelta(seconds=mark), language), axis.at(mark), 12, _HEAD)
        for mark in axis.marks
    )
    centred = (mark.replace("<text", f"<text{middle}", 1) for mark in marks)
    labels = (
        text_at(say(language, f"report.{key}"), x, 12, _HEAD, end)
        for key, x in (("median", _MEDIAN_RIGHT), ("expected", WIDTH))
    )
    return "".join((*centred, *labels))


def _time_row(
    one: TouchpointMeasured, due: timedelta | None, axis: _Axis, language: Language
) -> Block:
    tone = "plain"
    median = one.wait.median
    if due is not None and median is not None and due > timedelta(0):
        tone = expectation_bar(median.total_seconds(), due.total_seconds()).tone
    name = text_block(one.card.text, _AXIS_LEFT - 30, _NAME)
    height = max(name.height + 6, _ROW)
    words = Type(13, 20, 600, "fg" if tone == "plain" else _TONES[tone])
    parts = [
        moved(name.svg, 0, (height - name.height) / 2),
        moved(_distribution(one.wait, due, axis, _TONES[tone], height), 0, 0),
    ]
    end = ' text-anchor="end"'
    for span, x, look in ((median, _MEDIAN_RIGHT, words), (due, WIDTH, _SMALL)):
        if span is not None:
            said = duration(span, language)
            parts.append(text_at(said, x, height / 2 + 4.5, look, end))
    return Block(height, "".join(parts))


def _distribution(
    wait: Times, due: timedelta | None, axis: _Axis, ink: str, height: float
) -> str:
    at = {
        name: axis.at(_s(getattr(wait, name)))
        for name in ("p10", "p25", "median", "p75", "p90")
    }
    y = height / 2
    parts = [
        f'<path d="M{coordinate(axis.at(mark))} 0V{coordinate(height)}"'
        f' stroke="{colour("line")}" stroke-dasharray="3 3"/>'
        for mark in axis.marks
    ]
    for first, last, thick, opacity in (
        ("p10", "p90", 2, 0.55),
        ("p25", "p75", 7, 0.4),
    ):
        parts.append(
            f'<path d="M{coordinate(at[first])} {y}H{coordinate(at[last])}"'
            f' stroke="{colour(ink)}" stroke-width="{thick}" opacity="{opacity}"'
            ' stroke-linecap="round"/>'
        )
    if due is not None:
        x = axis.at(due.total_seconds())
        parts.append(rectangle(x - 1, y - 7, 2, 14, colour("fg")))
    parts.append(
        f'<circle cx="{coordinate(at["median"])}" cy="{y}" r="4.5"'
        f' fill="{colour(ink)}" stroke="{colour("bg-paper")}" stroke-width="1.5"/>'
    )
    return "".join(parts)


def _s(time: timedelta | None) -> float:
    return time.total_seconds() if time is not None else 1.0
