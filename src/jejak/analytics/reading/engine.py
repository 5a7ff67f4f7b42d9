"""DuckDB as Jejak uses it: in memory, silent, and never downloading anything."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

from jejak.analytics.reading.room import own_room
from jejak.analytics.speed import threads

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

MEMORY = "2GB"


@contextmanager
def connect(zone: str = "UTC") -> Iterator[DuckDBPyConnection]:
    """Open a database for a while; times without a zone are in `zone`."""
    with own_room() as room:
        settings: dict[str, Any] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY,
            "temp_directory": str(room),
            "threads": threads(),
        }
        with duckdb.connect(":memory:", config=settings) as duck:
            duck.execute(f"set TimeZone = '{zone}'")  # a zone that was looked up
            duck.execute("set enable_progress_bar = false")
            yield duck
