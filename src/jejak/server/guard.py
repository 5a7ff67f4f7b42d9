"""Only this computer may talk to a server without accounts.

A page on the internet can make a browser connect to 127.0.0.1 under a name of
its own (DNS rebinding); the Host header then carries that name. So every
request whose Host, or Origin if there is one, is not this computer is refused
before anything else looks at it; web sockets too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jejak.server.refusal import refuse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

_LOCAL_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?", re.I)
_REFUSED = 421  # Misdirected Request: this server does not speak for that host


def is_local_host(host: str) -> bool:
    """Tell whether a Host header names this computer.

    Examples:
        >>> [is_local_host(host) for host in ("LocalHost:8000", "[::1]", "127.0.0.1")]
        [True, True, True]
        >>> [is_local_host(host) for host in ("localhost.", "me@localhost", "jejak.id")]
        [False, False, False]
    """
    return _LOCAL_HOST.fullmatch(host) is not None


def is_local_origin(origin: str) -> bool:
    """Tell whether an Origin header names a page of this computer.

    Examples:
        >>> is_local_origin("http://localhost:8000"), is_local_origin("null")
        (True, False)
    """
    scheme, separator, host = origin.partition("://")
    return separator != "" and scheme in {"http", "https"} and is_local_host(host)


class LocalOnly:
    """ASGI middleware: the outermost layer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass local requests on; refuse the others."""
        if scope["type"] not in {"http", "websocket"} or _is_local(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await refuse(scope, send, _REFUSED, "not_local")


def _is_local(scope: Scope) -> bool:
    hosts = _values(scope["headers"], b"host")
    origins = _values(scope["headers"], b"origin")
    return (
        len(hosts) == 1
        and len(origins) <= 1
        and is_local_host(hosts[0])
        and all(is_local_origin(origin) for origin in origins)
    )


def _values(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]
