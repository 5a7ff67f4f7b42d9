"""Folders that are there for a while, whatever becomes of the process."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from jejak.analytics.reading.room import own_room

KILLED = """
import os, signal, sys, tempfile
tempfile.tempdir = sys.argv[1]
from jejak.analytics.reading.room import own_room
with own_room() as room:
    (room / "spooled.jsonl").write_text("events")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_what_a_killed_process_left_is_removed_by_the_next(temporary: Path) -> None:
    paths = {"PYTHONPATH": os.pathsep.join(sys.path)}
    call = [sys.executable, "-c", KILLED, str(temporary)]
    subprocess.run(call, check=False, env=os.environ | paths)
    [left] = temporary.iterdir()
    assert (left / "spooled.jsonl").read_text() == "events"
    with own_room() as room:
        assert list(temporary.iterdir()) == [room]
    assert list(temporary.iterdir()) == []


def test_a_folder_in_use_or_of_unknown_use_stays(temporary: Path) -> None:
    unknown = temporary / "jejak-log-unknown"
    unknown.mkdir()
    with own_room() as first, own_room() as second:
        assert {*temporary.iterdir()} == {first, second, unknown}
