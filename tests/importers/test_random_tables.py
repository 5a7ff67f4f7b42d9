"""Whatever stands in a table, nothing is lost and the map is valid."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jejak.errors import ImportRefused
from jejak.importers.document import Document
from jejak.importers.interpret import interpret
from jejak.model.validation import problems_of
from tests.importers.strategies import DOCUMENTS


@settings(
    max_examples=max(250, settings.default.max_examples),  # more to soak
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(DOCUMENTS, min_size=1, max_size=2), st.data())
def test_no_table_crashes_or_loses_a_cell(
    documents: list[Document], data: st.DataObject
) -> None:
    try:
        result = interpret(documents)
    except ImportRefused:
        return
    check(result)
    asked = {
        one.id: data.draw(st.sampled_from([choice.value for choice in one.choices]))
        for one in result.report.questions
    }
    again = interpret(documents, answers=asked)
    check(again)
    known = {one.id: one.answer for one in again.report.questions}
    assert all(known.get(key, value) == value for key, value in asked.items())


def check(result) -> None:
    report = result.report
    for journey in result.maps:
        assert problems_of(journey) == ()
    assert [one.text for one in report.remarks if one.kind == "missed"] == []
    for cell in (*report.cells, *report.texts):
        assert cell.records or cell.remark is not None, cell
    for language in ("id", "en"):
        assert report.as_text(language)
        assert report.as_json(language)["summary"]
