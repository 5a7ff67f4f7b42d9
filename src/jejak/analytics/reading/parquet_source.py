"""Parquet: typed columns, read by DuckDB as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.reading.sources import MAX_COLUMNS, Source, identifier
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from pathlib import Path

    from jejak.analytics.reading.columns import Wanted


def open_parquet(path: Path, form: str, room: Path, wanted: Wanted) -> Source:
    """Open a Parquet file."""
    from duckdb import Error as DuckError

    from jejak.analytics.reading.engine import connect

    with connect() as duck:
        try:
            described = duck.execute(
                "describe select * from read_parquet(?)", [str(path)]
            ).fetchall()
        except DuckError as error:
            raise refused("log.refused.broken", name=path.name) from error
    if len(described) > MAX_COLUMNS:
        raise refused("log.refused.columns", name=path.name, limit=MAX_COLUMNS)
    names = [str(row[0]) for row in described]
    types = [str(row[1]) for row in described]
    columns = [identifier(name) for name in names]
    return Source(path.name, form, "read_parquet(?)", path, names, columns, types)
