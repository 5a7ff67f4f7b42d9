"""Times as rows on one axis: median, middle half, 10 to 90 %, what was expected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from math import log10
from typing import TYPE_CHECKING

from jejak.analytics.figures import FEW
from jejak.analytics.tables import shown
from jejak.exporters.measuring import width_of
from jejak.exporters.report.pictures import WIDTH, Picture, in_pieces
from jejak.exporters.svg_blocks import (
    Block,
    Type,
    colour,
    moved,
    rectangle,
    stacked,
    text_at,
    text_block,
)
from jejak.language.catalogue import say
from jejak.language.formats import number
from jejak.layout.curve import number as coordinate
from jejak.layout.expectation import expectation_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jejak.analytics.figures import Times
    from jejak.analytics.maps.flow import Flow
    from jejak.analytics.maps.measuring import TouchpointMeasured
    from jejak.language.catalogue import Language
    from jejak.model.records import CardId

_MARKS_S = (
    *(0.001, 0.01, 0.1, 1, 10, 60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000),
    *(31_536_000, 315_360_000),
)
_APART = 44.0  # px, between the words of two marks
_HEAD = Type(11, 16, 400, "fg-3")
_NAME = Type(13, 20)
_DUE = Type(12, 17, 400, "fg-2")
_TONES = {"plain": "accent-text", "met": "emo-p1-ink", "near": "sogan-600"}
_TONES["over"] = "emo-n2-ink"
_ROW, _ARROW = 30.0, 24.0  # px: a row; the room of an arrow
_AXIS_LEFT, _AXIS_RIGHT, _MEDIAN_RIGHT = 340.0, 820.0, 930.0


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A distribution of times, of what, and what was expected."""

    name: str
    times: Times
    due: timedelta | None = None
    to: str = ""  # what ends the time


def waits_of(
    touchpoints: Sequence[TouchpointMeasured],
    flow: Flow,
    expected: Mapping[CardId, timedelta],
    language: Language,
) -> tuple[TimeRow, ...]:
    """Return how long it takes from each touchpoint to whatever comes next."""
    names = [one.card.text for one in touchpoints]
    after = defaultdict(list)
    for one in flow.passages:  # the most frequent first
        is_told = flow.people.get((one.source, one.target), 0) >= FEW
        if one.source != one.target < len(names) and is_told:
            after[one.source].append(names[one.target])
    return tuple(
        TimeRow(
            one.card.text,
            one.wait,
            expected.get(one.card.id),
            _next(after[place], language),
        )
        for place, one in enumerate(touchpoints)
    )


def _next(names: Sequence[str], language: Language) -> str:
    if len(names) < 2:
        return "".join(names)
    more = number(len(names) - 1, language)
    return say(language, "report.and_more", name=names[0], n=more)


def responses_of(touchpoints: Sequence[TouchpointMeasured]) -> tuple[TimeRow, ...]:
    """Return how long the first of each run waits for anything else."""
    return tuple(TimeRow(one.card.text, one.response) for one in touchpoints)


def time_rows(rows: Sequence[TimeRow], language: Language) -> Picture | None:
    """Draw distributions of times below one another, those of enough."""
    told = [row for row in rows if row.times.is_told("median")]
    if not told:
        return None
    seconds = [_s(time) for row in told for time in _edges(row.times)]
    seconds += [_s(row.due) for row in told if row.due is not None]
    axis = _Axis(seconds)
    head = Block(24, _axis_head(axis, any(row.due for row in told), language))
    drawn = [_time_row(row, axis, language) for row in told]
    alt = "; ".join(
        f"{row.name} {shown(row.times.median, language)}"
        for row in told
        if row.times.median is not None
    )
    return in_pieces(head, drawn, alt)


def _edges(found: Times) -> list[timedelta | None]:
    """Return what is drawn of a distribution; what tells of few people is not."""
    names = ("p10", "p25", "median", "p75", "p90")
    return [getattr(found, name) for name in names if found.is_told(name)]


