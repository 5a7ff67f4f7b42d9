"""The emotion curve: a smooth line that never claims a feeling nobody stated.

A monotone cubic (Fritsch and Carlson) whose inner tangents are the harmonic mean
of the slopes on both sides: between two feelings the line stays between them, so
there is no overshoot. Everything is in map units: `x` runs from 0 (left edge of
the first stage) to 1 (right edge of the last), values from -2 to +2. A picture
scales both as it likes; because the tangents scale too, all pictures agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LOWEST, HIGHEST = -2.0, 2.0
LEAD_IN = 0.55  # how far below the first value the line comes in from the left edge
NEAREST = 0.02  # feelings of one stage closer than this are spread evenly


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map and the value of the feeling there."""

    x: float  # 0 left edge of the map … 1 right edge
    value: float  # -2 … +2


@dataclass(frozen=True, slots=True)
class Segment:
    """A cubic piece of the curve: two handles and its end."""

    handle_1: Point
    handle_2: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Curve:
    """The whole line, from edge to edge."""

    start: Point
    segments: tuple[Segment, ...]

    def value_at(self, x: float) -> float:
        """Return the value of the line at `x`; outside of it, that of its end.

        Examples:
            >>> curve = curve_through([Point(0.25, 2.0), Point(0.75, -1.0)])
            >>> [round(curve.value_at(x), 2) for x in (0.25, 0.5, 0.75, 1)]
            [2.0, 0.5, -1.0, -1.0]
        """
        begin = self.start
        if x <= begin.x:
            return begin.value
        for segment in self.segments:
            if x <= segment.end.x:
                return _on_segment(begin, segment, x)
            begin = segment.end
        return begin.value


def curve_through(points: Sequence[Point]) -> Curve | None:
    """Return the curve through these points, from the left edge to the right edge.

    The line leads in from a little below the first value and runs out level.

    Args:
        points: In order of `x`, no two at the same place.

    Examples:
        >>> curve = curve_through([Point(0.5, 1.0)])
        >>> curve.start, curve.segments[-1].end
        (Point(x=0.0, value=0.45), Point(x=1.0, value=1.0))
        >>> curve_through([]) is None
        True
    """
    if not points:
        return None
    line = [*_lead_in(points[0]), *points]
    if points[-1].x < 1:
        line.append(Point(1.0, points[-1].value))
    return _smooth(line)


def curve_between(points: Sequence[Point], left: float, right: float) -> Curve:
    """Return the curve through these points, level to both edges of where it runs.

    Args:
        points: One or more, in order of `x`, no two at the same place.
        left: Where the line begins, at or before the first point.
        right: Where it ends, at or after the last one.

    Examples:
        >>> curve = curve_between([Point(0.5, 1.0)], 0.4, 0.6)
        >>> curve.start, curve.segments[-1].end
        (Point(x=0.4, value=1.0), Point(x=0.6, value=1.0))
    """
    line = list(points)
    if left < points[0].x:
        line.insert(0, Point(left, points[0].value))
    if points[-1].x < right:
        line.append(Point(right, points[-1].value))
    return _smooth(line)


def _smooth(line: Sequence[Point]) -> Curve:
    tangents = _tangents(line)
    segments = []
    for (begin, end), slopes in zip(pairwise(line), pairwise(tangents), strict=True):
        third = (end.x - begin.x) / 3
        segments.append(
            Segment(
                Point(begin.x + third, begin.value + slopes[0] * third),
                Point(end.x - third, end.value - slopes[1] * third),
                end,
            )
        )
    return Curve(line[0], tuple(segments))


def spread(places: Sequence[float]) -> tuple[float, ...]:
    """Return where the feelings of one stage stand in it, 0 its start … 1 its end.

    Places that are given and tell the feelings apart are kept; otherwise the
    feelings are spread evenly.

    Examples:
        >>> spread([0.5, 0.5])
        (0.25, 0.75)
        >>> spread([0.3, 0.8])
        (0.3, 0.8)
    """
    if all(later - earlier >= NEAREST for earlier, later in pairwise(places)):
        return tuple(places)
    return tuple((index + 0.5) / len(places) for index in range(len(places)))


def path_data(
    curve: Curve,
    to_x: Callable[[float], float],
    to_y: Callable[[float], float],
    *,
    down_to: float | None = None,
) -> str:
    """Return the curve as SVG path data.

    Args:
        curve: The line.
        to_x: From map units to the picture's.
        to_y: From values to the picture's y.
        down_to: Closes the area between the line and this y.

    Examples:
        >>> curve = curve_through([Point(0.0, 0.0), Point(1.0, 1.0)])
        >>> path_data(curve, lambda x: 90 * x, lambda value: 10 - value)
        'M0 10C30 9.67 60 9.33 90 9'
    """
    start = curve.start
    parts = [f"M{_pair(to_x(start.x), to_y(start.value))}"]
    for segment in curve.segments:
        points = (segment.handle_1, segment.handle_2, segment.end)
        parts.append("C" + " ".join(_pair(to_x(p.x), to_y(p.value)) for p in points))
    if down_to is not None:
        end = curve.segments[-1].end if curve.segments else start
        parts.append(f"L{_pair(to_x(end.x), down_to)}")
        parts.append(f"L{_pair(to_x(start.x), down_to)}Z")
    return "".join(parts)


def number(value: float) -> str:
    """Return a coordinate with two decimals at most.

    Examples:
        >>> number(12.0), number(0.128), number(-0.001)
        ('12', '0.13', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _pair(x: float, y: float) -> str:
    return f"{number(x)} {number(y)}"


def _lead_in(first: Point) -> list[Point]:
    """Return the point at the left edge, unless a feeling stands there."""
    if first.x <= 0:
        return []
    return [Point(0.0, round(max(LOWEST, first.value - LEAD_IN), 6))]


def _tangents(line: Sequence[Point]) -> list[float]:
    slopes = [
        (end.value - begin.value) / (end.x - begin.x) for begin, end in pairwise(line)
    ]
    if not slopes:
        return [0.0]
    inner = [_harmonic(before, after) for before, after in pairwise(slopes)]
    return [slopes[0], *inner, slopes[-1]]


def _harmonic(before: float, after: float) -> float:
    """Return the harmonic mean of two slopes, or level at a turn of the line."""
    if before * after <= 0:
        return 0.0
    return 2 * before * after / (before + after)


def _on_segment(begin: Point, segment: Segment, x: float) -> float:
    # The handles stand at the thirds, so x grows evenly with the parameter.
    t = (x - begin.x) / (segment.end.x - begin.x)
    u = 1 - t
    return (
        u**3 * begin.value
        + 3 * u**2 * t * segment.handle_1.value
        + 3 * u * t**2 * segment.handle_2.value
        + t**3 * segment.end.value
    )
