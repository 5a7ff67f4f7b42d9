from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jejak.model.order import is_order_key, key_between, keys_between

LEAST = "A" + "0" * 26
MOST = "z" * 27


def grown(places):
    """Return keys made by inserting at one place after another (0 first, 1 last)."""
    keys = [key_between(None, None)]
    for place in places:
        at = round(place * len(keys))
        before = keys[at - 1] if at else None
        after = keys[at] if at < len(keys) else None
        keys.insert(at, key_between(before, after))
    return keys


@given(st.lists(st.floats(0, 1), max_size=120))
def test_keys_stay_in_strict_order_wherever_they_are_inserted(places):
    keys = grown(places)
    assert all(before < after for before, after in pairwise(keys))
    assert all(is_order_key(key) for key in keys)


@given(st.lists(st.floats(0, 1), max_size=40), st.data(), st.integers(0, 200))
def test_many_keys_at_once_fit_between_any_two(places, data, count):
    keys = [None, *grown(places), None]
    at = data.draw(st.integers(0, len(keys) - 2))
    between = keys_between(keys[at], keys[at + 1], count)
    assert len(between) == count
    line = [key for key in (keys[at], *between, keys[at + 1]) if key is not None]
    assert all(before < after for before, after in pairwise(line))


numbers = st.text("0123456789AZaz", min_size=26, max_size=26)
any_key = st.lists(
    st.one_of(
        st.sampled_from(
            ["a0", "az", "Zz", "Z0", "b00", MOST, LEAST, "A" + "0" * 25 + "1"]
        ),
        st.builds(lambda letter, rest: letter + rest, st.sampled_from("Az"), numbers),
    ),
    min_size=1,
    max_size=4,
).map("".join)


@given(any_key.filter(is_order_key), any_key.filter(is_order_key), st.integers(1, 70))
@settings(max_examples=400)
def test_keys_never_run_out_even_at_the_ends_of_the_scale(one, other, count):
    low, high = min(one, other), max(one, other)
    bounds = [(None, low), (high, None)] + ([(low, high)] if low != high else [])
    for before, after in bounds:
        line = [before, *keys_between(before, after, count), after]
        line = [key for key in line if key is not None]
        assert all(left < right for left, right in pairwise(line))
        assert all(is_order_key(key) for key in line)


def longest_after(inserts, place):
    """Return the longest key when `place` chooses each neighbour pair by turn."""
    before, after = keys_between(None, None, 2)
    longest = 0
    for turn in range(inserts):
        key = key_between(before, after)
        longest = max(longest, len(key))
        before, after = place(turn, before, key, after)
    return longest


@pytest.mark.parametrize(
    ("place", "inserts", "longest"),
    [
        pytest.param(lambda _, b, k, a: (b, k), 10_000, 7, id="after_the_same_card"),
        pytest.param(lambda _, b, k, a: (k, a), 10_000, 7, id="before_the_same_card"),
        # Nobody works so; it is the worst that can be done to any such scheme.
        pytest.param(
            lambda turn, b, k, a: (b, k) if turn % 2 else (k, a),
            1_000,
            275,
            id="between_the_last_two_by_turns",
        ),
    ],
)
def test_thousands_of_inserts_at_one_place_keep_keys_short(place, inserts, longest):
    assert longest_after(inserts, place) == longest


def test_a_fresh_map_gets_short_keys():
    assert keys_between(None, None, 63)[-2:] == ("az", "b00")


def test_a_card_put_at_the_very_start_counts_down():
    assert keys_between(None, "a0", 2) == ("Zy", "Zz")


@pytest.mark.parametrize("key", ["", "a", "b0", "0", "a0é0", "a0a", "a0 ", LEAST])
def test_it_rejects_a_malformed_key(key):
    assert not is_order_key(key)
    with pytest.raises(ValueError, match="is not an order key"):
        key_between(key, None)


def test_it_rejects_keys_that_are_not_in_order():
    with pytest.raises(ValueError, match="'a1' does not sort before 'a1'"):
        key_between("a1", "a1")