class _Axis:
    """A logarithmic axis of times; no time at all stands at its left end."""

    def __init__(self, seconds: Sequence[float]) -> None:
        some = [one for one in seconds if one > 0] or [1.0]
        self.low = log10(min(some)) - 0.1
        self.high = max(log10(max(some)) + 0.1, self.low + 1)

    def at(self, seconds: float) -> float:
        """Return where a time stands, in px."""
        place = log10(seconds) if seconds > 0 else self.low
        share = (place - self.low) / (self.high - self.low)
        return _AXIS_LEFT + share * (_AXIS_RIGHT - _AXIS_LEFT)

    @property
    def marks(self) -> list[float]:
        """The times that are named on it, as many as have room."""
        found: list[float] = []
        for mark in _MARKS_S:
            is_free = not found or self.at(mark) - self.at(found[-1]) >= _APART
            if self.low <= log10(mark) <= self.high and is_free:
                found.append(mark)
        return found


def _axis_head(axis: _Axis, has_due: bool, language: Language) -> str:
    middle, end = ' text-anchor="middle"', ' text-anchor="end"'
    marks = (
        text_at(
            shown(timedelta(seconds=mark), language),
            axis.at(mark),
            12,
            _HEAD,
            middle,
        )
        for mark in axis.marks
    )
    heads = [("median", _MEDIAN_RIGHT)] + [("expected", WIDTH)] * has_due
    labels = (
        text_at(say(language, f"report.{key}"), x, 12, _HEAD, end) for key, x in heads
    )
    return "".join((*marks, *labels))


def _time_row(row: TimeRow, axis: _Axis, language: Language) -> Block:
    tone, median = "plain", row.times.median
    if row.due and median is not None:
        tone = expectation_bar(_s(median), _s(row.due)).tone
    name = _name(row, _AXIS_LEFT - 30)
    height = max(name.height + 8, _ROW)
    words = Type(13, 20, 600, "fg" if tone == "plain" else _TONES[tone])
    parts = [
        moved(name.svg, 0, (height - name.height) / 2),
        *_distribution(row, axis, _TONES[tone], height),
    ]
    end = ' text-anchor="end"'
    for span, x, look in ((median, _MEDIAN_RIGHT, words), (row.due, WIDTH, _DUE)):
        if span is not None:
            said = shown(span, language)
            parts.append(text_at(said, x, height / 2 + 4.5, look, end))
    return Block(height, "".join(parts))


def _name(row: TimeRow, room: float) -> Block:
    """Return from what to what; below one another where one line is too short."""
    name = text_block(row.name, room, _NAME)
    if not row.to:
        return name
    wide = width_of(row.name, _NAME.size, _NAME.weight) * 1.03
    free = room - wide - _ARROW
    if width_of(row.to, _NAME.size, _NAME.weight) * 1.03 <= free:
        to = text_block(row.to, free, _NAME)
        return Block(
            name.height,
            name.svg + _arrow(wide + 6) + moved(to.svg, wide + _ARROW, 0),
        )
    to = text_block(row.to, room - _ARROW, _NAME)
    return stacked([name, Block(to.height, _arrow(4) + moved(to.svg, _ARROW, 0))])


def _arrow(x: float) -> str:
    return (
        f'<path d="M{coordinate(x)} 10h11m-4 -4l4 4l-4 4" fill="none"'
        f' stroke="{colour("line-3")}" stroke-width="1.25" stroke-linecap="round"'
        ' stroke-linejoin="round"/>'
    )


def _distribution(row: TimeRow, axis: _Axis, ink: str, height: float) -> Iterator[str]:
    times, y = row.times, height / 2
    for mark in axis.marks:
        yield rectangle(axis.at(mark) - 0.5, 0, 1, height, colour("line"))
    for first, last, thick, opacity in (
        ("p10", "p90", 2, 0.55),
        ("p25", "p75", 8, 0.4),
    ):
        if times.is_told(first):
            ends = (axis.at(_s(getattr(times, name))) for name in (first, last))
            start, end = map(coordinate, ends)
            yield (
                f'<path d="M{start} {y}H{end}" stroke="{colour(ink)}"'
                f' stroke-width="{thick}" opacity="{opacity}" stroke-linecap="round"/>'
            )
    if row.due is not None:
        yield rectangle(axis.at(_s(row.due)) - 1, y - 8, 2, 16, colour("fg"))
    yield (
        f'<circle cx="{coordinate(axis.at(_s(times.median)))}" cy="{y}" r="5"'
        f' fill="{colour(ink)}" stroke="{colour("bg-paper")}" stroke-width="2"/>'
    )


def _s(time: timedelta | None) -> float:
    return time.total_seconds() if time is not None else 0.0
