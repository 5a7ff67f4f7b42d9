"""Edits of cards, marks, feelings and links of opportunities."""

import pytest

from jejak.model.changes import EditText
from jejak.model.edits import apply, cards, changes_of
from jejak.model.records import Card, Cell, Feeling
from tests.model.editing import after, ids, refusal
from tests.model.maps import shop


def test_a_card_takes_the_mark_of_its_cell_away():
    found = after(cards.AddCard(Card("new", "pains", "find", "New")))
    assert found.cell("pains", "find") is None
    found = after(cards.MoveCard("dear", stage="find"))
    assert found.cell("pains", "find") is None


@pytest.mark.parametrize(
    ("was", "text", "expected"),
    [
        ("Slow", "Slower", "Slower"),
        ("Sl", "Sly", "Slowy"),  # somebody had gone on writing
        ("Slow", "Slow", "Slow"),
        ("Slow", "Slow\x00 \ud83d", "Slow "),
    ],
)
def test_a_text_is_merged_with_what_stands_there(was, text, expected):
    edit = cards.EditCardText("slow", was, text)
    assert after(edit).records["slow"].text == expected


def test_only_the_letters_that_differ_are_sent():
    edit = cards.EditCardText("slow", "Slow", "Slower")
    assert changes_of(shop(), edit) == (EditText("slow", "text", 4, "", "er"),)
    assert changes_of(shop(), cards.EditCardText("slow", "Slow", "Slow")) == ()


def test_a_text_is_not_emptied():
    found = refusal(cards.EditCardText("slow", "Slow", " "))
    assert found == "slow: text is blank."


def test_a_card_moves_within_its_cell():
    found = after(cards.MoveCard("slow", after="dear"))
    assert ids(found.cards("pains", "pay")) == ["dear", "slow"]
    assert found.records["slow"].substage == "pay-qris"


def test_a_card_dropped_on_itself_stays():
    assert changes_of(shop(), cards.MoveCard("slow", before="slow")) == ()
    found = refusal(cards.MoveCard("slow", lane="own", before="slow"))
    assert found.endswith(" (slow) does not stand there (any more).")


def test_a_card_that_leaves_its_stage_leaves_the_part_of_it():
    found = after(cards.MoveCard("slow", stage="find"))
    assert found.records["slow"].substage is None
    back = apply(found, cards.MoveCard("slow", stage="pay", substage="pay-qris"))
    assert back.records["slow"].substage == "pay-qris"


def test_a_number_stays_as_long_as_its_letter():
    found = after(cards.MoveCard("dear", lane="inside"))
    assert found.records["dear"].number == 2
    found = after(cards.MoveCard("dear", lane="ideas"))
    assert found.records["dear"].number is None


def test_a_ranked_pain_stays_among_the_pains():
    assert "“Slow” (s-slow): pains names" in refusal(cards.MoveCard("slow", lane="own"))


def test_a_card_is_not_put_among_feelings():
    found = refusal(cards.AddCard(Card("new", "feel", "pay", "New")))
    assert found == "“New” (new) stands in feel, a lane that holds no cards."


def test_a_deleted_card_is_named_no_more():
    found = after(cards.DeleteCard("slow"), cards.DeleteCard("web"))
    assert found.records["s-slow"].pains == ()
    assert found.records["form"].channels == ()
    assert "fixes" not in found.records
    assert "adds" in found.records


def test_an_empty_cell_is_marked_changed_and_cleared():
    found = after(cards.MarkCell("own", "pay", "not_researched", "no time\x00"))
    mark = found.cell("own", "pay")
    assert mark == Cell(mark.id, "own", "pay", "not_researched", "no time")
    again = cards.MarkCell("own", "pay", "nothing_found")
    assert apply(found, again).cell("own", "pay").id == mark.id
    assert (
        changes_of(found, cards.MarkCell("own", "pay", "not_researched", "no time"))
        == ()
    )
    cleared = apply(found, cards.MarkCell("own", "pay", None))
    assert cleared.cell("own", "pay") is None
    assert cleared == shop()


def test_two_people_who_mark_a_cell_make_the_same_mark():
    edit = cards.MarkCell("own", "pay", "nothing_found")
    assert changes_of(shop(), edit) == changes_of(shop(), edit)


def test_a_cell_with_cards_is_not_marked():
    assert "holds cards" in refusal(cards.MarkCell("own", "find", "nothing_found"))


def test_feelings_are_kept_in_steps():
    found = after(
        cards.AddFeeling(Feeling("new", "pay", "calm", value=0.26)),
        cards.ChangeFeeling("cross", {"value": -1.449, "feeling_kind": "expected"}),
    )
    assert found.records["new"].value == 0.3
    assert found.records["cross"].value == -1.4
    assert found.records["cross"].kind == "expected"
    assert "has no order" in refusal(
        cards.AddFeeling(Feeling("new", "pay", "calm"), before="cross")
    )


def test_a_step_too_small_to_be_kept_is_no_change():
    assert changes_of(shop(), cards.ChangeFeeling("cross", {"value": -1.52})) == ()


def test_an_opportunity_fixes_a_pain_or_adds_value():
    found = after(cards.LinkOpportunity("new", "fast", fixes="dear"))
    assert found.records["new"].fixes == "dear"
    assert "new" not in apply(found, cards.UnlinkOpportunity("new")).records
    assert "must name either" in refusal(cards.LinkOpportunity("new", "fast"))
    assert "says the same" in refusal(cards.LinkOpportunity("new", "fast", "slow"))
