"""Whatever people do in whatever order, the map stays valid and can go back."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.errors import EditRefused, InvalidRecord
from jejak.model.edits import EDITS, carry_out, decode_edit, encode_edit, invert
from jejak.model.edits.maps import Changes
from jejak.model.index import Index
from jejak.model.journey_map import JourneyMap
from jejak.model.validation import find_problems
from tests.model.maps import shop
from tests.model.random_edits import Chooser, plain_edit
from tests.strategies import maps


def step(journey, data, *names):
    """Return a random edit that fits the map, with what it comes to; else None."""
    choose = Chooser(data.draw, journey)
    plain = json.loads(json.dumps(plain_edit(choose, *names)))
    try:
        edit = decode_edit(plain)
        return edit, carry_out(journey, edit)
    except (EditRefused, InvalidRecord):
        return None


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_edits_in_any_order_keep_the_map_valid(data):
    journey = data.draw(st.sampled_from([shop(), JourneyMap.of([])]) | maps())
    for _ in range(data.draw(st.integers(1, 12))):
        found = step(journey, data)
        if found:
            journey = found[1].journey
            # The quick check after an edit must miss nothing the whole one sees,
            assert find_problems(journey) == ()
            # and the index that is carried on must be what a new one would be.
            assert journey.index == Index.of(journey.records)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_inverting_restores_the_map_exactly(data):
    journey = shop()
    steps = []
    for _ in range(data.draw(st.integers(1, 6))):
        found = step(journey, data)
        if found:
            edit, outcome = found
            assert invert(journey, edit) == Changes(outcome.inverse)
            steps.append((journey, Changes(outcome.inverse)))
            journey = outcome.journey
    for before, undo in reversed(steps):
        journey = carry_out(journey, undo).journey
        assert journey == before


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_an_edit_and_what_it_comes_to_survive_the_way_over_the_wire(data):
    journey = shop()
    found = step(journey, data)
    if found:
        edit, outcome = found
        assert decode_edit(json.loads(json.dumps(encode_edit(edit)))) == edit
        for changes in (outcome.changes, outcome.inverse):
            sent = json.loads(json.dumps(encode_edit(Changes(changes))))
            assert decode_edit(sent) == Changes(changes)


@pytest.mark.parametrize("name", EDITS)
def test_every_edit_can_be_made_and_undone(name):
    """The tests above seldom draw some edits; here each one has its turn."""
    made = 0

    @given(st.data())
    @settings(max_examples=25, deadline=None, derandomize=True, database=None)
    def one(data):
        nonlocal made
        journey = JourneyMap.of([]) if name == "CreateMap" else shop()
        found = step(journey, data, [name])
        if found:
            made += 1
            assert find_problems(found[1].journey) == ()
            undo = Changes(found[1].inverse)
            assert carry_out(found[1].journey, undo).journey == journey

    one()
    assert made, f"no {name} fitted the map: the test tests nothing"
