"""`jejak serve --share`: who has the link comes in, and nobody else."""

import http.client
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from jejak.server.errors import NoSuchAddress
from jejak.server.run import check_ours
from jejak.server.sharing import shown_host
from tests.server.live import LiveServer

HOST = "127.0.0.1"


@dataclass
class Shared:
    """A server that is shared, and its key."""

    port: int
    key: str

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection(HOST, self.port, timeout=30)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    live = LiveServer(tmp_path_factory.mktemp("shared"), "--share", HOST, "--demo")
    live.start()
    found = re.search(r"/share/([A-Za-z0-9_-]{32}) ", live.said[-1])
    assert found, live.said
    yield Shared(live.port, found[1])
    live.stop()


def test_the_link_lets_in_and_the_cookie_keeps_the_door_open(shared: Shared) -> None:
    status, headers = shared.get(f"/share/{shared.key}")
    assert (status, headers["Location"]) == (303, "/")
    assert "HttpOnly" in headers["Set-Cookie"]
    cookie = headers["Set-Cookie"].partition(";")[0]
    for host in ("192.168.1.5:8000", "jejak.example"):
        assert shared.get("/", Cookie=cookie, Host=host)[0] == 200
    assert shared.get("/api/maps", Cookie=cookie)[0] == 200


def test_the_link_can_lead_to_a_map(shared: Shared) -> None:
    _, headers = shared.get(f"/share/{shared.key}/maps/abc")
    assert headers["Location"] == "/maps/abc"
    _, headers = shared.get(f"/share/{shared.key}//evil.example")
    assert headers["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/", "/api/maps", "/static/app/index.html", "/share/", "/share/wrong"]
)
def test_nobody_else_sees_anything(shared: Shared, path: str) -> None:
    assert shared.get(path)[0] == 403
    assert shared.get(path, Cookie="jejak_share=wrong")[0] == 403
    assert shared.get(path, Host="localhost")[0] == 403


def test_the_link_only_lets_in_who_looks(shared: Shared) -> None:
    assert shared.get(f"/share/{shared.key}", "POST")[0] == 403


def test_a_page_of_another_site_cannot_use_the_cookie(shared: Shared) -> None:
    cookie = f"jejak_share={shared.key}"
    evil = {"Cookie": cookie, "Origin": "http://evil.example"}
    assert shared.get("/api/maps", **evil)[0] == 403
    ours = {"Cookie": cookie, "Origin": f"http://{HOST}:{shared.port}"}
    assert shared.get("/api/maps", **ours)[0] == 200


def test_a_socket_needs_the_key_too(shared: Shared) -> None:
    url = f"ws://{HOST}:{shared.port}/ws/maps/nowhere"
    with pytest.raises(InvalidStatus, match="403"), connect(url):
        pass
    cookie = {"Cookie": f"jejak_share={shared.key}"}
    with connect(url, additional_headers=cookie) as socket:
        socket.send('{"type": "hello"}')
        assert "map_not_found" in str(socket.recv(timeout=10))


def test_the_command_line_edits_with_the_link(shared: Shared, tmp_path: Path) -> None:
    live = LiveServer(tmp_path)
    command = [*live.command()[:3], "edit"]
    address = f"http://{HOST}:{shared.port}/share/{shared.key}/maps/nowhere"
    edit = '{"edit": "RenameMap", "title": "x"}'
    done = subprocess.run(
        [*command, address, edit], capture_output=True, text=True, env=live.environment
    )
    assert "This map does not exist" in done.stderr
    assert done.returncode == 1


def test_an_address_that_is_not_ours_is_refused() -> None:
    check_ours("127.0.0.1")
    with pytest.raises(NoSuchAddress):
        check_ours("192.0.2.1")


def test_who_listens_everywhere_is_called_by_an_address_that_others_can_reach() -> None:
    assert re.fullmatch(r"[0-9.]+", shown_host("0.0.0.0"))  # noqa: S104
    assert shown_host("192.168.1.5") == "192.168.1.5"
