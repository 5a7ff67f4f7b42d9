"""What runs inside a child process. It knows no Django and no database."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import traceback
from typing import TYPE_CHECKING, Any

from jejak.errors import JejakError
from jejak.memory import limit_memory, peak_mb

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

DONE, BIG, REFUSED, OUT_OF_MEMORY, CRASHED = b"D", b"B", b"R", b"M", b"C"
BIG_MB = 400  # a process that once held so much is replaced
GRACE_SECONDS = 5  # the server ends us in time; this is for when it is gone itself


def work(
    pipe: Connection[Any, Any], warm_up: Callable[[], object] | None = None
) -> None:
    """Do one job after the other until the server closes the pipe.

    What is likely to be asked first is done once before, so that the libraries
    for it are in memory when somebody waits.

    Answers are plain bytes: what came out of a foreign file is never unpickled.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server
    if hasattr(os, "nice"):
        os.nice(5)  # the pages stay quick while we work
    if warm_up is not None:
        with contextlib.suppress(JejakError):
            warm_up()
    pipe.send_bytes(b"ready")
    while True:
        try:
            job, argument, seconds, memory_mb = pipe.recv()
        except EOFError:
            return
        except Exception as error:  # noqa: BLE001 - a job that cannot be found
            pipe.send_bytes(CRASHED + repr(error).encode())
            continue
        pipe.send_bytes(_do(job, argument, seconds, memory_mb))


def _do(
    job: Callable[[Any], bytes], argument: Any, seconds: float, memory_mb: int
) -> bytes:
    limit_memory(memory_mb)
    _limit_time(seconds + GRACE_SECONDS)
    try:
        result = job(argument)
        return (BIG if peak_mb() > BIG_MB else DONE) + result
    except MemoryError:
        return OUT_OF_MEMORY
    except JejakError as error:
        return REFUSED + _told(error)
    except Exception:  # noqa: BLE001 - the boundary: the server logs it
        return CRASHED + traceback.format_exc().encode("utf-8", "replace")
    finally:
        _limit_time(0)


def _limit_time(seconds: float) -> None:
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _told(error: JejakError) -> bytes:
    """Return an error as plain data, with what lets it be said in any language."""
    told = {"code": error.code, "message": str(error), "fields": vars(error)}
    return json.dumps(told, default=str).encode()


def error_of(content: bytes) -> JejakError:
    """Return the error that a job refused with, as the same class.

    Examples:
        >>> from jejak.errors import ImportRefused
        >>> refused = ImportRefused("Empty.", "reading.refused.empty", {"name": "a"})
        >>> error = error_of(_told(refused))
        >>> error, error.key, error.values
        (ImportRefused('Empty.'), 'reading.refused.empty', {'name': 'a'})
    """
    told = json.loads(content)
    kinds = _kinds(JejakError)
    found = next((kind for kind in kinds if kind.code == told["code"]), JejakError)
    error = found.__new__(found)
    error.args = (told["message"],)
    vars(error).update(told["fields"])
    return error


def _kinds(kind: type[JejakError]) -> list[type[JejakError]]:
    return [
        kind,
        *(below for child in kind.__subclasses__() for below in _kinds(child)),
    ]
