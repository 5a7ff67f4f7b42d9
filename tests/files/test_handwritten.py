"""Files written by hand: short ones work, and slips are named so people find them."""

from __future__ import annotations

import pytest

from jejak.errors import FileFormatError, UnsupportedFormat
from jejak.files import dumps, loads
from jejak.files.limits import Limits
from jejak.model.records import Card, Cell

MINIMAL = """\
title: Buying a course
stages:
  - title: Browse
    goals:
      - Find a course with videos
    feelings:
      - Curious: 1
      - Doubtful
    internal_process: The team answers questions
  - title: Pay
    goals: []
    pain_points: nothing found
    touchpoints:
"""


def test_a_title_stages_and_a_few_lists_are_enough() -> None:
    journey = loads(MINIMAL)
    assert journey.info.title == "Buying a course"
    assert [lane.role for lane in journey.lanes] == [
        *("goals", "touchpoints", "feelings", "pain_points", "internal_process"),
    ]
    assert [card.text for card in journey.of_kind(Card)] == [
        *("Find a course with videos", "The team answers questions"),
    ]
    points = [(feeling.word, feeling.value) for feeling in journey.feelings()]
    assert points == [("Curious", 1.0), ("Doubtful", None)]
    assert [cell.finding for cell in journey.of_kind(Cell)] == ["nothing_found"]


def test_inferred_lanes_get_a_line_of_visibility_before_the_internal_ones() -> None:
    journey = loads(MINIMAL)
    line = journey.info.visibility_line
    assert line is not None
    below = [lane.role for lane in journey.lanes if lane.order > line]
    assert below == ["internal_process"]


def test_what_stands_empty_is_not_filled() -> None:
    given = """\
personas:
  - name: Ana
    likes:
lanes:
stages:
  - title: Pay
    feelings:
      - word: Glad
        value:
        persona:
statements:
"""
    for text in (given, '{"title": null, "personas": [null], "stages": ["Pay"]}'):
        journey = loads(text)
        assert [stage.title for stage in journey.stages] == ["Pay"]
        assert all(persona.likes == () for persona in journey.personas)
        assert all(point.value is None for point in journey.feelings())


def test_the_long_form_of_an_item_opens_as_the_short_one() -> None:
    short = """\
stages:
  - title: Pay
    feelings: [Glad: 1]
    pain_points:
      - P-01: Slow
        evidence:
          - interview: I waited
    goals: {not_researched: no time}
"""
    long = """\
stages:
  - title: Pay
    feelings: [{word: Glad, value: 1}]
    pain_points:
      - text: Slow
        number: 1
        evidence:
          - {kind: interview, text: I waited}
    goals: {finding: not_researched, reason: no time}
"""
    assert loads(long) == loads(short)


def test_words_that_yaml_would_change_stay_text() -> None:
    given = (
        "stages:\n  - title: no\n    goals: [on, 10:30, 1.10, ~, 2026-11-22, 0x1F]\n"
    )
    journey = loads(given)
    assert journey.stages[0].title == "no"
    found = [card.text for card in journey.of_kind(Card)]
    assert found == ["on", "10:30", "1.10", "~", "2026-11-22", "0x1F"]
    assert loads(dumps(journey)) == loads(dumps(journey, "json"))


def test_comments_stay_comments() -> None:
    text = "# above\ntitle: A # beside\nstages: #here too\n  - title: 'B' #and here\n"
    assert [stage.title for stage in loads(text).stages] == ["B"]


def test_a_file_may_begin_with_a_byte_order_mark_and_windows_line_ends() -> None:
    assert loads("\ufefftitle: Shop\r\nstages:\r\n  - Pay\r\n").info.title == "Shop"


def test_a_moved_line_means_its_new_place() -> None:
    given = """\
stages:
  - title: Second
    order: a1
  - title: First
    order: a0
  - title: Third
"""
    titles = [stage.title for stage in loads(given).stages]
    assert titles == ["Second", "First", "Third"]


def test_a_lane_of_the_teams_own_is_named_by_its_label() -> None:
    given = """\
lanes:
  - goals
  - label: Backstage tools
    zone: internal
stages:
  - title: Pay
    Backstage tools:
      - Till
"""
    journey = loads(given)
    (card,) = journey.of_kind(Card)
    assert journey.lane(card.lane).label == "Backstage tools"
    assert loads(dumps(journey)) == journey


