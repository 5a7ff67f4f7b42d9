"""Edits of problem statements."""

import pytest

from jejak.model.edits import changes_of, statements
from jejak.model.edits.plain import AddRecord
from jejak.model.records import Decision, Statement
from tests.model.editing import after, ids, refusal
from tests.model.maps import shop


def test_ranking_a_lone_pain_makes_its_statement():
    rank = statements.RankPain("dear", "new", {"is_urgent": True, "urgent_why": "Now"})
    found = after(rank).records["new"]
    assert found == Statement(
        "new",
        "Dear",
        ("dear",),
        "pay",
        is_urgent=True,
        urgent_why="Now",
        order="a2",
    )


def test_ranking_a_joined_pain_judges_its_statement():
    found = after(statements.RankPain("slow", "new", {"is_important": False}))
    assert "new" not in found.records
    assert found.records["s-slow"].is_important is False


def test_only_the_answers_given_are_written():
    found = after(
        statements.JudgeStatement("s-off", {"is_important": True}),
        statements.JudgeStatement("s-off", {"important_why": "Ten asked"}),
    ).records["s-off"]
    assert (found.is_important, found.important_why) == (True, "Ten asked")
    assert found.is_urgent is None
    assert "cannot be changed" in refusal(
        statements.JudgeStatement("s-off", {"text": "x"})
    )


def test_joining_a_pain_takes_it_out_of_the_statement_it_was_in():
    found = after(
        statements.AddStatement(Statement("two", "Two", ("dear", "late"))),
        statements.JoinPains("s-slow", ("dear", "slow", "dear")),
    )
    assert found.records["s-slow"].pains == ("slow", "dear")
    assert found.records["two"].pains == ("late",)


def test_a_statement_left_without_pains_goes_if_nobody_wrote_in_it():
    untouched = statements.RankPain("dear", "new", {})
    found = after(untouched, statements.JoinPains("s-slow", ("dear",)))
    assert "new" not in found.records


@pytest.mark.parametrize(
    "written",
    [
        statements.JudgeStatement("new", {"is_urgent": False}),
        statements.JudgeStatement("new", {"urgent_why": "Asked"}),
        statements.ChangeStatement("new", {"text": "In our words"}),
        AddRecord(Decision("decided", "Later", answers="new")),
    ],
)
def test_a_statement_in_which_somebody_wrote_stays_without_pains(written):
    rank = statements.RankPain("dear", "new", {})
    found = after(rank, written, statements.JoinPains("s-slow", ("dear",)))
    assert found.records["new"].pains == ()


def test_a_statement_that_was_not_on_the_map_loses_its_own_number():
    found = after(statements.JoinPains("s-off", ("dear",)))
    assert found.records["s-off"].number is None
    assert found.records["s-off"].pains == ("dear",)


def test_joining_what_is_joined_already_changes_nothing():
    assert changes_of(shop(), statements.JoinPains("s-slow", ("slow",))) == ()
    assert changes_of(shop(), statements.JoinPains("s-off", ())) == ()


def test_a_pain_is_split_off_and_unranked():
    found = after(statements.SplitPain("slow"))
    assert found.records["s-slow"].pains == ()
    assert found.statement_of("slow") is None
    assert refusal(statements.SplitPain("dear")) == "“Dear” (dear) is in no statement."


def test_only_pains_are_joined():
    found = refusal(statements.JoinPains("s-off", ("fast",)))
    assert "allowed is card (internal_pain_points, pain_points)" in found


def test_a_deleted_statement_leaves_its_pains():
    found = after(statements.DeleteStatement("s-slow"))
    assert set(shop().records) - set(found.records) == {"s-slow", "j-ani"}


def test_statements_are_reordered():
    found = after(statements.ReorderStatement("s-off", before="s-slow"))
    assert ids(found.statements) == ["s-off", "s-slow"]
