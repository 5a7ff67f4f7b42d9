"""A stored map updated from its table: shown, done as one edit, taken back."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jejak.files import dumps
from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Card
from jejak.server.imports import memory, services
from jejak.server.imports.models import RememberedAnswer, TableBase
from jejak.server.imports.schemas import UpdatePreview
from jejak.server.maps.models import LoggedEdit, Map
from tests.server.journeys import TABLE, bicycle_shop

BY_HAND = "Transfers are confirmed by hand"
BY_PHONE = "Transfers are confirmed by hand and by phone"
GONE = "Fits my height"
CHANGED = TABLE.replace(BY_HAND, BY_PHONE).replace(f"- {GONE}", "-")


@pytest.fixture(autouse=True)
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: the tests of the workers show that children do it."""

    class Here:
        def run(self, job: Any, argument: Any, **_: Any) -> bytes:
            return bytes(job(argument))

    monkeypatch.setattr(services, "workers", Here)


@pytest.fixture
def map_id(client: Client) -> str:
    (found,) = client.post("/api/import", {"text": TABLE}).json()["ids"]
    return str(found)


def journey_of(client: Client, map_id: str) -> JourneyMap:
    records = client.get(f"/api/maps/{map_id}").json()["records"]
    return JourneyMap.of(decode(record) for record in records)


def texts(client: Client, map_id: str) -> set[str]:
    return {card.text for card in journey_of(client, map_id).of_kind(Card)}


def preview(client: Client, map_id: str, **fields: Any) -> Any:
    fields = {"language": "en", **fields}
    return client.post(f"/api/maps/{map_id}/import/preview", fields)


def update(client: Client, map_id: str, **fields: Any) -> Any:
    return client.post(f"/api/maps/{map_id}/import?language=en", fields)


def edit(client: Client, map_id: str, name: str, **fields: Any) -> Any:
    body = {"edits": [{"edit": name, **fields}]}
    path = f"/api/v1/maps/{map_id}"
    return client.patch(path, json.dumps(body), "application/json")


def test_the_same_table_changes_nothing(client: Client, map_id: str) -> None:
    body = preview(client, map_id, text=TABLE).json()
    assert body["differences"] == []
    assert body["summary"]["untouched"] > 0
    answer = update(client, map_id, text=TABLE)
    assert (answer.status_code, answer.json()["seq"]) == (200, None)
    assert LoggedEdit.objects.filter(map_id=map_id).count() == 1


def test_a_preview_is_what_its_description_says_and_changes_nothing(
    client: Client, map_id: str
) -> None:
    body = preview(client, map_id, text=CHANGED).json()
    assert UpdatePreview.model_validate(body, strict=True).model_dump() == body
    assert body["summary"] | {"untouched": 0} == {
        **dict.fromkeys(("moved", "both", "kept", "untouched"), 0),
        "added": 1,
        "changed": 1,
        "gone": 1,
    }
    (changed,) = [one for one in body["differences"] if one["sort"] == "changed"]
    assert (changed["stage"], changed["lane"]) == ("Pay", "Pain points")
    (field,) = changed["fields"]
    assert (field["old"], field["new"]) == (BY_HAND, BY_PHONE)
    assert BY_HAND in texts(client, map_id)


def test_an_update_is_one_edit_and_one_step_back(client: Client, map_id: str) -> None:
    before = journey_of(client, map_id)
    answer = update(client, map_id, text=CHANGED, seq=1).json()
    assert answer["seq"] == 2
    assert LoggedEdit.objects.get(map_id=map_id, seq=2).edit["edit"] == "Batch"
    assert BY_PHONE in texts(client, map_id)
    path = f"/api/maps/{map_id}/import/2/undo"
    assert client.post(path).json() == {"seq": 3}
    assert journey_of(client, map_id) == before
    assert client.post(path).json() == {"seq": 3}  # asked twice, done once
    again = preview(client, map_id, text=CHANGED).json()
    assert again["summary"]["changed"] == 1  # the base went back as well


def test_what_was_written_in_jejak_stays_and_a_conflict_is_left_to_the_person(
    client: Client, map_id: str
) -> None:
    journey = journey_of(client, map_id)
    (pain,) = [card for card in journey.of_kind(Card) if card.text == BY_HAND]
    mine = "Every transfer is confirmed by hand"
    edit(client, map_id, "EditCardText", id=pain.id, was=BY_HAND, text=mine)
    same = preview(client, map_id, text=TABLE).json()
    assert same["differences"] == []
    body = preview(client, map_id, text=CHANGED).json()
    (both,) = [one for one in body["differences"] if one["sort"] == "both"]
    assert not both["is_taken"]
    assert both["why"] == "Changed in Jejak and in the table."
    choices = json.dumps({both["id"]: True})
    taken = preview(client, map_id, text=CHANGED, choices=choices).json()
    assert [one["is_taken"] for one in taken["differences"] if one["id"] == both["id"]]
    update(client, map_id, text=CHANGED)
    assert mine in texts(client, map_id)
    assert preview(client, map_id, text=CHANGED).json()["differences"] == []


def test_an_update_of_a_map_that_changed_since_is_refused(
    client: Client, map_id: str
) -> None:
    edit(client, map_id, "RenameMap", title="Cycling")
    answer = update(client, map_id, text=CHANGED, seq=1)
    assert (answer.status_code, answer.json()["code"]) == (409, "map_changed")
    assert BY_HAND in texts(client, map_id)


