"""Several processes on one PostgreSQL: each hears what the others commit.

A notification carries no edits, only the name of the map that has new ones:
its room reads them from the log. Where people are is carried whole, for it is
stored nowhere. After a lost connection every room reads what it may have missed.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
import time
from typing import TYPE_CHECKING, Any

from django.db import connection

from jejak.server.live.room import person_of
from jejak.server.maps.feed import CHANNEL, PROCESS, read_notification

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from jejak.server.live.connection import Connection
    from jejak.server.live.room import Room

PEOPLE = "jejak_people"
SENT_EVERY = 0.2  # seconds
TOLD_AGAIN_EVERY = 20  # seconds
FORGOTTEN_AFTER = 50  # seconds
_LOOK_UP_EVERY = 1  # seconds; so long may ending take
_log = logging.getLogger(__name__)


class Relay:
    """The link of this process to the others.

    Args:
        url: The address of the database.
        rooms: The rooms of this process, by map.
        in_thread: Runs a function that waits for the database.
    """

    def __init__(
        self,
        url: str,
        rooms: dict[str, Room],
        in_thread: Callable[..., Awaitable[Any]],
    ) -> None:
        self._url = url
        self._rooms = rooms
        self._in_thread = in_thread
        self._loop = asyncio.get_running_loop()
        self._waiting: dict[tuple[str, str], dict[str, Any]] = {}
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="relay", daemon=True)
        self._tasks = [
            asyncio.create_task(self._send()),
            asyncio.create_task(self._tell_again()),
        ]
        self._thread.start()

    def stop(self) -> None:
        """End it."""
        self._ending.set()
        for task in self._tasks:
            task.cancel()

    # What this process tells

    def tell(self, connection: Connection, *, is_here: bool = True) -> None:
        """Tell the others about somebody here, soon; later news replaces it."""
        map_id, client = connection.room.map_id, connection.client
        about = {
            "person": person_of(connection) if is_here else None,
            "arrived": connection.arrived,
        }
        fields = {"from": PROCESS, "map": map_id, "client": client}
        self._waiting[map_id, client] = {**fields, **about}

    def ask(self, map_id: str) -> None:
        """Ask the others who is on a map."""
        self._waiting[map_id, ""] = {"from": PROCESS, "map": map_id, "ask": True}

    async def _send(self) -> None:
        while True:
            await asyncio.sleep(SENT_EVERY)
            if self._waiting:
                notes = [json.dumps(note) for note in self._waiting.values()]
                self._waiting.clear()
                try:
                    await self._in_thread(_notify, notes)
                except Exception:  # noqa: BLE001 - they are told again anyway
                    _log.exception("Telling the other processes failed")

    async def _tell_again(self) -> None:
        while True:
            await asyncio.sleep(TOLD_AGAIN_EVERY)
            for room in self._rooms.values():
                room.forget_elsewhere(time.monotonic() - FORGOTTEN_AFTER)
                self._tell_all(room)

    def _tell_all(self, room: Room) -> None:
        for each in room.connections.values():
            self.tell(each)

    # What the others tell

    def _follow(self) -> None:
        """Hear the notifications, in a thread of their own."""
        import psycopg

        while not self._ending.is_set():
            try:
                with psycopg.connect(
                    self._url, autocommit=True, keepalives_idle=30
                ) as link:
                    link.execute(f"LISTEN {CHANNEL}")
                    link.execute(f"LISTEN {PEOPLE}")
                    self._in_loop(self._missed_something)
                    while not self._ending.is_set():
                        for note in link.notifies(timeout=_LOOK_UP_EVERY):
                            self._in_loop(self._hear, note.channel, note.payload)
            except psycopg.Error as error:
                _log.warning("The link to the other processes broke: %s", error)
                self._ending.wait(_LOOK_UP_EVERY)

    def _in_loop(self, work: Callable[..., None], *given: Any) -> None:
        try:
            self._loop.call_soon_threadsafe(work, *given)
        except RuntimeError:  # the loop is closed
            self._ending.set()

    def _missed_something(self) -> None:
        for room in self._rooms.values():
            room.catch_up()
            self.ask(room.map_id)

    def _hear(self, channel: str, payload: str) -> None:
        if channel == CHANNEL:
            process, map_id, gone = read_notification(payload)
            told = self._rooms.get(map_id)
            if process != PROCESS and told is not None:
                told.end(gone) if gone else told.catch_up()
            return
        note = json.loads(payload)
        room = self._rooms.get(note["map"])
        if room is None or note["from"] == PROCESS:
            return
        if note.get("ask"):
            self._tell_all(room)
        else:
            room.hear_of(note["client"], note["person"], note["arrived"])


def _notify(notes: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(
            "SELECT pg_notify(%s, %s)", [(PEOPLE, note) for note in notes]
        )
