import pytest

from jejak.model.gaps import gaps
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Card, Cell, Feeling, Lane, Persona, Stage

STAGES = [Stage("one", "One", order="a0"), Stage("two", "Two", order="a1")]
PAINS = Lane("pains", role="pain_points")


def felt(*points, persona=None):
    """Return feelings from (stage, place, value)."""
    return [
        Feeling(
            f"{persona}-{stage}-{place}",
            stage,
            "word",
            value=value,
            place=place,
            persona=persona,
        )
        for stage, place, value in points
    ]


def found(*records):
    journey = JourneyMap.of([*STAGES, PAINS, *records])
    return [(gap.stage.id, gap.feeling.value) for gap in gaps(journey)]


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        pytest.param([("one", 0.5, -0.5)], [("one", -0.5)], id="low_enough"),
        pytest.param([("one", 0.5, -0.4)], [], id="not_low_enough"),
        pytest.param(
            [("one", 0.5, 1.9), ("two", 0.5, 0.9)], [("two", 0.9)], id="drop_of_one"
        ),
        pytest.param([("one", 0.5, 1.9), ("two", 0.5, 1.0)], [], id="smaller_drop"),
        pytest.param([("one", 0.5, None)], [], id="a_word_without_a_value"),
        # the word between them says nothing about the height of the curve
        pytest.param(
            [("one", 0.2, 1.0), ("one", 0.5, None), ("two", 0.5, 0.0)],
            [("two", 0.0)],
            id="drop_across_a_word_without_a_value",
        ),
        pytest.param(
            [("one", 0.2, -0.6), ("one", 0.8, -1.2)],
            [("one", -1.2)],
            id="the_lowest_of_several_speaks",
        ),
        pytest.param([("one", 0.5, -1.0), ("two", 0.5, 0.5)], [("one", -1.0)], id="up"),
    ],
)
def test_a_low_or_falling_feeling_asks_for_a_pain(points, expected):
    assert found(*felt(*points)) == expected


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(Card("c", "pains", "one", "Slow"), id="a_card"),
        pytest.param(Cell("c", "pains", "one", "nothing_found"), id="found_nothing"),
        pytest.param(Cell("c", "pains", "one", "not_researched"), id="not_researched"),
    ],
)
def test_a_cell_that_somebody_looked_at_is_no_gap(record):
    assert found(*felt(("one", 0.5, -1.0)), record) == []


def test_each_persona_has_a_curve_of_its_own():
    personas = [Persona("a", order="a0"), Persona("b", order="a1")]
    high = felt(("one", 0.5, 1.5), persona="a")
    low = felt(("two", 0.5, 0.2), persona="b")
    assert found(*personas, *high, *low) == []
    assert found(*personas, *high, *felt(("two", 0.5, 0.2))) == [("two", 0.2)]


@pytest.mark.parametrize(
    "lane", [None, Lane("pains", role="pain_points", is_hidden=True)]
)
def test_without_a_shown_pain_lane_there_are_no_gaps(lane):
    records = [*STAGES, *felt(("one", 0.5, -2.0))] + ([lane] if lane else [])
    assert gaps(JourneyMap.of(records)) == ()


def test_an_expected_feeling_is_not_felt():
    expected = Feeling("f", "one", "upset", value=-2.0, kind="expected")
    assert found(expected) == []
