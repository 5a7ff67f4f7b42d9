"""The same figures where nothing can be compiled."""

import subprocess
import sys
from pathlib import Path

from tests.analytics.logs import rows, written

PROGRAM = """
import sys
if sys.argv[2] == "without":
    sys.modules["numba"] = None
from jejak.analytics.local import Tallying
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.analytics.view import view_of_events
log = read_files([sys.argv[1]], None, ReadOptions()).log
counts = Tallying(view_of_events(log))
print(counts.flow(), counts.variants(), counts.reach(), counts.spans())
"""


def test_without_a_compiler_the_same_comes_out(tmp_path: Path) -> None:
    events = [
        (f"u{n % 7}", f"e{n % 3}", f"2024-01-01 00:00:{59 - n % 60:02}")
        for n in range(100)
    ]
    path = written(tmp_path, rows(*events))
    said = []
    for how in ("with", "without"):
        command = [sys.executable, "-W", "error", "-c", PROGRAM, str(path), how]
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said[0] == said[1]
    assert "EdgeRow" in said[0]
