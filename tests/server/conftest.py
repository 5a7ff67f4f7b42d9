"""A database for every test that asks for one: each runs on SQLite and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client

from jejak.server.database import postgresql_database, sqlite_database
from jejak.server.imports.models import RememberedAnswer, TableBase
from jejak.server.maps.log import memory
from jejak.server.maps.models import LoggedEdit, Map, Person, Snapshot, Version, Visit


def use_database(description: dict[str, Any]) -> None:
    """Point Django, in every thread, to another database."""
    connections.close_all()
    connections.settings["default"].update(
        connections.configure_settings({"default": description})["default"]
    )
    del connections["default"]


@pytest.fixture(
    scope="session",
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def migrated_database(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    if request.param == "postgresql":
        cluster = request.getfixturevalue("postgresql_cluster")
        name = f"server_{uuid4().hex[:12]}"
        cluster.run("createdb", "-h", str(cluster.folder), "-U", "jejak", name)
        use_database(postgresql_database(cluster.url(name)))
    else:
        folder: Path = tmp_path_factory.mktemp("server")
        use_database(sqlite_database(folder / "jejak.sqlite3"))
    call_command("migrate", verbosity=0)
    yield request.param
    connections.close_all()


@pytest.fixture
def database(migrated_database: str) -> Iterator[str]:
    """Give an empty database; its name is `sqlite` or `postgresql`."""
    memory.clear()
    yield migrated_database
    for rows in (
        RememberedAnswer,
        TableBase,
        LoggedEdit,
        Snapshot,
        Version,
        Visit,
        Map,
        Person,
    ):
        rows.objects.all().delete()


@pytest.fixture
def client(database: str) -> Client:
    """Ask Django as our own pages do."""
    return Client(SERVER_NAME="localhost")
