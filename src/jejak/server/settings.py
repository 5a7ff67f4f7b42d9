"""The one table of settings, read once at start from the environment.

Every setting is an environment variable `JEJAK_...`. A secret may also come
from a file named by `JEJAK_..._FILE`. A wrong value stops the program and
says what is allowed. `docs/reference/settings.md` is made from this table.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jejak.environment import Setting, number_setting, value_of
from jejak.importers.limits import IMPORT_SETTINGS, read_limits

if TYPE_CHECKING:
    from collections.abc import Mapping


LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")

_OWN: tuple[Setting, ...] = (
    Setting(
        "JEJAK_DATA",
        "",
        "Folder for the database, the secret key and the lock file. "
        "Empty: `jejak` in the data folder of your user.",
    ),
    Setting(
        "JEJAK_DATABASE_URL",
        "",
        "`postgresql://user:password@host:5432/name` for a team. "
        "Empty: an SQLite file in the data folder.",
        is_secret=True,
    ),
    Setting(
        "JEJAK_SECRET_KEY",
        "",
        "Key that signs cookies. Empty: made once and kept in the data folder.",
        is_secret=True,
    ),
    Setting(
        "JEJAK_HOST",
        "127.0.0.1",
        "Address to listen on. Without accounts only this computer may connect.",
        choices=LOOPBACK_HOSTS,
    ),
    Setting(
        "JEJAK_SHARE",
        "",
        "Address to listen on for everybody who has the link that is printed, as "
        "`jejak serve --share` does. Empty: only this computer may connect.",
    ),
    number_setting(
        "JEJAK_PORT",
        8000,
        "port",
        0,
        65535,
        "Port to listen on; the next free one is taken when it is in use. "
        "0: any free port.",
    ),
    Setting(
        "JEJAK_LANGUAGE",
        "",
        "Language for a browser that asks for neither. Empty: that of the system.",
        choices=("", "id", "en"),
    ),
    number_setting(
        "JEJAK_MAX_UPLOAD_BYTES",
        20_000_000,
        "bytes",
        1_000,
        2_000_000_000,
        "Largest upload, all its files and text together.",
    ),
    number_setting(
        "JEJAK_MAX_BODY_BYTES",
        1_000_000,
        "bytes",
        1_000,
        100_000_000,
        "Largest body of any other request.",
    ),
    number_setting("JEJAK_MAX_FILES", 10, "files", 1, 100, "Most files in one import."),
    number_setting(
        "JEJAK_MAX_MAPS_PER_IMPORT", 50, "maps", 1, 1_000, "Most maps in one import."
    ),
    number_setting(
        "JEJAK_BODY_SECONDS",
        30,
        "seconds",
        1,
        3_600,
        "Longest silence while a request is being received.",
    ),
    number_setting("JEJAK_EXPORT_SECONDS", 60, "seconds", 1, 3_600, "Longest export."),
    number_setting(
        "JEJAK_EXPORT_MEMORY_MB",
        1_536,
        "megabytes of 1,048,576 bytes",
        128,
        65_536,
        "Memory of a process that exports.",
    ),
    number_setting(
        "JEJAK_WORKERS",
        2,
        "processes",
        1,
        64,
        "Child processes that do imports and exports.",
    ),
    number_setting(
        "JEJAK_THREADS", 4, "threads", 1, 64, "Threads that answer requests."
    ),
    number_setting(
        "JEJAK_SNAPSHOT_EDITS",
        500,
        "edits",
        1,
        100_000,
        "A map is stored whole again after so many edits.",
    ),
    Setting(
        "JEJAK_LOG_LEVEL",
        "warning",
        "How much the server writes to the terminal.",
        choices=("debug", "info", "warning", "error"),
    ),
)
SETTINGS = (*_OWN, *IMPORT_SETTINGS)
"""Every setting that there is, for the documentation."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of the table, checked."""

    data: Path
    database_url: str
    secret_key: str
    host: str
    share: str
    port: int
    language: Literal["", "id", "en"]
    max_upload_bytes: int
    max_body_bytes: int
    max_files: int
    max_maps_per_import: int
    body_seconds: int
    export_seconds: int
    export_memory_mb: int
    workers: int
    threads: int
    snapshot_edits: int
    log_level: str


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings that an environment asks for.

    Raises:
        WrongSetting: A value is not allowed; the text names what is.

    Examples:
        >>> read_settings({"JEJAK_PORT": "8080"}).port
        8080
        >>> read_settings({"JEJAK_PORT": "high"})
        Traceback (most recent call last):
        jejak.environment.WrongSetting: JEJAK_PORT is 'high', but must be a whole
        number from 0 to 65535.
    """
    values: dict[str, object] = {
        setting.name.removeprefix("JEJAK_").lower(): value_of(setting, environment)
        for setting in _OWN
    }
    read_limits(environment)  # a wrong one stops the start, not the first import
    given = str(values["data"])
    values["data"] = Path(given).expanduser() if given else _default_data(environment)
    return Settings(**values)  # type: ignore[arg-type]


def _default_data(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "share") / "jejak"


@cache
def settings() -> Settings:
    """Return the settings of this process; the environment is read once."""
    return read_settings(os.environ)
