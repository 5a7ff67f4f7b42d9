"""Child processes that do what may take long or go wrong: imports and exports.

Each has limits on time and memory, so that no file can bring the server down. A
child that took too long, ended by itself or grew big is replaced. They start
fresh (`spawn`): a copy of a process with threads could stand still for ever.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import queue
import signal
import threading
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from jejak.server.errors import Busy, WorkCrashed, WorkOutOfMemory, WorkTimedOut
from jejak.server.imports.jobs import read_an_example
from jejak.server.settings import settings
from jejak.server.worker_child import (
    BIG,
    CRASHED,
    DONE,
    OUT_OF_MEMORY,
    REFUSED,
    error_of,
    work,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.errors import JejakError

_log = logging.getLogger(__name__)

Argument = TypeVar("Argument")

START_SECONDS = 60  # importing what the jobs need, on a slow machine
BUSY_SECONDS = 30  # waiting for a child to be free


class _Child:
    """One child process and the pipe to it."""

    def __init__(self, warm_up: Callable[[], object] | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=work, args=(other, warm_up), daemon=True)
        self._process.start()
        other.close()  # so that the pipe ends when the child does
        self._is_ready = False
        self.is_reusable = True

    def run(
        self,
        job: Callable[[Argument], bytes],
        argument: Argument,
        seconds: float,
        memory_mb: int,
    ) -> bytes:
        self.is_reusable = False  # until its answer says otherwise
        try:
            self._wait_until_ready()
            self._pipe.send((job, argument, seconds, memory_mb))
            if not self._pipe.poll(seconds):
                raise WorkTimedOut("The work took longer than is allowed.", seconds)
            answer = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise self._ending(memory_mb) from error
        if answer == OUT_OF_MEMORY:
            raise _out_of_memory(memory_mb)
        return self._take(answer[:1], answer[1:])

    def _ending(self, memory_mb: int) -> JejakError:
        """Return why the process ended without an answer.

        A library that is not Python, as the one that sets a PDF, cannot go on
        without memory and aborts.
        """
        self._process.join(5)
        if self._process.exitcode == -signal.SIGABRT:
            return _out_of_memory(memory_mb)
        return WorkCrashed("The process that did the work ended.")

    def _take(self, kind: bytes, content: bytes) -> bytes:
        if kind == CRASHED:
            _log.error("A job failed:\n%s", content.decode("utf-8", "replace"))
            raise WorkCrashed("The work failed in an unknown way.")
        self.is_reusable = kind != BIG
        if kind == REFUSED:
            raise error_of(content)
        if kind not in {DONE, BIG}:
            raise WorkCrashed(f"An unknown answer came: {kind!r}.")
        return content

    def _wait_until_ready(self) -> None:
        if not self._is_ready:
            if not self._pipe.poll(START_SECONDS):
                text = "A child process did not start in time."
                raise WorkTimedOut(text, START_SECONDS)
            self._pipe.recv_bytes()
            self._is_ready = True

    def kill(self) -> None:
        """Kill the process; whoever waits for its answer is told that it ended."""
        self._process.kill()

    def end(self) -> None:
        """Kill the process and give back what it held.

        Only for the thread that has the child: a pipe that is closed while another
        thread reads from it may by then be another file with the same number.
        """
        self.kill()
        self._process.join(5)
        with contextlib.suppress(ValueError):  # the system has not ended it yet
            self._process.close()
        self._pipe.close()

    @property
    def pid(self) -> int | None:
        return self._process.pid


def _out_of_memory(memory_mb: int) -> WorkOutOfMemory:
    return WorkOutOfMemory("The work needs more memory than is allowed.", memory_mb)


class Workers:
    """A small pool of child processes.

    Args:
        count: How many work at once.
        busy_seconds: How long a job waits for a child before it is refused.
        warm_up: Called once in each child before its first job.
    """

    def __init__(
        self,
        count: int,
        *,
        busy_seconds: float = BUSY_SECONDS,
        warm_up: Callable[[], object] | None = None,
    ) -> None:
        self._busy_seconds = busy_seconds
        self._warm_up = warm_up
        self._lock = threading.Lock()
        self._children: set[_Child] = set()
        self._free: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._is_closed = False
        for _ in range(count):
            self._add()

    def run(
        self,
        job: Callable[[Argument], bytes],
        argument: Argument,
        *,
        seconds: float,
        memory_mb: int,
    ) -> bytes:
        """Run a job in a child process and return what it gave.

        Args:
            job: A function of a module, found by its name in the child.
            argument: What it is called with.
            seconds: How long it may take.
            memory_mb: How much memory its process may hold.

        Raises:
            WorkTimedOut: It took too long and was ended.
            WorkCrashed: Its process ended, or it failed in an unknown way.
            WorkOutOfMemory: It needed more memory than it may have.
            Busy: No child became free in time.
            JejakError: What the job itself refused.
        """
        if self._is_closed:
            raise Busy("The server is being stopped.")
        try:
            child = self._free.get(timeout=self._busy_seconds)
        except queue.Empty:
            raise Busy("All processes are at work.") from None
        try:
            return child.run(job, argument, seconds, memory_mb)
        finally:
            self._give_back(child)

    def _add(self) -> None:
        with self._lock:
            if not self._is_closed:
                child = _Child(self._warm_up)
                self._children.add(child)
                self._free.put(child)

    def _give_back(self, child: _Child) -> None:
        with self._lock:
            if child.is_reusable and not self._is_closed:
                self._free.put(child)
                return
            self._children.discard(child)
        child.end()
        self._add()

    def process_ids(self) -> set[int | None]:
        """Return the ids of the processes, for tests and for those who watch."""
        with self._lock:
            return {child.pid for child in self._children}

    def close(self) -> None:
        """End all children; a job that is under way fails at once."""
        with self._lock:
            self._is_closed = True
            for child in self._children:
                child.kill()
        with contextlib.suppress(queue.Empty):
            while True:
                self._give_back(self._free.get_nowait())


@cache
def workers() -> Workers:
    """Return the pool of this server; the first call starts it."""
    return Workers(settings().workers, warm_up=read_an_example)


def close_workers() -> None:
    """End the pool of this server; a later call of `workers` would start another."""
    workers().close()
    workers.cache_clear()
