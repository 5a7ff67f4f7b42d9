"""A room follows the log, whatever order it hears of it in."""

import asyncio
import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from jejak.server.live import connection as ends
from jejak.server.live import room as rooms
from jejak.server.live.connection import Connection
from jejak.server.live.pace import AT_ONCE, Pace
from jejak.server.live.room import Room
from jejak.server.maps.feed import Entry
from jejak.server.maps.people import Name


def entries(*seqs: int) -> list[Entry]:
    return [Entry(seq, json.dumps({"seq": seq})) for seq in seqs]


class Wire:
    """A socket that takes down what it is sent, or takes nothing at all."""

    def __init__(self, *, is_stuck: bool = False) -> None:
        self.said: list[dict[str, Any]] = []
        self.code: int | None = None
        self.is_stuck = is_stuck

    async def send_text(self, text: str) -> None:
        if self.is_stuck:
            await asyncio.sleep(3600)
        self.said.append(json.loads(text))

    async def close(self, code: int, reason: str) -> None:
        self.code = code


class Log:
    """The log as the room reads it in a thread."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.reads = 0

    async def in_thread(self, work: Callable[..., Any], *given: Any) -> Any:
        self.reads += 1
        await asyncio.sleep(0)
        _, seq, most = given
        return entries(*range(seq + 1, self.last + 1))[:most]


def entered(room: Room, seq: int, wire: Wire) -> Connection:
    name = Name("ani", "Ani", 1)
    connection = Connection(wire, room, "A", name, "en", seq=seq)  # type: ignore[arg-type]
    room.opened_at(seq)
    room.enter(connection)
    return connection


async def told(connection: Connection, wire: Wire) -> list[int]:
    """Return the entries that a browser is sent, all in one."""
    sending = asyncio.create_task(connection.send_news())
    for _ in range(50):
        await asyncio.sleep(0)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    sent = [each["entries"] for each in wire.said if each["type"] == "entries"]
    return [entry["seq"] for message in sent for entry in message]


def take(*batches: Sequence[int], last: int, start: int = 1) -> tuple[list[int], Log]:
    """Return what a browser at `start` is told when the room hears of batches."""

    async def run() -> tuple[list[int], Log]:
        log, wire = Log(last), Wire()
        room = Room("map", log.in_thread)
        connection = entered(room, start, wire)
        for batch in batches:
            room.take(entries(*batch))
        return await told(connection, wire), log

    return asyncio.run(run())


def test_entries_come_in_order_without_reading_the_log() -> None:
    found, log = take([2, 3], [4], last=4)
    assert found == [2, 3, 4]
    assert log.reads == 0


@pytest.mark.parametrize("batches", [([3], [2]), ([4], [2], [3]), ([2], [2], [4])])
def test_what_is_heard_in_another_order_is_read(batches: Any) -> None:
    last = max(seq for batch in batches for seq in batch)
    found, log = take(*batches, last=last)
    assert found == list(range(2, last + 1))
    assert log.reads >= 1


def test_what_is_heard_before_anybody_is_in_is_read_when_they_are() -> None:
    async def run() -> list[int]:
        log, wire = Log(3), Wire()
        room = Room("map", log.in_thread)
        room.take(entries(2))  # somebody is on their way in
        connection = entered(room, 1, wire)
        return await told(connection, wire)

    assert asyncio.run(run()) == [2, 3]


def test_who_falls_too_far_behind_is_asked_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run() -> Wire:
        wire = Wire()
        room = Room("map", Log(9).in_thread)
        connection = entered(room, 1, wire)
        room.take(entries(*range(2, 10)))
        await connection.send_news()
        return wire

    monkeypatch.setattr(rooms, "KEPT_ENTRIES", 5)
    wire = asyncio.run(run())
    assert wire.said == [{"type": "closing", "reason": "slow"}]
    assert wire.code == ends.TRY_AGAIN


def test_who_takes_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run() -> None:
        room = Room("map", Log(2).in_thread)
        connection = entered(room, 1, Wire(is_stuck=True))
        room.take(entries(2))
        await connection.send_news()

    monkeypatch.setattr(ends, "SLOWEST_SEND", 0.01)
    with pytest.raises(TimeoutError):
        asyncio.run(run())


def test_a_room_is_idle_when_the_last_one_left() -> None:
    async def run() -> list[bool]:
        room = Room("map", Log(1).in_thread)
        with room.held():
            found = [room.is_idle]
        connection = entered(room, 1, Wire())
        found.append(room.is_idle)
        room.leave(connection)
        return [*found, room.is_idle]

    assert asyncio.run(run()) == [False, False, True]


def test_people_of_other_processes_are_forgotten_when_nothing_is_heard() -> None:
    async def run() -> list[int]:
        room = Room("map", Log(1).in_thread)
        room.hear_of("B", {"client": "B"}, 1.0)
        counts = [len(room.people())]
        room.forget_elsewhere(float("inf"))
        return [*counts, len(room.people())]

    assert asyncio.run(run()) == [1, 0]


def test_who_sends_on_and_on_is_read_more_slowly() -> None:
    pace = Pace()
    assert pace.owed(AT_ONCE, 0.0) == 0.0
    assert pace.owed(400, 0.0) == pytest.approx(2.0)
    assert pace.owed(0, 10.0) == 0.0
