"""DuckDB as Jejak uses it: in memory, silent, and never downloading anything."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jejak.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

try:
    from duckdb import Error as DuckError
except ImportError:  # pragma: no cover - the extra is not installed
    DuckError = Exception  # type: ignore[misc,assignment]

MEMORY = "2GB"


@contextmanager
def connect(zone: str = "UTC") -> Iterator[DuckDBPyConnection]:
    """Open a database of one's own for a while; its times without a zone are in `zone`.

    Raises:
        MissingExtra: The extra `analytics` is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise MissingExtra("Event logs", "analytics") from error
    from jejak.analytics.speed import threads

    with tempfile.TemporaryDirectory(prefix="jejak-duck-") as room:
        settings: dict[str, Any] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY,
            "temp_directory": room,
            "threads": threads(),
        }
        with duckdb.connect(":memory:", config=settings) as duck:
            duck.execute(f"set TimeZone = '{zone}'")  # a zone that was looked up
            duck.execute("set enable_progress_bar = false")
            yield duck
