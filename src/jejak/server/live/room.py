"""A room: the browsers that look at one map, and the order in which it changes.

All of it runs in the event loop; only reading and writing the log happens in
threads. The log decides the order. A room follows it entry by entry, and reads
what it missed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jejak.errors import JejakError
from jejak.server.live.connection import (
    NOT_FOUND,
    Connection,
    compact,
    entries_text,
)
from jejak.server.live.protocol import Sent
from jejak.server.maps.access import User
from jejak.server.maps.feed import entries_since
from jejak.server.maps.reading import read_edit
from jejak.server.maps.services import Accepted, Outcome, Submitted, submit_together

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Sequence

    from jejak.server.maps.feed import Entry, Gone

KEPT_ENTRIES = 2_000
MOST_IN_BATCH = 200
PEOPLE_EVERY = 0.1  # seconds; more with many people, for each is told of each
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries as one message, and the place of the last one."""

    text: str
    last: int


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """Somebody in another process, and when we heard of them."""

    person: dict[str, Any]
    at: float


class Room:
    """The browsers that look at one map.

    Args:
        map_id: The map.
        in_thread: Runs a function that waits for the database.
    """

    def __init__(self, map_id: str, in_thread: Callable[..., Awaitable[Any]]) -> None:
        self.map_id = map_id
        self.connections: dict[str, Connection] = {}
        self._elsewhere: dict[str, _Elsewhere] = {}  # people of other processes
        self._in_thread = in_thread
        self._held = 0
        self._seq: int | None = None
        self._kept: deque[Entry] = deque(maxlen=KEPT_ENTRIES)
        self._missed = False
        self._catching_up: asyncio.Task[None] | None = None
        self._waiting: list[tuple[Connection, Sent]] = []
        self._writing: asyncio.Task[None] | None = None
        self._people_at: asyncio.TimerHandle | None = None
        self._people_text = ""
        self._joined: tuple[int, Entries] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether nobody is here and nothing is being done."""
        is_busy = self._writing or self._catching_up
        return not (self.connections or self._held or is_busy)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Keep the room, for somebody is on their way in."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1

    # Who is here

    def enter(self, connection: Connection) -> None:
        """Let somebody in; the same browser's older connection goes."""
        older = self.connections.get(connection.client)
        if older is not None:
            older.close("replaced", 1000)
        self.connections[connection.client] = connection

    def leave(self, connection: Connection) -> None:
        """Let somebody go."""
        if self.connections.get(connection.client) is connection:
            del self.connections[connection.client]
            self.tell_people()

    def move(self, connection: Connection, state: dict[str, Any]) -> None:
        """Take down where somebody is now."""
        connection.state = state
        self.tell_people()

    def people(self) -> list[dict[str, Any]]:
        """Return everybody who is here, in this process or another."""
        here = [person_of(each) for each in self.connections.values()]
        return here + [
            each.person
            for client, each in self._elsewhere.items()
            if client not in self.connections
        ]

    def hear_of(
        self, client: str, person: dict[str, Any] | None, arrived: float
    ) -> None:
        """Take down where somebody of another process is; without them, they left."""
        known = self._elsewhere.get(client)
        if person is None:
            self._elsewhere.pop(client, None)
        else:
            self._elsewhere[client] = _Elsewhere(person, time.monotonic())
        here = self.connections.get(client)
        if person is not None and here is not None and here.arrived < arrived:
            here.close("replaced", 1000)
        if person != (known.person if known else None):
            self.tell_people()

    def forget_elsewhere(self, since: float) -> None:
        """Forget people of other processes of whom nothing was heard since."""
        gone = [name for name, each in self._elsewhere.items() if each.at < since]
        for client in gone:
            del self._elsewhere[client]
            self.tell_people()

    def people_text(self) -> str:
        """Return the message about everybody who is here."""
        if not self._people_text:
            self._people_text = compact({"type": "presence", "people": self.people()})
        return self._people_text

    def tell_people(self) -> None:
        """Tell everybody who is here, soon: many moves become one message."""
        self._people_text = ""
        if self._people_at is None:
            soon = max(PEOPLE_EVERY, len(self.connections) / 100)
            loop = asyncio.get_running_loop()
            self._people_at = loop.call_later(soon, self._tell_people_now)

    def _tell_people_now(self) -> None:
        self._people_at = None
        self._people_text = ""
        for connection in self.connections.values():
            connection.sees_people = False
            connection.news.set()

    # What was committed

    def opened_at(self, seq: int) -> None:
        """Take down where the log was when the first browser was shown the map."""
        if self._seq is None:
            self._seq = seq
            if self._missed:
                self.catch_up()

    def take(self, entries: Sequence[Entry]) -> None:
        """Take entries that were committed; those between that are missing are read."""
        if self._seq is None:
            self._missed = True
            return
        for entry in entries:
            if entry.seq == self._seq + 1:
                self._kept.append(entry)
                self._seq = entry.seq
            elif entry.seq > self._seq:
                self.catch_up()
                break
        for connection in self.connections.values():
            connection.news.set()

    def catch_up(self) -> None:
        """Read what the log has and the room has not."""
        self._missed = True
        if self._catching_up is None and self._seq is not None:
            self._catching_up = asyncio.create_task(self._catch_up())

    async def _catch_up(self) -> None:
        try:
            while self._missed and self._seq is not None:
                self._missed = False
                entries = await self._in_thread(
                    entries_since, self.map_id, self._seq, KEPT_ENTRIES
                )
                # Between reading and now more may have come by the short way.
                self.take([each for each in entries if each.seq > self._seq])
                if len(entries) == KEPT_ENTRIES:
                    self._missed = True
        except Exception:  # noqa: BLE001 - the boundary: logged, and they come again
            _log.exception("Reading the log of map %s failed", self.map_id)
            self.close_all("server_error")
        finally:
            self._catching_up = None

    def entries_after(self, seq: int) -> Entries | None:
        """Return the entries after a place; None if they are no longer kept.

        The message is empty (`last` is the place itself) when there are none.
        """
        last = self._seq or 0
        if last <= seq:
            return Entries("", seq)
        if self._joined and (self._joined[0], self._joined[1].last) == (seq, last):
            return self._joined[1]
        missing = last - seq
        if missing > len(self._kept):
            return None
        entries = (self._kept[place] for place in range(-missing, 0))
        joined = Entries(entries_text(entries), last)
        self._joined = (seq, joined)
        return joined

    # What is to be written

    def write(self, connection: Connection, edits: Sequence[Sent]) -> None:
        """Put edits behind those that wait to be written."""
        self._waiting += [(connection, sent) for sent in edits]
        if self._writing is None and self._waiting:
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        try:
            while self._waiting:
                batch = self._waiting[:MOST_IN_BATCH]
                del self._waiting[:MOST_IN_BATCH]
                given = [(User(each.person.id), sent) for each, sent in batch]
                outcomes = await self._in_thread(write_batch, self.map_id, given)
                for (connection, sent), outcome in zip(batch, outcomes, strict=True):
                    told = _told(connection, sent.client_edit_id, outcome)
                    connection.outcomes.append(told)
                    connection.news.set()
        except Exception:  # noqa: BLE001 - the boundary: logged, and they come again
            _log.exception("Writing to map %s failed", self.map_id)
            self._waiting.clear()
            self.close_all("server_error")
        finally:
            self._writing = None

    def end(self, gone: Gone) -> None:
        """Tell everybody that the map was deleted; what they send later is refused."""
        for connection in self.connections.values():
            connection.close("map_deleted", NOT_FOUND, gone.by)

    def close_all(self, reason: str) -> None:
        """Ask everybody to come back; what was not acknowledged is sent again."""
        for connection in self.connections.values():
            connection.close(reason)


