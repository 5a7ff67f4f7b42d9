from typing import Any

import pytest
from django.test import Client

from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from jejak.server.maps.access import LOCAL_USER
from jejak.server.maps.models import LoggedEdit, Map, Snapshot
from jejak.server.maps.services import create_map
from jejak.templates import TEMPLATES
from tests.server.journeys import bicycle_shop


@pytest.fixture
def map_id(database: str) -> str:
    return create_map(LOCAL_USER, bicycle_shop(), "test").id


def rename(client: Client, map_id: str, title: str, edit_id: str = "c-1") -> Any:
    body = {"key": edit_id, "edits": [{"edit": "RenameMap", "title": title}]}
    return client.patch(f"/api/v1/maps/{map_id}", body, "application/json")


def test_a_map_comes_with_all_its_records(client: Client, map_id: str) -> None:
    body = client.get(f"/api/maps/{map_id}").json()
    assert (body["id"], body["seq"]) == (map_id, 1)
    assert body["created_at"] == body["updated_at"]
    assert body["created_at"].endswith("Z")
    journey = JourneyMap.of(decode(record) for record in body["records"])
    assert journey.info.title == "Buying a bicycle"
    assert len(journey) == len(bicycle_shop())


def test_the_list_shows_curve_shares_and_ranks(client: Client, map_id: str) -> None:
    (summary,) = client.get("/api/maps").json()["maps"]
    updated_at = summary.pop("updated_at")
    shares = [stage.pop("share") for stage in summary["stages"]]
    assert sum(shares) == pytest.approx(1)
    points = summary.pop("points")
    assert updated_at.endswith("Z")
    assert summary == {
        "id": map_id,
        "title": "Buying a bicycle",
        "state": "current",
        "language": "en",
        "is_sample": False,
        "personas": ["Rani"],
        "stages": [
            {"id": "stage-find", "title": "Find"},
            {"id": "stage-pay", "title": "Pay"},
        ],
        "ranks": {"do": 1, "plan": 0, "delegate": 0, "drop": 0},
    }
    assert points == [
        {
            "x": pytest.approx(shares[0] / 2, abs=1e-6),
            "value": 1.0,
            "word": "Curious",
            "stage": "stage-find",
            "quadrant": None,
        },
        {
            "x": pytest.approx(shares[0] + shares[1] / 2, abs=1e-6),
            "value": -1.2,
            "word": "Worried",
            "stage": "stage-pay",
            "quadrant": "do",
        },
    ]


def test_the_last_changed_map_comes_first(client: Client, map_id: str) -> None:
    other = create_map(LOCAL_USER, bicycle_shop("Second"), "test").id
    rename(client, map_id, "First again")
    found = [one["id"] for one in client.get("/api/maps").json()["maps"]]
    assert found == [map_id, other]


def test_creation_is_edit_one_with_a_snapshot(map_id: str) -> None:
    entry = LoggedEdit.objects.get(map_id=map_id)
    assert (entry.seq, entry.actor) == (1, "local")
    assert entry.edit["edit"] == "CreateMap"
    assert len(entry.edit["records"]) == len(bicycle_shop())
    assert Map.objects.get(id=map_id).origin == "test"
    assert Snapshot.objects.get(map_id=map_id).seq == 1


def test_pains_get_their_numbers_when_a_map_is_stored(
    client: Client, map_id: str
) -> None:
    records = client.get(f"/api/maps/{map_id}").json()["records"]
    assert [one["number"] for one in records if "number" in one] == [1]
    assert Map.objects.get(id=map_id).last_numbers == {"P": 1}


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_map_is_made_from_a_template(
    client: Client, name: str, language: str
) -> None:
    body = {"template": name, "language": language}
    answer = client.post("/api/maps", body, "application/json")
    assert answer.status_code == 201
    found = client.get(f"/api/maps/{answer.json()['id']}").json()
    journey = JourneyMap.of(decode(record) for record in found["records"])
    assert journey.info.language == language
    assert journey.info.is_sample == TEMPLATES[name].is_sample


def test_an_unknown_template_is_refused_with_those_that_exist(client: Client) -> None:
    body = {"template": "seven-stages", "language": "id"}
    answer = client.post("/api/maps?language=id", body, "application/json")
    assert answer.status_code == 404
    assert answer.json()["code"] == "unknown_template"
    assert "online-shop" in answer.json()["message"]


def test_the_templates_come_with_their_curves(client: Client) -> None:
    found = client.get("/api/templates?language=id").json()["templates"]
    assert [one["name"] for one in found] == list(TEMPLATES)
    for one in found:
        assert one["title"]
        assert one["description"]
    sample = next(one for one in found if one["is_sample"])
    assert len(sample["points"]) >= 4
    assert sum(stage["share"] for stage in sample["stages"]) == pytest.approx(1)


def test_the_curve_of_a_tile_is_that_of_the_primary_persona(client: Client) -> None:
    found = client.get("/api/templates?language=en").json()["templates"]
    course = next(one for one in found if one["name"] == "course-seller")
    values = [point["value"] for point in course["points"]]
    assert values == [0.9, -0.7, -1.5, 1.4, -1.6, 1.8]  # hers, not the seller's


