"""Refusals in the words that people see."""

from jejak.errors import Gone
from jejak.layout.refusals import why_refused
from jejak.model.problems import refused
from jejak.model.records import Card, CardId, LaneId, RecordId, StageId


def card(text: str) -> Card:
    place = LaneId(RecordId("lane-1")), StageId(RecordId("stage-1"))
    return Card(CardId(RecordId("card-1")), *place, text)


def test_records_and_fields_are_called_as_on_the_page() -> None:
    lost = refused(
        "broken_link",
        record=card("Bayar tunai"),
        field="stage",
        target=Gone("stage-1"),
    )
    assert why_refused(lost, "id") == (
        "“Bayar tunai”: tahap menunjuk stage-1, yang tidak ada."
    )
    assert lost.records == ("card-1", "stage-1")


def test_a_field_that_no_page_shows_keeps_its_name() -> None:
    error = refused("blank", record=card("Bayar"), field="_made_up")
    assert why_refused(error, "id") == "“Bayar”: _made_up kosong."