def test_taking_a_step_back_leaves_alone_what_was_changed_since(
    client: Client, map_id: str
) -> None:
    update(client, map_id, text=CHANGED)
    journey = journey_of(client, map_id)
    (pain,) = [card for card in journey.of_kind(Card) if card.text == BY_PHONE]
    edit(client, map_id, "EditCardText", id=pain.id, was=BY_PHONE, text="By fax")
    assert GONE not in texts(client, map_id)
    answer = client.post(f"/api/maps/{map_id}/import/2/undo")
    assert answer.json() == {"seq": 4}
    assert {"By fax", GONE} <= texts(client, map_id)


def test_a_step_of_which_nothing_is_left_cannot_be_taken_back(
    client: Client, map_id: str
) -> None:
    update(client, map_id, text=TABLE.replace(BY_HAND, BY_PHONE))
    journey = journey_of(client, map_id)
    (pain,) = [card for card in journey.of_kind(Card) if card.text == BY_PHONE]
    edit(client, map_id, "DeleteCard", id=pain.id)
    answer = client.post(f"/api/maps/{map_id}/import/2/undo")
    assert (answer.status_code, answer.json()["code"]) == (409, "changed_since")


@pytest.mark.parametrize("seq", [1, 9])
def test_a_step_that_is_not_there_and_the_first_one_cannot_be_taken_back(
    client: Client, map_id: str, seq: int
) -> None:
    answer = client.post(f"/api/maps/{map_id}/import/{seq}/undo")
    assert (answer.status_code, answer.json()["code"]) == (404, "edit_not_found")


def test_a_table_of_another_journey_and_a_saved_map_are_refused(
    client: Client, map_id: str
) -> None:
    other = "Stage\tFly\tLand\nGoals\tSleep\tWalk\nFeelings\tHappy\tTired\n"
    answer = preview(client, map_id, text=other)
    assert answer.status_code == 422
    assert "shares no stage and no card" in answer.json()["message"]
    saved = SimpleUploadedFile("a.journey.yaml", dumps(bicycle_shop()).encode())
    answer = preview(client, map_id, file=saved)
    assert answer.status_code == 422
    assert "a map that Jejak saved, not a table" in answer.json()["message"]


def test_of_several_maps_that_fit_one_is_chosen(client: Client, map_id: str) -> None:
    twins = f"# One\n\n{rows(TABLE)}\n\n# Two\n\n{rows(TABLE)}\n"
    file = SimpleUploadedFile("twins.md", twins.encode())
    body = preview(client, map_id, file=file).json()
    assert (len(body["maps"]), body["map"], body["summary"]) == (2, None, None)
    file.seek(0)
    answer = update(client, map_id, file=file)
    assert (answer.status_code, answer.json()["code"]) == (422, "import_which_map")
    file.seek(0)
    chosen = preview(client, map_id, file=file, number=1).json()
    assert chosen["map"] == 1


def rows(table: str) -> str:
    lines = [line.strip("\t").split("\t") for line in table.splitlines()]
    lines[1:1] = [["---"] * 4]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


@pytest.mark.parametrize("choices", ["[]", '{"a": 1}', "no"])
def test_choices_that_are_none_are_refused(
    client: Client, map_id: str, choices: str
) -> None:
    answer = preview(client, map_id, text=CHANGED, choices=choices)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_body")


def test_an_answer_is_remembered_for_the_next_table_of_the_header(
    client: Client, database: str
) -> None:
    (asked,) = client.post("/api/import/preview", {"text": TABLE}).json()["report"][
        "questions"
    ]
    assert (asked["answer"], asked["is_remembered"]) == (None, False)
    answers = json.dumps({asked["id"]: "not_researched"})
    body = client.post("/api/import/preview", {"text": TABLE, "answers": answers})
    (now,) = body.json()["report"]["questions"]
    assert (now["answer"], now["is_remembered"]) == ("not_researched", False)
    assert not RememberedAnswer.objects.exists()  # looking is not answering
    client.post("/api/import", {"text": TABLE, "answers": answers})
    changed = TABLE.replace("Ride it once", "Ride it twice")
    body = client.post("/api/import/preview", {"text": changed}).json()
    (again,) = body["report"]["questions"]
    assert (again["answer"], again["is_remembered"]) == ("not_researched", True)
    other = TABLE.replace("Pain points", "Things that hurt our guests")
    body = client.post("/api/import/preview", {"text": other}).json()
    assert not any(one["is_remembered"] for one in body["report"]["questions"])


def test_a_remembered_answer_can_be_changed_and_forgotten(
    client: Client, database: str
) -> None:
    (asked,) = client.post("/api/import/preview", {"text": TABLE}).json()["report"][
        "questions"
    ]
    memory.remember([])
    for answer, known in (("leave", "leave"), ("nothing_found", "nothing_found")):
        answers = json.dumps({asked["id"]: answer})
        client.post("/api/import", {"text": TABLE, "answers": answers})
        body = client.post("/api/import/preview", {"text": TABLE}).json()
        assert body["report"]["questions"][0]["answer"] == known
    opened = json.dumps({asked["id"]: ""})
    body = client.post("/api/import/preview", {"text": TABLE, "answers": opened})
    assert body.json()["report"]["questions"][0]["answer"] is None
    client.post("/api/import", {"text": TABLE, "answers": opened})
    assert not RememberedAnswer.objects.exists()


def test_only_maps_from_tables_have_a_base(client: Client, database: str) -> None:
    saved = SimpleUploadedFile("a.journey.yaml", dumps(bicycle_shop()).encode())
    ids = client.post("/api/import", {"text": TABLE, "file": saved}).json()["ids"]
    based = set(TableBase.objects.values_list("map_id", flat=True))
    titles = {one: Map.objects.get(id=one).seq for one in ids}
    assert len(titles) == 2
    assert based == {ids[0]}
