import pytest

from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import give_numbers, missing_numbers, short_number
from jejak.model.records import Card, Lane, Stage, Statement


def journey(**numbers):
    """Return a map of two stages whose cards have these numbers, if any."""

    def card(name, lane, stage, order="a0"):
        number = numbers.get(name)
        return Card(name, lane, stage, name, number=number, order=order)

    return JourneyMap.of(
        [
            Stage("one", "One", order="a0"),
            Stage("two", "Two", order="a1"),
            Lane("goals", role="goals", order="a0"),
            Lane("pains", role="pain_points", order="a1"),
            Lane("inside", role="internal_pain_points", order="a2"),
            Lane("ideas", role="opportunities", order="a3"),
            Lane("own", label="Own", order="a4"),
            card("idea", "ideas", "one"),
            card("goal", "goals", "one"),
            card("note", "own", "one"),
            card("p_two", "pains", "two"),
            card("p_second", "pains", "one", "a1"),
            card("p_first", "pains", "one", "a0"),
            card("p_inside", "inside", "one"),
            Statement("off", "Off the map", number=numbers.get("off")),
            Statement("both", "Both", pains=("p_first", "p_two")),
        ]
    )


def shown(journey):
    return {
        record.id: short_number(journey, record)
        for record in journey.records.values()
        if short_number(journey, record)
    }


def test_numbers_follow_the_reading_order_of_the_map():
    assert shown(give_numbers(journey())) == {
        "p_first": "P-01",
        "p_second": "P-02",
        "p_inside": "P-03",
        "p_two": "P-04",
        "off": "P-05",
        "both": "P-01 + P-04",
        "idea": "O-01",
    }


def test_given_numbers_stay_and_new_ones_go_on_above_the_highest():
    found = give_numbers(journey(p_second=7, p_two=2))
    assert shown(found)["p_second"] == "P-07"
    assert shown(found)["p_first"] == "P-08"


def test_a_number_once_given_is_not_given_again():
    given = missing_numbers(journey(p_first=1), {"P": 20, "D": 3})
    assert given == {"p_second": 21, "p_inside": 22, "p_two": 23, "off": 24, "idea": 1}


def test_numbering_twice_changes_nothing():
    once = give_numbers(journey())
    assert give_numbers(once) == once
    assert missing_numbers(once) == {}


@pytest.mark.parametrize("name", ["goal", "note", "p_first", "goals"])
def test_a_record_without_a_number_shows_none(name):
    found = journey(goal=5, note=6)
    assert short_number(found, found.records[name]) == ""
