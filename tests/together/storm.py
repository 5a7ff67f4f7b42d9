"""A storm: several clients edit one map while servers and connections die.

`rage` runs one and checks what must hold afterwards, whatever happened:
nobody diverges, every acknowledged edit is in the log, the sequence has no gap,
and the stored map is what the log leads to.
"""

import asyncio
import contextlib
import json
import random
import socket
import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jejak.model.changes import apply_changes, decode_change
from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from tests.server.live import LiveServer
from tests.together.client import RandomClient

Row = tuple[int, str, Any, Any]  # seq, client edit id, changes, inverse
TOLD_EVERY = 60  # seconds
WAYS_BACK = 300  # entries whose inverse is tried


@dataclass(frozen=True)
class Storm:
    """How hard it blows."""

    seed: int
    clients: int = 6
    seconds: float = 10
    kills: int = 3
    pause: float = 0.02  # between two edits of a client
    entries: int = 0  # goes on until the log has so many, if that takes longer


@dataclass
class Report:
    """What was done, and came through."""

    entries: int
    edits: int
    acknowledged: int
    refused: int
    conflicts: int
    undone: int
    lost_connections: int
    deaths: int
    kills: int
    seconds: float


def rage(
    storm: Storm,
    servers: list[LiveServer],
    map_id: str,
    read_log: Callable[[], Iterable[Row]],
    tell: Callable[[str], None] = lambda line: None,
) -> Report:
    """Run a storm and check what it left behind.

    Args:
        storm: How hard it blows.
        servers: The servers, all of one database.
        map_id: The map that is edited.
        read_log: Reads the log of the map from the database itself.
        tell: Takes a line now and then about how far it is.
    """
    start = time.monotonic()
    ports = [server.port for server in servers]
    clients = [
        RandomClient(f"c{number}", storm.seed, map_id, ports)
        for number in range(storm.clients)
    ]
    kills = asyncio.run(_blow(storm, servers, clients, tell))
    seconds = time.monotonic() - start
    tell("The storm is over; the log is read and carried out again.")
    journey, count = checked(read_log(), clients)
    _check_maps(journey, count, clients, servers, map_id)
    total = [client.counts for client in clients]
    return Report(
        entries=count,
        edits=sum(each.edits for each in total),
        acknowledged=sum(len(client.acknowledged) for client in clients),
        refused=sum(each.refused for each in total),
        conflicts=sum(each.conflicts for each in total),
        undone=sum(each.undone for each in total),
        lost_connections=sum(each.lost_connections for each in total),
        deaths=sum(each.deaths for each in total),
        kills=kills,
        seconds=seconds,
    )


async def _blow(
    storm: Storm,
    servers: list[LiveServer],
    clients: list[RandomClient],
    tell: Callable[[str], None],
) -> int:
    lives = []
    for client in clients:
        client.pause = storm.pause
        lives.append(asyncio.create_task(client.live()))
    chance = random.Random(storm.seed)
    try:
        kills = await _kill_now_and_then(storm, chance, servers, clients, lives, tell)
        for client in clients:
            client.is_editing = False
        await _calm(clients, lives)
    finally:
        for client in clients:
            client.is_leaving = True
        await asyncio.gather(*lives)
    return kills


async def _kill_now_and_then(
    storm: Storm,
    chance: random.Random,
    servers: list[LiveServer],
    clients: list[RandomClient],
    lives: list[asyncio.Task[None]],
    tell: Callable[[str], None],
) -> int:
    until = time.monotonic() + storm.seconds
    every = storm.seconds / (storm.kills + 1)
    next_kill = time.monotonic() + every
    kills, next_line = 0, time.monotonic() + TOLD_EVERY
    while (
        time.monotonic() < until
        or kills < storm.kills
        or _last(clients) < storm.entries
    ):
        await asyncio.sleep(0.05)
        _raise_what_failed(lives)
        is_calm = kills >= storm.kills and _last(clients) >= storm.entries
        if time.monotonic() > next_kill and not is_calm:
            server = chance.choice(servers)
            await asyncio.to_thread(_kill, server)
            kills += 1
            # Starting takes its time, and there is to be something to kill.
            next_kill = time.monotonic() + every
            until = max(until, next_kill)
        if time.monotonic() > next_line:
            next_line += TOLD_EVERY
            tell(f"{_last(clients):>9,} entries, {kills} kills of a server")
    return kills


