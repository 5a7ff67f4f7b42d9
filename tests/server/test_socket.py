"""Editing together through the socket of a real server."""

from collections.abc import Iterator
from typing import Any

import pytest

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
        body = {"client_edit_id": "b-1", "edit": titled("By hand")}
        server.ask("POST", f"/api/maps/{map_id}/edits", body)
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
