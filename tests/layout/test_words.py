"""Words beside the curve do not run together."""

from __future__ import annotations

from jejak.layout.words import Word, stack_words


def test_words_far_apart_stand_where_their_value_says() -> None:
    words = [Word(50, 20, 40, 1.0), Word(300, 60, 40, -1.0), Word(600, 40, 40, 0.0)]
    assert [spot.side for spot in stack_words(words)] == ["above", "below", "above"]
    assert {spot.row for spot in stack_words(words)} == {0}


def test_four_words_at_one_place_take_both_sides_and_two_rows() -> None:
    spots = stack_words([Word(50, 40, 40, 1.0)] * 4)
    assert {(spot.side, spot.row) for spot in spots} == {
        ("above", 0),
        ("below", 0),
        ("above", 1),
        ("below", 1),
    }


def test_a_face_without_a_word_takes_no_room() -> None:
    spots = stack_words([Word(50, 40, 0, 1.0), Word(50, 40, 40, 1.0)])
    assert [(spot.side, spot.row) for spot in spots] == [("above", 0)] * 2
