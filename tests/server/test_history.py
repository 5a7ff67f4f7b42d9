"""Who changed what and when; what a map once was, and how it is again."""

from typing import Any

import pytest
from django.test import Client

from jejak.model.codec import encode
from jejak.server.maps import history
from jejak.server.maps.access import User
from jejak.server.maps.log import load, memory
from jejak.server.maps.models import LoggedEdit, Map
from jejak.server.maps.people import COOKIE, greet, signed
from jejak.server.maps.reading import read_edit
from jejak.server.maps.services import create_map, submit
from tests.server.journeys import PAIN, bicycle_shop

ANI, BUDI = User("ani"), User("budi")


@pytest.fixture
def map_id(database: str) -> str:
    greet("ani", "Ani")
    return create_map(ANI, bicycle_shop(), "test").id


@pytest.fixture
def browser(client: Client) -> Client:
    client.cookies[COOKIE] = signed("ani")
    return client


def do(map_id: str, user: User, name: str, **edit: Any) -> None:
    submit(user, map_id, [read_edit(name, edit)])


def get(browser: Client, path: str) -> Any:
    answer = browser.get(f"/api/maps/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def card(name: str, text: str) -> dict[str, Any]:
    place = {"lane": PAIN.lane, "stage": PAIN.stage}
    return {"kind": "card", "id": name, "text": text, **place}


def test_every_step_is_told_in_words_with_who_did_it(
    map_id: str, browser: Client
) -> None:
    do(map_id, ANI, "a-1", edit="AddCard", record=card("card-x", "Card is refused"))
    do(map_id, BUDI, "b-1", edit="EditCardText", id=PAIN.id, was=PAIN.text, text="Slow")
    do(map_id, BUDI, "b-2", edit="MoveCard", id="card-x", stage="stage-find")
    do(map_id, BUDI, "b-3", edit="Undo", of="b-2")
    do(map_id, ANI, "a-2", edit="DeleteCard", id="card-x")
    found = get(browser, f"{map_id}/history")
    assert [step["what"] for step in found["steps"]] == [
        "Deleted from Pain points · Pay: “Card is refused”",
        "Undid a step. Moved to Pain points · Pay: “Card is refused”",
        "Moved to Pain points · Find: “Card is refused”",
        "Changed in Pain points · Pay: “Slow”",
        "Added to Pain points · Pay: “Card is refused”",
        "Made the map",
    ]
    people = [step["person"] for step in found["steps"]]
    assert [person["name"] for person in people][:3] == ["Ani", "", ""]
    assert people[1]["id"] == "budi"
    (text,) = found["steps"][3]["details"][0]["fields"]
    assert (text["old"], text["new"]) == (PAIN.text, "Slow")


def test_a_step_of_many_changes_counts_them_and_tells_each_when_asked(
    map_id: str, browser: Client
) -> None:
    added = [
        {"edit": "AddCard", "record": card(f"new-{at}", f"New {at}")}
        for at in range(25)
    ]
    gone = {"edit": "DeleteCard", "id": PAIN.id}
    do(map_id, ANI, "a-1", edit="Batch", edits=[*added, gone])
    step = get(browser, f"{map_id}/history?most=1")["steps"][0]
    assert step["what"] == (
        "Added 25 cards. Changed 1 problem statement. Deleted 1 card."
    )
    assert (len(step["details"]), step["more"]) == (20, 7)
    whole = get(browser, f"{map_id}/history?most=1&details=10000")["steps"][0]
    assert (len(whole["details"]), whole["more"]) == (27, 0)
    for wrong in ("details=0", "most=50&details=201"):
        assert browser.get(f"/api/maps/{map_id}/history?{wrong}").status_code == 422


def test_history_is_read_page_by_page(map_id: str, browser: Client) -> None:
    for number in range(5):
        do(map_id, ANI, f"a-{number}", edit="RenameMap", title=f"Title {number}")
    first = get(browser, f"{map_id}/history?most=2")
    assert [step["seq"] for step in first["steps"]] == [6, 5]
    rest = get(browser, f"{map_id}/history?before=5&most=200")
    assert [step["seq"] for step in rest["steps"]] == [4, 3, 2, 1]
    (title,) = rest["steps"][0]["details"][0]["fields"]
    assert (title["old"], title["new"]) == ("Title 1", "Title 2")
    assert get(browser, f"{map_id}/history?before=1")["steps"] == []
    assert browser.get(f"/api/maps/{map_id}/history?most=0").status_code == 422


def test_words_kept_in_a_conflict_stand_in_the_history(
    map_id: str, browser: Client
) -> None:
    text = {"edit": "EditCardText", "id": PAIN.id, "was": PAIN.text}
    do(map_id, BUDI, "b-1", **text, text=f"Budi: {PAIN.text}")
    mine = read_edit("a-1", {**text, "text": f"Ani: {PAIN.text}"}, is_offline=True)
    submit(ANI, map_id, [mine])
    (step, *_) = get(browser, f"{map_id}/history")["steps"]
    assert f"“Ani: {PAIN.text}”" in step["what"]


def test_a_map_can_be_looked_at_as_it_was_and_brought_back(
    map_id: str, browser: Client
) -> None:
    then = load(map_id).journey
    do(map_id, ANI, "a-1", edit="DeleteStage", id=PAIN.stage)
    do(map_id, BUDI, "b-1", edit="RenameMap", title="Other")
    old = get(browser, f"{map_id}/history/1")
    assert old["seq"] == 1
    plain = [encode(record) for record in then.records.values()]
    assert sorted(old["records"], key=lambda one: one["id"]) == sorted(
        plain, key=lambda one: one["id"]
    )
    for _ in range(2):  # a second click does nothing more
        done = browser.post(f"/api/maps/{map_id}/history/1/restore")
        assert done.json() == {"seq": 4} or done.json() == {"seq": 5}
    assert load(map_id).journey == then
    do(map_id, ANI, "a-2", edit="Undo", of="restore:1:3")
    assert load(map_id).journey.info.title == "Other"


@pytest.mark.parametrize("path", ["history/0", "history/99", "changes?since=99"])
def test_a_moment_that_never_was_is_not_shown(
    map_id: str, browser: Client, path: str
) -> None:
    assert browser.get(f"/api/maps/{map_id}/{path}").status_code == 404


def test_moments_get_names(map_id: str, browser: Client) -> None:
    do(map_id, ANI, "a-1", edit="RenameMap", title="Other")
    address = f"/api/maps/{map_id}/versions"
    body = {"name": " Before  the\nworkshop ", "seq": 1}
    made = browser.post(address, body, content_type="application/json").json()
    assert made["name"] == "Before the workshop"
    assert made["person"]["name"] == "Ani"
    now = browser.post(address, {"name": "Now"}, content_type="application/json")
    versions = get(browser, f"{map_id}/history")["versions"]
    assert [(one["name"], one["seq"]) for one in versions] == [
        ("Now", 2),
        ("Before the workshop", 1),
    ]
    assert browser.delete(f"{address}/{now.json()['id']}").status_code == 204
    assert browser.delete(f"{address}/{now.json()['id']}").status_code == 404


@pytest.mark.parametrize("body", [{"name": " "}, {"name": ""}, {"name": "x" * 201}, {}])
def test_a_name_has_to_be_one(map_id: str, browser: Client, body: Any) -> None:
    address = f"/api/maps/{map_id}/versions"
    answer = browser.post(address, body, content_type="application/json")
    assert answer.status_code == 422


def test_only_so_many_moments_get_names(
    map_id: str, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST_VERSIONS", 1)
    address = f"/api/maps/{map_id}/versions"
    statuses = [
        browser.post(address, {"name": "x"}, content_type="application/json")
        for _ in range(2)
    ]
    assert [answer.status_code for answer in statuses] == [201, 409]
    assert statuses[1].json()["code"] == "too_many_versions"


def test_what_changed_since_one_was_here(map_id: str, browser: Client) -> None:
    history.remember_visit(ANI, map_id, 1)
    do(map_id, BUDI, "b-1", edit="AddCard", record=card("card-x", "Card is refused"))
    do(map_id, BUDI, "b-2", edit="RenameMap", title="Other")
    found = get(browser, f"{map_id}/changes")
    assert (found["since"], found["seq"]) == (1, 3)
    assert found["at"] is not None
    assert [(one["sort"], one["text"]) for one in found["differences"]] == [
        ("changed", "Map"),
        ("added", "Card is refused"),
    ]
    assert len(get(browser, f"{map_id}/changes?since=2")["differences"]) == 1


def test_who_comes_for_the_first_time_has_missed_nothing(
    map_id: str, browser: Client
) -> None:
    found = get(browser, f"{map_id}/changes")
    assert (found["differences"], found["at"]) == ([], None)


def test_a_gap_in_the_log_is_a_fault_of_ours_and_said_as_one(
    map_id: str, browser: Client
) -> None:
    for name in ("a-1", "a-2"):
        do(map_id, ANI, name, edit="RenameMap", title=name)
    LoggedEdit.objects.filter(map_id=map_id, seq=2).delete()
    memory.clear()
    answer = browser.get(f"/api/maps/{map_id}")
    assert (answer.status_code, answer.json()["code"]) == (500, "broken_log")
    assert "has a gap" in answer.json()["message"]


def test_a_map_of_long_ago_is_rebuilt_from_a_snapshot(map_id: str) -> None:
    for number in range(4):
        do(map_id, ANI, f"a-{number}", edit="RenameMap", title=f"Title {number}")
    row = Map.objects.get(id=map_id)
    titles = [history.map_at(row, seq).journey.info.title for seq in range(2, 6)]
    assert titles == [f"Title {number}" for number in range(4)]
