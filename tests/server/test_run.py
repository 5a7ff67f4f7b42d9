"""A real server in a process of its own: starting, stopping, being killed."""

import http.client
import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jejak.server.errors import NoFreePort, NotLocal
from jejak.server.run import check_local, listen
from tests.server.live import LiveServer


def started(
    server: LiveServer, *command: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, in the environment of a server."""
    variables = server.environment | environment
    return subprocess.run(
        command, capture_output=True, text=True, env=variables, timeout=60
    )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    live = LiveServer(tmp_path_factory.mktemp("live"), "--demo").start()
    yield live
    live.stop()


def test_it_says_where_it_is_and_where_the_data_is(server: LiveServer) -> None:
    assert server.said[-1] == (
        f"Jejak is open at http://127.0.0.1:{server.port}/ (stop it with Ctrl+C)"
    )
    assert (server.data / "jejak.sqlite3").exists()


def test_the_demo_is_there(server: LiveServer) -> None:
    status, body, _ = server.ask("GET", "/api/maps")
    assert status == 200
    assert [one["is_sample"] for one in body["maps"]] == [True]


def test_a_second_start_keeps_the_data_and_adds_nothing(tmp_path: Path) -> None:
    live = LiveServer(tmp_path, "--demo").start()
    (sample,) = live.ask("GET", "/api/maps")[1]["maps"]
    edit = {"edit": "RenameMap", "title": "Ours now"}
    live.ask("PATCH", f"/api/v1/maps/{sample['id']}", {"edits": [edit]})
    live.ask("DELETE", f"/api/maps/{sample['id']}")
    assert live.stop() == 0
    live.start()
    assert live.ask("GET", "/api/maps")[1]["maps"] == []
    live.ask("POST", f"/api/maps/{sample['id']}/restore")
    titles = [one["title"] for one in live.ask("GET", "/api/maps")[1]["maps"]]
    live.stop()
    assert titles == ["Ours now"]


def test_a_second_server_on_the_same_data_is_refused(server: LiveServer) -> None:
    done = started(server, *server.command())
    assert done.returncode == 1
    assert "Jejak already serves the data in" in done.stderr
    assert str(server.data) in done.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        pytest.param(
            ["--host", "0.0.0.0"],  # noqa: S104
            {},
            "hanya mendengarkan di komputer ini",
            id="an open address",
        ),
        pytest.param(
            [],
            {"JEJAK_HOST": "192.168.1.5"},
            "hanya mendengarkan di komputer ini",
            id="an open address in the environment",
        ),
        pytest.param(
            [],
            {"JEJAK_WORKERS": "many"},
            "JEJAK_WORKERS berisi 'many', padahal harus bilangan bulat",
            id="a wrong setting",
        ),
        pytest.param(["--port", "70000"], {}, "dari 0 sampai 65535", id="a wrong port"),
    ],
)
def test_it_does_not_start_and_says_why_in_the_language_asked_for(
    server: LiveServer,
    tmp_path: Path,
    arguments: list[str],
    environment: dict[str, str],
    said: str,
) -> None:
    command = [sys.executable, "-m", "jejak.cli", "serve", "--lang", "id"]
    data = ["--data", str(tmp_path)]
    done = started(server, *command, *data, *arguments, **environment)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_next_free_port_is_taken_and_said(
    server: LiveServer, tmp_path: Path
) -> None:
    other = LiveServer(tmp_path, "--port", str(server.port)).start()
    try:
        assert other.port > server.port
        assert other.said[0] == (
            f"Port {server.port} is in use; {other.port} is taken instead."
        )
    finally:
        other.stop()


def test_no_free_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jejak.server.run.TRIED_PORTS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(NoFreePort, match=str(port)),
            listen("127.0.0.1", port, "en"),
        ):
            pass


@pytest.mark.parametrize(
    "host",
    ["0.0.0.0", "::", "192.168.1.5", "jejak.example", "127.0.0.2"],  # noqa: S104
)
def test_it_listens_on_no_address_that_others_reach(host: str) -> None:
    with pytest.raises(NotLocal, match="this computer only"):
        check_local(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_it_listens_on_the_addresses_of_this_computer(host: str) -> None:
    check_local(host)
    with listen(host, 0, "en") as listener:
        assert listener.getsockname()[0] in {"127.0.0.1", "::1"}


RAW = [
    pytest.param("GET /api/maps HTTP/1.1\r\nHost: {host}\r\n", 200, id="ours"),
    pytest.param("GET /api/maps HTTP/1.1\r\nhOsT: LOCALHOST\r\n", 200, id="odd case"),
    pytest.param("GET /api/maps HTTP/1.0\r\n", 421, id="no host, old HTTP"),
    pytest.param("GET /api/maps HTTP/1.1\r\n", 421, id="no host"),
    pytest.param("GET /api/maps HTTP/1.1\r\nHost:\r\n", 421, id="empty host"),
    pytest.param(
        "GET /api/maps HTTP/1.1\r\nHost: jejak.example\r\n", 421, id="foreign"
    ),
    pytest.param("GET /api/maps HTTP/1.1\r\nHost: localhost.\r\n", 421, id="dot"),
    pytest.param("GET /api/maps HTTP/1.1\r\nHost: a@localhost\r\n", 421, id="userinfo"),
    pytest.param(
        "GET /api/maps HTTP/1.1\r\nHost: localhost\r\nHost: jejak.example\r\n",
        421,
        id="two hosts",
    ),
    pytest.param(
        "GET http://jejak.example/api/maps HTTP/1.1\r\nHost: jejak.example\r\n",
        421,
        id="whole address of another",
    ),
    # No browser sends this to a server; the name that it sends decides.
    pytest.param(
        "GET http://jejak.example/api/maps HTTP/1.1\r\nHost: localhost\r\n",
        200,
        id="whole address and our host",
    ),
    pytest.param(
        "GET /api/maps HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Host: j.example\r\n",
        200,
        id="what a proxy would say is not asked",
    ),
    pytest.param(
        "GET /api/maps HTTP/1.1\r\nHost: localhost\r\nOrigin: http://j.example\r\n",
        421,
        id="page of another",
    ),
    pytest.param(
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nOrigin: http://j.example\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        403,
        id="web socket of another",
    ),
]


@pytest.mark.parametrize(("request_head", "status"), RAW)
def test_odd_requests_over_a_real_connection(
    server: LiveServer, request_head: str, status: int
) -> None:
    head = request_head.format(host=f"127.0.0.1:{server.port}")
    if "Upgrade" not in head:
        head += "Connection: close\r\n"
    answer = server.send_raw(head.encode() + b"\r\n")
    assert int(answer.split(b" ", 2)[1]) == status


def test_headers_of_a_real_answer(server: LiveServer) -> None:
    _, _, headers = server.ask("GET", "/api/maps", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "server" not in headers


def test_a_connection_that_was_idle_for_a_while_takes_the_next_request(
    server: LiveServer,
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    for pause_s in (6, 0):  # what serves us would close after 5
        connection.request("GET", "/api/maps")
        assert connection.getresponse().read()
        opened = connection.sock
        time.sleep(pause_s)
        assert connection.sock is opened
    connection.close()


def test_an_upload_past_the_limit_is_refused_and_the_server_lives(
    server: LiveServer,
) -> None:
    status, body, _ = server.ask("POST", "/api/maps", b"x" * 3_000_000)
    assert (status, body["code"]) == (413, "too_large")
    assert server.ask("GET", "/api/maps")[0] == 200


def test_slow_uploads_do_not_keep_others_waiting(server: LiveServer) -> None:
    slow = []
    for _ in range(12):
        line = socket.create_connection(("127.0.0.1", server.port))
        line.sendall(
            b"POST /api/import HTTP/1.1\r\nHost: localhost\r\n"
            b"Content-Length: 10000\r\n\r\nhalf"
        )
        slow.append(line)
    begun = time.monotonic()
    status, _, _ = server.ask("GET", "/api/maps")
    waited = time.monotonic() - begun
    for line in slow:
        line.close()
    assert status == 200
    assert waited < 3


def test_a_body_in_chunks_is_taken(server: LiveServer) -> None:
    head = (
        f"POST /api/maps HTTP/1.1\r\nHost: localhost:{server.port}\r\n"
        f"Cookie: csrftoken={'a' * 32}\r\nX-CSRFToken: {'a' * 32}\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n"
        "Connection: close\r\n\r\n"
    )
    answer = server.send_raw(head.encode() + b"1\r\n{\r\n1\r\n}\r\n0\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 422")
    assert b"invalid_body" in answer


class Editor(threading.Thread):
    """Rename a map again and again until the server is gone."""

    def __init__(self, server: LiveServer, map_id: str, name: str) -> None:
        super().__init__()
        self.server, self.map_id, self.name = server, map_id, name
        self.acknowledged: dict[str, int] = {}
        self.sent: list[str] = []
        self.odd: list[Any] = []

    def run(self) -> None:
        for number in range(100_000):
            edit_id = f"{self.name}-{number}"
            edit = {"edit": "RenameMap", "title": edit_id}
            self.sent.append(edit_id)
            try:
                status, body, _ = self.server.ask(
                    "PATCH",
                    f"/api/v1/maps/{self.map_id}",
                    {"key": edit_id, "edits": [edit]},
                )
            except (OSError, http.client.HTTPException, json.JSONDecodeError):
                return
            if status != 200:
                self.odd.append(body)
                return
            self.acknowledged[edit_id] = body["seq"]


def test_no_acknowledged_edit_is_missing_after_kill_9(tmp_path: Path) -> None:
    live = LiveServer(tmp_path, "--demo").start()
    (sample,) = live.ask("GET", "/api/maps")[1]["maps"]
    acknowledged: dict[str, int] = {}
    for round_number in range(2):
        editors = [
            Editor(live, sample["id"], f"r{round_number}e{number}")
            for number in range(3)
        ]
        for editor in editors:
            editor.start()
        time.sleep(0.7)
        live.kill()
        for editor in editors:
            editor.join(60)
            assert editor.odd == []
            acknowledged |= editor.acknowledged
        live.start()
        # The last edit of each got no answer: sent again, it counts once.
        for editor in editors:
            edit_id = editor.sent[-1]
            edit = {"edit": "RenameMap", "title": edit_id}
            body = {"key": edit_id, "edits": [edit]}
            path = f"/api/v1/maps/{sample['id']}"
            acknowledged[edit_id] = live.ask("PATCH", path, body)[1]["seq"]
    found = live.ask("GET", f"/api/maps/{sample['id']}")[1]
    live.stop()
    assert len(acknowledged) > 20
    assert sorted(acknowledged.values()) == list(range(2, found["seq"] + 1))
    last = max(acknowledged, key=lambda edit_id: acknowledged[edit_id])
    assert found["records"][0]["title"] == last


@pytest.mark.postgresql
def test_two_servers_on_one_database_keep_one_order(
    tmp_path: Path, postgresql_url: str
) -> None:
    first, second = (
        LiveServer(tmp_path / name, "--demo", JEJAK_DATABASE_URL=postgresql_url)
        for name in ("first", "second")
    )
    first.start()
    second.start()
    maps = first.ask("GET", "/api/maps")[1]["maps"]
    assert [one["id"] for one in second.ask("GET", "/api/maps")[1]["maps"]] == [
        one["id"] for one in maps
    ]
    (sample,) = maps
    editors = [
        Editor(live, sample["id"], f"e{number}")
        for number, live in enumerate((first, second, first, second))
    ]
    for editor in editors:
        editor.start()
    time.sleep(1)
    first.kill()
    time.sleep(0.3)
    second.kill()
    for editor in editors:
        editor.join(60)
    second.start()
    found = second.ask("GET", f"/api/maps/{sample['id']}")[1]
    second.stop()
    assert [editor.odd for editor in editors] == [[], [], [], []]
    places = [seq for editor in editors for seq in editor.acknowledged.values()]
    assert len(places) == len(set(places))
    # What was on its way when a server was killed may be there without an answer.
    assert max(places) <= found["seq"] <= max(places) + len(editors)
    for editor in editors:
        assert list(editor.acknowledged.values()) == sorted(
            editor.acknowledged.values()
        )
