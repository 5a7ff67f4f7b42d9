"""The maps to start from, as people get them."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import pytest

from jejak.errors import UnknownTemplate
from jejak.files import dumps
from jejak.language.catalogue import LANGUAGES, Language
from jejak.model.findings import check
from jejak.model.ranking import quadrant_of
from jejak.model.records import (
    Action,
    Answer,
    Card,
    Cell,
    Evidence,
    Expectation,
    Feeling,
    Kpi,
    Resource,
)
from jejak.templates import TEMPLATES, portrait, template

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Lane, Stage

EVERY = [(name, language) for name in TEMPLATES for language in LANGUAGES]
GUIDED = [
    (name, language)
    for name, language in EVERY
    if not TEMPLATES[name].is_sample and name != "blank"
]
FILLED = [
    (name, language)
    for name, language in EVERY
    if TEMPLATES[name].is_sample and name != "mas-tekno"
]
OF_OWN_KIND = {
    "feelings": Feeling,
    "expectations": Expectation,
    "resources": Resource,
    "kpis": Kpi,
}

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
    one, other = (shape(template(name, language)) for language in LANGUAGES)
    assert one == other


def shape(journey: JourneyMap) -> object:
    """Return everything about a map but its words."""
    order: dict[object, int] = {}
    for at, persona in enumerate(journey.personas):
        order[persona.id] = at
    stages = [
        (
            [len(items_of(journey, lane, stage)) for lane in journey.lanes],
            sorted(
                (order.get(point.persona, -1), point.place, point.value)
                for point in journey.feelings(stage.id)
            ),
            (bool(stage.seeks), bool(stage.response), bool(stage.duration)),
        )
        for stage in journey.stages
    ]
    lanes = [(lane.role, lane.zone, bool(lane.label)) for lane in journey.lanes]
    ranks = [quadrant_of(statement) for statement in journey.statements]
    rests = [one.kind for one in journey.of_kind(Evidence)]
    return stages, lanes, ranks, sorted(rests), len(journey.of_kind(Action))


def items_of(journey: JourneyMap, lane: Lane, stage: Stage) -> list[object]:
    """Return what stands in a cell: cards, or the records that its lane holds."""
    kind = OF_OWN_KIND.get(lane.role or "")
    if kind is None:
        return list(journey.cards(lane.id, stage.id))
    return [one for one in journey.of_kind(kind) if one.stage == stage.id]


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_template_is_valid(name: str, language: Language) -> None:
    found = check(template(name, language))
    assert not [finding for finding in found if finding.is_problem]


@pytest.mark.parametrize(("name", "language"), GUIDED)
def test_an_empty_template_guides_through_every_stage(
    name: str, language: Language
) -> None:
    journey = template(name, language)
    assert len(journey.stages) >= 4
    for stage in journey.stages:
        assert stage.seeks, stage.title
        assert stage.response, stage.title
        assert journey.feelings(stage.id), stage.title
    assert journey.of_kind(Card) == ()


@pytest.mark.parametrize(("name", "language"), FILLED)
def test_a_filled_example_leaves_no_cell_and_no_question_open(
    name: str, language: Language
) -> None:
    journey = template(name, language)
    for stage in journey.stages:
        for lane in journey.lanes:
            assert items_of(journey, lane, stage), (stage.title, lane.role)
    assert check(journey) == ()
    assert journey.personas
    assert journey.info.goal
    assert journey.info.scope


@pytest.mark.parametrize(("name", "language"), FILLED)
def test_a_filled_example_ranks_one_problem_and_follows_it_up(
    name: str, language: Language
) -> None:
    journey = template(name, language)
    (statement,) = journey.statements
    assert quadrant_of(statement) is not None
    assert statement.important_why
    assert statement.urgent_why
    (pain,) = statement.pains
    fixing = {one.opportunity for one in journey.of_kind(Answer) if one.fixes == pain}
    (action,) = journey.of_kind(Action)
    assert action.opportunity in fixing
    assert action.owner
    assert action.kpi
    assert [one for one in journey.of_kind(Evidence) if one.supports == pain]


@pytest.mark.parametrize(("name", "language"), FILLED)
def test_the_feelings_of_a_filled_example_rise_and_fall(
    name: str, language: Language
) -> None:
    journey = template(name, language)
    for persona in journey.personas:
        values = [point.value or 0 for point in journey.feelings(persona=persona.id)]
        assert max(values) >= 1
        assert min(values) <= -0.9


@pytest.mark.parametrize(("name", "language"), FILLED)
def test_what_hurts_the_customer_in_a_filled_example_has_an_answer(
    name: str, language: Language
) -> None:
    journey = template(name, language)
    fixed = {answer.fixes for answer in journey.of_kind(Answer)}
    lane = journey.lane_of_role("pain_points")
    assert lane is not None
    for card in journey.of_kind(Card):
        assert card.lane != lane.id or card.id in fixed, card.text


@pytest.mark.parametrize(("name", "language"), FILLED)
def test_the_evidence_of_a_filled_example_says_that_it_is_a_sample(
    name: str, language: Language
) -> None:
    word = {"id": "(contoh)", "en": "(sample)"}[language]
    for evidence in template(name, language).of_kind(Evidence):
        assert evidence.source.endswith(word)


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


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_everybody_in_an_example_has_a_portrait(name: str, language: Language) -> None:
    for persona in template(name, language).personas:
        drawing = portrait(persona.portrait)
        assert drawing.startswith("<svg")
        assert f'aria-label="{persona.name}"' in drawing


def test_a_portrait_is_never_looked_for_outside_its_folder() -> None:
    assert portrait("../mas-tekno") == ""


def test_an_unknown_template_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownTemplate) as caught:
        template("onlineshop")
    assert str(caught.value) == (
        "There is no template 'onlineshop'. "
        "Templates: five-stages, online-shop, service-blueprint, app-onboarding, "
        "customer-support, blank, mas-tekno, electronics-shop, winter-jacket, "
        "course-seller. "
        "Did you mean 'online-shop'?"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_a_title_and_a_description(
    name: str, language: Language
) -> None:
    assert TEMPLATES[name].title(language)
    assert TEMPLATES[name].description(language)
