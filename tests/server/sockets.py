"""A client of the socket for tests: it says things, and takes what it is told."""

import json
import time
from contextlib import contextmanager
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect


class Socket:
    """A web socket to a map, with the messages read so far."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.welcome: dict[str, Any] = {}
        self.seq = 0
        self.entries: list[dict[str, Any]] = []
        self.outcomes: dict[str, dict[str, Any]] = {}
        self.people: list[dict[str, Any]] = []
        self.closing = ""
        self.closed_by = ""

    def say(self, kind: str, **fields: Any) -> None:
        self.socket.send(json.dumps({"type": kind, **fields}))

    def send(self, *edits: tuple[str, dict[str, Any]], offline: bool = False) -> None:
        items = [{"client_edit_id": name, "edit": edit} for name, edit in edits]
        self.say("edits", edits=[{**each, "offline": offline} for each in items])

    def read(self, seconds: float = 10) -> dict[str, Any]:
        """Take one message."""
        message: dict[str, Any] = json.loads(self.socket.recv(timeout=seconds))
        kind = message["type"]
        if kind == "welcome":
            self.welcome = message
            self.people = message["people"]
            self.seq = message["seq"]
        elif kind == "entries":
            self.entries += message["entries"]
        elif kind == "outcomes":
            for outcome in message["outcomes"]:
                self.outcomes[outcome["client_edit_id"]] = outcome
        elif kind == "presence":
            self.people = message["people"]
        elif kind == "closing":
            self.closing = message["reason"]
            self.closed_by = message.get("by", "")
        return message

    def read_until(self, condition: Any, seconds: float = 10) -> Any:
        """Take messages until something holds, and return what it is."""
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, "it was never told"
            self.read(until - time.monotonic())
        return condition()

    def edit(self, name: str, offline: bool = False, **edit: Any) -> dict[str, Any]:
        """Send one edit and return what came of it."""
        self.send((name, edit), offline=offline)
        outcome: dict[str, Any] = self.read_until(lambda: self.outcomes.get(name))
        return outcome

    def read_to_the_end(self) -> str:
        """Take messages until it is closed, and return why it was."""
        try:
            while True:
                self.read()
        except ConnectionClosed:
            return self.closing


@contextmanager
def open_socket(port: int, map_id: str, hello: Any = None, **headers: str) -> Any:
    """Open a socket; with a hello, say it and take the welcome."""
    url = f"ws://127.0.0.1:{port}/ws/maps/{map_id}"
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    with connect(url, additional_headers=given, compression=None) as opened:
        socket = Socket(opened)
        if hello is not None:
            socket.say("hello", **hello)
            socket.read_until(lambda: socket.welcome)
        yield socket
