"""Every room of this process, and the socket by which browsers come in."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from django.db import connections
from starlette.websockets import WebSocket, WebSocketDisconnect

from jejak.errors import JejakError
from jejak.server.language import language_of_scope
from jejak.server.live.connection import NOT_FOUND, Connection, compact
from jejak.server.live.opening import Opening, open_map
from jejak.server.live.pace import Pace
from jejak.server.live.protocol import (
    Edits,
    Hello,
    Ping,
    Presence,
    WrongMessage,
    read_message,
)
from jejak.server.live.relay import Relay
from jejak.server.live.room import Room
from jejak.server.maps import feed, people
from jejak.server.maps.access import User
from jejak.server.maps.history import remember_visit
from jejak.server.settings import settings
from jejak.server.wsgi_bridge import end_threads

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_CONNECTIONS = 1_000
HELLO_SECONDS = 20
WRONG, FULL = 1008, 1013  # codes with which a socket is closed
_log = logging.getLogger(__name__)


class Rooms:
    """The rooms of this process: one for each map that somebody looks at."""

    def __init__(self, threads: int) -> None:
        self._rooms: dict[str, Room] = {}
        self._thread_count = threads
        self._threads = ThreadPoolExecutor(threads, "live")
        self._loop: asyncio.AbstractEventLoop | None = None
        self._relay: Relay | None = None
        self._count = 0

    def start(self) -> None:
        """Begin to follow what is committed; called in the event loop."""
        self._loop = asyncio.get_running_loop()
        feed.listen(self._committed)
        url = settings().database_url
        self._relay = Relay(url, self._rooms, self.in_thread) if url else None

    async def stop(self) -> None:
        """Let everybody go, and end the threads."""
        feed.stop_listening(self._committed)
        if self._relay is not None:
            self._relay.stop()
        for room in self._rooms.values():
            room.close_all("restart")
        end_threads(self._threads, self._thread_count, connections.close_all)

    def _committed(self, map_id: str, news: feed.News) -> None:
        """Hear of a commit, in the thread that made it."""
        if self._loop is not None:
            with contextlib.suppress(RuntimeError):  # it is being closed
                self._loop.call_soon_threadsafe(self._pass_on, map_id, news)

    def _pass_on(self, map_id: str, news: feed.News) -> None:
        room = self._rooms.get(map_id)
        if room is None:
            return
        if isinstance(news, feed.Gone):
            room.end(news)
        else:
            room.take(news)

    async def in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        """Run something that waits for the database."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, _work, work, *given)

    async def answer(self, socket: WebSocket) -> None:
        """Answer one socket, from its first message to its last."""
        cookie = people.person_id_of(socket.cookies.get(people.COOKIE, ""))
        person_id = cookie or people.new_person_id()
        await socket.accept(headers=[] if cookie else [_cookie(person_id)])
        if self._count >= MOST_CONNECTIONS:
            await _end(socket, "full", FULL)
            return
        self._count += 1
        try:
            await self._serve(socket, person_id)
        except WebSocketDisconnect:
            pass
        except (WrongMessage, KeyError, TimeoutError) as error:
            _log.info("A socket said what we do not understand: %s", error)
            await _end(socket, "bad_message", WRONG)
        except JejakError:  # there is no such map
            await _end(socket, "map_not_found", NOT_FOUND)
        finally:
            self._count -= 1

    async def _serve(self, socket: WebSocket, person_id: str) -> None:
        async with asyncio.timeout(HELLO_SECONDS):
            hello = read_message(await socket.receive_text())
        if not isinstance(hello, Hello):
            raise WrongMessage("hello comes first")
        map_id = socket.path_params["map_id"]
        room = self._rooms.get(map_id)
        if room is None:
            room = self._rooms[map_id] = Room(map_id, self.in_thread)
            if self._relay is not None:
                self._relay.ask(map_id)
        try:
            with room.held():
                opening = await self.in_thread(open_map, map_id, person_id, hello)
                await self._look(socket, room, hello, opening)
        finally:
            self._drop_idle()

    async def _look(
        self, socket: WebSocket, room: Room, hello: Hello, opening: Opening
    ) -> None:
        language = language_of_scope(socket.scope)
        client = hello.client or people.new_person_id()
        connection = Connection(socket, room, client, opening.person, language)
        connection.seq = opening.seq
        room.opened_at(opening.seq)
        room.enter(connection)
        connection.first = [opening.welcome(client, room.people()), *opening.entries]
        connection.news.set()
        room.tell_people()
        self._tell(connection)
        sending = asyncio.create_task(connection.send_news())
        reading = asyncio.create_task(self._read(connection))
        try:
            await asyncio.wait({sending, reading}, return_when=asyncio.FIRST_COMPLETED)
            await _both_ended(connection, sending, reading)
        finally:
            room.leave(connection)
            self._tell(connection)
            # It was seen up to there, whatever is written meanwhile.
            visit = (User(connection.person.id), room.map_id, connection.seq)
            with contextlib.suppress(RuntimeError):  # the threads are gone already
                await asyncio.shield(self.in_thread(remember_visit, *visit))

    def _tell(self, connection: Connection) -> None:
        """Tell the other processes where somebody is, or that they left."""
        if self._relay is not None:
            here = connection.room.connections.get(connection.client)
            if here in {connection, None}:
                self._relay.tell(connection, is_here=here is connection)

    def _drop_idle(self) -> None:
        """Drop the rooms in which nobody is and nothing is done any more."""
        for room in [room for room in self._rooms.values() if room.is_idle]:
            del self._rooms[room.map_id]

    async def _read(self, connection: Connection) -> None:
        """Take what a browser says, no faster than is fair to the others."""
        pace = Pace()
        while True:
            message = read_message(await connection.socket.receive_text())
            if isinstance(message, Edits):
                await pace.wait(len(message.edits))
                connection.room.write(connection, message.edits)
            elif isinstance(message, Presence):
                await pace.wait(1)
                connection.room.move(connection, dict(message.state))
                self._tell(connection)
            elif isinstance(message, Ping):
                await pace.wait(1)
                connection.first.append(compact({"type": "pong"}))
                connection.news.set()
            else:
                raise WrongMessage("hello comes once")


def _work(work: Callable[..., Any], *given: Any) -> Any:
    """Do something in a thread; a connection that broke is opened again."""
    for connection in connections.all(initialized_only=True):
        if connection.errors_occurred:
            connection.close_if_unusable_or_obsolete()
    return work(*given)


async def _both_ended(
    connection: Connection, sending: asyncio.Task[None], reading: asyncio.Task[None]
) -> None:
    """End the task that is left, and raise what the first one ended with."""
    for task in (sending, reading):
        if not task.done():
            task.cancel()
    results = await asyncio.gather(sending, reading, return_exceptions=True)
    for result in results:
        if isinstance(result, WrongMessage):
            raise result
        is_gone = isinstance(
            result, WebSocketDisconnect | asyncio.CancelledError | TimeoutError
        )
        if isinstance(result, BaseException) and not is_gone:
            _log.error("A socket of map %s failed", connection.room.map_id)
            raise result


async def _end(socket: WebSocket, reason: str, code: int) -> None:
    with contextlib.suppress(WebSocketDisconnect, RuntimeError):
        await socket.send_text(compact({"type": "closing", "reason": reason}))
        await socket.close(code, reason)


def _cookie(person_id: str) -> tuple[bytes, bytes]:
    """Return the header that makes a browser remember who it is."""
    value = f"{people.COOKIE}={people.signed(person_id)}"
    about = "Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"
    return (b"set-cookie", f"{value}; {about}".encode("ascii"))