def test_an_edit_is_in_the_log_when_it_is_acknowledged(
    client: Client, map_id: str
) -> None:
    answer = rename(client, map_id, "Buying two bicycles")
    assert (answer.status_code, answer.json()) == (200, {"seq": 2, "seqs": [2]})
    entry = LoggedEdit.objects.get(map_id=map_id, seq=2)
    assert entry.client_edit_id == "c-1:0"
    assert entry.edit == {"edit": "RenameMap", "title": "Buying two bicycles"}
    assert entry.changes == [
        {"set": "map", "field": "title", "value": "Buying two bicycles"}
    ]
    assert entry.inverse == [
        {"set": "map", "field": "title", "value": "Buying a bicycle"}
    ]
    assert Map.objects.get(id=map_id).seq == 2


def test_an_edit_sent_twice_is_applied_once(client: Client, map_id: str) -> None:
    rename(client, map_id, "Once", "c-1")
    rename(client, map_id, "Later", "c-2")
    assert rename(client, map_id, "Once", "c-1").json()["seq"] == 2
    body = client.get(f"/api/maps/{map_id}").json()
    assert body["seq"] == 3
    assert body["records"][0]["title"] == "Later"


@pytest.mark.parametrize(
    ("edit", "status", "code"),
    [
        pytest.param({"edit": "PaintMap"}, 422, None, id="unknown edit"),
        pytest.param({"title": "x"}, 422, None, id="no name"),
        pytest.param({"edit": "RenameMap"}, 422, None, id="a field is missing"),
        pytest.param(
            {"edit": "RenameMap", "title": "x", "loud": 1}, 422, None, id="extra field"
        ),
        pytest.param(
            {"edit": "RenameStage", "id": "stage-none", "title": "x"},
            None,
            None,
            id="no such stage",
        ),
        pytest.param(
            {"edit": "RenameMap", "title": float("nan")}, 422, None, id="not a number"
        ),
    ],
)
def test_an_edit_that_does_not_fit_changes_nothing(
    client: Client, map_id: str, edit: Any, status: int | None, code: str | None
) -> None:
    body = {"key": "c-9", "edits": [edit]}
    answer = client.patch(f"/api/v1/maps/{map_id}", body, "application/json")
    assert answer.status_code in ({status} if status else {404, 409, 422})
    assert set(answer.json()) - {"records"} == {"code", "message"}
    assert answer.json().get("records", []) == edit.get("id", "").split()
    assert LoggedEdit.objects.filter(map_id=map_id).count() == 1


def test_a_refused_edit_is_explained_in_the_readers_language(
    client: Client, map_id: str
) -> None:
    edit = {"edit": "RenameMap", "title": "a" * 10_001}
    body = {"edits": [edit]}
    url = f"/api/v1/maps/{map_id}?language=id"
    answer = client.patch(url, body, "application/json")
    assert answer.status_code == 409
    assert (
        "“Peta”: judul berisi 10001 karakter; paling banyak 10000."
        in (answer.json()["message"])
    )


def test_what_no_database_takes_is_left_out_of_texts(
    client: Client, map_id: str
) -> None:
    edits = [
        {"edit": "RenameMap", "title": "a\x00b\ud800c"},
        # Its value has no type until the field is known, and is logged as it came.
        {"edit": "SetMapField", "field": "goal", "value": "d\x00e\udfff"},
    ]
    url = f"/api/v1/maps/{map_id}"
    answer = client.patch(url, {"edits": edits}, "application/json")
    assert answer.status_code == 200
    info = client.get(f"/api/maps/{map_id}").json()["records"][0]
    assert (info["title"], info["goal"]) == ("abc", "de")


def test_a_duplicate_keeps_the_ids_of_records_and_the_numbers(
    client: Client, map_id: str
) -> None:
    answer = client.post(f"/api/maps/{map_id}/duplicate?language=id")
    assert answer.status_code == 201
    copy = client.get(f"/api/maps/{answer.json()['id']}").json()
    original = client.get(f"/api/maps/{map_id}").json()
    assert copy["seq"] == 1
    titles = [one["records"][0].pop("title") for one in (original, copy)]
    assert titles == ["Buying a bicycle", "Buying a bicycle (salinan)"]
    assert copy["records"] == original["records"]
    rename(client, copy["id"], "Changed")
    assert client.get(f"/api/maps/{map_id}").json()["seq"] == 1


def test_a_deleted_map_is_gone_until_it_is_restored(
    client: Client, map_id: str
) -> None:
    assert client.delete(f"/api/maps/{map_id}").status_code == 204
    assert client.get("/api/maps").json() == {"maps": []}
    assert client.get(f"/api/maps/{map_id}").status_code == 404
    assert client.get(f"/maps/{map_id}").status_code == 404
    assert rename(client, map_id, "x").status_code == 404
    assert client.delete(f"/api/maps/{map_id}").status_code == 404
    assert client.post(f"/api/maps/{map_id}/restore").status_code == 204
    assert client.get(f"/api/maps/{map_id}").json()["seq"] == 1
    assert client.post(f"/api/maps/{map_id}/restore").status_code == 404
