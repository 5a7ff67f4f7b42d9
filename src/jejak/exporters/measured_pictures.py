"""The pictures of the measured report: a river of stages, and rows of times."""

from __future__ import annotations

from datetime import timedelta
from math import log10
from typing import TYPE_CHECKING

from jejak.exporters.marks import escaped
from jejak.language.catalogue import say
from jejak.language.formats import duration
from jejak.layout.expectation import expectation_bar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.analytics.figures import Times
    from jejak.analytics.measuring import StagePassed, TouchpointMeasured
    from jejak.language.catalogue import Language
    from jejak.model.records import CardId

RIVER_WIDTH, RIVER_HEIGHT = 1000, 100
ROW_WIDTH, ROW_HEIGHT = 420, 22
FEW = 5
_MARKS_S = (1, 60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000)


def river(passed: Sequence[StagePassed]) -> str:
    """Draw how many get from stage to stage, each stage a column of equal width."""
    column = RIVER_WIDTH / len(passed)
    whole = max(one.of_all.den for one in passed) or 1
    heights = [RIVER_HEIGHT * one.of_all.num / whole for one in passed]
    line = f"M0 {RIVER_HEIGHT - heights[0]:.1f}"
    for place, height in enumerate(heights):
        y = RIVER_HEIGHT - height
        end = (place + 1) * column
        if place + 1 == len(heights):
            line += f"H{RIVER_WIDTH}"
            continue
        below = RIVER_HEIGHT - heights[place + 1]
        line += f"H{end - 0.22 * column:.1f}"
        line += (
            f"C{end - 0.08 * column:.1f} {y:.1f} {end - 0.1 * column:.1f} {below:.1f} "
        )
        line += f"{end + 0.02 * column:.1f} {below:.1f}"
    area = f"{line}V{RIVER_HEIGHT}H0Z"
    return (
        f'<svg class="river" viewBox="0 -2 {RIVER_WIDTH} {RIVER_HEIGHT + 2}" '
        'preserveAspectRatio="none" aria-hidden="true">'
        f'<path class="water" d="{area}"/><path class="shore" d="{line}"/></svg>'
    )


def time_rows(
    touchpoints: Sequence[TouchpointMeasured],
    expected: Mapping[CardId, timedelta],
    language: Language,
) -> str:
    """Draw how long it takes from each touchpoint to the next one."""
    rows = [one for one in touchpoints if one.wait.n >= FEW]
    if not rows:
        return ""
    seconds = [_s(one.wait.p10) for one in rows] + [_s(one.wait.p90) for one in rows]
    seconds += [due.total_seconds() for due in expected.values()]
    axis = _Axis(min(seconds), max(seconds))
    head = "".join(
        f'<span style="left:{axis.share(mark):.1%}">'
        f"{escaped(duration(timedelta(seconds=mark), language))}</span>"
        for mark in _MARKS_S
        if axis.shows(mark)
    )
    labels = [say(language, f"report.{key}") for key in ("median", "expected")]
    lines = [
        '<div class="times" aria-hidden="true"><span></span>'
        f'<span class="axis">{head}</span><span>{labels[0]}</span>'
        f"<span>{labels[1]}</span>"
    ]
    lines += [_row(one, expected.get(one.card.id), axis, language) for one in rows]
    return "".join(lines) + "</div>"


class _Axis:
    """A logarithmic axis of times."""

    def __init__(self, least: float, most: float) -> None:
        self.low = log10(max(least, 1.0)) - 0.1
        self.high = max(log10(max(most, 1.0)) + 0.1, self.low + 1)

    def share(self, seconds: float) -> float:
        """Return where a time stands, 0 to 1."""
        at = (log10(max(seconds, 1.0)) - self.low) / (self.high - self.low)
        return min(1.0, max(0.0, at))

    def shows(self, seconds: float) -> bool:
        """Tell whether a time is on the axis."""
        return self.low <= log10(seconds) <= self.high


def _row(
    one: TouchpointMeasured, due: timedelta | None, axis: _Axis, language: Language
) -> str:
    wait = one.wait
    tone = "plain"
    if due is not None and wait.median is not None and due > timedelta(0):
        tone = expectation_bar(wait.median.total_seconds(), due.total_seconds()).tone
    median = duration(wait.median, language) if wait.median is not None else ""
    return (
        f"<span>{escaped(one.card.text)}</span>"
        f'<svg class="{tone}" viewBox="0 0 {ROW_WIDTH} {ROW_HEIGHT}" '
        f'preserveAspectRatio="none">{_marks(wait, due, axis)}</svg>'
        f"<b class={tone}>{escaped(median)}</b>"
        f"<span>{escaped(duration(due, language)) if due else ''}</span>"
    )


def _marks(wait: Times, due: timedelta | None, axis: _Axis) -> str:
    at = {
        name: ROW_WIDTH * axis.share(_s(getattr(wait, name)))
        for name in ("p10", "p25", "median", "p75", "p90")
    }
    middle = ROW_HEIGHT / 2
    grid = "".join(
        f'<path class="grid" d="M{ROW_WIDTH * axis.share(mark):.1f} 0v{ROW_HEIGHT}"/>'
        for mark in _MARKS_S
        if axis.shows(mark)
    )
    tick = ""
    if due is not None:
        x = ROW_WIDTH * axis.share(due.total_seconds())
        tick = f'<path class="tick" d="M{x:.1f} 3v{ROW_HEIGHT - 6}"/>'
    return (
        f'{grid}<path class="reach" d="M{at["p10"]:.1f} {middle}H{at["p90"]:.1f}"/>'
        f'<path class="band" d="M{at["p25"]:.1f} {middle}H{at["p75"]:.1f}"/>'
        f'{tick}<path class="dot" d="M{at["median"]:.1f} {middle}h.01"/>'
    )


def _s(time: timedelta | None) -> float:
    return time.total_seconds() if time is not None else 1.0
