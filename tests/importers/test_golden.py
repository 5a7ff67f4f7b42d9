"""Whole documents in, maps and reports out, compared word by word."""

import re
from functools import cache

import pytest

from jejak.files import loads
from jejak.importers import ImportResult
from jejak.importers.lists import letters
from jejak.model.records import Card, Feeling
from jejak.model.validation import problems_of
from tests.importers.golden import CASES, EXPECTED, read_case, recovered, told

PARTING = re.compile("[,/、;]")  # between names in a list: its meaning stays

read_once = cache(read_case)


@pytest.mark.parametrize("name", CASES)
def test_the_maps_and_reports_are_as_expected(name: str) -> None:
    files = told(read_once(name), name)
    for ending, text in files.items():
        assert text == (EXPECTED / f"{name}.{ending}").read_text("utf-8"), ending
    folder = (EXPECTED / name).parent
    kept = {path.name for path in folder.glob(f"{(EXPECTED / name).name}.*")}
    assert kept == {f"{(EXPECTED / name).name}.{ending}" for ending in files}


@pytest.mark.parametrize("name", CASES)
def test_the_maps_survive_their_files(name: str) -> None:
    for number, journey in enumerate(read_once(name).maps, 1):
        assert problems_of(journey) == ()
        ending = "journey.yaml" if number == 1 else f"journey-{number}.yaml"
        saved = (EXPECTED / f"{name}.{ending}").read_text("utf-8")
        assert loads(saved) == journey


@pytest.mark.parametrize("name", CASES)
def test_every_cell_names_what_it_became_and_its_letters_are_there(name: str) -> None:
    result = read_once(name)
    kinds = [remark.kind for remark in result.report.remarks]
    assert "missed" not in kinds
    for cell in (*result.report.cells, *result.report.texts):
        assert cell.records or cell.remark is not None, cell
        records = result.maps[cell.map or 0].records
        found = [records[record] for record in cell.records]
        if found and all(isinstance(one, Card) for one in found):
            whole, held = cell.text, "\n".join(one.text for one in found)
            assert PARTING.sub("", letters(whole)) == PARTING.sub("", letters(held))
        if found and all(isinstance(one, Feeling) for one in found):
            for one in found:  # a face may stand in the cell below its word
                whole, held = letters(cell.text), letters(one.word)
                assert held in whole or whole in held


def test_every_lane_stage_and_cell_is_recovered(
    capsys: pytest.CaptureFixture[str],
) -> None:
    results: dict[str, ImportResult] = {name: read_once(name) for name in CASES}
    table = recovered(results)
    with capsys.disabled():
        print(f"\n{table}")  # noqa: T201
    assert f"{table}\n" == (EXPECTED / "recovered.txt").read_text("utf-8")
    for result in results.values():
        assert all(
            cell.records or cell.remark is not None for cell in result.report.cells
        )


@pytest.mark.parametrize("name", CASES)
def test_reading_it_again_gives_the_same_map_and_the_same_questions(name: str) -> None:
    first, second = read_once(name), read_case(name)
    assert first.maps == second.maps
    assert first.report == second.report
