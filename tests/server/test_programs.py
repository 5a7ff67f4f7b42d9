"""Programs edit through the same door as people: `PATCH` and `jejak edit`."""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.live import LiveServer
from tests.server.sockets import open_socket


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    live = LiveServer(tmp_path_factory.mktemp("programs")).start()
    yield live
    live.stop()


@pytest.fixture
def map_id(server: LiveServer) -> str:
    body = {"template": "five-stages", "language": "en"}
    return str(server.ask("POST", "/api/maps", body)[1]["id"])


def titled(title: str) -> dict[str, Any]:
    return {"edit": "RenameMap", "title": title}


def patch(server: LiveServer, map_id: str, **body: Any) -> tuple[int, Any]:
    return server.ask("PATCH", f"/api/v1/maps/{map_id}", body)[:2]


def test_edits_of_a_program_appear_at_once(server: LiveServer, map_id: str) -> None:
    with open_socket(server.port, map_id, {"since": 1}) as ani:
        status, body = patch(server, map_id, edits=[titled("One"), titled("Two")])
        assert (status, body) == (200, {"seq": 3, "seqs": [2, 3]})
        ani.read_until(lambda: len(ani.entries) == 2)


def test_one_that_is_refused_keeps_all_of_them_back(
    server: LiveServer, map_id: str
) -> None:
    wrong = {"edit": "RenameStage", "id": "gone", "title": "x"}
    status, body = patch(server, map_id, edits=[titled("One"), wrong])
    assert (status, body["code"]) == (409, "edit_refused")
    assert server.ask("GET", f"/api/maps/{map_id}")[1]["seq"] == 1


def test_a_refusal_names_what_is_gone_by_its_words_and_lists_its_id(
    server: LiveServer, map_id: str
) -> None:
    records = server.ask("GET", f"/api/maps/{map_id}")[1]["records"]
    stage = next(each["id"] for each in records if each["kind"] == "stage")
    rename = {"edit": "RenameStage", "id": stage, "title": "Pay at the till"}
    patch(server, map_id, edits=[rename, {"edit": "DeleteStage", "id": stage}])
    _, body = patch(server, map_id, edits=[rename])
    assert "“Pay at the till” is not on this map" in body["message"]
    assert stage not in body["message"]
    assert body["records"] == [stage]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({}, "invalid_body"),
        ({"edits": []}, "invalid_body"),
        ({"edits": [4]}, "invalid_body"),
        ({"edits": [{"edit": "Sing"}]}, "invalid_record"),
        ({"edits": [{"edit": "Changes", "plain": []}]}, "forbidden"),
        ({"edits": [{"edit": "Undo", "of": "never"}]}, "edit_not_found"),
        ({"edits": [titled("x")], "key": "a b"}, "invalid_body"),
    ],
)
def test_what_is_no_edit_is_refused(
    server: LiveServer, map_id: str, body: dict[str, Any], code: str
) -> None:
    assert patch(server, map_id, **body)[1]["code"] == code


def test_the_same_key_does_nothing_twice(server: LiveServer, map_id: str) -> None:
    for _ in range(2):
        body = patch(server, map_id, edits=[titled("One")], key="import-2026-11")[1]
        assert body["seq"] == 2


def edited(server: LiveServer, *arguments: str, given: str = "") -> Any:
    return subprocess.run(
        [sys.executable, "-m", "jejak.cli", "edit", *arguments],
        input=given,
        capture_output=True,
        text=True,
        env=server.environment,
    )


def test_the_command_line_edits_a_map_of_a_server(
    server: LiveServer, map_id: str
) -> None:
    address = f"http://127.0.0.1:{server.port}/maps/{map_id}"
    edits = json.dumps({"edits": [titled("One"), titled("Two")]})
    done = edited(server, address, "--from", "-", "--by", "Ani", given=edits)
    assert done.stdout == "2 edits; the map is at 3 now\n", done.stderr
    done = edited(server, address, '{"edit": "Undo", "of": "never"}')
    assert done.returncode == 1
    assert "nothing was changed" in done.stderr


def test_a_server_that_is_not_there_is_said(server: LiveServer) -> None:
    done = edited(server, "http://127.0.0.1:9/maps/abc", json.dumps(titled("x")))
    assert done.returncode == 1
    assert "http://127.0.0.1:9 does not answer" in done.stderr
