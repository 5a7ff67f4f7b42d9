"""Two maps compared: what differs is found, and leads from one to the other."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.errors import EditRefused, InvalidRecord
from jejak.model.diff import Diff, FieldChange, diff
from jejak.model.edits import apply, carry_out, decode_edit
from jejak.model.edits.cards import AddCard, DeleteCard, EditCardText, MoveCard
from jejak.model.edits.maps import MoveVisibilityLine
from jejak.model.edits.statements import AddStatement, JoinPains
from jejak.model.edits.structure import (
    AddStage,
    DeleteStage,
    MoveStage,
    RenameStage,
)
from jejak.model.journey_map import JourneyMap
from jejak.model.ordering import kept_in_order
from jejak.model.records import Card, Stage, Statement
from tests.model.maps import shop
from tests.model.random_edits import Chooser, plain_edit
from tests.strategies import maps


def after(*edits):
    journey = shop()
    for edit in edits:
        journey = apply(journey, edit)
    return journey


def ids(records):
    return [record.id for record in records]


@given(maps())
@settings(max_examples=60, deadline=None)
def test_a_map_does_not_differ_from_itself(journey):
    assert diff(journey, journey) == Diff()
    assert diff(journey, JourneyMap.of(journey.records.values())).is_empty


@given(maps(), maps())
@settings(max_examples=60, deadline=None)
def test_the_edit_of_a_diff_makes_one_map_of_any_other(first, second):
    found = diff(first, second)
    assert apply(first, found.edit) == second
    assert found.is_empty == (first == second)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_after_any_edits_the_diff_leads_there_and_back(data):
    journey = shop()
    for _ in range(data.draw(st.integers(1, 6))):
        plain = json.loads(json.dumps(plain_edit(Chooser(data.draw, journey))))
        try:
            journey = carry_out(journey, decode_edit(plain)).journey
        except (EditRefused, InvalidRecord):
            continue
    assert apply(shop(), diff(shop(), journey).edit) == journey
    back = diff(journey, shop())
    assert apply(journey, back.edit) == shop()
    there = diff(shop(), journey)
    assert set(ids(there.added)) == set(ids(back.removed))
    assert {one.before.id for one in there.changed} == {
        one.after.id for one in back.changed
    }


def test_a_changed_record_tells_its_fields_before_and_after():
    [changed] = diff(shop(), after(RenameStage("pay", "Check out"))).changed
    assert changed.fields == (FieldChange("title", "Pay", "Check out"),)
    assert (changed.before.title, changed.after.title) == ("Pay", "Check out")


def test_what_came_and_what_went_is_listed_with_all_that_went_along():
    come = Card("new", "pains", "pay", "No receipt")
    found = diff(shop(), after(AddCard(come), DeleteCard("slow")))
    assert ids(found.added) == ["new"]
    assert {"slow", "said", "fixes", "talk", "reply"} == set(ids(found.removed))
    [left] = [one for one in found.changed if one.after.id == "s-slow"]
    assert left.fields == (FieldChange("pains", ("slow",), ()),)


def test_a_card_in_another_cell_moved_and_did_not_change():
    found = diff(shop(), after(MoveCard("dear", stage="find")))
    assert [one.after.id for one in found.moved] == ["dear"]
    assert found.changed == ()
    assert ids(found.removed) == ["mark"]  # the cell is not empty any more


def test_of_two_that_passed_each_other_the_one_that_was_moved_moved():
    found = diff(shop(), after(MoveStage("pay", before="find")))
    assert [one.after.id for one in found.moved] == ["pay"]
    found = diff(shop(), after(MoveStage("find", after="pay")))
    assert [one.after.id for one in found.moved] == ["find"]


def test_other_keys_in_the_same_order_are_no_move():
    respaced = replace(shop().records["pay"], order="b00")
    found = diff(shop(), shop().changed({"pay": respaced}))
    assert [one.after.id for one in found.respaced] == ["pay"]
    assert found == Diff(respaced=found.respaced)


def test_the_line_of_visibility_moves_among_the_lanes():
    found = diff(shop(), after(MoveVisibilityLine(before="touch")))
    assert [one.after.id for one in found.moved] == ["map"]


def test_a_new_stage_that_took_cards_of_another_is_a_split():
    edits = (AddStage(Stage("wait", "Wait")), MoveCard("dear", stage="wait"))
    [split] = diff(shop(), after(*edits)).splits
    assert (split.source.id, ids(split.into)) == ("pay", ["pay", "wait"])


def test_a_stage_whose_cards_all_stand_in_another_one_was_merged():
    edits = (MoveCard("note", stage="pay"), DeleteStage("find"))
    [merged] = diff(shop(), after(*edits)).merges
    assert (set(ids(merged.sources)), merged.into.id) == ({"find", "pay"}, "pay")


def test_statements_that_were_joined_are_merged_and_can_be_told_as_split():
    lone = Statement("s-dear", "Dear", pains=("dear",))
    two = after(AddStatement(lone))
    one = apply(two, JoinPains("s-slow", ("dear",)))
    [merged] = diff(two, one).merges
    assert (set(ids(merged.sources)), merged.into.id) == (
        {"s-slow", "s-dear"},
        "s-slow",
    )
    [split] = diff(one, two).splits
    assert (split.source.id, set(ids(split.into))) == ("s-slow", {"s-slow", "s-dear"})


def test_an_id_that_names_another_kind_of_record_now_went_and_came():
    stage = Stage("note", "Note", order="a5")
    other = after(DeleteCard("note")).changed({"note": stage})
    found = diff(shop(), other)
    assert "note" in ids(found.removed)
    assert "note" in ids(found.added)
    assert apply(shop(), found.edit) == other


def test_reworded_text_is_a_change_of_the_text():
    found = diff(shop(), after(EditCardText("slow", "Slow", "Too slow")))
    [changed] = found.changed
    assert changed.fields == (FieldChange("text", "Slow", "Too slow"),)


@pytest.mark.parametrize("size", [0, 1, 2, 5])
def test_in_the_same_order_all_are_kept(size):
    assert kept_in_order(range(size), range(size)) == set(range(size))


@given(st.permutations(list(range(7))))
def test_as_many_are_kept_as_there_can_be(items):
    kept = kept_in_order(range(7), items)
    assert [item for item in items if item in kept] == sorted(kept)
    longest = [1] * 7
    for place, item in enumerate(items):
        longest[place] += max(
            (longest[other] for other in range(place) if items[other] < item), default=0
        )
    assert len(kept) == max(longest)


def test_a_new_stage_that_took_cards_of_two_others_split_neither():
    edits = (
        AddStage(Stage("wait", "Wait")),
        MoveCard("dear", stage="wait"),
        MoveCard("note", stage="wait"),
    )
    assert diff(shop(), after(*edits)).splits == ()


def test_a_stage_that_one_new_stage_replaced_was_not_split():
    whole = shop()
    edits = [AddStage(Stage("wait", "Wait"))]
    edits += [
        MoveCard(card.id, stage="wait")
        for card in whole.of_kind(Card)
        if card.stage == "find"
    ]
    compared = diff(whole, after(*edits, DeleteStage("find")))
    assert "find" in ids(compared.removed)
    assert compared.splits == ()
