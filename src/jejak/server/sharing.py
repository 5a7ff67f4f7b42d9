"""`jejak serve --share`: other computers may come in, if they have the link.

There are no accounts, so the link is the whole permission: it is long, random,
made anew at every start, and good until the server stops. The first visit
leaves a cookie; whoever has neither is refused before anything else looks at
the request, and so is a page of another site that uses the cookie.
"""

from __future__ import annotations

import secrets
import socket
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from jejak.server.refusal import refuse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

COOKIE = "jejak_share"
PREFIX = "/share/"
_EVERYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not listened on


def new_key() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(24)


def shown_host(host: str) -> str:
    """Return the host that others can write in an address.

    Who listens on every address is called by the one that leads outside.
    """
    if host not in _EVERYWHERE:
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        try:
            asked.connect(("192.0.2.1", 9))  # nothing is sent
        except OSError:
            return "127.0.0.1"
        return str(asked.getsockname()[0])


class WithTheLink:
    """ASGI middleware: the outermost layer of a server that is shared.

    Args:
        app: What stands behind it.
        key: The key of the link.
    """

    def __init__(self, app: ASGIApp, key: str) -> None:
        self.app = app
        self._key = key.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass those on who have the key; refuse the others."""
        if scope["type"] not in {"http", "websocket"} or self._is_invited(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            key, _, rest = scope["path"].removeprefix(PREFIX).partition("/")
            is_link = scope["path"].startswith(PREFIX) and self._fits(key)
            if is_link and scope["method"] in {"GET", "HEAD"}:
                await _let_in(send, key, rest)
            else:
                await refuse(scope, send, 403, "not_shared")

    def _fits(self, key: str) -> bool:
        return secrets.compare_digest(key.encode(), self._key)

    def _is_invited(self, scope: Scope) -> bool:
        from starlette.requests import HTTPConnection

        if scope["path"].startswith(PREFIX):
            return False  # the link leads on, also for those who are in
        asking = HTTPConnection(scope)
        origin = asking.headers.get("origin")
        is_ours = origin is None or urlsplit(origin).netloc == asking.headers.get(
            "host"
        )
        return is_ours and self._fits(asking.cookies.get(COOKIE, ""))


async def _let_in(send: Send, key: str, rest: str) -> None:
    """Leave the cookie and lead on to the page behind the link."""
    place = "/" + rest if rest.startswith("maps/") else "/"
    headers = [
        # Lax: the link is followed from a chat, and the page it leads to must know.
        (b"set-cookie", f"{COOKIE}={key}; Path=/; HttpOnly; SameSite=Lax".encode()),
        (b"location", quote(place).encode()),
        (b"cache-control", b"no-store"),
        (b"referrer-policy", b"no-referrer"),
        (b"content-length", b"0"),
    ]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
