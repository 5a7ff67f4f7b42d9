"""A client that edits at random, loses its connection, is killed and comes back.

It keeps what a browser keeps: the confirmed map, the place in the log, and, on the
disk, the queue of edits that were not acknowledged yet. What it saw acknowledged
stands there too, for that is what must be in the log in the end.

    python -m tests.together.client NAME SEED MAP PAUSE FOLDER PORT...

It runs until it reads `leave` and writes the map that it sees into the folder.
"""

import asyncio
import json
import random
import sys
import threading
from contextlib import closing
from pathlib import Path
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from jejak.model.changes import apply_changes, decode_change
from jejak.model.codec import decode, encode
from jejak.model.journey_map import JourneyMap
from tests.together.edits import random_edit
from tests.together.journal import Journal, Sent

MOST_AT_ONCE = 200  # edits in a message
MOST_WAITING = 200  # a person waits when the server does not keep up
_GONE = (OSError, ConnectionClosed, InvalidHandshake, EOFError, TimeoutError)


class RandomClient:
    """One person's browser, driven by a seeded choice."""

    def __init__(
        self, name: str, seed: int, map_id: str, ports: list[int], journal: Journal
    ) -> None:
        self.name = name
        self.journal = journal
        # After a death it goes on elsewhere, or it would do everything once more.
        life = journal.kept.edits
        self.random = random.Random(f"{seed} {name} {life}")
        self.map_id = map_id
        self.ports = ports
        self.journey = JourneyMap.of([])
        self.seq = -1  # -1: nothing is known, the whole map is needed
        self.done: list[str] = []  # one's own edits, to be undone
        self.undone: list[str] = []
        self.is_editing = True
        self.is_leaving = False
        self.pause = 0.02  # seconds between two edits, on the average

    @property
    def waiting(self) -> list[Sent]:
        """The edits without an answer, in the order in which they were made."""
        return list(self.journal.kept.waiting.values())

    async def live(self) -> None:
        """Connect, edit, lose the connection, and so on until it is to leave."""
        while not self.is_leaving:
            try:
                await self._connected()
            except _GONE:
                self.journal.lost()
            if self.is_leaving:
                return
            for _ in range(self.random.randrange(4) if len(self.waiting) < 20 else 0):
                self._edit(offline=True)
            await asyncio.sleep(self.random.uniform(0.1, 0.8))

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
        waiting = [sent.plain() for sent in self.waiting]
        for start in range(0, len(waiting), MOST_AT_ONCE):
            await _say(socket, "edits", edits=waiting[start : start + MOST_AT_ONCE])
        while not self.is_leaving:
            await asyncio.sleep(self.random.expovariate(1 / self.pause))
            is_behind = len(self.journal.kept.waiting) > MOST_WAITING
            if not self.is_editing or self.seq < 0 or is_behind:
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
        sent = Sent(f"{self.name}.{self.journal.kept.edits + 1}", edit, offline)
        self.journal.sent(sent)
        undone = edit["edit"] == "Undo"
        (self.undone if undone else self.done).append(sent.name)
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
        if "error" in outcome:
            assert outcome["error"]["code"] in _EXPECTED, outcome
        self.journal.answered(outcome)


_EXPECTED = {"edit_refused", "invalid_record", "changed_since", "edit_not_found"}


async def _say(socket: ClientConnection, kind: str, **fields: Any) -> None:
    await socket.send(json.dumps({"type": kind, **fields}))


async def _live(client: RandomClient, folder: Path) -> None:
    listening = threading.Thread(target=_listen, args=[client], daemon=True)
    listening.start()
    telling = asyncio.create_task(_tell(client))
    await client.live()
    telling.cancel()
    seen = {
        "seq": client.seq,
        "records": [*map(encode, client.journey.records.values())],
    }
    (folder / f"{client.name}.json").write_text(json.dumps(seen))


def _listen(client: RandomClient) -> None:
    """Do what is said; when nobody is there to say anything, leave."""
    for line in sys.stdin:
        if line.strip() == "calm":
            client.is_editing = False
        elif line.strip() == "leave":
            break
    client.is_editing = False
    client.is_leaving = True


async def _tell(client: RandomClient) -> None:
    """Say now and then how far it is."""
    while True:
        sys.stdout.write(f"{client.seq} {len(client.journal.kept.waiting)}\n")
        sys.stdout.flush()
        await asyncio.sleep(0.1)


def main(arguments: list[str]) -> None:
    """Run a client as a process of its own."""
    name, seed, map_id, pause, folder, *ports = arguments
    with closing(Journal(Path(folder) / f"{name}.journal")) as journal:
        client = RandomClient(name, int(seed), map_id, [*map(int, ports)], journal)
        client.pause = float(pause)
        asyncio.run(_live(client, Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
