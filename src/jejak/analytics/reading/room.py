"""A folder for what is written down while files are read; no killed process leaves it.

A process holds a lock in its folder for as long as it lives, however it ends. So
whoever finds such a folder with a lock that nobody holds may remove it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX = "jejak-log-"
_LOCK, _TAKING = "lock", "taking"


@contextmanager
def own_room() -> Iterator[Path]:
    """Make a folder for a while; remove those that killed processes left."""
    _remove_dead()
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as name:
        room = Path(name)
        held = _hold(room)
        try:
            yield room
        finally:
            if held:
                held.close()


def _hold(room: Path) -> IO[bytes] | None:
    """Lock a folder. The lock gets its name last: without it nobody takes it for dead.

    Where files cannot be locked, the folder stays if the process is killed.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        return None
    file = (room / _TAKING).open("wb")
    with suppress(OSError):
        fcntl.flock(file, fcntl.LOCK_EX)
        (room / _TAKING).rename(room / _LOCK)
    return file


def _remove_dead() -> None:
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        return
    for room in Path(tempfile.gettempdir()).glob(_PREFIX + "*"):
        # It may be somebody else's, still in use, or gone meanwhile.
        with suppress(OSError):
            if room.lstat().st_uid != os.geteuid():
                continue
            with (room / _LOCK).open("rb") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(room, ignore_errors=True)
