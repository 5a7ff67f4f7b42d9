"""Whatever dies in the middle of editing, nobody diverges and nothing is lost.

What a seed decides is who does what; who comes first is up to the machine. A seed
that ever failed stays in the list.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.server.live import LiveServer
from tests.together.storm import (
    Report,
    Row,
    Storm,
    free_port,
    postgresql_log,
    rage,
    sqlite_log,
)

SECONDS = 60  # each: two minutes in all
SEEDS = [1]

Blow = Callable[[], Report]


def port() -> tuple[str, str]:
    return "--port", str(free_port())


def new_map(server: LiveServer) -> str:
    body = {"template": "online-shop", "language": "en"}
    return str(server.ask("POST", "/api/maps", body)[1]["id"])


def blow(
    servers: list[LiveServer], seed: int, log_of: Callable[[str], Iterator[Row]]
) -> Report:
    try:
        for server in servers:
            server.start()
        map_id = new_map(servers[0])
        storm = Storm(seed, seconds=SECONDS, kills=6, deaths=20)
        return rage(storm, servers, map_id, lambda: log_of(map_id))
    finally:
        for server in servers:
            if server.process is not None:
                server.kill()


def on_sqlite(seed: int, folder: Path, request: pytest.FixtureRequest) -> Blow:
    server = LiveServer(folder, *port(), JEJAK_SNAPSHOT_EDITS="100")
    return partial(blow, [server], seed, partial(sqlite_log, server))


def over_two_processes(seed: int, folder: Path, request: pytest.FixtureRequest) -> Blow:
    url = request.getfixturevalue("postgresql_cluster").new_database()
    environment = {
        "JEJAK_DATABASE_URL": url,
        "JEJAK_SECRET_KEY": "ours",
        "JEJAK_SNAPSHOT_EDITS": "100",
    }
    servers = [LiveServer(folder, *port(), **environment) for _ in range(2)]
    return partial(blow, servers, seed, partial(postgresql_log, url))


KINDS = [
    pytest.param(on_sqlite, id="on_sqlite"),
    pytest.param(
        over_two_processes, id="over_two_processes", marks=pytest.mark.postgresql
    ),
]


@pytest.fixture(scope="module")
def storms(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Report]]]:
    """Let all storms of this run blow at once: each waits more than it works."""
    begun = {}
    with ThreadPoolExecutor() as pool:
        for item in request.session.items:
            if item.path == request.path:
                kind, seed = item.callspec.params["kind"], item.callspec.params["seed"]
                folder = tmp_path_factory.mktemp("storm")
                begun[item.name] = pool.submit(kind(seed, folder, request))
        yield begun


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_storm_leaves_nothing_behind_but_what_it_acknowledged(
    kind: Callable[..., Blow],
    seed: int,
    storms: dict[str, Future[Report]],
    request: pytest.FixtureRequest,
) -> None:
    report = storms[request.node.name].result()
    assert report.acknowledged > 1000
    assert report.killed_servers > 1
    assert report.killed_clients > 5
