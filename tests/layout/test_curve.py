"""The curve passes through every feeling and claims no other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.layout.curve import LEAD_IN, Curve, Point, curve_through, path_data, spread

VALUES = st.floats(-2, 2).map(lambda value: round(value, 1))


@st.composite
def feelings(draw: st.DrawFn) -> list[Point]:
    places = draw(st.lists(st.integers(0, 100), min_size=1, max_size=12, unique=True))
    return [Point(place / 100, draw(VALUES)) for place in sorted(places)]


def drawn(points: list[Point]) -> Curve:
    curve = curve_through(points)
    assert curve is not None
    return curve


@given(feelings())
@settings(max_examples=200, deadline=None)
def test_it_passes_through_every_feeling(points: list[Point]) -> None:
    curve = drawn(points)
    for point in points:
        assert curve.value_at(point.x) == pytest.approx(point.value)


@given(feelings())
@settings(max_examples=200, deadline=None)
def test_between_two_feelings_it_stays_between_their_values(
    points: list[Point],
) -> None:
    curve = drawn(points)
    for before, after in pairwise(points):
        low, high = sorted((before.value, after.value))
        for step in range(21):
            x = before.x + (after.x - before.x) * step / 20
            assert low - 1e-9 <= curve.value_at(x) <= high + 1e-9


@given(feelings())
@settings(max_examples=100, deadline=None)
def test_it_runs_from_edge_to_edge_and_out_level(points: list[Point]) -> None:
    curve = drawn(points)
    assert curve.start.x == 0
    assert curve.segments == () or curve.segments[-1].end.x == 1
    assert curve.value_at(1) == points[-1].value


def test_it_leads_in_from_below_the_first_feeling() -> None:
    assert drawn([Point(0.5, 1.6)]).start == Point(0.0, round(1.6 - LEAD_IN, 6))


def test_it_never_leaves_the_scale() -> None:
    assert drawn([Point(0.5, -1.9)]).start == Point(0.0, -2.0)


def test_its_tangents_are_the_harmonic_mean_of_the_slopes() -> None:
    # Slopes -1 / 0.25 = -4 and -0.5 / 0.25 = -2; their harmonic mean is -8 / 3,
    # so the handle after the middle point, 0.25 / 3 on, lies 8 / 3 * 0.25 / 3 lower.
    curve = drawn([Point(0.25, 1.0), Point(0.5, 0.0), Point(0.75, -0.5)])
    handle = curve.segments[2].handle_1
    assert handle.value == pytest.approx(-8 / 3 * 0.25 / 3)


def test_a_feeling_at_the_very_edge_has_no_lead_in() -> None:
    assert drawn([Point(0.0, 1.0), Point(1.0, 0.0)]).start == Point(0.0, 1.0)


def test_its_area_ends_on_the_zero_line() -> None:
    path = path_data(
        drawn([Point(0.5, 1.0)]), lambda x: x, lambda value: -value, down_to=0
    )
    assert path.endswith("L1 0L0 0Z")


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([], ()),
        ([0.7], (0.7,)),
        ([0.2, 0.6], (0.2, 0.6)),
        ([0.5, 0.5], (0.25, 0.75)),
        ([0.5, 0.505], (0.25, 0.75)),
        ([0.9, 0.1], (0.25, 0.75)),  # out of order: nobody set them on purpose
    ],
)
def test_feelings_without_places_of_their_own_are_spread_evenly(
    places: list[float], expected: tuple[float, ...]
) -> None:
    assert spread(places) == expected
