"""Editing together through the socket of a real server."""

from collections.abc import Iterator
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus

from tests.server.live import LiveServer
from tests.server.sockets import open_socket


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    live = LiveServer(tmp_path_factory.mktemp("live")).start()
    yield live
    live.stop()


@pytest.fixture
def map_id(server: LiveServer) -> str:
    body = {"template": "online-shop", "language": "en"}
    _, found, _ = server.ask("POST", "/api/maps", body)
    return str(found["id"])


def titled(title: str) -> dict[str, Any]:
    return {"edit": "RenameMap", "title": title}


def test_a_browser_is_welcomed_with_the_whole_map(
    server: LiveServer, map_id: str
) -> None:
    with open_socket(server.port, map_id, {"person": {"name": "Ani"}}) as ani:
        assert ani.welcome["seq"] == 1
        assert ani.welcome["can_edit"] is True
        assert ani.welcome["you"]["name"] == "Ani"
        _, body, _ = server.ask("GET", f"/api/maps/{map_id}")
        assert ani.welcome["records"] == body["records"]


def test_an_edit_is_acknowledged_and_reaches_the_others(
    server: LiveServer, map_id: str
) -> None:
    with (
        open_socket(server.port, map_id, {"person": {"name": "Ani"}}) as ani,
        open_socket(server.port, map_id, {"person": {"name": "Budi"}}) as budi,
    ):
        assert ani.edit("a-1", **titled("Ours"))["seq"] == 2
        budi.read_until(lambda: budi.entries)
        (entry,) = budi.entries
        assert entry["seq"] == 2
        assert entry["client_edit_id"] == "a-1"
        assert entry["person"] == ani.welcome["you"]["id"]
        assert entry["changes"] == [{"set": "map", "field": "title", "value": "Ours"}]
        assert ani.entries == budi.entries


def test_an_edit_by_plain_http_reaches_the_socket(
    server: LiveServer, map_id: str
) -> None:
    with open_socket(server.port, map_id, {"since": 1}) as ani:
        assert "records" not in ani.welcome
        body = {"edits": [titled("By hand")]}
        server.ask("PATCH", f"/api/v1/maps/{map_id}", body)
        ani.read_until(lambda: ani.entries)
        assert ani.entries[0]["person"] == "local"


def test_who_comes_back_is_told_what_they_missed(
    server: LiveServer, map_id: str
) -> None:
    with open_socket(server.port, map_id, {}) as ani:
        for number in range(3):
            ani.edit(f"a-{number}", **titled(f"Title {number}"))
    with open_socket(server.port, map_id, {"since": 2}) as ani:
        ani.read_until(lambda: ani.entries)
        assert [entry["seq"] for entry in ani.entries] == [3, 4]


def test_an_edit_sent_again_is_not_done_again(server: LiveServer, map_id: str) -> None:
    with open_socket(server.port, map_id, {}) as ani:
        first = ani.edit("a-1", **titled("Once"))
        ani.outcomes.clear()
        assert ani.edit("a-1", **titled("Once")) == first


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        ({"edit": "RenameStage", "id": "gone", "title": "x"}, "edit_refused"),
        ({"edit": "Sing"}, "invalid_record"),
        ({"edit": "Undo", "of": "never"}, "edit_not_found"),
        ({"edit": "Changes", "plain": [{"delete": "map"}]}, "forbidden"),
        (
            {"edit": "Batch", "edits": [{"edit": "GiveNumbers", "highest": {}}]},
            "forbidden",
        ),
    ],
)
def test_what_is_refused_is_said_and_the_rest_goes_on(
    server: LiveServer, map_id: str, edit: dict[str, Any], code: str
) -> None:
    with open_socket(server.port, map_id, {}, Accept_Language="id") as ani:
        ani.send(("a-1", edit), ("a-2", titled("Good")))
        ani.read_until(lambda: len(ani.outcomes) == 2)
        assert ani.outcomes["a-1"]["error"]["code"] == code
        assert ani.outcomes["a-1"]["error"]["message"]
        assert ani.outcomes["a-2"]["seq"] == 2


def clients(socket: Any) -> dict[str, Any]:
    return {person["client"]: person for person in socket.people}


def test_people_see_who_is_here_and_where(server: LiveServer, map_id: str) -> None:
    with open_socket(server.port, map_id, {"client": "A"}) as ani:
        hello = {"client": "B", "person": {"name": " Budi \n Santoso"}}
        with open_socket(server.port, map_id, hello) as budi:
            ani.read_until(lambda: "B" in clients(ani))
            budi.say("presence", state={"record": "card-1", "editing": True})
            ani.read_until(lambda: clients(ani)["B"]["state"])
            there = clients(ani)["B"]
            assert there["state"] == {"record": "card-1", "editing": True}
            assert there["name"] == "Budi Santoso"
            assert 0 <= there["colour"] < 8
        ani.read_until(lambda: set(clients(ani)) == {"A"})


