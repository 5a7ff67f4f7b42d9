"""The ASGI application: what stands outside Django.

From the outside in: only this computer, or only those with the link; safe
headers; compression; the sockets of live editing; static files; and everything
else goes to Django over the buffered bridge.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles

from jejak.server.guard import LocalOnly
from jejak.server.headers import SafeHeaders
from jejak.server.refusal import refuse
from jejak.server.settings import settings
from jejak.server.sharing import WithTheLink
from jejak.server.shell import STATIC
from jejak.server.workers import close_workers, workers
from jejak.server.wsgi_bridge import WsgiBridge

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.responses import Response
    from starlette.types import Scope

    from jejak.server.live.rooms import Rooms

_IMPORT = re.compile(r"/api/(?:maps/[^/]+/)?import(?:/preview)?")
_FOR_EVER = "public, max-age=31536000, immutable"


class HashedFiles(StaticFiles):
    """Static files; those whose name holds a hash of their content never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return a file with how long it may be kept."""
        response = await super().get_response(path, scope)
        is_hashed = path.startswith("app/assets/")
        response.headers["Cache-Control"] = _FOR_EVER if is_hashed else "no-cache"
        return response


def is_import(path: str) -> bool:
    """Tell whether an address takes uploads."""
    return bool(_IMPORT.fullmatch(path))


def is_patient(path: str) -> bool:
    """Tell whether an address waits for a child process."""
    return is_import(path) or "/export/" in path


def _make_bridge() -> WsgiBridge:
    """Return the way to Django, which is set up here."""
    from django.db import connections

    from jejak.server.wsgi import application as django

    limits = settings()
    return WsgiBridge(
        django,
        threads=limits.threads,
        patient=is_patient,
        most_bytes=lambda path: (
            limits.max_upload_bytes if is_import(path) else limits.max_body_bytes
        ),
        silence_seconds=limits.body_seconds,
        refuse=refuse,
        leave_thread=connections.close_all,
    )


def _make_rooms() -> Rooms:
    """Return the rooms of live editing; Django is set up by now."""
    from jejak.server.live.rooms import Rooms

    return Rooms(settings().threads)


def make_app(key: str | None = None) -> Starlette:
    """Return the whole application.

    Args:
        key: Who has it may come in from elsewhere; None: only this computer may.
    """
    bridge = _make_bridge()
    rooms = _make_rooms()

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        workers()  # they start while the first page is being looked at
        rooms.start()
        yield
        await rooms.stop()
        close_workers()
        bridge.close()

    return Starlette(
        routes=[
            WebSocketRoute("/ws/maps/{map_id}", rooms.answer),
            Mount("/static", HashedFiles(directory=STATIC)),
            Mount("/", bridge),
        ],
        middleware=[
            Middleware(LocalOnly) if key is None else Middleware(WithTheLink, key),
            Middleware(SafeHeaders),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        lifespan=lifespan,
    )
