"""One server process per data folder: SQLite has one writer."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from jejak.server.errors import AlreadyServed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextlib.contextmanager
def lock_folder(folder: Path) -> Iterator[None]:
    """Hold the lock of a data folder.

    The system drops the lock when the process ends, however it ends.

    Raises:
        AlreadyServed: Another process holds it.
    """
    import fcntl

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "server.lock"
    with open(path, "a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServed(_already(path)) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _already(path: Path) -> str:
    owner = path.read_text("ascii").strip()
    return (
        f"Jejak already serves the data in {path.parent} (process {owner or '?'}). "
        "Use that one, end it, or name another folder with --data."
    )
