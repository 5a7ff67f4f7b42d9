"""The public names of `import jejak`."""

from __future__ import annotations

from pathlib import Path

import pytest

import jejak
from jejak.errors import ImportRefused

TABLE = "Stage\tBrowse\tPay\nGoals\tCompare\t-\nFeelings\tHappy\tConfused\n"


def test_the_public_names_are_few_sorted_and_there() -> None:
    assert jejak.__all__ == sorted(
        jejak.__all__, key=lambda name: (name[0].islower(), name != "TEMPLATES", name)
    )
    assert all(getattr(jejak, name) is not None for name in jejak.__all__)
    assert set(jejak.__all__) <= set(dir(jejak))


def test_a_name_that_does_not_exist_is_named() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'imprt_table'"):
        jejak.imprt_table  # noqa: B018


def test_a_table_becomes_a_file_and_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(TABLE, "utf-8")
    result = jejak.import_table(path)
    (journey,) = result.maps
    jejak.write(journey, tmp_path / "shop.journey.yaml")
    again = jejak.read(tmp_path / "shop.journey.yaml")
    assert [stage.title for stage in again.stages] == ["Browse", "Pay"]
    assert b"Browse" in jejak.export(again, "svg")


def test_several_inputs_are_parts_of_one_map(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(TABLE, "utf-8")
    ranking = jejak.Source(
        "pasted",
        "Problem\tImportance\tUrgency\tWhy important\tWhy urgent\tQuadrant\n"
        "Payment fails\tImportant\tUrgent\tSales\tDaily\tDO\n",
    )
    result = jejak.import_table(path, ranking)
    (journey,) = result.maps
    assert [statement.text for statement in journey.statements] == ["Payment fails"]


def test_an_import_of_nothing_says_what_is_needed() -> None:
    with pytest.raises(TypeError, match="at least one file"):
        jejak.import_table()


def test_an_answer_settles_a_question() -> None:
    first = jejak.import_table(jejak.Source("pasted", TABLE))
    for question in first.report.questions:
        value = question.choices[0].value
        again = jejak.import_table(
            jejak.Source("pasted", TABLE), answers={question.id: value}
        )
        answers = {asked.id: asked.answer for asked in again.report.questions}
        assert answers[question.id] == value


def test_a_map_shows_itself_as_its_picture_in_a_notebook() -> None:
    journey = jejak.template("mas-tekno", "id")
    picture = journey._repr_svg_()  # type: ignore[attr-defined]
    assert picture == jejak.export(journey, "svg").decode("utf-8")
    assert "Mas Tekno" in picture


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        pytest.param(
            "Stage\tFind\tPay\nGoals\tFits\tQuick", "Stage Find Pay", id="text"
        ),
        pytest.param("| Stage |" * 2000, "| Stage |", id="longer than a name may be"),
        pytest.param("a\x00b", "a\x00b", id="no name at all"),
        pytest.param(Path("absent.xlsx"), "absent.xlsx", id="absent"),
    ],
)
def test_a_text_in_place_of_a_path_is_told_how_to_give_it(
    given: str | Path, shown: str
) -> None:
    with pytest.raises(ImportRefused) as refusal:
        jejak.import_table(given)
    assert f'There is no file "{shown}' in str(refusal.value)
    assert 'a text is given as Source("name", text)' in str(refusal.value)
    assert len(str(refusal.value)) < 200


def test_a_file_past_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)  # a hole: it takes no room
    with pytest.raises(ImportRefused, match="has 5,000 MB; at most 20 MB"):
        jejak.import_table(path)
