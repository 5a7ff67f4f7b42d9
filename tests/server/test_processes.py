"""Several server processes on one PostgreSQL are one server to those who edit."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.postgresql import Cluster
from tests.server.live import LiveServer
from tests.server.sockets import open_socket

pytestmark = pytest.mark.postgresql


@pytest.fixture(scope="module")
def url(postgresql_cluster: Cluster) -> str:
    """Return the address of one database for all that follows."""
    return postgresql_cluster.new_database()


@pytest.fixture(scope="module")
def pair(
    tmp_path_factory: pytest.TempPathFactory, url: str
) -> Iterator[tuple[LiveServer, ...]]:
    environment = {"JEJAK_DATABASE_URL": url, "JEJAK_SECRET_KEY": "ours"}
    folder = tmp_path_factory.mktemp("pair")
    servers = [LiveServer(folder, **environment).start() for _ in range(2)]
    yield tuple(servers)
    for server in servers:
        server.stop()


@pytest.fixture
def map_id(pair: tuple[LiveServer, LiveServer]) -> str:
    body = {"template": "blank", "language": "en"}
    return str(pair[0].ask("POST", "/api/maps", body)[1]["id"])


def titled(title: str) -> dict[str, Any]:
    return {"edit": "RenameMap", "title": title}


def clients(socket: Any) -> dict[str, Any]:
    return {person["client"]: person for person in socket.people}


def test_edits_and_people_of_one_process_are_seen_in_the_other(
    pair: tuple[LiveServer, LiveServer], map_id: str
) -> None:
    first, second = pair
    with open_socket(first.port, map_id, {"client": "A"}) as ani:
        hello = {"client": "B", "person": {"name": "Budi"}}
        with open_socket(second.port, map_id, hello) as budi:
            for number in range(4):
                ani.edit(f"a-{number}", **titled(f"a {number}"))
                budi.edit(f"b-{number}", **titled(f"b {number}"))
            for socket in (ani, budi):
                socket.read_until(lambda each=socket: len(each.entries) == 8)
            assert ani.entries == budi.entries
            assert [entry["seq"] for entry in ani.entries] == list(range(2, 10))
            ani.read_until(lambda: "B" in clients(ani))
            budi.read_until(lambda: "A" in clients(budi))
            budi.say("presence", state={"record": "card-1"})
            ani.read_until(lambda: clients(ani)["B"]["state"])
            assert clients(ani)["B"]["name"] == "Budi"
        ani.read_until(lambda: "B" not in clients(ani))


def test_a_map_deleted_by_one_process_is_closed_in_the_other(
    pair: tuple[LiveServer, LiveServer], map_id: str
) -> None:
    first, second = pair
    with open_socket(second.port, map_id, {"client": "B"}) as budi:
        first.ask("DELETE", f"/api/maps/{map_id}")
        assert budi.read_to_the_end() == "map_deleted"


def test_who_comes_back_to_another_process_is_there_once(
    pair: tuple[LiveServer, LiveServer], map_id: str
) -> None:
    first, second = pair
    with (
        open_socket(first.port, map_id, {"client": "A"}) as old,
        open_socket(second.port, map_id, {"client": "A"}) as new,
    ):
        assert old.read_to_the_end() == "replaced"
        assert new.edit("a-1", **titled("New"))["seq"] == 2


def test_a_lost_link_is_made_again_and_nothing_is_missed(
    pair: tuple[LiveServer, LiveServer],
    map_id: str,
    url: str,
) -> None:
    import psycopg

    first, second = pair
    with (
        open_socket(first.port, map_id, {"client": "A"}) as ani,
        open_socket(second.port, map_id, {"client": "B"}) as budi,
    ):
        ani.edit("a-1", **titled("Before"))
        budi.read_until(lambda: budi.entries)
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE query LIKE 'LISTEN%'"
            )
        ani.edit("a-2", **titled("Meanwhile"))
        budi.read_until(lambda: len(budi.entries) == 2)
