"""A wire between a page and a server that can be cut, as on the wifi of a hotel."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.server.live import LiveServer


class Wire:
    """Passes bytes on to a server, wherever that listens just now, until it is cut."""

    def __init__(self, server: LiveServer) -> None:
        self._server = server
        self._is_cut = False
        self._ends: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def cut(self) -> None:
        """Break every connection, and let none through."""
        self._is_cut = True
        for end in list(self._ends):
            _close(end)

    def mend(self) -> None:
        """Let connections through again."""
        self._is_cut = False

    def close(self) -> None:
        """End for good."""
        self.cut()
        _close(self._door)

    def _welcome(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        try:
            if self._is_cut:
                raise OSError("cut")
            far = socket.create_connection(("127.0.0.1", self._server.port), 5)
        except OSError:
            _close(near)
            return
        far.settimeout(None)
        self._ends |= {near, far}
        for one, other in ((near, far), (far, near)):
            threading.Thread(
                target=self._pass_on, args=(one, other), daemon=True
            ).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65_536):
                other.sendall(data)
        for end in (one, other):
            self._ends.discard(end)
            _close(end)


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
