"""A real, throw-away PostgreSQL server for the tests marked `postgresql`.

It lives in a temporary folder, listens on a socket in that folder only, and is gone
when the tests are. As root it runs as another user, because PostgreSQL refuses root.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.machine import find_postgresql

ADVICE = (
    "Tests on PostgreSQL need its server programs: `apt-get install -y postgresql`."
)


@dataclass(frozen=True)
class Cluster:
    """A running server: where its programs and its data are, and whom it runs as."""

    programs: Path
    folder: Path
    user: str | None

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the user of this cluster."""
        options: dict[str, Any] = {}
        if self.user is not None:
            account = pwd.getpwnam(self.user)
            options = {
                "user": account.pw_uid,
                "group": account.pw_gid,
                "extra_groups": [],
            }
        command = [str(self.programs / program), *arguments]
        # Output goes to a file: pg_ctl's child would hold a pipe open for ever.
        log = self.folder / "commands.log"
        with log.open("ab") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                **options,
            )
        if done.returncode:
            pytest.fail(f"`{program}` failed:\n{log.read_text()}")

    def new_database(self) -> str:
        """Make an empty database and return its address."""
        name = f"jejak_{uuid4().hex[:12]}"
        self.run("createdb", "-h", str(self.folder), "-U", "jejak", name)
        return self.url(name)

    def url(self, database: str) -> str:
        """Return the address of one database of this cluster."""
        return f"postgresql://jejak@/{database}?host={self.folder}"


def unprivileged_user() -> str | None:
    """Return whom the server runs as where the tests run as root."""
    if os.geteuid() != 0:
        return None
    known = {account.pw_name for account in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@pytest.fixture(scope="session")
def postgresql_cluster() -> Iterator[Cluster]:
    """Give a server to all tests that need one."""
    with running_cluster() as cluster:
        yield cluster


@contextmanager
def running_cluster(*, fsync: bool = False) -> Iterator[Cluster]:
    """Start a server in a temporary folder and stop it at the end.

    Without `fsync` it is quicker, and loses its data when the machine does.
    """
    programs = find_postgresql()
    if programs is None:
        pytest.fail(ADVICE)
    # Not pytest's own folder: its parents are closed to other users, and a socket's
    # path must stay under 108 letters.
    folder = Path(tempfile.mkdtemp(prefix="jejak-pg-"))
    cluster = Cluster(programs, folder, unprivileged_user())
    if cluster.user is not None:
        shutil.chown(folder, cluster.user)
    data = str(folder / "data")
    try:
        cluster.run(
            "initdb", "-D", data, "-U", "jejak", "-A", "trust", "-E", "UTF8", "-N"
        )
        settings = (
            f"-c listen_addresses= -c unix_socket_directories={folder} "
            f"-c fsync={'on' if fsync else 'off'} -c full_page_writes=off "
            "-c max_connections=50"
        )
        log = str(folder / "server.log")
        cluster.run("pg_ctl", "-D", data, "-l", log, "-o", settings, "-w", "start")
        try:
            yield cluster
        finally:
            cluster.run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_cluster: Cluster) -> str:
    """Return the address of a new, empty database."""
    return postgresql_cluster.new_database()