def person_of(connection: Connection) -> dict[str, Any]:
    """Return what others see of somebody."""
    person = connection.person
    return {
        "client": connection.client,
        "id": person.id,
        "name": person.name,
        "colour": person.colour,
        "state": connection.state,
    }


def write_batch(map_id: str, batch: Sequence[tuple[User, Sent]]) -> list[Outcome]:
    """Write a batch, in a thread; what is no edit at all is refused by itself."""
    outcomes: list[Outcome | None] = []
    fitting: list[tuple[User, Submitted]] = []
    for user, sent in batch:
        try:
            edit = read_edit(sent.client_edit_id, sent.edit, is_offline=sent.is_offline)
            fitting.append((user, edit))
            outcomes.append(None)
        except JejakError as error:
            outcomes.append(error)
    try:
        written = iter(submit_together(map_id, fitting) if fitting else ())
    except JejakError as error:  # the map is gone
        written = iter([error] * len(fitting))
    return [outcome or next(written) for outcome in outcomes]


def _told(
    connection: Connection, client_edit_id: str, outcome: Outcome
) -> dict[str, Any]:
    from jejak.server.answers import error_body

    if isinstance(outcome, Accepted):
        told: dict[str, Any] = {"client_edit_id": client_edit_id, "seq": outcome.seq}
        if outcome.conflict is not None:
            told["conflict"] = outcome.conflict
        return told
    error = error_body(connection.language, outcome)
    return {"client_edit_id": client_edit_id, "error": error}
