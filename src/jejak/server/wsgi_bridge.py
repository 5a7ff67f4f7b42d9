"""Django behind Starlette: a buffered bridge from ASGI to WSGI.

A request is read whole (into a temporary file when it is big) before a thread
takes it, and the answer is joined before it is sent. So a slow client never
holds a thread, and a few threads are enough. Requests that wait for a child
process have threads of their own: they cannot keep the others waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING, Any, TypeVar, cast
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from wsgiref.types import WSGIApplication

    from starlette.types import Receive, Scope, Send

_log = logging.getLogger(__name__)

Headers = list[tuple[bytes, bytes]]
Result = TypeVar("Result")
IN_MEMORY_BYTES = 256_000
LEAVING_SECONDS = 5
DRAINED_BODIES = 25  # a browser reads a refusal only after it has sent its body


class BodyTooLarge(Exception):
    """More bytes came than this address takes."""


class BodyTooSlow(Exception):
    """Nothing came for too long."""


class ClientGone(Exception):
    """The client went away before its request was whole."""


class WsgiBridge:
    """A WSGI application as an ASGI application.

    Args:
        app: The WSGI application.
        threads: How many requests are answered at once.
        patient: Tells of a path that it may wait long for something else.
        most_bytes: Tells how many bytes the body of a path may have.
        silence_seconds: How long the client may send nothing within its body.
        refuse: Answers a scope for which the body was not taken (status, code, and
            what its words name).
        leave_thread: Called in each thread before it ends, to close what it holds.
    """

    def __init__(
        self,
        app: WSGIApplication,
        *,
        threads: int,
        patient: Callable[[str], bool],
        most_bytes: Callable[[str], int],
        silence_seconds: float,
        refuse: Callable[..., Awaitable[None]],
        leave_thread: Callable[[], None],
    ) -> None:
        self._app = app
        self._patient = patient
        self._most_bytes = most_bytes
        self._silence_seconds = silence_seconds
        self._refuse = refuse
        self._leave_thread = leave_thread
        self._threads = threads
        self._quick_threads = ThreadPoolExecutor(threads, "wsgi")
        self._patient_threads = ThreadPoolExecutor(threads, "wsgi-patient")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; a web socket is not for us."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return
        try:
            # The body's file must outlive the thread that reads it, even when
            # the client leaves and this task is cancelled: see `_finish`.
            with SpooledTemporaryFile(IN_MEMORY_BYTES) as body:
                await self._read(scope, receive, body)
                status, headers, content = await self._hand_over(scope, body)
        except BodyTooLarge:
            most = self._most_bytes(scope["path"])
            await self._refuse(scope, send, 413, "too_large", most=most)
        except BodyTooSlow:
            await self._refuse(scope, send, 408, "too_slow")
        except ClientGone:
            return
        except Exception:  # noqa: BLE001 - the boundary: logged, and answered
            _log.exception("%s %s failed", scope["method"], scope["path"])
            await self._refuse(scope, send, 500, "server_error")
        else:
            start = {"type": "http.response.start", "status": status}
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": content})

    async def _hand_over(
        self, scope: Scope, body: SpooledTemporaryFile[bytes]
    ) -> tuple[int, Headers, bytes]:
        """Let a thread answer, and wait for it."""
        is_patient = self._patient(scope["path"])
        threads = self._patient_threads if is_patient else self._quick_threads
        environ = environ_of(scope, cast("IO[bytes]", body))
        loop = asyncio.get_running_loop()
        return await _finish(loop.run_in_executor(threads, self._answer, environ))

    async def _read(
        self, scope: Scope, receive: Receive, body: SpooledTemporaryFile[bytes]
    ) -> None:
        most = self._most_bytes(scope["path"])
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > most * DRAINED_BODIES:
            raise BodyTooLarge
        more, size = True, 0
        while more:
            try:
                message = await asyncio.wait_for(receive(), self._silence_seconds)
            except TimeoutError:
                raise BodyTooSlow from None
            if message["type"] == "http.disconnect":
                raise ClientGone
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > most * DRAINED_BODIES:
                raise BodyTooLarge
            if size <= most:
                body.write(chunk)
            more = message.get("more_body", False)
        if size > most:
            raise BodyTooLarge

    def _answer(self, environ: dict[str, Any]) -> tuple[int, Headers, bytes]:
        """Run the application in this thread and join what it gives."""
        started: list[tuple[str, list[tuple[str, str]]]] = []
        written: list[bytes] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> Callable[[bytes], object]:
            started[:] = [(status, headers)]
            return written.append

        chunks = self._app(environ, start_response)
        try:
            written.extend(chunks)
        finally:
            close = getattr(chunks, "close", None)
            if close is not None:
                close()
        status, headers = started[0]
        encoded = [
            (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
            for name, value in headers
        ]
        content = b"".join(written)
        if not any(name == b"content-length" for name, _ in encoded):
            encoded.append((b"content-length", str(len(content)).encode()))
        return int(status.split(" ", 1)[0]), encoded, content

    def close(self) -> None:
        """End the threads once their requests are answered."""
        for pool in (self._quick_threads, self._patient_threads):
            end_threads(pool, self._threads, self._leave_thread)


def end_threads(
    pool: ThreadPoolExecutor, threads: int, leave_thread: Callable[[], None]
) -> None:
    """End the threads of a pool once their work is done; each calls a function."""
    # Nobody goes before all have come: so each thread takes one of these.
    everybody = threading.Barrier(threads)

    def leave() -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            everybody.wait(LEAVING_SECONDS)
        leave_thread()

    for _ in range(threads):
        pool.submit(leave)
    pool.shutdown()


async def _finish(work: asyncio.Future[Result]) -> Result:
    """Wait for work in a thread, to its end even if the waiting is cancelled."""
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        await asyncio.wait([work])
        raise


def environ_of(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """Return the WSGI environment (PEP 3333) of an HTTP request."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    body.seek(0, 2)
    length = body.tell()
    body.seek(0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0],
        "REQUEST_URI": quote(scope["path"]),
        "CONTENT_LENGTH": str(length),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    return environ | _header_variables(scope["headers"])


def _header_variables(headers: Headers) -> dict[str, str]:
    """Return the headers as variables, two of one name joined.

    Names with an underscore are dropped: `X_Real_User` would arrive looking like
    `X-Real-User`.
    """
    variables: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        if "_" in name or name in {"content-length", "transfer-encoding"}:
            continue
        key = name.upper().replace("-", "_")
        key = key if key == "CONTENT_TYPE" else f"HTTP_{key}"
        joint = ";" if key == "HTTP_COOKIE" else ","
        known = variables.get(key)
        variables[key] = value if known is None else f"{known}{joint}{value}"
    return variables
