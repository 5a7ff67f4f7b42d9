"""A client in a process of its own, which can be killed at any moment."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from tests.together.journal import Kept, kept_in

ENOUGH = 120  # seconds to leave


class Person:
    """Somebody at a browser, as seen from outside."""

    def __init__(self, name: str, arguments: list[str], folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.seq = -1  # as it last said
        self.waiting = 0
        self.deaths = 0
        self._arguments = arguments
        self._is_calm = False
        self._start()

    def _start(self) -> None:
        command = [sys.executable, "-m", "tests.together.client", self.name]
        self._process = subprocess.Popen(
            [*command, *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.seq, self.waiting = -1, -1
        listening = threading.Thread(target=self._listen, args=[self._process])
        listening.daemon = True
        listening.start()
        if self._is_calm:
            self._say("calm")

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        for line in process.stdout:
            seq, waiting = line.split()
            if process is self._process:
                self.seq, self.waiting = int(seq), int(waiting)
        process.stdout.close()

    def _say(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()

    def kill(self) -> None:
        """End it in the middle of whatever it does, and open it again."""
        self.end()
        self.deaths += 1
        self._start()

    def end(self) -> None:
        """End it in the middle of whatever it does."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        self._process.stdin.close()

    def calm_down(self) -> None:
        """Let it make no more edits, only send those it has."""
        self._is_calm = True
        self._say("calm")

    def check(self) -> None:
        """Fail when it has failed."""
        code = self._process.poll()
        assert code is None, f"{self.name} ended with {code}; see what it printed"

    def leave(self) -> None:
        """Let it go, once it has seen everything."""
        self._say("leave")
        assert self._process.wait(ENOUGH) == 0

    def kept(self) -> Kept:
        """Return what stands in its journal."""
        return kept_in(self.folder / f"{self.name}.journal")

    def seen(self) -> tuple[int, JourneyMap]:
        """Return the place in the log where it left, and the map it saw there."""
        seen = json.loads((self.folder / f"{self.name}.json").read_text())
        return seen["seq"], JourneyMap.of(map(decode, seen["records"]))
