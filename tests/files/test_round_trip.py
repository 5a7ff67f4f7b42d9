"""Maps come back from their files as they went in."""

from __future__ import annotations

import gc
import json

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.files import Form, dumps, loads
from jejak.files.parts import without_comments
from jejak.files.yaml_out import yaml_text
from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import give_numbers
from jejak.model.records import MapInfo
from jejak.model.validation import problems_of
from tests.strategies import HOSTILE, maps, texts


@settings(max_examples=120, deadline=None)
@given(maps(), st.sampled_from(["yaml", "json"]))
def test_any_map_comes_back_equal(journey: JourneyMap, form: Form) -> None:
    assert problems_of(journey) == ()
    text = dumps(journey, form, with_comments=True)
    assert loads(text) == journey
    assert dumps(loads(text), form, with_comments=True) == text


@settings(max_examples=30, deadline=None)
@given(maps())
def test_the_same_records_in_another_order_give_the_same_bytes(
    journey: JourneyMap,
) -> None:
    turned = JourneyMap.of(reversed(list(journey.records.values())))
    assert dumps(turned) == dumps(journey)


@settings(max_examples=30, deadline=None)
@given(maps())
def test_every_other_reader_of_yaml_finds_what_the_json_holds(
    journey: JourneyMap,
) -> None:
    document = json.loads(dumps(journey, "json", with_comments=True))
    found = yaml.load(dumps(journey, with_comments=True), yaml.CSafeLoader)
    assert found == document


@settings(max_examples=30, deadline=None)
@given(maps())
def test_remarks_of_the_team_stay_out_unless_asked_for(journey: JourneyMap) -> None:
    assert loads(dumps(journey)) == without_comments(journey)


@settings(max_examples=300, deadline=None)
@given(texts)
def test_any_text_stays_the_same_text(text: str) -> None:
    for document in ({"title": text}, {"goals": [text, {"text": text}]}):
        written = yaml_text(document)
        assert yaml.load(written, yaml.CBaseLoader) == document  # noqa: S506  no objects
        assert yaml.load(written, yaml.SafeLoader) == document


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_comes_back(text: str) -> None:
    journey = JourneyMap.of([MapInfo(title=text)])
    for form in ("yaml", "json"):
        assert loads(dumps(journey, form)) == journey


def test_a_map_without_numbers_gets_them_when_written() -> None:
    journey = loads("title: T\nstages:\n  - title: Pay\n    pain_points: [Slow]\n")
    assert loads(dumps(journey)) == give_numbers(journey)
    assert "P-01: Slow" in dumps(journey)


@pytest.mark.parametrize("is_on", [True, False], ids=["on", "off"])
def test_reading_leaves_the_collector_of_cycles_as_it_was(is_on: bool) -> None:
    was_on = gc.isenabled()
    try:
        gc.enable() if is_on else gc.disable()
        loads("title: Beli kopi\n")
        assert gc.isenabled() == is_on
    finally:
        gc.enable() if was_on else gc.disable()
