from dataclasses import replace

import pytest

from jejak.errors import InvalidMap
from jejak.language.catalogue import say
from jejak.model import validation
from jejak.model.problems import REFUSALS, SENTENCES
from jejak.model.records import (
    MAP_ID,
    Action,
    Answer,
    Card,
    Cell,
    ColumnPatterns,
    Comment,
    Evidence,
    Feeling,
    Judgement,
    Kpi,
    Lane,
    MapInfo,
    Matcher,
    OwnField,
    Persona,
    Stage,
    Statement,
)
from jejak.model.validation import checked, find_problems, problems_of, problems_since
from tests.model.maps import shop

LONG = "a" * 10_001


def card(record_id="new", lane="pains", stage="pay", text="New", **fields):
    return Card(record_id, lane, stage, text, order="b00", **fields)


# Each row: what is put on the valid map, and the whole list of what is wrong then.
WRONG = {
    "an_id_with_a_space": (
        [Stage("a b", "Find", order="a5")],
        ["“Find” (a b): id is a b; allowed is A-Z a-z 0-9 - _ (1-64)."],
    ),
    "a_second_record_about_the_map": (
        [MapInfo("other")],
        ["other describes a map, but only one record may."],
    ),
    "the_record_of_the_map_is_a_card": (
        [card(MAP_ID)],
        ["The record “New” (map) does not describe a map."],
    ),
    "a_text_past_the_limit": (
        [card(text=LONG)],
        [f"“{'a' * 39}…” (new): text has 10001 characters; at most 10000."],
    ),
    "a_text_deep_within_a_list": (
        [Persona("new", own_fields=(OwnField("Hobby", ("\x00",)),), order="b00")],
        ["new: own_fields holds control characters."],
    ),
    "a_list_past_the_limit": (
        [Persona("new", goals=("x",) * 1001, order="b00")],
        ["new: goals has 1001 items; at most 1000."],
    ),
    "half_an_emoji": (
        [card(text="\ud83d")],
        ["“\ud83d” (new): text holds control characters."],
    ),
    "a_blank_stage": ([Stage("new", " \n", order="b00")], ["new: title is blank."]),
    "a_blank_card": ([card(text="")], ["new: text is blank."]),
    "a_matcher_that_names_no_column": (
        [Matcher("new", "form", where=(ColumnPatterns(" ", ("x",)),))],
        ["new: where is blank."],
    ),
    "a_matcher_that_names_a_column_twice": (
        [Matcher("new", "form", where=(ColumnPatterns("a"), ColumnPatterns("a")))],
        ["new: where names a more than once."],
    ),
    "a_column_with_an_endless_name": (
        [Matcher("new", "form", where=(ColumnPatterns("a" * 201),))],
        ["new: where has 201 characters; at most 200."],
    ),
    "a_touchpoint_that_is_waited_for": (
        [Matcher("new", "form", since=("x",))],
        ["new: since means nothing for “Form” (form)."],
    ),
    "a_kpi_that_may_be_left_out": (
        [Matcher("new", "kpi", is_optional=True)],
        ["new: is_optional means nothing for “Minutes to pay” (kpi)."],
    ),
    "a_judgement_of_nobody": (
        [Judgement("new", "s-off", "")],
        ["new: person is blank."],
    ),
    "a_figure_that_is_none": (
        [Kpi("new", "Minutes", target=float("nan"), order="b00")],
        ["“Minutes” (new): target is nan; allowed is 0 … 9."],
    ),
    "no_language": (
        [MapInfo(language="bahasa Indonesia")],
        ["map: language is bahasa Indonesia; allowed is id, en, pt-BR."],
    ),
    "a_feeling_without_word_and_value": (
        [Feeling("new", "pay", "")],
        ["new: word is blank."],
    ),
    "a_feeling_past_the_scale": (
        [Feeling("new", "pay", "cross", value=-2.1)],
        ["“cross” (new): value is -2.1; allowed is -2.0, -1.9 … 2.0."],
    ),
    "a_feeling_between_the_steps": (
        [Feeling("new", "pay", "cross", value=0.25)],
        ["“cross” (new): value is 0.25; allowed is -2.0, -1.9 … 2.0."],
    ),
    "a_feeling_behind_its_stage": (
        [Feeling("new", "pay", "cross", place=1.1)],
        ["“cross” (new): place is 1.1; allowed is 0 … 1."],
    ),
    "a_stage_without_width": (
        [Stage("new", "Find", width_px=0, order="b00")],
        ["“Find” (new): width_px is 0; allowed is 1 …."],
    ),
    "a_number_below_one": (
        [card(number=0)],
        ["“New” (new): number is 0; allowed is 1 …."],
    ),
    "an_order_key_that_is_none": (
        [Stage("new", "Find")],
        ["“Find” (new): order is ; allowed is a0."],
    ),
    "a_line_of_visibility_that_is_nowhere": (
        [MapInfo(visibility_line="?")],
        ["map: order is ?; allowed is a0."],
    ),
    "the_same_order_key_in_one_cell": (
        [card(stage="pay"), card("newer", stage="pay")],
        ["“New” (new) and “New” (newer) have the same order key."],
    ),
    "a_lane_at_the_line_of_visibility": (
        [Lane("new", label="Mine", order="a5")],
        ["“Buying a lamp” (map) and “Mine” (new) have the same order key."],
    ),
    "a_link_to_nothing": (
        [card(lane="gone")],
        ["“New” (new): lane names gone, which does not exist."],
    ),
    "a_link_to_another_kind": (
        [card(stage="pains")],
        ["“New” (new): stage names pains; allowed is stage."],
    ),
    "a_link_to_a_card_of_another_lane": (
        [Answer("new", "slow", adds_value_to="pay")],
        ["new: opportunity names “Slow” (slow); allowed is card (opportunities)."],
    ),
    "a_link_to_itself": (
        [Comment("new", "new", "Look here")],
        ["“Look here” (new): about names the record itself."],
    ),
    "the_same_link_twice": (
        [card(channels=("web", "web"))],
        ["“New” (new): channels names “Website” (web) more than once."],
    ),
    "a_part_of_another_stage": (
        [card(lane="own", stage="find", substage="pay-qris")],
        ["“New” (new): “Scan the code” (pay-qris) is a part of another stage."],
    ),
    "a_feeling_in_a_part_of_another_stage": (
        [Feeling("new", "find", "glad", substage="pay-qris")],
        ["“glad” (new): “Scan the code” (pay-qris) is a part of another stage."],
    ),
    "a_card_among_the_feelings": (
        [card(lane="feel")],
        ["“New” (new) stands in feel, a lane that holds no cards."],
    ),
    "a_card_in_a_cell_marked_as_empty": (
        [card(stage="find")],
        ["mark says that a cell is empty, but it holds cards."],
    ),
    "two_marks_in_one_cell": (
        [Cell("new", "pains", "find", "not_researched")],
        ["mark marks the same cell as new."],
    ),
    "two_lanes_of_one_role": (
        [Lane("new", role="channels", order="b00")],
        ["chans and new are lanes of the same role."],
    ),
    "a_pain_in_two_statements": (
        [Statement("new", "Slow again", pains=("slow",), order="b00")],
        ["“Slow” (s-slow) joins a pain point that “Slow again” (new) joins already."],
    ),
    "one_number_for_two_pains": (
        [card(lane="inside", number=4)],
        ["“No call centre” (s-off) and “New” (new) have the same short number."],
    ),
    "a_number_for_pains_that_have_theirs": (
        [Statement("s-slow", "Slow", pains=("slow",), number=9, order="a0")],
        ["“Slow” (s-slow) joins pain points, so it has no own number."],
    ),
    "an_opportunity_that_fixes_nothing": (
        [Answer("new", "fast")],
        ["new must name either a pain point or a stage."],
    ),
    "an_opportunity_that_does_both": (
        [Answer("new", "fast", fixes="dear", adds_value_to="pay")],
        ["new must name either a pain point or a stage."],
    ),
    "the_same_answer_twice": (
        [Answer("new", "fast", fixes="slow")],
        ["fixes says the same as new."],
    ),
    "two_judgements_of_one_person": (
        [Judgement("new", "s-slow", "Dewi")],
        ["j-ani repeats the judgement new of one person."],
    ),
}

