"""A client that edits at random, loses its connection, dies and comes back.

It keeps what a browser keeps: the confirmed map, the place in the log, and the
queue of edits that were not acknowledged yet. What it saw acknowledged it
never forgets, for that is what must be in the log in the end.
"""

import asyncio
import json
import random
from dataclasses import dataclass
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from jejak.model.changes import apply_changes, decode_change
from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from tests.together.edits import random_edit

MOST_AT_ONCE = 200  # edits in a message
MOST_WAITING = 200  # a person waits when the server does not keep up
_GONE = (OSError, ConnectionClosed, InvalidHandshake, EOFError, TimeoutError)


@dataclass
class Sent:
    """An edit in the queue."""

    name: str
    edit: dict[str, Any]
    offline: bool

    def plain(self) -> dict[str, Any]:
        return {"client_edit_id": self.name, "edit": self.edit, "offline": self.offline}


@dataclass
class Counts:
    """What happened to a client, for the report."""

    edits: int = 0
    refused: int = 0
    conflicts: int = 0
    undone: int = 0
    lost_connections: int = 0
    deaths: int = 0


class RandomClient:
    """One person's browser, driven by a seeded choice."""

    def __init__(self, name: str, seed: int, map_id: str, ports: list[int]) -> None:
        self.name = name
        self.random = random.Random(f"{seed} {name}")
        self.map_id = map_id
        self.ports = ports
        self.journey = JourneyMap.of([])
        self.seq = -1  # -1: nothing is known, the whole map is needed
        self.queue: list[Sent] = []
        self.acknowledged: dict[str, int] = {}
        self.done: list[str] = []  # one's own edits, to be undone
        self.undone: list[str] = []
        self.counts = Counts()
        self.is_editing = True
        self.is_leaving = False
        self.pause = 0.02  # seconds between two edits, on the average
        self._made = 0

    async def live(self) -> None:
        """Connect, edit, lose the connection, and so on until it is to leave."""
        while not self.is_leaving:
            try:
                await self._connected()
            except _GONE:
                self.counts.lost_connections += 1
            if self.is_leaving:
                return
            if self.is_editing and self.random.random() < 0.3:
                self._die()
            for _ in range(self.random.randrange(4) if len(self.queue) < 20 else 0):
                self._edit(offline=True)
            await asyncio.sleep(self.random.uniform(0.1, 0.8))

    def _die(self) -> None:
        """Forget all but what a browser keeps on the disk."""
        self.counts.deaths += 1
        self.journey, self.seq = JourneyMap.of([]), -1
        self.done.clear()
        self.undone.clear()

    async def _connected(self) -> None:
        url = f"ws://127.0.0.1:{self.random.choice(self.ports)}/ws/maps/{self.map_id}"
        options: dict[str, Any] = {"compression": None, "max_size": None}
        async with connect(url, open_timeout=10, **options) as socket:
            since = {} if self.seq < 0 else {"since": self.seq}
            await _say(socket, "hello", client=self.name, person={}, **since)
            reading = asyncio.create_task(self._read(socket))
            writing = asyncio.create_task(self._write(socket))
            await asyncio.wait({reading, writing}, return_when="FIRST_COMPLETED")
            socket.transport.abort()
            for task in (reading, writing):
                task.cancel()
            results = await asyncio.gather(reading, writing, return_exceptions=True)
            for result in results:
                if isinstance(result, BaseException) and not isinstance(
                    result, (*_GONE, asyncio.CancelledError)
                ):
                    raise result

    async def _write(self, socket: ClientConnection) -> None:
        """Edit until the connection is to be lost."""
        waiting = [sent.plain() for sent in self.queue]
        for start in range(0, len(waiting), MOST_AT_ONCE):
            await _say(socket, "edits", edits=waiting[start : start + MOST_AT_ONCE])
        while not self.is_leaving:
            await asyncio.sleep(self.random.expovariate(1 / self.pause))
            if not self.is_editing or self.seq < 0 or len(self.queue) > MOST_WAITING:
                continue
            if self.random.random() < 0.005:
                return
            if self.random.random() < 0.1:
                await _say(socket, "presence", state={"record": "map"})
            sent = self._edit(offline=False)
            if sent is not None:
                await _say(socket, "edits", edits=[sent.plain()])

    def _edit(self, *, offline: bool) -> Sent | None:
        """Put the next edit into the queue."""
        if not self.is_editing:
            return None
        edit = self._undo() or random_edit(
            self.random, self.journey, texts=0.8 if offline else 0.3
        )
        self._made += 1
        sent = Sent(f"{self.name}.{self._made}", edit, offline)
        self.queue.append(sent)
        self.counts.edits += 1
        if edit["edit"] == "Undo":
            self.counts.undone += 1
            self.undone.append(sent.name)
        else:
            self.done.append(sent.name)
        return sent

    def _undo(self) -> dict[str, Any] | None:
        choice = self.random.random()
        if choice < 0.08 and self.done:
            return {"edit": "Undo", "of": self.done.pop()}
        if choice < 0.12 and self.undone:
            return {"edit": "Undo", "of": self.undone.pop()}
        return None

    async def _read(self, socket: ClientConnection) -> None:
        while True:
            message = json.loads(await socket.recv())
            self.take(message)

    def take(self, message: dict[str, Any]) -> None:
        kind = message["type"]
        if kind == "welcome":
            if "records" in message:
                self.journey = JourneyMap.of(map(decode, message["records"]))
                self.seq = message["seq"]
        elif kind == "entries":
            for entry in message["entries"]:
                self._take_entry(entry)
        elif kind == "outcomes":
            for outcome in message["outcomes"]:
                self._take_outcome(outcome)

    def _take_entry(self, entry: dict[str, Any]) -> None:
        assert entry["seq"] == self.seq + 1, (self.name, self.seq, entry["seq"])
        changes = [decode_change(change) for change in entry["changes"]]
        self.journey = apply_changes(self.journey, changes)
        self.seq = entry["seq"]

    def _take_outcome(self, outcome: dict[str, Any]) -> None:
        name = outcome["client_edit_id"]
        self.queue = [sent for sent in self.queue if sent.name != name]
        if "error" in outcome:
            self.counts.refused += 1
            assert outcome["error"]["code"] in _EXPECTED, outcome
            return
        known = self.acknowledged.setdefault(name, outcome["seq"])
        assert known == outcome["seq"], "an edit has one place in the log"
        self.counts.conflicts += "conflict" in outcome


_EXPECTED = {"edit_refused", "invalid_record", "changed_since", "edit_not_found"}


async def _say(socket: ClientConnection, kind: str, **fields: Any) -> None:
    await socket.send(json.dumps({"type": kind, **fields}))
