"""Jobs that go well and jobs that go wrong, for the tests of the workers."""

import contextlib
import json
import os
import signal
import time
from pathlib import Path

from jejak.errors import ImportRefused
from jejak.language.catalogue import LANGUAGES, say
from jejak.memory import peak_mb
from jejak.server.imports.jobs import Upload, read_upload


def shout(text: str) -> bytes:
    return text.upper().encode()


def sleep(seconds: float) -> bytes:
    time.sleep(seconds)
    return b"awake"


def take_memory(megabytes: int) -> bytes:
    return str(len(bytearray(megabytes * 1_000_000))).encode()


def fill_memory(megabytes: int) -> bytes:
    weight = bytearray(megabytes * 1_048_576)
    weight[:] = b"x" * len(weight)  # twice as much for a moment, and really held
    return b""


def peak_memory(_: object) -> bytes:
    return str(int(peak_mb())).encode()


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


def read_and_measure(upload: Upload) -> bytes:
    """Read an upload; tell what became of it, and what that cost."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")  # forget the peak so far
    started = time.process_time()
    key, said = None, {}
    try:
        read_upload(upload)
    except ImportRefused as error:
        key = error.key
        said = {one: say(one, error.key, **error.values) for one in LANGUAGES}
    seconds = time.process_time() - started
    found = {"key": key, "said": said, "peak_mb": peak_mb(), "seconds": seconds}
    return json.dumps(found).encode()
