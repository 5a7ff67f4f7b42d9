import json
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client

from jejak.exporters import FORMATS
from jejak.files import loads
from jejak.server.exports import api
from jejak.server.maps.access import LOCAL_USER
from jejak.server.maps.models import Map
from jejak.server.maps.services import create_map
from tests.server.journeys import GOAL, bicycle_shop

TITLE = 'Beli sepeda: "cepat" <b>/ é 自行车'


@pytest.fixture
def map_id(database: str) -> str:
    return create_map(LOCAL_USER, bicycle_shop(TITLE), "test").id


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write in this process: the tests of the workers show that children do it."""

    class Here:
        def run(self, job: Any, argument: Any, **_: Any) -> bytes:
            return bytes(job(argument))

    monkeypatch.setattr(api, "workers", Here)


STARTS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
    "svg": b"<",
    "html": b"<!doctype html>",
    "yaml": b"",
    "json": b"{",
}


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_file_to_save(client: Client, map_id: str, name: str) -> None:
    answer = client.get(f"/api/maps/{map_id}/export/{name}?language=id")
    assert answer.status_code == 200
    assert answer.content.startswith(STARTS[name])
    assert answer.headers["Content-Type"].startswith(FORMATS[name].media_type)
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="Beli sepeda cepat b _ ___.')
    full = unquote(disposition.partition("filename*=UTF-8''")[2])
    assert full == f"Beli sepeda cepat b é 自行车{FORMATS[name].extension}"


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("name", ["yaml", "json"])
def test_a_saved_map_holds_the_whole_map(
    client: Client, map_id: str, name: str
) -> None:
    answer = client.get(f"/api/maps/{map_id}/export/{name}")
    journey = loads(answer.content.decode(), f"map.journey.{name}")
    assert journey.info.title == TITLE
    assert len(journey) == len(bicycle_shop())


def test_a_child_process_makes_the_pdf(client: Client, map_id: str) -> None:
    answer = client.get(f"/api/maps/{map_id}/export/pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["docx", "PDF", "pdf ", "..", "%2e%2e"])
def test_an_unknown_format_is_refused_with_those_that_exist(
    client: Client, map_id: str, name: str
) -> None:
    answer = client.get(f"/api/maps/{map_id}/export/{name}?language=en")
    assert answer.status_code == 404
    body = json.loads(answer.content)
    if name == "docx":
        assert body["code"] == "unknown_format"
        assert "pdf, png, svg, html, yaml, json" in body["message"]


@pytest.mark.usefixtures("in_process")
def test_a_picture_shows_what_was_chosen(client: Client, map_id: str) -> None:
    address = f"/api/maps/{map_id}/export/html?language=en&theme=dark"
    whole = client.get(address).content.decode()
    part = client.get(f"{address}&lanes={GOAL.lane}&internal=0").content.decode()
    assert "color-scheme:dark" in whole
    assert GOAL.text in part
    assert whole.count('<th scope="row">') > part.count('<th scope="row">') == 1


@pytest.mark.usefixtures("in_process")
def test_what_there_is_to_say_about_a_file_comes_with_it(client: Client) -> None:
    odd = create_map(LOCAL_USER, bicycle_shop("Odd \U00010fff"), "test").id
    address = f"/api/maps/{odd}/export/pdf?language=en"
    answer = client.get(address, headers={"Accept-Language": "en"})
    (said,) = json.loads(unquote(answer.headers["Jejak-Remarks"]))
    assert said.startswith("No font here has these letters: \U00010fff.")
    assert "Jejak-Remarks" not in client.get(address.replace("pdf", "svg")).headers


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("sheet=a9", "There is no sheet 'a9'. Sheets: auto, a3, a2, a1, a0, pages."),
        ("theme=pink", "There is no theme 'pink'. Themes: auto, light, dark."),
        ("lanes=nowhere", "This map has no lane 'nowhere'. Its lanes: Customer goals"),
        ("lanes=", "A picture needs a lane."),
        ("personas=nobody", "This map has no persona 'nobody'. Its personas:"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_with_those_that_there_are(
    client: Client, map_id: str, query: str, said: str
) -> None:
    answer = client.get(
        f"/api/maps/{map_id}/export/svg?{query}", headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 422
    body = json.loads(answer.content)
    assert body["code"] == "wrong_choice"
    assert said in body["message"]


def test_a_map_of_thousands_of_cards_is_listed_and_exported(client: Client) -> None:
    from dataclasses import replace

    from jejak.model.journey_map import JourneyMap
    from jejak.model.order import keys_between
    from jejak.model.records import CardId, RecordId

    cards = [
        replace(GOAL, id=CardId(RecordId(f"card-{number}")), order=key)
        for number, key in enumerate(keys_between(GOAL.order, None, 2000))
    ]
    journey = JourneyMap.of([*bicycle_shop().records.values(), *cards])
    map_id = create_map(LOCAL_USER, journey, "test").id
    assert client.get("/api/maps").status_code == 200
    answer = client.get(f"/api/maps/{map_id}/export/yaml")
    assert answer.status_code == 200
    assert Map.objects.get(id=map_id).seq == 1
