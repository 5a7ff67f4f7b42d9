from jejak.model.codec import decode, encode
from jejak.model.records import Evidence, Feeling, Figure, RecordId, StageId

STAGE = StageId(RecordId("stage-pay"))


def test_a_record_keeps_its_own_field_that_is_called_kind() -> None:
    records = [
        Evidence(RecordId("e"), STAGE, "interview", "I waited two hours"),
        Feeling(RecordId("f"), STAGE, "calm", kind="expected"),
        Figure(RecordId("g"), STAGE, "wait"),
    ]

    assert [decode(encode(record)) for record in records] == records
    assert encode(records[0])["kind"] == "evidence"
    assert encode(records[0])["evidence_kind"] == "interview"
