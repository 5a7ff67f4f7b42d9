import asyncio
from typing import Any

import pytest

from jejak.server.guard import LocalOnly, is_local_host, is_local_origin
from tests.server.asgi import ask

LOCAL = [
    "localhost",
    "LOCALHOST:8000",
    "127.0.0.1",
    "127.0.0.1:8000",
    "[::1]",
    "[::1]:8000",
    "localhost:9000",  # a tunnel has another port on this side
]
FOREIGN = [
    "",
    "jejak.example",
    "jejak.example:8000",
    "localhost.",
    "localhost.example",
    "example.localhost",
    "xlocalhost",
    "127.0.0.1.nip.io",
    "127.0.0.2",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0",  # noqa: S104
    "::1",
    "[::1",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::1%25lo]",
    "me@localhost",
    "localhost@jejak.example",
    "localhost:",
    "localhost:80a",
    "localhost:800000",
    "localhost/",
    "localhost, jejak.example",
    " localhost",
    "localhost\t",
    "localhost\x00",
    "ⓛocalhost",
    "localhost:８０",
]


@pytest.mark.parametrize("host", LOCAL)
def test_names_of_this_computer_are_taken(host: str) -> None:
    assert is_local_host(host)
    assert is_local_origin(f"http://{host}")
    assert is_local_origin(f"https://{host}")


@pytest.mark.parametrize("host", FOREIGN)
def test_every_other_name_is_refused(host: str) -> None:
    assert not is_local_host(host)
    assert not is_local_origin(f"http://{host}")


@pytest.mark.parametrize(
    "origin",
    ["null", "", "localhost", "//localhost", "file://", "chrome-extension://localhost"],
)
def test_origins_that_are_no_pages_of_ours_are_refused(origin: str) -> None:
    assert not is_local_origin(origin)


def guarded(headers: list[tuple[bytes, bytes]], kind: str = "http") -> list[Any]:
    """Return what a guarded application is asked, or what is sent in its place."""
    events: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        events.append("passed")

    async def send(message: Any) -> None:
        events.append(message.get("status", message["type"]))

    scope = {"type": kind, "headers": headers, "path": "/api/maps", "query_string": b""}
    asyncio.run(LocalOnly(app)(scope, None, send))  # type: ignore[arg-type]
    return events


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        pytest.param([(b"host", b"localhost")], ["passed"], id="ours"),
        pytest.param([(b"Host", b"LocalHost:8000")], ["passed"], id="odd case"),
        pytest.param([], [421, "http.response.body"], id="no host"),
        pytest.param(
            [(b"host", b"localhost"), (b"host", b"localhost")],
            [421, "http.response.body"],
            id="two hosts",
        ),
        pytest.param(
            [(b"host", b"localhost"), (b"origin", b"https://jejak.example")],
            [421, "http.response.body"],
            id="foreign page",
        ),
        pytest.param(
            [(b"host", b"localhost"), (b"origin", b"null")],
            [421, "http.response.body"],
            id="page without origin",
        ),
        pytest.param(
            [(b"host", b"localhost"), (b"origin", b"http://[::1]:8000")],
            ["passed"],
            id="our page under another name of ours",
        ),
    ],
)
def test_host_and_origin_decide(
    headers: list[tuple[bytes, bytes]], expected: list[Any]
) -> None:
    assert guarded(headers) == expected


def test_web_sockets_are_guarded_too() -> None:
    headers = [(b"host", b"localhost"), (b"origin", b"https://jejak.example")]
    assert guarded(headers, "websocket") == ["websocket.close"]
    assert guarded(headers[:1], "websocket") == ["passed"]


def test_the_refusal_is_said_in_the_language_of_the_reader() -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise AssertionError("it must not get here")

    headers = {"host": "jejak.example", "accept-language": "id-ID,en;q=0.8"}
    answer = asyncio.run(ask(LocalOnly(app), path="/api/maps", headers=headers))
    assert answer.status == 421
    assert answer.json()["code"] == "not_local"
    assert "hanya melayani komputer ini" in answer.json()["message"]
