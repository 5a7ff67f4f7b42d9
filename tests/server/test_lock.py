import os
import stat
from pathlib import Path

import pytest

from jejak.server.errors import AlreadyServed
from jejak.server.lock import lock_folder


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    taken = pytest.raises(AlreadyServed, match=f"process {os.getpid()}")
    with lock_folder(tmp_path), taken, lock_folder(tmp_path):
        pass
    with lock_folder(tmp_path):
        assert (tmp_path / "server.lock").read_text("ascii") == f"{os.getpid()}\n"


def test_a_lock_file_left_behind_by_a_crash_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "server.lock").write_text("99999\n", "ascii")
    with lock_folder(tmp_path):
        pass


def test_a_new_folder_is_for_its_owner_only(tmp_path: Path) -> None:
    with lock_folder(tmp_path / "maps"):
        assert stat.S_IMODE((tmp_path / "maps").stat().st_mode) == 0o700
