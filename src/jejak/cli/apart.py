"""Work on files from outside, in a copy of this process that cannot do harm.

The copy may hold only so much memory and take only so long. If it dies of that, or
if a library ends it, the one that waits for it still says a sentence.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import traceback
from typing import TYPE_CHECKING

from jejak.cli import PROBLEM
from jejak.cli.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NO_MEMORY = 127  # how the copy says so: none of our commands ends with it
_SIGNALLED = 128  # what shells add to the number of the signal that ended a program
_ENDING = (signal.SIGINT, signal.SIGTERM)
_state = {"is_apart": False}


def run_apart(action: Callable[[], int]) -> int:
    """Run an action in a copy of this process and return its exit code.

    Where a process cannot be copied (Windows) the action runs here.

    Raises:
        Refused: It needed more memory, or took longer, than an import may.
        WrongSetting: One of the limits of imports is not allowed.
    """
    from jejak.importers.limits import limits

    allowed = limits()
    if not hasattr(os, "fork"):
        return action()
    sys.stdout.flush()
    sys.stderr.flush()
    signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # until both can deal with them
    child = os.fork()
    if not child:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        _end_with(action, allowed.memory_mb)
    code = _wait_for(child)
    if code == -signal.SIGALRM:
        raise Refused("cli.import.out_of_time", allowed=allowed.seconds)
    # A library that gets no memory ends the program; the system does when it has none.
    if code in {_NO_MEMORY, -signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV}:
        raise Refused("cli.import.out_of_memory", allowed=allowed.memory_mb)
    return _SIGNALLED - code if code < 0 else code


def _wait_for(child: int) -> int:
    """Return how the copy ended: its exit code, or minus a signal's number."""

    def end_it(number: int, _: object) -> None:
        os.kill(child, number)

    before = {
        # The terminal sends Ctrl+C to both; the copy tells what became of it.
        signal.SIGINT: signal.signal(signal.SIGINT, signal.SIG_IGN),
        signal.SIGTERM: signal.signal(signal.SIGTERM, end_it),
    }
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end_with(action: Callable[[], int], memory_mb: int) -> None:
    """Run the action and end the copy: it must never go on as if it were the first."""
    from jejak.memory import limit_memory

    code = PROBLEM
    try:
        _state["is_apart"] = True
        limit_memory(memory_mb)
        code = action()
        sys.stdout.flush()
        sys.stderr.flush()
    except MemoryError:
        code = _NO_MEMORY
    except BaseException:  # noqa: BLE001 - a fault of ours: shown, as without a copy
        traceback.print_exc()
    finally:
        os._exit(code)


@contextlib.contextmanager
def within_time(seconds: int) -> Iterator[None]:
    """End the copy if what follows takes longer; without a copy, wait."""
    if not _state["is_apart"]:
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
