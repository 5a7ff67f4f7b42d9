"""One browser's end of a room: what it was sent, and what waits for it.

Entries are not queued for each browser: it has a place in the room's list, and
is sent what comes after it. So a slow one costs nothing, and many that are at
the same place share one text.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from starlette.websockets import WebSocket

    from jejak.language.catalogue import Language
    from jejak.server.live.room import Room
    from jejak.server.maps.feed import Entry
    from jejak.server.maps.people import Name

SLOWEST_SEND = 20  # seconds
TRY_AGAIN = 1013  # the code with which a browser is asked to come back
NOT_FOUND = 4404  # and the one with which it is told that there is no such map


def compact(message: Mapping[str, Any]) -> str:
    """Return a message as it travels."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def entries_text(entries: Iterable[Entry]) -> str:
    """Return log entries as one message; the text of each is made already."""
    texts = ",".join(entry.text for entry in entries)
    return f'{{"type":"entries","entries":[{texts}]}}'


@dataclass(eq=False, slots=True)
class Connection:
    """A browser in a room."""

    socket: WebSocket
    room: Room
    client: str
    person: Name
    language: Language
    arrived: float = field(default_factory=time.time)
    seq: int = 0  # of the last entry that it was sent
    state: Mapping[str, Any] = field(default_factory=dict)
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    first: list[str] = field(default_factory=list)  # to be sent before anything else
    sees_people: bool = True  # as they are now
    reason: str = ""  # why it is to be closed
    code: int = TRY_AGAIN
    by: str = ""  # the name of who brought that about
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def close(self, reason: str, code: int = TRY_AGAIN, by: str = "") -> None:
        """Have it closed once it was told why, and by whom."""
        if not self.reason:
            self.reason, self.code, self.by = reason, code, by
        self.news.set()

    async def send_news(self) -> None:
        """Send whatever there is to be told, until it is closed."""
        while not self.reason:
            await self.news.wait()
            self.news.clear()
            for text in self._texts():
                async with asyncio.timeout(SLOWEST_SEND):
                    await self.socket.send_text(text)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                by = {"by": self.by} if self.by else {}
                last = {"type": "closing", "reason": self.reason, **by}
                await self.socket.send_text(compact(last))
                await self.socket.close(self.code, self.reason)

    def _texts(self) -> Iterator[str]:
        while self.first:
            yield self.first.pop(0)
        entries = self.room.entries_after(self.seq)
        if entries is None:
            self.close("slow")
            return
        if entries.text:
            self.seq = entries.last
            yield entries.text
        if self.outcomes:
            outcomes, self.outcomes = self.outcomes, []
            yield compact({"type": "outcomes", "outcomes": outcomes})
        if not self.sees_people:
            self.sees_people = True
            yield self.room.people_text()
