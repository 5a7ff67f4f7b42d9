"""The published schema: up to date, and true of every file that we write."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from jejak.files import dumps
from jejak.files.schema import schema, schema_text
from jejak.language.catalogue import LANGUAGES
from jejak.model.journey_map import JourneyMap
from jejak.templates import TEMPLATES, template
from tests.strategies import maps

PUBLISHED = Path(__file__).parents[2] / "docs/reference/journey.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_the_published_schema_is_up_to_date() -> None:
    assert PUBLISHED.read_text("utf-8") == schema_text(), "run `python3 dev docs`"


@settings(max_examples=60, deadline=None)
@given(maps())
def test_every_file_that_is_written_fits_the_schema(journey: JourneyMap) -> None:
    VALIDATOR.validate(json.loads(dumps(journey, "json", with_comments=True)))


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_fits_the_schema(name: str, language: str) -> None:
    journey = template(name, "id" if language == "id" else "en")
    VALIDATOR.validate(json.loads(dumps(journey, "json")))


@pytest.mark.parametrize(
    "document",
    [
        pytest.param({"stagse": []}, id="unknown_section"),
        pytest.param({"format": 2}, id="another_format"),
        pytest.param({"title": 3}, id="title_is_a_number"),
        pytest.param({"state": "future"}, id="unknown_state"),
        pytest.param({"lanes": ["gaols"]}, id="unknown_role"),
        pytest.param({"stages": [{"goals": []}]}, id="stage_without_a_title"),
        pytest.param({"statements": [{"P-1": "x", "importnat": True}]}, id="misspelt"),
        pytest.param(
            {"stages": [{"title": "A", "feelings": [{"Excited": "much"}]}]},
            id="feeling_without_a_number",
        ),
        pytest.param(
            {"stages": [{"title": "A", "goals": [{"text": "x", "bold": "yes"}]}]},
            id="unknown_field_of_a_card",
        ),
    ],
)
def test_the_schema_refuses(document: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(document)
