"""No input that somebody may bring crashes the import or loses a cell in it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from jejak.errors import ImportRefused
from jejak.importers import import_table
from jejak.importers.ledger import texts_of
from jejak.importers.lists import letters
from jejak.model.validation import problems_of
from tests.importers.inputs import RandomInput, random_inputs


def faults_of(table: RandomInput) -> list[str]:
    """Import a random table; say what of it came to grief."""
    try:
        result = import_table([table.source])
    except ImportRefused as refusal:
        return [f"a plain table was refused: {refusal}"] if table.is_plain else []
    report = result.report.as_json("en")
    texts = [
        *(
            text
            for j in result.maps
            for r in j.records.values()
            for text in texts_of(r)
        ),
        *(remark["text"] for remark in report["remarks"]),
    ]
    told = letters("\n".join(texts))
    faults = [f"lost: {mark}" for mark in table.marks if mark not in told]
    faults += [
        f"neither record nor remark: {cell['text']!r}"
        for cell in (*report["cells"], *report["texts"])
        if not cell["records"] and cell["remark"] is None
    ]
    faults += [
        f"missed: {remark['text']}"
        for remark in report["remarks"]
        if remark["kind"] == "missed"
    ]
    return faults + [problem for j in result.maps for problem in problems_of(j)]


@settings(
    max_examples=max(250, settings.default.max_examples),  # more to soak
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(random_inputs())
def test_no_cell_of_a_random_table_is_lost(table: RandomInput) -> None:
    assert faults_of(table) == []
