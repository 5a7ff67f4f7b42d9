"""One server process per data folder: SQLite has one writer."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import IO, TYPE_CHECKING

from jejak.language.catalogue import say
from jejak.server.errors import AlreadyServed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from jejak.language.catalogue import Language


@contextlib.contextmanager
def lock_folder(folder: Path, language: Language = "en") -> Iterator[None]:
    """Hold the lock of a data folder.

    The system drops the lock when the process ends, however it ends.

    Raises:
        AlreadyServed: Another process holds it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "server.lock"
    with open(path, "a+", encoding="ascii") as file:
        try:
            _take(file)
        except BlockingIOError:
            owner = path.read_text("ascii").strip() or "?"
            raise AlreadyServed(
                say(language, "serve.already", folder=str(folder), process=owner)
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield


def _take(file: IO[str]) -> None:
    """Take the lock of a file, or raise BlockingIOError."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(1 << 20)  # Windows keeps others from reading what is locked
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
        return
    import fcntl

    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
