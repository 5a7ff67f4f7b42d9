import pytest

from jejak.model.journey_map import JourneyMap
from jejak.model.ranking import Quadrant, quadrant_of, rank_of
from jejak.model.records import Judgement, Statement


@pytest.mark.parametrize(
    ("is_important", "is_urgent", "expected"),
    [
        (True, True, Quadrant.DO),
        (True, False, Quadrant.PLAN),
        (False, True, Quadrant.DELEGATE),
        (False, False, Quadrant.DROP),
        (True, None, None),
        (None, False, None),
    ],
)
def test_the_quadrant_follows_from_both_answers(is_important, is_urgent, expected):
    answers = {"is_important": is_important, "is_urgent": is_urgent}
    assert quadrant_of(Statement("s", "Slow", **answers)) == expected
    assert quadrant_of(Judgement("j", "s", "Dewi", **answers)) == expected


def test_a_pain_shows_the_rank_of_its_statement():
    statement = Statement(
        "s", "Slow", pains=("p1", "p2"), is_important=True, is_urgent=True
    )
    journey = JourneyMap.of([statement])
    assert rank_of(journey, "p2") is Quadrant.DO
    assert rank_of(journey, "p3") is None
