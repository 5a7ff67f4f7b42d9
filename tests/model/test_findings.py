from dataclasses import replace

import pytest

from jejak.language.catalogue import LANGUAGES, say
from jejak.model.findings import check
from jejak.model.records import Card, Feeling
from tests.model.maps import shop


def put(*records):
    return shop().changed({record.id: record for record in records})


def rules(journey):
    return [(finding.rule, finding.records[0]) for finding in check(journey)]


def test_a_statement_without_a_reason_is_found():
    judged = replace(
        shop().records["s-off"], is_important=False, is_urgent=True, urgent_why=" "
    )
    assert rules(shop()) == []
    assert rules(put(judged)) == [
        ("important_why_missing", "s-off"),
        ("urgent_why_missing", "s-off"),
    ]
    assert rules(put(replace(judged, important_why="Few", urgent_why="Now"))) == []


def test_a_gap_is_that_of_its_cell_whichever_feeling_speaks_for_it():
    low = Feeling("low", "find", "upset", value=-1.5)
    journey = put(low).changed({"mark": None})
    (found,) = check(journey)
    assert (found.rule, found.records) == ("gap", ("pains", "find", "low"))
    assert found.values == {"stage": "Find", "feeling": "upset"}
    lower = Feeling("lower", "find", "angry", value=-2.0)
    (again,) = check(journey.changed({"lower": lower}))
    assert again.records == ("pains", "find", "lower")
    assert again.fingerprint == found.fingerprint


def test_a_map_that_is_not_valid_is_not_read_for_hints():
    broken = Card("new", "gone", "gone too", "Lost", order="a0")
    judged = replace(shop().records["s-off"], is_urgent=True)
    found = check(put(broken, judged))
    assert [(each.rule, each.is_problem) for each in found] == [
        ("broken_link", True)
    ] * 2
    assert len({each.fingerprint for each in found}) == 2


def test_a_fingerprint_does_not_hang_on_words():
    (before,) = check(put(Card("new", "gone", "pay", "Lost", order="b00")))
    (after,) = check(put(Card("new", "gone", "pay", "Reworded", order="b01")))
    assert before.fingerprint == after.fingerprint
    assert before.values != after.values


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_sentence(language):
    judged = replace(shop().records["s-off"], is_urgent=True, is_important=True)
    low = Feeling("low", "find", "upset", value=-1.5)
    broken = Card("new", "gone", "pay", "Lost", order="b00")
    valid = put(judged, low).changed({"mark": None})
    for finding in (*check(valid), *check(put(broken))):
        sentence = say(language, finding.key, **finding.values)
        assert "{" not in sentence
        assert finding.key not in sentence
