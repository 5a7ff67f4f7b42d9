"""The least that a web socket server can do: repeat what one says to everybody."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

if TYPE_CHECKING:
    from starlette.types import ASGIApp

_sockets: set[WebSocket] = set()


async def _repeat(socket: WebSocket) -> None:
    await socket.accept()
    _sockets.add(socket)
    try:
        while True:
            text = await socket.receive_text()
            if '"edits"' in text:
                await asyncio.gather(*(each.send_text(text) for each in _sockets))
    except WebSocketDisconnect:
        pass
    finally:
        _sockets.discard(socket)


def main(port: int) -> None:
    """Serve until stopped."""
    app: ASGIApp = Starlette(routes=[WebSocketRoute("/", _repeat)])

    class Server(uvicorn.Server):
        async def startup(self, sockets: object = None) -> None:
            await super().startup()
            print("open", flush=True)

    config = uvicorn.Config(
        app,
        port=port,
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        log_level="error",
    )
    Server(config).run()


if __name__ == "__main__":
    main(int(sys.argv[1]))
