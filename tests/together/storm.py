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
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jejak.model.changes import apply_changes, decode_change
from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from tests.server.live import LiveServer
from tests.together.client import RandomClient, replayed

Rows = list[tuple[int, str, Any, Any]]  # seq, client edit id, changes, inverse


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
    storm: Storm, servers: list[LiveServer], map_id: str, read_log: Callable[[], Rows]
) -> Report:
    """Run a storm and check what it left behind."""
    start = time.monotonic()
    ports = [server.port for server in servers]
    clients = [
        RandomClient(f"c{number}", storm.seed, map_id, ports)
        for number in range(storm.clients)
    ]
    kills = asyncio.run(_blow(storm, servers, clients))
    rows = read_log()
    _check_log(rows, clients)
    _check_maps(rows, clients, servers, map_id)
    total = [client.counts for client in clients]
    return Report(
        entries=len(rows),
        edits=sum(each.edits for each in total),
        acknowledged=sum(len(client.acknowledged) for client in clients),
        refused=sum(each.refused for each in total),
        conflicts=sum(each.conflicts for each in total),
        undone=sum(each.undone for each in total),
        lost_connections=sum(each.lost_connections for each in total),
        deaths=sum(each.deaths for each in total),
        kills=kills,
        seconds=time.monotonic() - start,
    )


async def _blow(
    storm: Storm, servers: list[LiveServer], clients: list[RandomClient]
) -> int:
    lives = []
    for client in clients:
        client.pause = storm.pause
        lives.append(asyncio.create_task(client.live()))
    chance = random.Random(storm.seed)
    try:
        kills = await _kill_now_and_then(storm, chance, servers, clients, lives)
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
) -> int:
    until = time.monotonic() + storm.seconds
    every = storm.seconds / (storm.kills + 1)
    next_kill = time.monotonic() + every
    kills = 0
    while time.monotonic() < until or _last(clients) < storm.entries:
        await asyncio.sleep(0.05)
        _raise_what_failed(lives)
        if time.monotonic() > next_kill:
            next_kill += every
            server = chance.choice(servers)
            await asyncio.to_thread(_kill, server)
            kills += 1
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


def _check_log(rows: Rows, clients: list[RandomClient]) -> None:
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1)), "a gap"
    by_name = {row[1]: row[0] for row in rows}
    assert len(by_name) == len(rows), "an edit stands in the log twice"
    for client in clients:
        for name, seq in client.acknowledged.items():
            assert by_name.get(name) == seq, f"{name} was acknowledged at {seq}"


def _check_maps(
    rows: Rows, clients: list[RandomClient], servers: list[LiveServer], map_id: str
) -> None:
    journey = replayed([row[2] for row in rows])
    for client in clients:
        assert client.seq == len(rows)
        assert client.journey == journey, f"{client.name} sees another map"
    for server in servers:
        _, body, _ = server.ask("GET", f"/api/maps/{map_id}")
        assert body["seq"] == len(rows)
        assert JourneyMap.of(map(decode, body["records"])) == journey
    for _, _, _, inverse in reversed(rows[1:][-500:]):
        journey = apply_changes(journey, [decode_change(one) for one in inverse])
    assert journey == replayed([row[2] for row in rows[: max(1, len(rows) - 500)]])


def sqlite_log(server: LiveServer, map_id: str) -> Rows:
    """Return the log of a map as it stands in the file."""
    query = (
        "SELECT seq, client_edit_id, changes, inverse FROM maps_loggededit "
        "WHERE map_id = ? ORDER BY seq"
    )
    with sqlite3.connect(server.data / "jejak.sqlite3") as database:
        rows = database.execute(query, [map_id]).fetchall()
    return [(seq, name, json.loads(a), json.loads(b)) for seq, name, a, b in rows]


def postgresql_log(url: str, map_id: str) -> Rows:
    """Return the log of a map as it stands in the database."""
    import psycopg

    query = (
        "SELECT seq, client_edit_id, changes, inverse FROM maps_loggededit "
        "WHERE map_id = %s ORDER BY seq"
    )
    with psycopg.connect(url) as database:
        return database.execute(query, [map_id]).fetchall()
