"""Whatever dies in the middle of editing, nobody diverges and nothing is lost.

What a seed decides is who does what; who comes first is up to the machine. A seed
that ever failed stays in the list.
"""

from pathlib import Path

import pytest

from tests.server.live import LiveServer
from tests.together.storm import Storm, free_port, postgresql_log, rage, sqlite_log

SECONDS = 60  # each: two minutes in all


def port() -> tuple[str, str]:
    return "--port", str(free_port())


def new_map(server: LiveServer) -> str:
    body = {"template": "online-shop", "language": "en"}
    return str(server.ask("POST", "/api/maps", body)[1]["id"])


@pytest.mark.parametrize("seed", [1])
def test_a_storm_on_sqlite(seed: int, tmp_path: Path) -> None:
    server = LiveServer(tmp_path, *port(), JEJAK_SNAPSHOT_EDITS="100").start()
    try:
        map_id = new_map(server)
        report = rage(
            Storm(seed, seconds=SECONDS, kills=6, deaths=20),
            [server],
            map_id,
            lambda: sqlite_log(server, map_id),
        )
    finally:
        server.kill()
    assert report.acknowledged > 1000
    assert report.killed_servers > 1
    assert report.killed_clients > 5


@pytest.mark.postgresql
@pytest.mark.parametrize("seed", [1])
def test_a_storm_over_two_processes(
    seed: int, tmp_path: Path, postgresql_url: str
) -> None:
    environment = {
        "JEJAK_DATABASE_URL": postgresql_url,
        "JEJAK_SECRET_KEY": "ours",
        "JEJAK_SNAPSHOT_EDITS": "100",
    }
    servers = [LiveServer(tmp_path, *port(), **environment).start() for _ in range(2)]
    try:
        map_id = new_map(servers[0])
        report = rage(
            Storm(seed, seconds=SECONDS, kills=6, deaths=20),
            servers,
            map_id,
            lambda: postgresql_log(postgresql_url, map_id),
        )
    finally:
        for server in servers:
            server.kill()
    assert report.acknowledged > 1000
    assert report.killed_servers > 1
    assert report.killed_clients > 5
