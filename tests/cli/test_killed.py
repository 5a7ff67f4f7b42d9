"""A command that is killed before any of its writes leaves the old or the new, whole.

The command runs in a process of its own, which kills itself with signal 9 just
before its n-th step on the disk: once for each n, until it comes to its end.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from jejak.analytics.log.store import is_store, open_log, verify
from jejak.files import read
from jejak.model.journey_map import JourneyMap
from tests.cli.conftest import Outcome

ROOT = Path(__file__).parents[2]
# One process imports all there is to import; its copies run the command. Reading is no
# step, and neither is taking a lock.
SELF_KILLING = """
import os, signal, sys
import duckdb, lxml.etree

import jejak.importers, jejak.analytics.local
from jejak.cli import main

left = 0

def watch(event, arguments):
    global left
    if event == "open":
        is_step = bool((arguments[2] or 0) & (os.O_WRONLY | os.O_RDWR))
    else:
        is_step = event in {"os.rename", "os.remove", "os.mkdir", "os.rmdir"}
    path = str(arguments[0]) if arguments else ""
    if not is_step or not path.startswith(sys.argv[1]) or path.endswith("lock"):
        return
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

for line in sys.stdin:
    left = int(line)
    child = os.fork()
    if not child:
        sys.addaudithook(watch)
        sys.stdout = sys.stderr
        code = main(sys.argv[2:])
        sys.stderr.flush()
        os._exit(code)
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
"""
EVENTS = "user_id,event,timestamp\nana,open,2026-01-01 10:00:00\n"


def killed_before_each_step(
    folder: Path, *command: object, reset: Callable[[], None]
) -> Iterator[int]:
    """Run a command again and again, killed a step later each time.

    Args:
        folder: Where steps on the disk count.
        command: The words behind `jejak`.
        reset: Puts the folder back as it was, before each run.

    Yields:
        The number of steps that were done, after each kill; at last those of the
        run that came to its end.
    """
    given = [sys.executable, "-c", SELF_KILLING, str(folder), *map(str, command)]
    with subprocess.Popen(
        given,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT / "src",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for steps in count():
            reset()
            process.stdin.write(f"{steps}\n")
            process.stdin.flush()
            code = int(process.stdout.readline())
            assert code in {-9, 0}
            yield steps
            if code == 0:
                return


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
def test_a_map_is_the_old_or_the_new_one_whenever_an_update_is_killed(
    jejak: Callable[..., Outcome], table: Path, tmp_path: Path
) -> None:
    path = tmp_path / "beans.journey.yaml"
    jejak("import", table, "-o", path)
    remarked = "# our own remark\n" + path.read_text("utf-8")
    path.write_text(remarked, "utf-8")
    words = table.read_text("utf-8")
    table.write_text(words.replace("Find dark beans", "Find light beans"), "utf-8")
    old = read(path)

    def reset() -> None:
        for one in tmp_path.glob("beans.journey.yaml*"):
            one.unlink()
        path.write_text(remarked, "utf-8")

    command = ("import", table, "--into", path, "--yes")
    seen: list[JourneyMap] = []
    for _ in killed_before_each_step(tmp_path, *command, reset=reset):
        seen.append(read(path))
        kept = [one.read_text("utf-8") for one in tmp_path.glob("beans*yaml*")]
        assert remarked in kept  # the words that only the file had
    new = seen[-1]
    assert new != old
    assert seen[0] == old
    assert all(one in (old, new) for one in seen)
    assert len(seen) > 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal 9")
@pytest.mark.parametrize("begun", [False, True])
def test_a_log_is_the_old_or_the_new_one_whenever_adding_is_killed(
    begun: bool, jejak: Callable[..., Outcome], tmp_path: Path
) -> None:
    store, first, second = (tmp_path / one for one in ("a.log", "1.csv", "2.csv"))
    key = tmp_path / "key"
    first.write_text(EVENTS, "utf-8")
    second.write_text(EVENTS.replace("ana", "budi"), "utf-8")

    def add(file: Path) -> tuple[object, ...]:
        return ("log", "add", file, "--into", store, "--key", key)

    def reset() -> None:
        """Leave what the killed run left: the next must be able to go on with it."""

    if begun:
        assert jejak(*add(first)).code == 0
    before = open_log(store).events if begun else None
    seen: list[int | None] = []
    for _ in killed_before_each_step(tmp_path, *add(second), reset=reset):
        events = None
        if is_store(store):
            verify(store)
            events = open_log(store).events
        seen.append(events)
    after = (before or 0) + 1
    assert seen[0] == before
    assert seen[-1] == after
    assert set(seen) <= {before, after}
    assert len(seen) > 5
    # What was broken off is swept away, and nothing is counted twice.
    assert jejak(*add(second)).code == 0
    assert open_log(store).events == after
    assert len(list(store.glob("arrays-*"))) == 1
