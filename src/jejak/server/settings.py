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

from jejak.server.errors import WrongSetting

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table of settings."""

    name: str
    default: str
    help: str
    unit: str = ""  # of whole numbers; empty: the value is text
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    is_secret: bool = False


def _number(  # a row whose value is a whole number
    name: str, default: int, unit: str, least: int, most: int, text: str
) -> Setting:
    return Setting(name, str(default), text, unit, least, most)


LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")

SETTINGS: tuple[Setting, ...] = (
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
    _number(
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
    _number(
        "JEJAK_MAX_UPLOAD_BYTES",
        20_000_000,
        "bytes",
        1_000,
        2_000_000_000,
        "Largest upload, all its files and text together.",
    ),
    _number(
        "JEJAK_MAX_BODY_BYTES",
        1_000_000,
        "bytes",
        1_000,
        100_000_000,
        "Largest body of any other request.",
    ),
    _number("JEJAK_MAX_FILES", 10, "files", 1, 100, "Most files in one import."),
    _number(
        "JEJAK_MAX_MAPS_PER_IMPORT", 50, "maps", 1, 1_000, "Most maps in one import."
    ),
    _number(
        "JEJAK_BODY_SECONDS",
        30,
        "seconds",
        1,
        3_600,
        "Longest silence while a request is being received.",
    ),
    _number("JEJAK_IMPORT_SECONDS", 30, "seconds", 1, 3_600, "Longest import."),
    _number(
        "JEJAK_IMPORT_MEMORY_MB", 512, "megabytes", 128, 65_536, "Memory of an import."
    ),
    _number("JEJAK_EXPORT_SECONDS", 60, "seconds", 1, 3_600, "Longest export."),
    _number(
        "JEJAK_EXPORT_MEMORY_MB",
        1_536,
        "megabytes",
        128,
        65_536,
        "Memory of an export.",
    ),
    _number(
        "JEJAK_WORKERS",
        2,
        "processes",
        1,
        64,
        "Child processes that do imports and exports.",
    ),
    _number("JEJAK_THREADS", 4, "threads", 1, 64, "Threads that answer requests."),
    _number(
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


@dataclass(frozen=True, slots=True)
class Settings:
    """The values of the table, checked."""

    data: Path
    database_url: str
    secret_key: str
    host: str
    port: int
    language: Literal["", "id", "en"]
    max_upload_bytes: int
    max_body_bytes: int
    max_files: int
    max_maps_per_import: int
    body_seconds: int
    import_seconds: int
    import_memory_mb: int
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
        jejak.server.errors.WrongSetting: JEJAK_PORT is 'high', but must be a whole
        number from 0 to 65535.
    """
    values: dict[str, object] = {
        setting.name.removeprefix("JEJAK_").lower(): _value(setting, environment)
        for setting in SETTINGS
    }
    given = str(values["data"])
    values["data"] = Path(given).expanduser() if given else _default_data(environment)
    return Settings(**values)  # type: ignore[arg-type]


def _value(setting: Setting, environment: Mapping[str, str]) -> str | int:
    given = environment.get(setting.name, "") or _from_file(setting, environment)
    given = given.strip() or setting.default
    if setting.unit:
        if not given.isascii() or not given.isdigit():
            raise _wrong(setting, given)
        number = int(given)
        if not setting.least <= number <= setting.most:
            raise _wrong(setting, given)
        return number
    if setting.choices and given not in setting.choices:
        raise _wrong(setting, given)
    return given


def _wrong(setting: Setting, given: str) -> WrongSetting:
    if setting.unit:
        least, most = str(setting.least), str(setting.most)
        return WrongSetting(
            "wrong_number", name=setting.name, given=given, least=least, most=most
        )
    allowed = ", ".join(choice for choice in setting.choices if choice)
    return WrongSetting("wrong_choice", name=setting.name, given=given, allowed=allowed)


def _from_file(setting: Setting, environment: Mapping[str, str]) -> str:
    name = f"{setting.name}_FILE"
    path = environment.get(name, "")
    if not setting.is_secret or not path:
        return ""
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WrongSetting("unreadable", name=name, given=path) from error


def _default_data(environment: Mapping[str, str]) -> Path:
    base = environment.get("XDG_DATA_HOME", "")
    return (Path(base) if base else Path.home() / ".local" / "share") / "jejak"


@cache
def settings() -> Settings:
    """Return the settings of this process; the environment is read once."""
    return read_settings(os.environ)
