"""One server process per data folder: SQLite has one writer."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

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
    import fcntl

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "server.lock"
    with open(path, "a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = path.read_text("ascii").strip() or "?"
            raise AlreadyServed(
                say(language, "serve.already", folder=str(folder), process=owner)
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