def test_links_are_found_by_number_by_title_by_text_and_by_id() -> None:
    given = """\
stages:
  - title: Browse
    touchpoints:
      - text: Catalogue
        channels: [Website]
    channels: [Website]
    pain_points:
      - P-01: Hard to compare
    opportunities:
      - O-01: Show a table
        fixes: p-1
        adds_value_to: Browse
actions:
  - text: Draw the table
    opportunity: O-01
    kpi: Time to compare
kpis: [Time to compare]
statements:
  - text: Comparing is hard
    pains: [P-01]
    stage: stage-browse
"""
    journey = loads(given)
    assert loads(dumps(journey)) == journey
    (statement,) = journey.statements
    assert statement.stage == "stage-browse"
    assert len(statement.pains) == 1


# The ten commonest slips first, each with the whole sentence that people read.
SLIPS = [
    pytest.param(
        "stages:\n  - title: Pay\n    goal: [x]\n",
        "shop.journey.yaml, line 3, stages[0]: 'goal' is neither a key of a stage "
        "nor a lane. Known: title, duration, width_px, seeks, response, id, order, "
        "cells, substages, evidence, comments, goals, touchpoints, channels, process, "
        "thoughts, feelings, pain_points, delights, expectations, measured, "
        "internal_actors, internal_channels, internal_process, internal_pain_points, "
        "opportunities, resources, kpis. A lane of your own goes under 'lanes:' as "
        "'- label: goal'. Did you mean 'goals'?",
        id="misspelt_lane",
    ),
    pytest.param(
        "stages:\n  - title: Pay\n    feelings:\n      - Excited: much\n",
        "shop.journey.yaml, line 4, stages[0].feelings[0].Excited: 'much' was given, "
        "a number such as 1.5 is expected.",
        id="feeling_in_words",
    ),
    pytest.param(
        "stages:\n  - title: Pay\n    feelings:\n      - Excited: 3\n",
        "shop.journey.yaml, line 4, stages[0].feelings[0]: “Excited” "
        "(feeling-bca4nduf): value is 3.0; allowed is -2.0, -1.9 … 2.0.",
        id="feeling_out_of_range",
    ),
    pytest.param(
        "title: Shop: the map\n",
        "shop.journey.yaml, line 1: A colon stands inside a text here. "
        "Put the text in quotes.",
        id="colon_in_a_text",
    ),
    pytest.param(
        "stages:\n\t- title: Pay\n",
        "shop.journey.yaml, line 2: A tab stands where only spaces may indent. "
        "Use two spaces for each level.",
        id="tab",
    ),
    pytest.param(
        "stages:\n  - title: Pay\n   duration: x\n",
        "shop.journey.yaml, line 3: The structure breaks here. Check the indent, and "
        "put texts that begin with a sign in quotes.",
        id="indent",
    ),
    pytest.param(
        "stages:\n  - title: A\n    goals: [x]\n    goals: [y]\n",
        "shop.journey.yaml, line 4, stages[0]: 'goals' stands here twice; the first "
        "is in line 3. Keep one.",
        id="key_twice",
    ),
    pytest.param(
        "stages:\n  - title: A\n    pain_points:\n      - P-01: x\n"
        "statements:\n  - text: y\n    pains: [P-02]\n",
        "shop.journey.yaml, line 7, statements[0].pains[0]: 'P-02' names nothing in "
        "this map. Known: P-01. Did you mean 'P-01'?",
        id="broken_link",
    ),
    pytest.param(
        "statements:\n  - text: y\n    important: maybe\n",
        "shop.journey.yaml, line 3, statements[0].important: 'maybe' was given, true "
        "or false is allowed.",
        id="neither_yes_nor_no",
    ),
    pytest.param(
        "stages:\n  - duration: 3 days\n",
        "shop.journey.yaml, line 2, stages[0]: 'title' is missing here.",
        id="stage_without_a_title",
    ),
    pytest.param(
        "actions:\n  - text: x\n    due: 22/11/2026\n",
        "shop.journey.yaml, line 3, actions[0].due: '22/11/2026' was given, a date "
        "such as 2026-11-22 is expected.",
        id="date",
    ),
    pytest.param(
        "state: futur\n",
        "shop.journey.yaml, line 1, state: 'futur' was given, one of these is "
        "allowed: current, proposed.",
        id="unknown_word",
    ),
    pytest.param(
        "title: [Shop]\n",
        "shop.journey.yaml, line 1, title: '[…]' was given, a text is expected. "
        "Put it in quotes.",
        id="list_for_a_text",
    ),
    pytest.param(
        "stages:\n  title: Pay\n",
        "shop.journey.yaml, line 2, stages: '{…}' was given, a list is expected: one "
        "line for each item, each with a hyphen in front.",
        id="group_for_a_list",
    ),
    pytest.param(
        "stages:\n  - [Pay]\n",
        "shop.journey.yaml, line 2, stages[0]: A list stands inside a list here. "
        "Write one item for each line.",
        id="list_in_a_list",
    ),
    pytest.param(
        "lanes: [gaols]\n",
        "shop.journey.yaml, line 1, lanes[0]: 'gaols' is no role of a lane. Allowed: "
        "goals, touchpoints, channels, process, thoughts, feelings, pain_points, "
        "delights, expectations, measured, internal_actors, internal_channels, "
        "internal_process, internal_pain_points, opportunities, resources, kpis. "
        "A lane of your own is written '- label: gaols'. Did you mean 'goals'?",
        id="unknown_role",
    ),
    pytest.param(
        "lanes: [goals]\nstages:\n  - title: Pay\n    process: [x]\n",
        "shop.journey.yaml, line 4, stages[0]: The lane 'process' is not listed under "
        "'lanes:'. Add '- process' there.",
        id="lane_not_listed",
    ),
    pytest.param(
        "lanes:\n  - label: title\n",
        "shop.journey.yaml, line 2, lanes[0]: 'title' cannot name this lane, because "
        "another lane or a field of a stage has that name. Give the lane a 'key:' of "
        "its own.",
        id="lane_named_like_a_field",
    ),
    pytest.param(
        "lanes:\n  - zone: internal\n",
        "shop.journey.yaml, line 2, lanes[0]: This lane has neither a role nor a "
        "label.",
        id="lane_without_a_name",
    ),
    pytest.param(
        "stages: &all [Pay]\n",
        "shop.journey.yaml, line 1: 'all' is an anchor or alias of YAML, which a map "
        "may not use. Write the text itself, in quotes if it begins with & or *.",
        id="anchor",
    ),
    pytest.param(
        "title: *all\n",
        "shop.journey.yaml, line 1: 'all' is an anchor or alias of YAML, which a map "
        "may not use. Write the text itself, in quotes if it begins with & or *.",
        id="alias",
    ),
    pytest.param(
        "title: !secret x\n",
        "shop.journey.yaml, line 1: '!secret' is a tag of YAML, which a map may not "
        "use. Put the text in quotes.",
        id="tag",
    ),
    pytest.param(
        "? [a]\n: b\n",
        "shop.journey.yaml, line 1: A list or group stands here as a key; a key is a "
        "text.",
        id="list_as_a_key",
    ),
    pytest.param(
        "title: a\n---\ntitle: b\n",
        "shop.journey.yaml, line 2: A second document begins here. One file holds one "
        "map.",
        id="two_documents",
    ),
    pytest.param(
        'title: "Shop\n',
        "shop.journey.yaml, line 2: A quotation mark or bracket is opened and never "
        "closed.",
        id="open_quote",
    ),
    pytest.param(
        "title: a\x07b\n",
        "shop.journey.yaml: A control character stands here, which no YAML file may "
        "hold. Delete it.",
        id="control_character",
    ),
    pytest.param(
        "",
        "shop.journey.yaml, line 1: This is no journey map. A map begins with lines "
        "such as 'title: ...' and 'stages:'.",
        id="empty_file",
    ),
    pytest.param(
        '{"title": 3}',
        "shop.journey.yaml, line 1, title: '3' was given, a text is expected. "
        "Put it in quotes.",
        id="json_number_for_a_text",
    ),
    pytest.param(
        '{"title": "a",\n "scope" "b"}',
        "shop.journey.yaml, line 2: The JSON breaks here. Check commas, quotes and "
        "brackets.",
        id="json_comma",
    ),
    pytest.param(
        '{"title": "a"} x',
        "shop.journey.yaml, line 1: The JSON breaks here. Check commas, quotes and "
        "brackets.",
        id="json_goes_on",
    ),
    pytest.param(
        '{"title":\n nul}',
        "shop.journey.yaml, line 2: The JSON breaks here. Check commas, quotes and "
        "brackets.",
        id="json_word",
    ),
    pytest.param(
        '{"title":\n "a\nb"}',
        "shop.journey.yaml, line 2: The JSON breaks here. Check commas, quotes and "
        "brackets.",
        id="json_line_break_in_a_text",
    ),
    pytest.param(
        "{title: x}",
        "shop.journey.yaml, line 1: The JSON breaks here. Check commas, quotes and "
        "brackets.",
        id="json_key_without_quotes",
    ),
    pytest.param(
        "stagse: []\n",
        "shop.journey.yaml, line 1: 'stagse' is not known here. Allowed: format, "
        "title, language, state, goal, scope, company, confidentiality, version, "
        "owner, notes, sample, personas, lanes, stages, statements, kpis, actions, "
        "resources, decisions, reviews, figures, evidence, comments. "
        "Did you mean 'stages'?",
        id="misspelt_section",
    ),
    pytest.param(
        "lanes: [feelings]\nstages:\n  - title: A\n    cells:\n"
        "      - nothing_found: x\n        lane: feeling\n",
        "shop.journey.yaml, line 6, stages[0].cells[0].lane: 'feeling' names nothing "
        "in this map. Known: feelings. Did you mean 'feelings'?",
        id="mark_of_an_unknown_lane",
    ),
    pytest.param(
        "reviews: [tomorrow]\n",
        "shop.journey.yaml, line 1, reviews[0]: 'tomorrow' was given, a date such as "
        "2026-11-22 is expected.",
        id="date_in_words",
    ),
    pytest.param(
        "reviews:\n  - date: 2026-11-22\n    signed_at: noon\n",
        "shop.journey.yaml, line 3, reviews[0].signed_at: 'noon' was given, a time "
        "with its zone such as 2026-11-22T09:00:00Z is expected.",
        id="time_in_words",
    ),
    pytest.param(
        "personas:\n  - name: A\n    own_fields:\n      - lable: x\n",
        "shop.journey.yaml, line 4, personas[0].own_fields[0]: 'lable' is not known "
        "here. Allowed: label, items. Did you mean 'label'?",
        id="misspelt_part",
    ),
    pytest.param(
        "state: " + "very " * 40 + "old\n",
        "shop.journey.yaml, line 1, state: 'very very very very very very very very "
        "very very very very…' was given, one of these is allowed: current, proposed.",
        id="what_was_given_is_shortened",
    ),
    pytest.param(
        "stages:\n  - title: A\n    id: a b\n",
        "shop.journey.yaml, line 3, stages[0].id: 'a b' cannot be an id. Letters a to "
        "z, digits, - and _ are allowed, 64 at most.",
        id="bad_id",
    ),
    pytest.param(
        "stages:\n  - title: A\n    id: x\n  - title: B\n    id: x\n",
        "shop.journey.yaml, line 4, stages[1]: The id 'x' stands here twice; the "
        "first is in line 2.",
        id="id_twice",
    ),
    pytest.param(
        "stages:\n  - title: A\n    order: first\n",
        "shop.journey.yaml, line 3, stages[0].order: 'first' is no order key. Leave "
        "'order' out: the place in the list says it.",
        id="bad_order",
    ),
    pytest.param(
        "stages:\n  - title: A\n    pain_points:\n      - O-01: x\n",
        "shop.journey.yaml, line 4, stages[0].pain_points[0]: 'O-01' does not fit "
        "here. Allowed: P-01.",
        id="number_of_another_lane",
    ),
    pytest.param(
        "stages:\n  - title: A\n    goals:\n      - text: x\n        colour: red\n",
        "shop.journey.yaml, line 5, stages[0].goals[0]: 'colour' is not known here. "
        "Allowed: text, substage, number, channels, medium, moment_of_truth, id, "
        "order, fixes, adds_value_to, answers, matchers, evidence, comments.",
        id="unknown_field",
    ),
    pytest.param(
        "stages: [Pay, Pay]\nstatements:\n  - text: x\n    stage: Pay\n",
        "shop.journey.yaml, line 4, statements[0].stage: 'Pay' names 2 things in this "
        "map. Give the one you mean an 'id:' and name that.",
        id="unclear_link",
    ),
    pytest.param(
        "format: latest\n",
        "shop.journey.yaml, line 1, format: The format 'latest' is not known. This "
        "version writes format 1.",
        id="unknown_format",
    ),
    pytest.param(
        "title: [Buy, Pay]\n",
        "shop.journey.yaml, line 1, title: '[…]' was given, a text is expected. Put it "
        "in quotes.",
        id="list_for_a_text",
    ),
    pytest.param(
        "stages:\n  - title: A\n    touchpoints:\n      - text: x\n        matchers:\n"
        "          - where: [subject]\n",
        "shop.journey.yaml, line 6, stages[0].touchpoints[0].matchers[0].where: '[…]' "
        "was given, a group with these keys is expected: column: patterns.",
        id="list_for_a_group",
    ),
    pytest.param(
        "personas:\n  - name: A\n    own_fields:\n      - Hobby\n",
        "shop.journey.yaml, line 4, personas[0].own_fields[0]: 'Hobby' was given, a "
        "group with these keys is expected: label, items.",
        id="own_field_without_a_label",
    ),
    pytest.param(
        "personas:\n  - name: A\n    own_fields:\n      - items: [x]\n",
        "shop.journey.yaml, line 4, personas[0].own_fields[0]: 'label' is missing "
        "here.",
        id="own_field_without_a_name",
    ),
    pytest.param(
        "stages:\n  - title: A\n    width_px: wide\n",
        "shop.journey.yaml, line 3, stages[0].width_px: 'wide' was given, a whole "
        "number is expected.",
        id="whole_number",
    ),
    pytest.param(
        "reviews:\n  - date: 2026-11-22\n    signed_at: 2026-11-22\n",
        "shop.journey.yaml, line 3, reviews[0].signed_at: '2026-11-22' was given, a "
        "time with its zone such as 2026-11-22T09:00:00Z is expected.",
        id="time_without_a_zone",
    ),
    pytest.param(
        "lanes: goals\n",
        "shop.journey.yaml, line 1, lanes: 'goals' was given, a list is expected: one "
        "line for each item, each with a hyphen in front.",
        id="lanes_on_one_line",
    ),
    pytest.param(
        "stages:\n  - title: A\n    goals:\n      - #1 in town\n",
        "shop.journey.yaml, line 4: '#1 in town' would be lost, because # after a "
        "space begins a comment. Put the whole text in quotes; a comment has a space "
        "after its #.",
        id="text_that_begins_with_a_hash",
    ),
    pytest.param(
        "stages:\n  - title: Be the #1 shop\n",
        "shop.journey.yaml, line 2: '#1 shop' would be lost, because # after a space "
        "begins a comment. Put the whole text in quotes; a comment has a space after "
        "its #.",
        id="text_with_a_hash",
    ),
]


