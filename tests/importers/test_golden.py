"""Whole documents in, maps and reports out, compared word by word."""

import re

import pytest

from jejak.files import loads
from jejak.importers.lists import letters
from jejak.model.records import Card, Feeling
from jejak.model.validation import problems_of
from tests.importers.golden import CASES, EXPECTED, read_case, recovered, told

PARTING = re.compile("[,/]")  # between names in a list: its meaning stays


@pytest.mark.parametrize("name", CASES)
def test_the_map_and_both_reports_are_as_expected(name: str) -> None:
    for ending, text in told(read_case(name)).items():
        assert text == (EXPECTED / f"{name}.{ending}").read_text("utf-8"), ending


@pytest.mark.parametrize("name", CASES)
def test_the_map_survives_its_file(name: str) -> None:
    result = read_case(name)
    for journey in result.maps:
        assert problems_of(journey) == ()
    saved = (EXPECTED / f"{name}.journey.yaml").read_text("utf-8")
    assert loads(saved) == result.maps[0]


@pytest.mark.parametrize("name", CASES)
def test_every_cell_names_what_it_became_and_its_letters_are_there(name: str) -> None:
    result = read_case(name)
    records = result.maps[0].records
    kinds = [remark.kind for remark in result.report.remarks]
    assert "missed" not in kinds
    for cell in (*result.report.cells, *result.report.texts):
        assert cell.records or cell.remark is not None, cell
        found = [records[record] for record in cell.records]
        if found and all(isinstance(one, Card) for one in found):
            whole, held = cell.text, "\n".join(one.text for one in found)
            assert PARTING.sub("", letters(whole)) == PARTING.sub("", letters(held))
        if found and all(isinstance(one, Feeling) for one in found):
            for one in found:
                assert letters(one.word) in letters(cell.text)


def test_every_lane_stage_and_cell_is_recovered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    results = {name: read_case(name) for name in CASES}
    with capsys.disabled():
        print(f"\n{recovered(results)}")  # noqa: T201
    for result in results.values():
        assert all(
            cell.records or cell.remark is not None for cell in result.report.cells
        )


@pytest.mark.parametrize("name", CASES)
def test_reading_it_again_gives_the_same_map_and_the_same_questions(name: str) -> None:
    first, second = read_case(name), read_case(name)
    assert first.maps == second.maps
    assert first.report == second.report
