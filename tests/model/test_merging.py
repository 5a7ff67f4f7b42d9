import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jejak.model.merging import Splice, merged, splice_between

WORDS = st.text("ab 🙂", max_size=8)


@given(WORDS, WORDS)
@example("aa", "aaa")  # the same letters around it: where it was put is not known
@example("aba", "a")
def test_a_splice_leads_from_one_text_to_the_other(old, new):
    at, deleted, inserted = splice_between(old, new)
    assert old[at : at + len(deleted)] == deleted
    assert old[:at] + inserted + old[at + len(deleted) :] == new


def test_a_splice_holds_only_what_differs():
    assert splice_between("slow reply", "slow replies") == Splice(9, "y", "ies")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param("slow reply", "late reply", "late reply", id="only_the_second"),
        pytest.param("late reply", "slow reply", "late reply", id="only_the_first"),
        pytest.param("late reply", "late reply", "late reply", id="both_the_same"),
        pytest.param("a slow reply", "slow reply!", "a slow reply!", id="apart"),
        pytest.param(
            "slow reply!", "a slow reply", "a slow reply!", id="apart_reversed"
        ),
        pytest.param(
            "slow reply, Ani",
            "slow reply, Budi",
            "slow reply, Ani, Budi",
            id="same_place",
        ),
        pytest.param("late reply", "weak reply", "late weak reply", id="same_words"),
        # the second wrote within what the first deleted: the writing stays
        pytest.param("reply", "slow or no reply", "or no reply", id="within_deleted"),
        pytest.param("slow or no reply", "reply", "or no reply", id="deleted_around"),
    ],
)
def test_what_two_people_wrote_at_once_stays(first, second, expected):
    assert merged("slow reply", first, second) == expected


def test_words_that_end_like_the_old_ones_stay_whole_when_these_are_deleted():
    # The y of "today" is the y of "reply" for whoever looks at letters alone.
    assert merged("slow reply", "no word today", "late") == "no word today late"
    assert merged("slow reply", "late", "no word today") == "late no word today"


def test_words_beside_deleted_ones_do_not_come_back():
    base = "confirmed by hand and by phone"
    assert merged(base, "confirmed by hand", "By fax") == "By fax"


def test_a_word_changed_within_what_somebody_deletes_stays_parted_from_the_others():
    assert merged("slow reply", "reply", "slower reply") == "slower reply"
    base = "by hand and by phone"
    assert (
        merged(base, "by hand by phone", "by hand or by phone") == "by hand or by phone"
    )


@given(WORDS, st.data())
def test_no_letter_that_somebody_put_in_is_lost(base, data):
    def spliced(letters):
        at = data.draw(st.integers(0, len(base)))
        end = data.draw(st.integers(at, len(base)))
        return base[:at] + letters + base[end:]

    found = merged(base, spliced("XY"), spliced("Z"))
    assert found.count("Z") == 1
    assert found.count("X") == found.count("Y") == 1


@given(st.lists(st.sampled_from(["by", "hand", "and"]), min_size=1), st.data())
def test_no_word_that_somebody_wrote_over_the_same_ones_is_cut(base, data):
    shared = data.draw(st.integers(0, len(base) - 1))

    def rewritten(word):
        at = data.draw(st.integers(0, shared))
        end = data.draw(st.integers(shared + 1, len(base)))
        return " ".join([*base[:at], word, *base[end:]])

    # no letter is shared with the old words, or a new one could be read as their rest
    found = merged(" ".join(base), rewritten("fixes"), rewritten("quotes")).split()
    assert {"fixes", "quotes"} <= set(found) <= {"fixes", "quotes", *base}


def test_what_stands_beside_an_overwritten_word_stays_beside_the_new_one():
    assert merged("reply", "answer", "reply, Budi") == "answer, Budi"
    assert merged("happy", "unhappy", "sad") == "unhappy sad"
    assert merged("", "reply", "answer") == "reply answer"
