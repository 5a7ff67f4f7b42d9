"""Which database: an SQLite file in the data folder, or a PostgreSQL server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jejak.environment import WrongSetting

if TYPE_CHECKING:
    from pathlib import Path

    from jejak.server.settings import Settings


def database_of(settings: Settings) -> dict[str, Any]:
    """Return Django's description of the database that the settings ask for."""
    if settings.database_url:
        return postgresql_database(settings.database_url)
    return sqlite_database(settings.data / "jejak.sqlite3")


def sqlite_database(path: Path) -> dict[str, Any]:
    """Return an SQLite file as Django's description.

    Every transaction takes the write lock when it begins (`IMMEDIATE`), for
    one that only asks for it later can fail in the middle. What is committed
    is on the disk (`FULL`): an acknowledged edit survives a power cut.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA temp_store=MEMORY;"
            ),
        },
    }


def postgresql_database(url: str) -> dict[str, Any]:
    """Return the database of a `postgresql://` address as Django's description.

    Raises:
        WrongSetting: It is no such address. The text leaves the password out.

    Examples:
        >>> found = postgresql_database("postgresql://ani:se%40cret@db:5433/jejak")
        >>> found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]
        ('ani', 'se@cret', 'db', 5433)
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _wrong_url() from None
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise _wrong_url()
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or options.pop("host", ""),
        "PORT": port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _wrong_url() -> WrongSetting:
    return WrongSetting(
        "wrong_database_url", example="postgresql://user:password@host:5432/name"
    )