# What looks odd and is allowed.
RIGHT = {
    "matchers_of_an_expectation_and_of_a_kpi": [
        Matcher("new", "soon", events=("paid",), since=("scanned",)),
        Matcher("other", "kpi", where=(ColumnPatterns("subject", ("*refund*",)),)),
    ],
    "the_same_key_in_two_cells": [card(), card("newer", stage="find", lane="own")],
    "two_lanes_without_a_role": [Lane("new", label="Mine", order="b00")],
    "a_number_where_nothing_is_numbered": [card(lane="own", number=1)],
    "the_number_of_a_pain_for_an_opportunity": [card(lane="ideas", number=2)],
    "a_value_without_a_word": [Feeling("new", "pay", "", value=-1.9)],
    "the_ends_of_the_scale": [Feeling("new", "pay", "cross", value=-2.0, place=1.0)],
    "evidence_for_the_map_itself": [Evidence("new", MAP_ID, "survey", "Asked 40")],
    "a_long_document_among_the_notes": [
        MapInfo(title="Buying a lamp", visibility_line="a5", notes=LONG)
    ],
}


def with_records(records):
    journey = shop()
    return journey.changed({record.id: record for record in records})


def test_a_map_with_something_of_everything_is_valid():
    assert problems_of(shop()) == ()
    assert checked(shop()) == shop()


