"""Edits of texts in any record: what two people wrote stays."""

import pytest

from jejak.model.changes import EditText as TextChange
from jejak.model.edits import changes_of
from jejak.model.edits.texts import EditText, text_fields
from jejak.model.records import KINDS
from tests.model.editing import after, refusal
from tests.model.maps import shop


@pytest.mark.parametrize(
    ("was", "text", "expected"),
    [
        ("Pay", "Pay by code", "Pay by code"),
        ("P", "Paper", "Payaper"),  # somebody had gone on writing
    ],
)
def test_a_text_is_merged_with_what_stands_there(was, text, expected):
    edit = EditText("pay", "title", was, text)
    assert after(edit).records["pay"].title == expected


def test_only_the_letters_that_differ_are_sent():
    title = shop().records["pay"].title
    edit = EditText("pay", "title", title, f"{title}!")
    splice = TextChange("pay", "title", len(title), "", "!")
    assert changes_of(shop(), edit) == (splice,)
    assert changes_of(shop(), EditText("pay", "title", title, title)) == ()


@pytest.mark.parametrize("field", ["order", "id", "width_px", "colour"])
def test_only_texts_that_people_write_are_written(field):
    assert field in refusal(EditText("pay", field, "", "x"))


def test_a_record_that_is_gone_is_said_to_be_gone():
    found = refusal(EditText("gone", "title", "", "x"))
    assert found == "gone is not on this map (any more)."


def test_what_is_chosen_or_measured_is_no_text_to_write_in():
    assert text_fields("figure") == ()
    assert "language" not in text_fields("map")
    assert all("id" not in text_fields(kind) for kind in KINDS)
