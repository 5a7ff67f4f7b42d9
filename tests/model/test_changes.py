import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jejak.errors import EditRefused, InvalidRecord
from jejak.model.changes import (
    Delete,
    EditText,
    Put,
    SetField,
    apply_changes,
    decode_change,
    encode_change,
    ids_of,
    inverse_of,
    set_field,
)
from jejak.model.records import (
    MAP_ID,
    Card,
    Evidence,
    Feeling,
    MapInfo,
    Review,
    Stage,
)
from tests.model.maps import shop


def after(*changes):
    return apply_changes(shop(), changes).records


def test_changes_build_on_each_other():
    found = after(
        Put(Stage("new", "Rate", order="a9")),
        SetField("new", "title", "Rate it"),
        EditText("new", "title", 7, "", " now"),
        Delete("find"),
        Put(Stage("find", "Back")),
    )
    assert found["new"].title == "Rate it now"
    assert found["find"] == Stage("find", "Back")


def test_a_value_given_in_plain_form_gets_its_type():
    found = after(
        Put(Review("new", on="2026-01-01")),
        SetField("new", "signed_at", "2026-11-22T09:00:00+07:00"),
        SetField("said", "evidence_kind", "survey"),
        SetField("ani", "own_fields", [{"label": "Hobby", "items": ["Chess"]}]),
    )
    assert found["new"].signed_at.isoformat() == "2026-11-22T02:00:00+00:00"
    assert found["said"].kind == "survey"
    assert found["ani"].own_fields[0].items == ("Chess",)


def test_none_brings_back_the_default():
    found = after(SetField("cross", "value", None), SetField(MAP_ID, "title", None))
    assert found["cross"].value is None
    assert found[MAP_ID].title == ""


def test_text_crosses_the_border_clean_and_feelings_in_steps():
    found = after(
        Put(Card("new", "own", "pay", "a\x00b\r\n")),
        SetField("note", "text", "c\x1bd"),
        EditText("dear", "text", 4, "", "\ud83dest"),
        SetField("cross", "value", -0.04),
        Put(Feeling("low", "pay", "low", value=-1.26)),
    )
    assert [found[each].text for each in ("new", "note", "dear")] == [
        "ab\n",
        "cd",
        "Dearest",
    ]
    assert str(found["cross"].value) == "0.0"
    assert found["low"].value == -1.3


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (Delete("gone"), "gone is not on this map (any more)."),
        (Delete(MAP_ID), "The record of the map itself cannot be deleted."),
        (SetField("gone", "title", "x"), "gone is not on this map"),
        (
            SetField("pay", "id", "paid"),
            "“Pay” (pay): the id of a record never changes.",
        ),
        (
            SetField("pay", "titel", "x"),
            "“Pay” (pay) has no field titel; it has: id, title,",
        ),
        (
            SetField("pay", "titel", None),
            "“Pay” (pay) has no field titel; it has: id, title,",
        ),
        (
            SetField("said", "kind", None),
            "has no field kind; it has: id, supports, evidence_kind,",
        ),
        (
            SetField("pay", "kind", "lane"),
            "“Pay” (pay) has no field kind; it has: id, title,",
        ),
        (SetField("pay", "title", 4), "“Pay” (pay): title is 4; allowed is text."),
        (
            SetField("pay", "title", None),
            "“Pay” (pay): title is None; allowed is text.",
        ),
        (
            EditText("pay", "width_px", 0, "", "x"),
            "“Pay” (pay) has no text width_px.",
        ),
        (EditText("pay", "id", 0, "p", "x"), "“Pay” (pay) has no text id."),
        (EditText("pay", "titel", 0, "", "x"), "“Pay” (pay) has no text titel."),
        (
            EditText("pay", "title", 1, "x", ""),
            "title has no “x” at 1 (any more).",
        ),
        (EditText("pay", "title", -1, "", "x"), "title has no “” at -1"),
        (EditText("pay", "title", 4, "", "x"), "title has no “” at 4"),
    ],
)
def test_a_change_that_does_not_fit_is_refused(change, message):
    with pytest.raises(EditRefused) as error:
        apply_changes(shop(), [change])
    assert message in str(error.value)
    with pytest.raises(EditRefused):
        inverse_of(shop(), [change])


@pytest.mark.parametrize(
    ("changes", "inverse"),
    [
        ([Put(Stage("new", "New"))], (Delete("new"),)),
        ([SetField("pay", "title", "x")], (SetField("pay", "title", "Pay"),)),
        (
            [SetField("cross", "feeling_kind", "expected")],
            (SetField("cross", "feeling_kind", None),),
        ),
        (
            [EditText("pay", "title", 3, "", "\x00er")],
            (EditText("pay", "title", 3, "er", ""),),
        ),
        (
            [Delete("note"), Put(Card("note", "own", "pay", "New"))],
            (Delete("note"), Put(shop().records["note"])),
        ),
    ],
)
def test_the_inverse_leads_back(changes, inverse):
    assert inverse_of(shop(), changes) == inverse
    assert apply_changes(apply_changes(shop(), changes), inverse) == shop()


def test_a_value_that_is_the_default_is_sent_as_none():
    assert set_field(MapInfo(), "language", "en") == SetField(MAP_ID, "language", None)
    assert set_field(MapInfo(), "language", "id") == SetField(MAP_ID, "language", "id")
    evidence = Evidence("e", "pay", "survey", "x")
    assert set_field(evidence, "evidence_kind", "chat").value == "chat"


def test_ids_come_once_and_in_order():
    changes = [Delete("b"), Put(Stage("a", "A")), EditText("b", "text", 0, "", "")]
    assert ids_of(changes) == ("b", "a")


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"set": "pay", "field": "title"},
        {"delete": "pay", "field": "title"},
        {"delete": 4},
        {"put": "pay"},
        {"put": {"kind": "stage"}},
        {"text": "pay", "field": "title", "at": True, "deleted": "", "inserted": ""},
        {"text": "pay", "field": "title", "at": "1", "deleted": "", "inserted": ""},
    ],
)
def test_plain_data_that_is_no_change_is_refused(data):
    with pytest.raises(InvalidRecord):
        decode_change(data)


@given(
    st.one_of(
        st.builds(Delete, st.text()),
        st.builds(EditText, st.text(), st.text(), st.integers(), st.text(), st.text()),
        st.builds(
            SetField,
            st.text(),
            st.text(),
            st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text()),
        ),
        st.sampled_from([Put(record) for record in shop().records.values()]),
    )
)
def test_a_change_survives_the_way_over_the_wire(change):
    assert decode_change(json.loads(json.dumps(encode_change(change)))) == change
