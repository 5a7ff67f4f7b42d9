"""Edits of personas, stages, their parts and lanes."""

import pytest

from jejak.model.edits import apply, cards, changes_of, structure
from jejak.model.records import Card, Lane, Stage
from tests.model.editing import after, ids, refusal
from tests.model.maps import shop


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ({}, ["find", "pay", "new"]),
        ({"before": "find"}, ["new", "find", "pay"]),
        ({"after": "find"}, ["find", "new", "pay"]),
        ({"before": "pay"}, ["find", "new", "pay"]),
        ({"after": "pay"}, ["find", "pay", "new"]),
    ],
)
def test_a_stage_is_added_beside_another(place, expected):
    new = Stage("new", "New", order="zzz")
    assert ids(after(structure.AddStage(new, **place)).stages) == expected


def test_a_stage_moves_beside_another():
    move = structure.MoveStage
    assert ids(after(move("pay", before="find")).stages) == ["pay", "find"]
    assert ids(after(move("find")).stages) == ["pay", "find"]
    assert ids(after(move("pay", after="find")).stages) == ["find", "pay"]


def test_a_stage_that_stands_there_already_does_not_change():
    move = structure.MoveStage
    for edit in (move("pay"), move("pay", after="pay"), move("find", before="find")):
        assert changes_of(shop(), edit) == ()


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ({"before": "gone"}, "gone does not stand there (any more)."),
        ({"after": "touch"}, "touch does not stand there (any more)."),
        ({"before": "find", "after": "pay"}, "before one record or after one"),
    ],
)
def test_a_place_that_is_none_is_refused(place, message):
    assert message in refusal(structure.AddStage(Stage("new", "New"), **place))


def test_a_taken_id_is_refused():
    message = "The id web is taken by “Website” (web)."
    assert refusal(structure.AddStage(Stage("web", "Web"))) == message


def test_a_record_of_another_kind_is_refused():
    found = refusal(structure.AddStage(Lane("new", label="Mine")))
    assert found == "“Mine” (new) is a lane; allowed is stage."


def test_deleting_a_stage_takes_all_that_stands_in_it():
    found = after(structure.DeleteStage("pay"))
    gone = set(shop().records) - set(found.records)
    assert gone == {
        "pay",
        "pay-qris",
        "web",
        "form",
        "slow",
        "dear",
        "late",
        "fast",
        "cross",
        "fixes",
        "adds",
        "said",
        "soon",
        "talk",
        "reply",
    }
    # What people judged and planned outlives the place it was about.
    assert found.records["s-slow"].pains == ()
    assert found.records["s-slow"].stage is None
    assert found.records["do"].opportunity is None
    assert found.records["kpi"].stage is None


def test_deleting_a_persona_takes_what_they_felt():
    found = after(structure.DeletePersona("ani"))
    assert set(shop().records) - set(found.records) == {"ani", "glad"}


def test_deleting_a_part_of_a_stage_leaves_its_cards():
    found = after(structure.DeleteSubstage("pay-qris"))
    assert found.records["slow"].substage is None
    assert found.records["cross"].substage is None


def test_a_part_of_a_stage_stays_in_its_stage():
    assert "cannot be changed" in refusal(
        structure.ChangeSubstage("pay-qris", {"stage": "find"})
    )


def test_a_lane_is_renamed_and_hidden():
    found = after(structure.RenameLane("pains", "Ouch"), structure.HideLane("pains"))
    assert found.lane("pains").label == "Ouch"
    assert found.lane("pains").is_hidden
    shown = apply(found, structure.HideLane("pains", is_hidden=False))
    assert not shown.lane("pains").is_hidden


def test_a_lane_that_changes_its_letter_leaves_the_numbers_behind():
    found = after(
        structure.DeleteLane("ideas"),
        cards.AddCard(Card("nice", "own", "pay", "Nice")),
        structure.ChangeLane("inside", {"role": "opportunities"}),
    )
    assert found.records["late"].number is None
    # Pains of customers and of staff share their numbers.
    kept = after(
        structure.DeleteLane("pains"),
        structure.ChangeLane("inside", {"role": "pain_points"}),
    )
    assert kept.records["late"].number == 3


def test_a_lane_of_ranked_pains_stays_one_of_pains():
    found = refusal(structure.ChangeLane("pains", {"role": "goals"}))
    assert "“Slow” (s-slow): pains names “Slow” (slow)" in found