def test_who_comes_again_is_the_same_person_with_the_same_name(
    server: LiveServer, map_id: str
) -> None:
    with open_socket(server.port, map_id, {"person": {"name": "Ani"}}) as ani:
        you = ani.welcome["you"]
        cookie = ani.socket.response.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
    header = {"Cookie": cookie.partition(";")[0]}
    with open_socket(server.port, map_id, {}, **header) as again:
        assert again.welcome["you"] == you
        assert "Set-Cookie" not in again.socket.response.headers
    last = "1" if header["Cookie"].endswith("0") else "0"
    forged = {"Cookie": header["Cookie"][:-1] + last}
    with open_socket(server.port, map_id, {}, **forged) as other:
        assert other.welcome["you"]["id"] != you["id"]


def test_the_older_connection_of_a_browser_is_closed(
    server: LiveServer, map_id: str
) -> None:
    with (
        open_socket(server.port, map_id, {"client": "A"}) as old,
        open_socket(server.port, map_id, {"client": "A"}) as new,
    ):
        assert old.read_to_the_end() == "replaced"
        assert new.edit("a-1", **titled("New"))["seq"] == 2


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        '"hello"',
        "[" * 100_000,
        '{"type": "edits", "edits": []}',
        '{"type": "hello", "since": -1}',
        '{"type": "hello", "since": 1e3}',
        '{"type": "hello", "client": "a b"}',
        '{"type": "hello", "person": {"name": 4}}',
        '{"type": "hello", "person": [4]}',
    ],
)
def test_a_first_message_that_is_no_hello_closes_the_socket(
    server: LiveServer, map_id: str, said: str
) -> None:
    with open_socket(server.port, map_id) as socket:
        socket.socket.send(said)
        assert socket.read_to_the_end() == "bad_message"


@pytest.mark.parametrize(
    "said",
    [
        '{"type": "hello"}',
        '{"type": "sing"}',
        '{"type": "edits", "edits": {}}',
        '{"type": "edits", "edits": [4]}',
        '{"type": "edits", "edits": [{"client_edit_id": "a b", "edit": {}}]}',
        '{"type": "edits", "edits": [{"client_edit_id": "a", "edit": []}]}',
        '{"type": "presence", "state": 4}',
        '{"type": "presence", "state": {"record": "' + "x" * 1_000 + '"}}',
        '{"type": "presence", "state": {"record": NaN}}',
    ],
)
def test_a_later_message_that_is_none_closes_the_socket(
    server: LiveServer, map_id: str, said: str
) -> None:
    with open_socket(server.port, map_id, {}) as socket:
        socket.socket.send(said)
        assert socket.read_to_the_end() == "bad_message"


def test_bytes_and_huge_messages_close_the_socket(
    server: LiveServer, map_id: str
) -> None:
    for said in (b"\x00", "x" * 1_000_001):
        with open_socket(server.port, map_id, {}) as socket:
            socket.socket.send(said)
            socket.read_to_the_end()
    with open_socket(server.port, map_id, {}) as socket:
        assert socket.edit("a-1", **titled("Still there"))["seq"] == 2


def test_a_map_that_is_not_there_is_said(server: LiveServer) -> None:
    with open_socket(server.port, "nowhere") as socket:
        socket.say("hello")
        assert socket.read_to_the_end() == "map_not_found"


def test_whoever_has_a_map_open_is_told_that_it_was_deleted_and_by_whom(
    server: LiveServer, map_id: str
) -> None:
    with open_socket(server.port, map_id, {"person": {"name": "Ani"}}) as ani:
        cookie = ani.socket.response.headers["Set-Cookie"].split(";")[0]
        with open_socket(server.port, map_id, {"since": 1}) as budi:
            cookies = f"csrftoken={'a' * 32}; {cookie}"
            server.ask("DELETE", f"/api/maps/{map_id}", Cookie=cookies)
            for socket in (ani, budi):
                assert socket.read_to_the_end() == "map_deleted"
                assert socket.closed_by == "Ani"
                assert socket.socket.close_code == 4404
    with open_socket(server.port, map_id) as late:
        late.say("hello")
        assert late.read_to_the_end() == "map_not_found"
    server.ask("POST", f"/api/maps/{map_id}/restore")
    with open_socket(server.port, map_id, {}) as again:
        assert again.edit("a-1", **titled("Back"))["seq"] == 2


def test_a_ping_is_answered(server: LiveServer, map_id: str) -> None:
    with open_socket(server.port, map_id, {}) as ani:
        ani.say("ping")
        while ani.read()["type"] != "pong":
            pass


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Origin": "null"}],
)
def test_pages_from_elsewhere_cannot_open_a_socket(
    server: LiveServer, map_id: str, headers: dict[str, str]
) -> None:
    with (
        pytest.raises(InvalidStatus, match="403"),
        open_socket(server.port, map_id, {}, **headers),
    ):
        pass


def test_a_wide_gap_is_answered_with_the_whole_map(
    server: LiveServer, map_id: str
) -> None:
    with open_socket(server.port, map_id, {"since": 900}) as ani:
        assert ani.welcome["records"]