@pytest.mark.parametrize(("text", "message"), SLIPS)
def test_a_slip_is_named_with_its_place_and_its_remedy(text: str, message: str) -> None:
    with pytest.raises(FileFormatError) as caught:
        loads(text, "shop.journey.yaml")
    assert str(caught.value) == message


def test_every_slip_is_said_in_indonesian_too() -> None:
    with pytest.raises(FileFormatError) as caught:
        loads("stages:\n  - title: A\n    goal: [x]\n", "toko.journey.yaml")
    said = caught.value.said["id"]
    assert said.startswith("toko.journey.yaml, baris 3, stages[0]: 'goal' bukan")
    assert said.endswith("Maksud Anda 'goals'?")


def test_a_newer_file_is_told_apart_from_a_broken_one() -> None:
    with pytest.raises(UnsupportedFormat) as caught:
        loads("format: 2\ntitle: Shop\nunheard: of\n", "shop.journey.yaml")
    assert str(caught.value) == (
        "shop.journey.yaml: This file has format 2, and this version of Jejak reads "
        "up to 1. Update Jejak to open it."
    )


@pytest.mark.parametrize(
    ("limits", "text", "message"),
    [
        pytest.param(
            Limits(size_mb=0.00001),
            "title: Shop",
            "This file is larger than 1e-05 MB, the most that a map may have.",
            id="size",
        ),
        pytest.param(
            Limits(depth_levels=3),
            "stages: [[[[]]]]",
            "line 1, stages[0][0]: Lists stand more than 3 levels inside one another "
            "here.",
            id="depth_in_yaml",
        ),
        pytest.param(
            Limits(depth_levels=3),
            '{"stages": [[[[]]]]}',
            "line 1, stages[0][0]: Lists stand more than 3 levels inside one another "
            "here.",
            id="depth_in_json",
        ),
        pytest.param(
            Limits(values=3),
            "stages: [a, b, c]",
            "line 1, stages[1]: This file holds more than 3 values. Split the map, or "
            "raise the limit.",
            id="values",
        ),
    ],
)
def test_a_file_past_a_limit_is_refused(
    limits: Limits, text: str, message: str
) -> None:
    with pytest.raises(FileFormatError) as caught:
        loads(text, limits=limits)
    assert str(caught.value) == message


@pytest.mark.parametrize("opener", ["[", "{", "- ", '{"a":'])
def test_a_hundred_thousand_levels_are_refused_at_once(opener: str) -> None:
    with pytest.raises(FileFormatError):
        loads(opener * 100_000)
