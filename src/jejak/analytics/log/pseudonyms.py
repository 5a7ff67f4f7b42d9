"""Keyed pseudonyms of persons: the same person is the same number, and no name.

The key is a file of its own beside the log, readable by its owner only. Without it
nobody can tell whether a number is a person they know.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

KEY_BYTES = 32


def pseudonyms(ids: Iterable[str], key: bytes) -> NDArray[np.uint64]:
    """Return the pseudonym of each person, 64 bits each.

    Examples:
        >>> key = bytes(32)
        >>> a, b, again = pseudonyms(["siti", "budi", "siti"], key)
        >>> bool(a == again), bool(a == b)
        (True, False)
        >>> bool(pseudonyms(["siti"], b"another key")[0] == a)
        False
    """
    hashed = b"".join(
        hashlib.blake2b(one.encode("utf-8", "replace"), digest_size=8, key=key).digest()
        for one in ids
    )
    return np.frombuffer(hashed, "<u8").astype(np.uint64)


def new_key() -> bytes:
    """Return a new random key."""
    return secrets.token_bytes(KEY_BYTES)


def key_path(folder: Path) -> Path:
    """Return where the key of a log is: beside it, so that the log can be handed on.

    Examples:
        >>> key_path(Path("shop.log")).name
        'shop.log.key'
    """
    return folder.with_name(folder.name + ".key")


def read_key(path: Path, *, is_new: bool) -> bytes:
    """Return the key of a log; for a new log, one that is still to be written.

    Raises:
        LogRefused: The key of an existing log is gone, or is no key.
    """
    if not path.exists():
        if not is_new:
            raise refused("log.refused.key_gone", path=path)
        return new_key()
    try:
        key = bytes.fromhex(path.read_text("ascii").strip())
    except ValueError as error:
        raise refused("log.refused.no_key", path=path) from error
    if len(key) != KEY_BYTES:
        raise refused("log.refused.no_key", path=path)
    return key


def write_key(path: Path, key: bytes) -> None:
    """Write a key that is not there yet, for its owner only; whole or not at all."""
    if path.exists():
        return
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)  # left by a write that was broken off
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