def _last(clients: list[RandomClient]) -> int:
    return max(client.seq for client in clients)


def _kill(server: LiveServer) -> None:
    """End a server as a power cut would, and start it at the same address."""
    server.kill()
    server.start()


def free_port() -> int:
    """Return a port that the system gives to nobody else.

    One of those that it hands out would not do: a client that knocks while the
    server is dead can be given that very port, and then the server cannot.
    """
    while True:
        port = random.randrange(20_000, 30_000)
        with socket.socket() as tried, contextlib.suppress(OSError):
            tried.bind(("127.0.0.1", port))
            return port


def _raise_what_failed(lives: list[asyncio.Task[None]]) -> None:
    for life in lives:
        if life.done():
            life.result()


async def _calm(clients: list[RandomClient], lives: list[asyncio.Task[None]]) -> None:
    """Wait until everybody has sent everything and seen everything."""
    until = time.monotonic() + 120
    while time.monotonic() < until:
        await asyncio.sleep(0.1)
        _raise_what_failed(lives)
        seqs = {client.seq for client in clients}
        if len(seqs) == 1 and not any(client.queue for client in clients):
            return
    state = [(client.name, client.seq, len(client.queue)) for client in clients]
    raise AssertionError(f"they did not come to the same place: {state}")


def checked(rows: Iterable[Row], clients: list[RandomClient]) -> tuple[JourneyMap, int]:
    """Carry a whole log out again; return the map that it leads to and its length.

    On the way: no gap, nothing twice, everything that was acknowledged at its
    place; and the stored ways back lead back.
    """
    expected: dict[str, int] = {}
    for client in clients:
        expected |= client.acknowledged
    journey, count = JourneyMap.of([]), 0
    lately: deque[tuple[JourneyMap, Any]] = deque(maxlen=WAYS_BACK)
    names = set()
    for seq, name, changes, inverse in rows:
        assert seq == count + 1, f"the log has no entry {count + 1}"
        assert name not in names, f"{name} stands in the log twice"
        names.add(name)
        known = expected.pop(name, seq)
        assert known == seq, f"{name} was acknowledged at {known}, and is at {seq}"
        lately.append((journey, inverse))
        journey = apply_changes(journey, [decode_change(one) for one in changes])
        count = seq
    assert not expected, f"acknowledged and not in the log: {sorted(expected)[:9]}"
    back = journey
    for before, inverse in reversed(lately):
        back = apply_changes(back, [decode_change(one) for one in inverse])
        assert back == before, "a way back leads elsewhere"
    return journey, count


def _check_maps(
    journey: JourneyMap,
    count: int,
    clients: list[RandomClient],
    servers: list[LiveServer],
    map_id: str,
) -> None:
    for client in clients:
        assert client.seq == count
        assert client.journey == journey, f"{client.name} sees another map"
    for server in servers:
        _, body, _ = server.ask("GET", f"/api/maps/{map_id}")
        assert body["seq"] == count
        assert JourneyMap.of(map(decode, body["records"])) == journey


def sqlite_log(server: LiveServer, map_id: str) -> Iterator[Row]:
    """Return the log of a map as it stands in the file."""
    query = (
        "SELECT seq, client_edit_id, changes, inverse FROM maps_loggededit "
        "WHERE map_id = ? ORDER BY seq"
    )
    with sqlite3.connect(server.data / "jejak.sqlite3") as database:
        for seq, name, changes, inverse in database.execute(query, [map_id]):
            yield seq, name, json.loads(changes), json.loads(inverse)


def postgresql_log(url: str, map_id: str) -> list[Row]:
    """Return the log of a map as it stands in the database."""
    import psycopg

    query = (
        "SELECT seq, client_edit_id, changes, inverse FROM maps_loggededit "
        "WHERE map_id = %s ORDER BY seq"
    )
    with psycopg.connect(url) as database:
        return database.execute(query, [map_id]).fetchall()
