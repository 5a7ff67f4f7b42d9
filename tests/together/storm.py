"""A storm: several clients edit one map while servers and connections die.

`rage` runs one and checks what must hold afterwards, whatever happened:
nobody diverges, every acknowledged edit is in the log, the sequence has no gap,
and the stored map is what the log leads to.
"""

import contextlib
import json
import random
import socket
import sqlite3
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jejak.model.changes import apply_changes, decode_change
from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from tests.server.live import LiveServer
from tests.together.journal import Kept
from tests.together.person import Person

Row = tuple[int, str, Any, Any]  # seq, client edit id, changes, inverse
TOLD_EVERY = 60  # seconds
WAYS_BACK = 300  # entries whose inverse is tried
CALM_AFTER = 180  # seconds, at most, until everybody has seen everything


@dataclass(frozen=True)
class Storm:
    """How hard it blows."""

    seed: int
    clients: int = 6
    seconds: float = 10
    kills: int = 3  # of a server
    deaths: int = 6  # of a client
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
    killed_clients: int
    killed_servers: int
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
    with tempfile.TemporaryDirectory(prefix="jejak-storm-") as folder:
        people = _people(storm, servers, map_id, Path(folder))
        try:
            kills = _blow(storm, servers, people, tell)
            _calm(people)
            for person in people:
                person.leave()
        finally:
            for person in people:
                person.end()
        seconds = time.monotonic() - start
        tell("The storm is over; the log is read and carried out again.")
        total = {person.name: person.kept() for person in people}
        journey, count = checked(read_log(), total)
        _check_maps(journey, count, people, servers, map_id)
    every = total.values()
    for name, kept in total.items():
        answered = len(kept.acknowledged) + kept.refused
        assert kept.edits == answered, f"{name} has edits that nobody answered"
    return Report(
        entries=count,
        edits=sum(kept.edits for kept in every),
        acknowledged=sum(len(kept.acknowledged) for kept in every),
        refused=sum(kept.refused for kept in every),
        conflicts=sum(kept.conflicts for kept in every),
        undone=sum(kept.undone for kept in every),
        lost_connections=sum(kept.lost_connections for kept in every),
        killed_clients=sum(person.deaths for person in people),
        killed_servers=kills,
        seconds=seconds,
    )


def _people(
    storm: Storm, servers: list[LiveServer], map_id: str, folder: Path
) -> list[Person]:
    ports = [str(server.port) for server in servers]
    arguments = [str(storm.seed), map_id, str(storm.pause), str(folder), *ports]
    return [Person(f"c{number}", arguments, folder) for number in range(storm.clients)]


def _blow(
    storm: Storm,
    servers: list[LiveServer],
    people: list[Person],
    tell: Callable[[str], None],
) -> int:
    """Kill servers and clients now and then; return how many servers died."""
    chance = random.Random(storm.seed)
    start = time.monotonic()
    every_kill = storm.seconds / (storm.kills + 1)
    every_death = storm.seconds / (storm.deaths + 1)
    next_kill, next_death = start + every_kill, start + every_death
    next_line = start + TOLD_EVERY
    kills = 0
    while time.monotonic() < start + storm.seconds or _last(people) < storm.entries:
        time.sleep(0.05)
        now = time.monotonic()
        for person in people:
            person.check()
        if now > next_kill:
            server = chance.choice(servers)
            server.kill()
            server.start()
            kills += 1
            # Starting takes its time, and there is to be something to kill.
            next_kill = time.monotonic() + every_kill
        if now > next_death:
            chance.choice(people).kill()
            next_death = time.monotonic() + every_death
        if now > next_line:
            next_line += TOLD_EVERY
            tell(f"{_last(people):>9,} entries, {kills} kills of a server")
    return kills


def _last(people: list[Person]) -> int:
    """Return how far the log is, as far as anybody knows."""
    return max(person.seq for person in people)


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


def _calm(people: list[Person]) -> None:
    """Wait until everybody has sent everything and seen everything."""
    for person in people:
        person.calm_down()
    until = time.monotonic() + CALM_AFTER
    settled = 0
    while time.monotonic() < until:
        time.sleep(0.2)
        for person in people:
            person.check()
        seqs = {person.seq for person in people}
        is_calm = len(seqs) == 1 and all(person.waiting == 0 for person in people)
        # They tell ten times a second, and an edit may be between two of them.
        settled = settled + 1 if is_calm else 0
        if settled > 3:
            return
    state = [(person.name, person.seq, person.waiting) for person in people]
    raise AssertionError(f"they did not come to the same place: {state}")


def checked(rows: Iterable[Row], kept: Mapping[str, Kept]) -> tuple[JourneyMap, int]:
    """Carry a whole log out again; return the map that it leads to and its length.

    On the way: no gap, nothing twice, everything that was acknowledged at its
    place; and the stored ways back lead back.
    """
    expected: dict[str, int] = {}
    for one in kept.values():
        expected |= one.acknowledged
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
    people: list[Person],
    servers: list[LiveServer],
    map_id: str,
) -> None:
    for person in people:
        seq, seen = person.seen()
        assert seq == count
        assert seen == journey, f"{person.name} sees another map"
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


def postgresql_log(url: str, map_id: str) -> Iterator[Row]:
    """Return the log of a map as it stands in the database."""
    import psycopg

    query = (
        "SELECT seq, client_edit_id, changes, inverse FROM maps_loggededit "
        "WHERE map_id = %s ORDER BY seq"
    )
    with psycopg.connect(url) as database:
        yield from database.execute(query, [map_id]).fetchall()
