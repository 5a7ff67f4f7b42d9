"""The real inputs that the project grew from, read whole."""

import pytest

from jejak.errors import ImportRefused
from jejak.files import dumps, loads
from jejak.importers import ImportResult, Source, import_table
from jejak.model.ranking import quadrant_of
from jejak.model.records import Card, Feeling
from tests.importers.golden import recovered
from tests.real.inputs import real_input

pytestmark = pytest.mark.real
SEEDS = ("seeds/000*", "seeds/001*")
PARTED_BY_HEADINGS = ("maps/tables/t03*", "maps/tables/t04*")


def read(path: str) -> ImportResult:
    source = real_input(path)
    return import_table([Source(source.name, source.read_bytes())])


@pytest.mark.parametrize("path", SEEDS)
def test_a_seed_is_read_whole(path: str) -> None:
    result = read(path)
    (journey,) = result.maps
    assert len(journey.stages) == 4
    assert len(journey.lanes) == 11
    assert all(lane.role for lane in journey.lanes)
    assert len(journey.of_kind(Card)) == 59
    assert len(journey.of_kind(Feeling)) == 5
    assert [
        [feeling.word for feeling in journey.feelings(stage.id)]
        for stage in journey.stages
    ] == [["Excited", "Confused"], ["Happy"], ["Confused"], ["Confused"]]
    assert [point.value for point in journey.feelings()] == [2, -1, 1, -1, -1]
    assert journey.info.language == "id"


@pytest.mark.parametrize("path", SEEDS)
def test_the_persona_of_a_seed_has_every_field(path: str) -> None:
    (persona,) = read(path).maps[0].personas
    assert persona.name == "Mas Tekno"
    assert (persona.age, persona.job) == ("22 Tahun", "Mahasiswa")
    assert persona.personality == "INFJ"
    assert len(persona.motivation) == 2
    assert persona.social_media == ("Twitter", "Instagram", "YouTube", "TikTok")
    assert len(persona.apps_tried) == 3
    assert persona.scenario.startswith("Mas Tekno")
    assert persona.scenario.endswith("orderan.")
    assert len(persona.scenario.split()) > 80
    assert persona.own_fields == ()


@pytest.mark.parametrize("path", SEEDS + PARTED_BY_HEADINGS)
def test_no_cell_of_a_real_table_is_missing(path: str) -> None:
    result = read(path)
    assert "missed" not in {remark.kind for remark in result.report.remarks}
    for cell in (*result.report.cells, *result.report.texts):
        assert cell.records or cell.remark is not None, cell


def test_every_real_table_is_recovered(capsys: pytest.CaptureFixture[str]) -> None:
    results = {path: read(path) for path in SEEDS + PARTED_BY_HEADINGS}
    with capsys.disabled():
        print(f"\n{recovered(results)}")  # noqa: T201
    lanes = [len(result.report.lanes) for result in results.values()]
    assert lanes == [11, 11, 4, 4]


@pytest.mark.parametrize("path", SEEDS + PARTED_BY_HEADINGS)
def test_a_real_map_survives_its_file(path: str) -> None:
    for journey in read(path).maps:
        assert loads(dumps(journey)) == journey


def test_the_report_around_the_second_seed_gives_title_company_and_label() -> None:
    info = read("seeds/001*").maps[0].info
    assert info.title.startswith("Challenge 3 Customer Journey Mapping")
    assert info.company == "nama perusahaan"
    assert info.confidentiality == "Rahasia"
    assert info.version == "Versi 1"
    assert "Salesforce" in info.notes  # from the introduction


def test_the_ranking_of_the_second_seed_keeps_all_reasons_and_links_one() -> None:
    result = read("seeds/001*")
    (journey,) = result.maps
    ranked = journey.statements
    assert [str(quadrant_of(one)) for one in ranked] == ["do", "do", "plan", "plan"]
    assert all(one.important_why and one.urgent_why for one in ranked)
    assert [len(one.pains) for one in ranked] == [1, 0, 0, 0]
    pain = journey.records[ranked[0].pains[0]]
    assert isinstance(pain, Card)
    assert "WhasApp" in pain.text
    (link,) = [one for one in result.report.questions if one.kind == "link"]
    apart = import_table(
        [Source("seed.txt", real_input("seeds/001*").read_bytes())],
        answers={link.id: "unlink"},
    )
    assert [len(one.pains) for one in apart.maps[0].statements] == [0, 0, 0, 0]


@pytest.mark.parametrize("path", PARTED_BY_HEADINGS)
def test_a_table_for_each_stage_is_one_map(path: str) -> None:
    (journey,) = read(path).maps
    assert len(journey.stages) == 4
    parts = [len(journey.substages(stage.id)) for stage in journey.stages]
    assert parts == [3, 3, 4, 3]
    assert [lane.role for lane in journey.lanes] == [
        "process",
        "touchpoints",
        "feelings",
        "opportunities",
    ]
    assert "```mermaid" in journey.info.notes


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("maps/tables/t13_easy_new-customer-buys-flowers.md", "outline"),
        ("maps/tables/t13_easy_new-customer-subscribes*", "outline"),
        ("maps/tables/t13_easy_existing-customer-buys-flowers.md", "outline"),
        ("maps/tables/t13_easy_existing-customer-buys-chocolates.md", "outline"),
        ("maps/tables/t13_easy_mermaid_export.md", "flow"),
        ("seeds/002*", "no_table"),
        ("seeds/004*", "no_table"),
    ],
)
def test_an_outline_or_a_flow_is_declined_with_the_reason(
    path: str, reason: str
) -> None:
    with pytest.raises(ImportRefused) as refusal:
        read(path)
    assert refusal.value.key == f"import.refused.{reason}"
