"""Edits of the map as a whole."""

import pytest

from jejak.model.changes import Delete, Put
from jejak.model.edits import apply, cards, carry_out, changes_of, maps, structure
from jejak.model.edits.plain import AddRecord
from jejak.model.records import MAP_ID, Card, Decision, Feeling, Lane, MapInfo, Stage
from tests.model.editing import EMPTY, after, ids, refusal
from tests.model.maps import shop


def test_an_empty_map_is_filled_once():
    records = tuple(shop().records.values())
    assert apply(EMPTY, maps.CreateMap(records)) == shop()
    assert "not empty" in refusal(maps.CreateMap(records))


def test_imported_records_come_behind_what_is_there():
    new = (
        Stage("rate", "Rate", order="a1"),
        Stage("query", "Query", order="a0"),
        Card("first", "pains", "pay", "First", order="a0"),
        Card("alone", "pains", "rate", "Alone", order="a5"),
        Feeling("calm", "rate", "calm"),
    )
    found = after(maps.ImportRecords(new))
    assert ids(found.stages) == ["find", "pay", "query", "rate"]
    assert ids(found.cards("pains", "pay")) == ["slow", "dear", "first"]
    assert found.records["alone"].order == "a0"
    assert found.records["calm"] == new[4]


@pytest.mark.parametrize("taken", [Stage("pay", "Pay"), MapInfo(title="Other")])
def test_imported_records_replace_nothing(taken):
    assert f"The id {taken.id} is taken by" in refusal(maps.ImportRecords((taken,)))


def test_an_id_that_comes_twice_is_refused():
    twice = (Stage("new", "A", order="a0"), Stage("new", "B", order="a1"))
    assert refusal(maps.CreateMap(twice), EMPTY) == "Several records have the id new."


def test_a_map_is_restored_with_as_few_changes_as_it_takes():
    changed = after(
        structure.RenameStage("pay", "Paying"),
        cards.DeleteCard("note"),
        AddRecord(Decision("new", "Stay")),
    )
    restore = maps.RestoreMap(tuple(shop().records.values()))
    assert apply(changed, restore) == shop()
    assert changes_of(changed, restore) == (
        Delete("new"),
        Put(shop().records["pay"]),
        Put(shop().records["note"]),
    )


def test_restoring_nothing_leaves_an_empty_map():
    assert apply(shop(), maps.RestoreMap(())) == EMPTY


def test_fields_of_the_map_are_written_but_not_its_id_or_line():
    assert after(maps.SetMapField("goal", "Sell")).info.goal == "Sell"
    assert after(maps.SetMapField("is_sample", True)).info.is_sample
    assert "cannot be changed here" in refusal(maps.SetMapField("id", "x"))
    assert "but can: company, confidentiality, goal" in refusal(
        maps.SetMapField("gaol", "x")
    )
    assert "language is ?" in refusal(maps.SetMapField("language", "?"))


def test_the_line_of_visibility_stands_among_the_lanes():
    def rows(journey):
        line = [(journey.info.visibility_line, "line")]
        return [
            name
            for _, name in sorted([*line, *((x.order, x.id) for x in journey.lanes)])
        ]

    lanes = ids(shop().lanes)
    assert rows(shop()) == [*lanes[:5], "line", *lanes[5:]]
    assert rows(after(maps.MoveVisibilityLine(after="touch")))[:2] == [
        "touch",
        "line",
    ]
    assert rows(after(maps.MoveVisibilityLine(before="touch")))[0] == "line"
    assert after(maps.MoveVisibilityLine()).info.visibility_line is None
    new = structure.AddLane(Lane("new", label="New"), after=MAP_ID)
    assert rows(after(new))[5:7] == ["line", "new"]


def test_numbers_are_given_as_a_part_of_the_same_step():
    new = cards.AddCard(Card("new", "pains", "pay", "New", number=77))
    step = maps.Batch((new, maps.GiveNumbers({"P": 9})))
    outcome = carry_out(shop(), step)
    assert outcome.journey.records["new"].number == 10
    assert apply(outcome.journey, maps.Changes(outcome.inverse)) == shop()


def test_each_edit_of_a_batch_sees_what_those_before_it_did():
    batch = maps.Batch(
        (
            structure.AddStage(Stage("new", "New")),
            structure.RenameStage("new", "Newer"),
            cards.AddCard(Card("card", "own", "new", "Here")),
        )
    )
    found = after(batch)
    assert found.records["new"].title == "Newer"
    assert "gone is not on this map" in refusal(
        maps.Batch((*batch.edits, structure.RenameStage("gone", "x")))
    )
