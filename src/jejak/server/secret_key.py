"""The key that signs cookies: given, or made once and kept beside the data."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jejak.server.settings import Settings


def secret_key(settings: Settings) -> str:
    """Return the given key, or the one in the data folder, made when absent.

    The file is written whole before it gets its name, so that two processes
    that start at once end with the same key.
    """
    if settings.secret_key:
        return settings.secret_key
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = settings.data / "secret_key"
    if not path.exists():
        draft = path.with_name(f"secret_key.{secrets.token_hex(8)}")
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(opened, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text("ascii")
