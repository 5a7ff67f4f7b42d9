"""Editing together, measured: `python3 dev bench live`.

Fifty clients look at one map and make fifty edits a second in all; measured is
the time from the moment one sends an edit to the moment another one has it. The
same clients measure a bare web socket that repeats what it hears, in the same
run: what is left is ours. Clients and server share this machine, and so the
clients' own work is in every figure.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.maps import map_of
from jejak.model.codec import encode
from jejak.model.records import Card, Stage
from tests.postgresql import running_cluster
from tests.server.live import LiveServer, memory_mb
from tests.together.storm import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from websockets.asyncio.client import ClientConnection

    from jejak.model.journey_map import JourneyMap

    NextEdit = Callable[[int], dict[str, Any]]

SECONDS = 20
WARMING = 2  # seconds at the start that do not count


@dataclass(frozen=True, slots=True)
class Load:
    """How many clients there are, and how many edits they make in all."""

    what: str
    clients: int
    every_second: float
    cards: int


LOADS = (
    Load("50 clients, 50 edits/s", 50, 50, 64),
    Load("50 clients, 200 edits/s", 50, 200, 64),
    Load("5,000 cards, 10 clients, 10 edits/s", 10, 10, 5_000),
)
BARE = Load("bare socket, 50 clients, 50/s", 50, 50, 0)
BARS = {LOADS[0].what: (15, 60), LOADS[2].what: (50, 50)}
"""By load: the most milliseconds that the median and the second figure may have."""


@dataclass(slots=True)
class Seen:
    """What the clients saw."""

    sent: dict[str, float] = field(default_factory=dict)
    others: list[float] = field(default_factory=list)  # seconds until another had it
    acknowledged: list[float] = field(default_factory=list)
    lost: int = 0


def table() -> Iterator[str]:
    """Yield a line for each load as soon as it is measured."""
    yield "From one client's edit to another client, and to its acknowledgement."
    yield ""
    yield f"{'':46} {'to others, ms':>22} {'acknowledged, ms':>22} {'memory':>8}"
    columns = f"{'p50':>7}{'p95':>7}{'p99':>8}"
    yield f"{'':46} {columns} {columns}"
    yield _line(BARE, "", *_bare())
    for name, environment in _databases():
        for load in LOADS:
            yield _line(load, name, *_measured(load, environment))


def _line(load: Load, database: str, seen: Seen, memory: float) -> str:
    what = f"{load.what}{', ' if database else ''}{database}"
    figures = [_quantiles(each) for each in (seen.others, seen.acknowledged)]
    columns = " ".join(
        f"{p50:>7.1f}{p95:>7.1f}{p99:>8.1f}" for p50, p95, p99 in figures
    )
    bar = BARS.get(load.what)
    said = ""
    if bar is not None:
        p50, p95, p99 = figures[0]
        second = p95 if load.cards == LOADS[2].cards else p99
        is_met = p50 <= bar[0] and second <= bar[1] and not seen.lost
        name = "p95" if load.cards == LOADS[2].cards else "p99"
        said = f"  {'met' if is_met else 'MISSED'}: p50 {bar[0]}, {name} {bar[1]} ms"
    lost = f"  {seen.lost} LOST" if seen.lost else ""
    return f"{what:46} {columns} {memory:>5.0f} MB{said}{lost}"


def _quantiles(seconds: list[float]) -> tuple[float, float, float]:
    if len(seconds) < 100:
        return (float("nan"),) * 3
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49] * 1000, cuts[94] * 1000, cuts[98] * 1000


def _databases() -> Iterator[tuple[str, dict[str, str]]]:
    yield "SQLite", {}
    with running_cluster(fsync=True) as cluster:
        yield "PostgreSQL", {"JEJAK_DATABASE_URL": cluster.new_database()}


def _measured(load: Load, environment: dict[str, str]) -> tuple[Seen, float]:
    journey = map_of(load.cards)
    limits = {"JEJAK_MAX_BODY_BYTES": "50000000"}
    with tempfile.TemporaryDirectory(prefix="jejak-bench-") as folder:
        server = LiveServer(Path(folder), **environment, **limits).start()
        try:
            map_id = _store(server, journey)
            url = f"ws://127.0.0.1:{server.port}/ws/maps/{map_id}"
            seen = asyncio.run(_clients(load, url, _edits_of(journey)))
            return seen, server.memory_mb()
        finally:
            server.kill()


def _store(server: LiveServer, journey: JourneyMap) -> str:
    """Put a map into a server, as a program would."""
    body = {"template": "blank", "language": "en"}
    map_id = str(server.ask("POST", "/api/maps", body)[1]["id"])
    records = [encode(record) for record in journey.records.values()]
    edit = {"edit": "RestoreMap", "records": records}
    status, answer, _ = server.ask("PATCH", f"/api/v1/maps/{map_id}", {"edits": [edit]})
    if status != 200:
        raise RuntimeError(answer)
    return map_id


def _edits_of(journey: JourneyMap) -> NextEdit:
    """Return what gives each client its next edit, of those that people make most."""
    chance = random.Random(1)
    cards = [card.id for card in journey.of_kind(Card)]
    stages = [stage.id for stage in journey.of_kind(Stage)]
    texts = {card.id: card.text for card in journey.of_kind(Card)}

    def next_edit(client: int) -> dict[str, Any]:
        choice = chance.random()
        if choice < 0.6:
            card = cards[client % len(cards)]  # one's own card: its text is known
            was, texts[card] = texts[card], f"What {client} writes, {choice:.6f}"
            return {"edit": "EditCardText", "id": card, "was": was, "text": texts[card]}
        if choice < 0.8:
            stage = chance.choice(stages)
            return {"edit": "MoveCard", "id": chance.choice(cards), "stage": stage}
        fields = {"is_moment_of_truth": choice < 0.9}
        return {"edit": "ChangeCard", "id": chance.choice(cards), "fields": fields}

    return next_edit


async def _clients(load: Load, url: str, next_edit: NextEdit) -> Seen:
    from websockets.asyncio.client import connect

    seen = Seen()
    async with contextlib.AsyncExitStack() as stack:
        sockets = [
            await stack.enter_async_context(
                connect(url, compression=None, max_size=None, open_timeout=60)
            )
            for _ in range(load.clients)
        ]
        reading = [
            asyncio.create_task(_read(socket, number, seen))
            for number, socket in enumerate(sockets)
        ]
        for number, socket in enumerate(sockets):
            hello = {"type": "hello", "client": f"c{number}", "since": 2}
            await socket.send(json.dumps(hello))
        await asyncio.sleep(WARMING)
        await _send(load, sockets, seen, next_edit)
        await asyncio.sleep(3)
        for task in reading:
            task.cancel()
        await asyncio.gather(*reading, return_exceptions=True)
    seen.lost = (
        len(seen.sent) * load.clients - len(seen.others) - len(seen.acknowledged)
    )
    return seen


async def _send(
    load: Load, sockets: list[ClientConnection], seen: Seen, next_edit: NextEdit
) -> None:
    """Let the clients edit in turn, as evenly as a clock lets them."""
    count = int(SECONDS * load.every_second)
    start = time.perf_counter()
    for number in range(count):
        wait = start + number / load.every_second - time.perf_counter()
        if wait > 0:
            await asyncio.sleep(wait)
        client = number % load.clients
        name = f"c{client}.{number}"
        edit = {"client_edit_id": name, "edit": next_edit(client)}
        message = json.dumps({"type": "edits", "edits": [edit]})
        seen.sent[name] = time.perf_counter()
        await sockets[client].send(message)


async def _read(socket: ClientConnection, number: int, seen: Seen) -> None:
    own = f"c{number}."
    while True:
        text = await socket.recv()
        now = time.perf_counter()
        message = json.loads(text)
        if message["type"] == "entries":
            for entry in message["entries"]:
                name = entry["client_edit_id"]
                if not name.startswith(own) and name in seen.sent:
                    seen.others.append(now - seen.sent[name])
        elif message["type"] == "outcomes":
            for outcome in message["outcomes"]:
                name = outcome["client_edit_id"]
                seen.acknowledged.append(now - seen.sent[name])
        elif message["type"] == "edits":  # the bare socket repeats it
            name = message["edits"][0]["client_edit_id"]
            kept = seen.acknowledged if name.startswith(own) else seen.others
            kept.append(now - seen.sent[name])


def _bare() -> tuple[Seen, float]:
    """Measure a socket that repeats what it hears to everybody."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bench.bare_socket", str(port)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        if process.stdout is not None:
            process.stdout.readline()  # it is open

        def next_edit(client: int) -> dict[str, Any]:
            return {"edit": "EditCardText", "id": "card", "text": "about so long"}

        seen = asyncio.run(_clients(BARE, f"ws://127.0.0.1:{port}/", next_edit))
        return seen, memory_mb(process.pid)
    finally:
        process.kill()
        process.communicate()