@pytest.mark.parametrize(("records", "problems"), WRONG.values(), ids=WRONG)
def test_it_names_what_is_wrong(records, problems):
    journey = with_records(records)
    assert list(problems_of(journey)) == problems
    with pytest.raises(InvalidMap) as error:
        checked(journey)
    assert str(error.value) == "\n".join(problems)


@pytest.mark.parametrize(("records", "problems"), WRONG.values(), ids=WRONG)
def test_the_quick_check_names_the_same(records, problems):
    ids = [record.id for record in records]
    found = problems_since(shop(), with_records(records), ids)
    assert len(found) == len(problems)
    assert {problem.rule for problem in found} == {
        problem.rule for problem in find_problems(with_records(records))
    }


@pytest.mark.parametrize("records", RIGHT.values(), ids=RIGHT)
def test_it_allows_what_only_looks_odd(records):
    assert problems_of(with_records(records)) == ()


def test_every_rule_is_broken_by_some_row():
    broken = {
        problem.rule
        for records, _ in WRONG.values()
        for problem in find_problems(with_records(records))
    }
    assert broken | {"too_many_records"} == set(SENTENCES)


def test_a_map_has_room_for_so_many_records(monkeypatch):
    monkeypatch.setattr(validation, "MOST_RECORDS", 5)
    found = [text for text in problems_of(shop()) if "at most" in text]
    assert found == [f"map has {len(shop())} records; at most 5."]


def test_many_clashes_of_one_kind_are_one_problem_for_each_record():
    same = [Action(f"same-{count}", "Do it", order="a7") for count in range(300)]
    assert len(problems_of(with_records(same))) == 299


# A change to one record may break others, which the quick check must look at.
FAR = {
    "a_lane_is_no_longer_for_pains": (
        lambda m: replace(m["pains"], role=None),
        ["fixes", "s-slow"],
    ),
    "a_lane_holds_feelings_now": (
        lambda m: replace(m["own"], role="expectations"),
        ["note"],
    ),
    "a_pain_becomes_a_note": (
        lambda m: replace(m["slow"], lane="own"),
        ["fixes", "s-slow"],
    ),
    "a_channel_becomes_a_note": (lambda m: replace(m["web"], lane="own"), ["form"]),
    "a_part_moves_to_another_stage": (
        lambda m: replace(m["pay-qris"], stage="find"),
        ["cross", "slow"],
    ),
    "a_card_moves_into_a_marked_cell": (
        lambda m: replace(m["dear"], stage="find"),
        ["mark"],
    ),
    "a_stage_becomes_a_persona": (lambda m: Persona("find", order="a9"), None),
    "a_stage_leaves": (lambda m: None, None),
}


@pytest.mark.parametrize(("change", "broken"), FAR.values(), ids=FAR)
def test_the_quick_check_sees_what_breaks_elsewhere(change, broken):
    journey = shop()
    new = change(journey.records)
    record_id = "find" if new is None else new.id
    after = journey.changed({record_id: new})
    found = problems_since(journey, after, [record_id])
    assert found
    assert {problem.records for problem in found} == {
        problem.records for problem in find_problems(after)
    }
    if broken:
        assert [problem.records[0] for problem in found] == broken


def test_the_sentences_stand_in_the_catalogue_of_both_languages():
    for rule, sentence in {**SENTENCES, **REFUSALS}.items():
        assert say("en", f"problem.{rule}") == sentence
        names = {part.split("}")[0] for part in sentence.split("{")[1:]}
        own = say("id", f"problem.{rule}")
        assert {part.split("}")[0] for part in own.split("{")[1:]} == names, rule


def test_a_long_name_is_cut_in_a_message():
    words = "A title that goes on for far longer than anybody would want to read"
    found = problems_of(with_records([Stage("new", words, width_px=0, order="b00")]))
    assert found == (
        "“A title that goes on for far longer tha…” (new): width_px is 0; "
        "allowed is 1 ….",
    )
