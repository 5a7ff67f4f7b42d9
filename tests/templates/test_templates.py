"""The maps to start from, as people get them."""

from __future__ import annotations

from importlib import resources

import pytest

from jejak.errors import UnknownTemplate
from jejak.files import dumps
from jejak.language.catalogue import LANGUAGES, Language
from jejak.model.ranking import quadrant_of
from jejak.model.records import Card, Cell, Feeling
from jejak.templates import TEMPLATES, portrait, template

EVERY = [(name, language) for name in TEMPLATES for language in LANGUAGES]

# The cells of the sample: how many cards stand in each, stage by stage; "-" is
# marked as nothing found, "." is not filled.
SAMPLE_CELLS = {
    "goals": "2111",
    "touchpoints": "1121",
    "channels": "3112",
    "process": "4141",
    "pain_points": "1--1",
    "internal_actors": "2-31",
    "internal_channels": "1-21",
    "internal_process": "3.52",
    "internal_pain_points": "1-22",
    "opportunities": "1-22",
}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_template_is_stored_exactly_as_it_would_be_written(
    name: str, language: Language
) -> None:
    file = resources.files("jejak.templates") / f"{name}.{language}.journey.yaml"
    assert dumps(template(name, language)) == file.read_text("utf-8")


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_template_says_its_language_and_whether_it_is_a_sample(
    name: str, language: Language
) -> None:
    info = template(name, language).info
    assert info.language == language
    assert info.is_sample is TEMPLATES[name].is_sample


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_the_same_shape_in_both_languages(name: str) -> None:
    shapes = [
        [
            (
                [(lane.role, len(journey.cards(lane.id, stage.id))) for lane in lanes],
                [(point.value, point.place) for point in journey.feelings(stage.id)],
            )
            for stage in journey.stages
        ]
        for journey in (template(name, language) for language in LANGUAGES)
        for lanes in [journey.lanes]
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_fills_the_same_cells_as_the_workshop_table(
    language: Language,
) -> None:
    journey = template("mas-tekno", language)
    found = {}
    for lane in journey.lanes:
        if lane.role != "feelings":
            found[lane.role] = "".join(
                "-"
                if journey.cell(lane.id, stage.id)
                else str(len(journey.cards(lane.id, stage.id)) or ".")
                for stage in journey.stages
            )
    assert found == SAMPLE_CELLS
    assert len(journey.lanes) == 11
    assert len(journey.of_kind(Card)) == 59
    assert len(journey.of_kind(Feeling)) == 5
    assert all(cell.finding == "nothing_found" for cell in journey.of_kind(Cell))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sample_ranks_four_problems_and_names_every_reason(
    language: Language,
) -> None:
    statements = template("mas-tekno", language).statements
    assert [quadrant_of(statement) for statement in statements] == [
        "do",
        "do",
        "plan",
        "plan",
    ]
    assert [len(statement.pains) for statement in statements] == [1, 0, 0, 0]
    assert all(
        statement.important_why and statement.urgent_why for statement in statements
    )


def test_the_sample_has_a_portrait() -> None:
    (persona,) = template("mas-tekno", "id").personas
    assert portrait(persona.portrait).startswith("<svg")


def test_a_portrait_is_never_looked_for_outside_its_folder() -> None:
    assert portrait("../mas-tekno") == ""


def test_an_unknown_template_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownTemplate) as caught:
        template("onlineshop")
    assert str(caught.value) == (
        "There is no template 'onlineshop'. "
        "Templates: five-stages, online-shop, blank, mas-tekno. "
        "Did you mean 'online-shop'?"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_a_title_and_a_description(
    name: str, language: Language
) -> None:
    assert TEMPLATES[name].title(language)
    assert TEMPLATES[name].description(language)
