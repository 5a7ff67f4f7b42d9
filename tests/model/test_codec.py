import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from jejak.errors import InvalidRecord
from jejak.model.codec import decode, decode_field, encode
from jejak.model.records import (
    Action,
    Comment,
    Condition,
    Evidence,
    Feeling,
    Figure,
    Kpi,
    KpiValue,
    Matcher,
    OwnField,
    Persona,
    RecordId,
    Stage,
    StageId,
)
from tests.model.maps import shop

STAGE = StageId(RecordId("stage-pay"))
JAKARTA = timezone(timedelta(hours=7))


def test_a_record_keeps_its_own_field_that_is_called_kind() -> None:
    records = [
        Evidence(RecordId("e"), STAGE, "interview", "I waited two hours"),
        Feeling(RecordId("f"), STAGE, "calm", kind="expected"),
        Figure(RecordId("g"), STAGE, "wait"),
    ]

    assert [decode(encode(record)) for record in records] == records
    assert encode(records[0])["kind"] == "evidence"
    assert encode(records[0])["evidence_kind"] == "interview"


@pytest.mark.parametrize(
    "record",
    [
        *shop().records.values(),
        Persona(
            "p",
            goals=("Save", "Learn"),
            own_fields=(OwnField("Hobby", ("Chess",)),),
            segment=(Condition("age", "at_least", ("21",)),),
        ),
        Kpi("k", "Minutes", target=4.5, values=(KpiValue(date(2026, 11, 22), 7.0),)),
        Action("a", "Build", due=date(2026, 12, 1)),
        Comment("c", "p", "Yes", at=datetime(2026, 11, 22, 9, tzinfo=UTC)),
    ],
    ids=lambda record: record.id,
)
def test_every_record_survives_the_way_there_and_back(record):
    assert decode(json.loads(json.dumps(encode(record)))) == record


def test_times_are_kept_in_utc():
    late = Comment("c", "p", "Yes", at=datetime(2026, 11, 22, 6, tzinfo=JAKARTA))
    plain = encode(late)
    assert plain["at"] == "2026-11-21T23:00:00Z"
    assert decode(plain) == late
    assert decode({**plain, "at": late.at}).at.tzinfo is UTC


@pytest.mark.parametrize(
    ("plain", "message"),
    [
        ({}, "kind: None was given, one of map, persona"),
        ({"kind": "stge"}, "Did you mean 'stage'?"),
        ({"kind": "stage", "id": "s"}, "stage s.title: None was given, a value"),
        ({"kind": "stage", "id": "s", "titel": "x"}, "Did you mean 'title'?"),
        ({"kind": "stage", "id": "s", "title": 4}, "4 was given, text is allowed"),
        (
            {"kind": "stage", "id": "s", "title": None},
            "None was given, text is allowed",
        ),
        ({"kind": "stage", "id": "s", "title": "x", "width_px": 1.5}, "a whole number"),
        (
            {"kind": "stage", "id": "s", "title": "x", "width_px": True},
            "a whole number",
        ),
        ({"kind": "lane", "id": "l", "role": "goal"}, "Did you mean 'goals'?"),
        ({"kind": "lane", "id": "l", "is_hidden": 1}, "true or false"),
        ({"kind": "kpi", "id": "k", "text": "x", "target": "4"}, "a number is allowed"),
        ({"kind": "kpi", "id": "k", "text": "x", "values": 4}, "a list is allowed"),
        (
            {"kind": "kpi", "id": "k", "text": "x", "values": [4]},
            "values[0]: 4 was given",
        ),
        ({"kind": "review", "id": "r", "on": "22/11/2026"}, "a date such as"),
        ({"kind": "review", "id": "r", "on": 20261122}, "a date such as"),
        (
            {
                "kind": "comment",
                "id": "c",
                "about": "p",
                "text": "x",
                "at": "2026-11-22T09:00",
            },
            "a time with its zone",
        ),
        (
            {"kind": "comment", "id": "c", "about": "p", "text": "x", "at": 9},
            "a time with",
        ),
    ],
)
def test_plain_data_that_is_no_record_is_refused(plain, message):
    with pytest.raises(InvalidRecord) as error:
        decode(plain)
    assert message in str(error.value)


def test_text_is_cleaned_on_the_way_in():
    plain = {"kind": "stage", "id": "s", "title": "Pay\x00\r\n\ud83d"}
    assert decode(plain) == Stage("s", "Pay\n")


def test_a_field_is_known_by_its_name_in_plain_data():
    assert decode_field("evidence", "evidence_kind", "survey", "e") == "survey"
    assert decode_field("stage", "width_px", None, "s") is None
    with pytest.raises(InvalidRecord, match="'kind' was given"):
        decode_field("evidence", "kind", "survey", "e")


def test_a_matcher_of_an_older_edit_log_is_read():
    old = {"kind": "matcher", "id": "m", "touchpoint": "form", "events": ["a"]}
    assert decode(old) == Matcher("m", "form", events=("a",))
    assert encode(decode(old))["about"] == "form"
