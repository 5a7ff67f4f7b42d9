"""The sample map and the saved format beside the real inputs that they came from."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

import jejak
from jejak.files import dumps, loads
from jejak.language.catalogue import LANGUAGES, Language
from jejak.model.codec import encode_value
from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import give_numbers
from jejak.model.records import Card
from jejak.templates import TEMPLATES, template
from tests.real.inputs import DATA, SHARED

SEEDS = sorted((DATA / "seeds").glob("00[01]_*.txt"))
TABLES = sorted((DATA / "maps/tables").glob("t0*.md"))
MOCKUPS = sorted((SHARED / "design/mockups").glob("*.html"))

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not SEEDS, reason=f"no real inputs in {SHARED}"),
]


def texts_of(journey: JourneyMap) -> list[str]:
    """Return every text of a map, however deep it stands."""
    found: list[str] = []

    def walk(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        for part in value if isinstance(value, list) else []:
            walk(part)

    for record in journey.records.values():
        for name in record.__dataclass_fields__:
            if name not in {"id", "lane", "stage", "order", "opportunity", "fixes"}:
                walk(encode_value(getattr(record, name)))
    return found


def plain(text: str) -> str:
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    return " ".join(re.findall(r"\w+", text.lower()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEMPLATES)
def test_no_sentence_of_ours_is_taken_from_elsewhere(
    name: str, language: Language
) -> None:
    known = plain(" | ".join(path.read_text("utf-8") for path in (*SEEDS, *MOCKUPS)))
    sentences = {
        plain(sentence)
        for text in texts_of(template(name, language))
        for sentence in re.split(r"(?<=[.:!?])\s|\n", text)
    }
    long = {sentence for sentence in sentences if len(sentence.split()) > 3}
    assert [sentence for sentence in long if sentence in known] == []


def test_the_sample_has_as_many_and_as_long_items_as_the_table() -> None:
    (table,) = jejak.import_table(SEEDS[1]).maps
    sample = template("mas-tekno", "id")
    for lane in table.lanes:
        for stage, ours in zip(table.stages, sample.stages, strict=True):
            given = table.cards(lane.id, stage.id)
            own = sample.lane_of_role(lane.role)  # type: ignore[arg-type]
            assert own is not None
            found = sample.cards(own.id, ours.id)
            assert len(found) == len(given), (lane.role, ours.title)
            for card, other in zip(found, given, strict=True):
                difference = abs(len(card.text) - len(other.text))
                assert difference <= 12 + 0.35 * len(other.text), card.text
    assert len(sample.of_kind(Card)) == len(table.of_kind(Card)) == 59
    (persona,), (other,) = sample.personas, table.personas
    assert abs(len(persona.scenario) / len(other.scenario) - 1) < 0.25


@pytest.mark.parametrize("path", [*SEEDS, *TABLES], ids=lambda path: path.stem)
def test_a_real_table_comes_back_from_its_file(path: Path) -> None:
    for journey in jejak.import_table(path).maps:
        for form in ("yaml", "json"):
            assert loads(dumps(journey, form)) == give_numbers(journey)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_a_file_of_a_real_table_holds_its_words_and_little_else(path: Path) -> None:
    (journey,) = jejak.import_table(path).maps
    assert not re.search(r"^\s*(- )?(id|order|place):", dumps(journey), re.M)
