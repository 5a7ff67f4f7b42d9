import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jejak.server.wsgi_bridge import WsgiBridge
from tests.server.asgi import Answer, ask

Environ = dict[str, Any]


async def refuse(scope: Any, send: Any, status: int, code: str, **values: int) -> None:
    told = " ".join([code, *(f"{name} {value}" for name, value in values.items())])
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": told.encode()})


def bridge(app: Any, **options: Any) -> WsgiBridge:
    chosen: dict[str, Any] = {
        "threads": 2,
        "patient": lambda path: path.startswith("/slow"),
        "most_bytes": lambda path: 1000,
        "silence_seconds": 0.2,
        "refuse": refuse,
        "leave_thread": lambda: None,
    }
    return WsgiBridge(app, **(chosen | options))


def answer(
    app: Any, *arguments: Any, options: Environ | None = None, **how: Any
) -> Answer:
    async def run() -> Answer:
        outside = bridge(app, **(options or {}))
        try:
            return await ask(outside, *arguments, **how)
        finally:
            outside.close()

    return asyncio.run(run())


def echo(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
    body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
    start(
        "201 Created", [("X-Method", environ["REQUEST_METHOD"]), ("Set-Cookie", " a=b")]
    )
    return [b"<", body, b">"]


def test_it_hands_over_the_whole_body_and_joins_the_answer() -> None:
    given = answer(echo, "POST", "/x", chunks=(b"one ", b"two"))
    assert (given.status, given.body) == (201, b"<one two>")
    assert given.headers == {
        "x-method": "POST",
        "set-cookie": "a=b",
        "content-length": "9",
    }


def test_the_environment_is_that_of_pep_3333() -> None:
    seen: Environ = {}

    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        seen.update(environ)
        start("200 OK", [])
        return []

    headers = {
        "content-type": "text/plain",
        "x-one": "1",
        "x_one": "forged",
        "content-length": "3",
        "cookie": "a=1",
    }
    answer(app, "PUT", "/peta/é", query="a=%20b", headers=headers, chunks=(b"abc",))
    expected = {
        "REQUEST_METHOD": "PUT",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/peta/Ã©",  # UTF-8 read as Latin-1, as WSGI wants it
        "QUERY_STRING": "a=%20b",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "3",
        "HTTP_X_ONE": "1",
        "HTTP_COOKIE": "a=1",
        "HTTP_HOST": "localhost",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
    }
    assert {name: seen[name] for name in expected} == expected
    assert "HTTP_CONTENT_LENGTH" not in seen


def test_it_closes_the_answer_even_when_reading_it_fails() -> None:
    closed: list[bool] = []

    class Broken:
        def __iter__(self) -> Iterator[bytes]:
            yield b"half"
            raise OSError("disk gone")

        def close(self) -> None:
            closed.append(True)

    def app(environ: Environ, start: Callable[..., Any]) -> Broken:
        start("200 OK", [])
        return Broken()

    given = answer(app)
    assert (given.status, given.body) == (500, b"server_error")
    assert closed == [True]


def test_what_the_application_writes_the_old_way_comes_first() -> None:
    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        write = start("200 OK", [])
        write(b"first ")
        return [b"then"]

    assert answer(app).body == b"first then"


@pytest.mark.parametrize(
    ("headers", "chunks"),
    [
        pytest.param({}, (b"x" * 600, b"x" * 600), id="grows too large"),
        pytest.param({}, tuple([b"x" * 600] * 50), id="grows without end"),
        pytest.param({"content-length": "9999999"}, (b"",), id="says so at once"),
    ],
)
def test_a_body_past_the_limit_is_refused(
    headers: dict[str, str], chunks: tuple[bytes, ...]
) -> None:
    given = answer(echo, "POST", headers=headers, chunks=chunks)
    assert (given.status, given.body) == (413, b"too_large most 1000")


def test_a_body_of_exactly_the_limit_is_taken() -> None:
    assert answer(echo, "POST", chunks=(b"x" * 1000,)).status == 201


def test_a_client_that_falls_silent_is_refused() -> None:
    given = answer(echo, "POST", chunks=(b"x",), silent_after=True)
    assert (given.status, given.body) == (408, b"too_slow")


def test_a_client_that_leaves_reaches_no_thread() -> None:
    called: list[bool] = []

    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        called.append(True)
        start("200 OK", [])
        return []

    given = answer(app, "POST", chunks=(b"x",), leaves_after=True)
    assert (given.status, called) == (0, [])


def test_slow_clients_hold_no_thread() -> None:
    async def run() -> tuple[Answer, float]:
        outside = bridge(echo, silence_seconds=30)
        slow = [
            asyncio.create_task(ask(outside, "POST", chunks=(b"x",), silent_after=True))
            for _ in range(20)
        ]
        await asyncio.sleep(0.05)
        begun = time.monotonic()
        quick = await ask(outside, "POST", chunks=(b"hi",))
        waited = time.monotonic() - begun
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        outside.close()
        return quick, waited

    quick, waited = asyncio.run(run())
    assert quick.body == b"<hi>"
    assert waited < 1


def test_patient_requests_do_not_keep_the_others_waiting() -> None:
    released = threading.Event()

    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        start("200 OK", [])
        if environ["PATH_INFO"].startswith("/slow"):
            released.wait(10)
        return [b"done"]

    async def run() -> Answer:
        outside = bridge(app)
        slow = [asyncio.create_task(ask(outside, "GET", "/slow")) for _ in range(6)]
        await asyncio.sleep(0.05)
        try:
            return await asyncio.wait_for(ask(outside, "GET", "/quick"), 5)
        finally:
            released.set()
            await asyncio.gather(*slow)
            outside.close()

    assert asyncio.run(run()).body == b"done"


def test_the_body_stays_readable_when_the_client_leaves_during_the_answer() -> None:
    begun, go_on, read = threading.Event(), threading.Event(), list[bytes]()

    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        begun.set()
        go_on.wait(10)
        read.append(environ["wsgi.input"].read())
        start("200 OK", [])
        return []

    async def run() -> None:
        outside = bridge(app)
        task = asyncio.create_task(ask(outside, "POST", chunks=(b"whole",)))
        await asyncio.to_thread(begun.wait, 5)
        task.cancel()
        await asyncio.sleep(0.05)
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        outside.close()

    asyncio.run(run())
    assert read == [b"whole"]


def test_a_large_body_goes_to_a_file_and_not_to_memory() -> None:
    kinds: list[bool] = []

    def app(environ: Environ, start: Callable[..., Any]) -> list[bytes]:
        kinds.append(environ["wsgi.input"]._rolled)
        start("200 OK", [])
        return [str(len(environ["wsgi.input"].read())).encode()]

    chunk = b"x" * 100_000
    options = {"most_bytes": lambda path: 10_000_000}
    given = answer(app, "POST", chunks=tuple([chunk] * 5), options=options)
    assert (given.body, kinds) == (b"500000", [True])


def test_web_sockets_are_closed() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        outside = bridge(echo)
        await outside({"type": "websocket"}, None, send)  # type: ignore[arg-type]
        outside.close()

    asyncio.run(run())
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_every_thread_closes_what_it_holds_before_it_ends() -> None:
    left: list[str] = []
    options = {"leave_thread": lambda: left.append(threading.current_thread().name)}
    answer(echo, options=options)
    assert sorted(left) == ["wsgi-patient_0", "wsgi-patient_1", "wsgi_0", "wsgi_1"]
