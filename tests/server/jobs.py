"""Jobs that go well and jobs that go wrong, for the tests of the workers."""

import os
import signal
import time
from pathlib import Path

from jejak.errors import ImportRefused


def shout(text: str) -> bytes:
    return text.upper().encode()


def sleep(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"awake"


def take_memory(megabytes: int) -> bytes:
    return str(len(bytearray(megabytes * 1_000_000))).encode()


def end_at_once(code: int) -> bytes:
    os._exit(code)


def abort(_: object) -> bytes:
    os.abort()


def get_killed(_: object) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


warmed: list[str] = []


def warm_up() -> None:
    warmed.append("warm")
    raise ImportRefused("An example that cannot be read stops nothing.")


def tell_warmth(_: object) -> bytes:
    return " ".join(warmed).encode()


def refuse(message: str) -> bytes:
    raise ImportRefused(message)


def fail(message: str) -> bytes:
    raise ZeroDivisionError(message)


def process_id(_: object) -> bytes:
    return str(os.getpid()).encode()


def touch_and_sleep(path: Path) -> bytes:
    path.touch()
    time.sleep(1)
    return b""
