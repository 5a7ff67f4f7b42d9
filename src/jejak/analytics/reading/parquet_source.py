"""Parquet: typed columns, read by DuckDB as they are; nested fields by their path."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.analytics.reading.sources import MAX_COLUMNS, Source, identifier
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jejak.analytics.reading.columns import Wanted


def open_parquet(path: Path, form: str, room: Path, wanted: Wanted) -> Source:
    """Open a Parquet file."""
    from duckdb import Error as DuckError

    from jejak.analytics.reading.engine import connect

    with connect() as duck:
        try:
            read = duck.read_parquet(str(path))
            found = list(_fields(zip(read.columns, read.types, strict=True), ()))
        except DuckError as error:
            raise refused("log.refused.broken", name=path.name) from error
    if len(found) > MAX_COLUMNS:
        raise refused("log.refused.columns", name=path.name, limit=MAX_COLUMNS)
    names = [".".join(way) for way, _ in found]
    types = [kind for _, kind in found]
    columns = [".".join(map(identifier, way)) for way, _ in found]
    return Source(path.name, form, "read_parquet(?)", path, names, columns, types)


def _fields(
    columns: Iterable[tuple[str, Any]], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the way to each column and its type; a field of another is a column."""
    for name, kind in columns:
        way = (*above, name)
        if kind.id == "struct":
            yield from _fields(kind.children, way)
        else:
            yield way, str(kind)
