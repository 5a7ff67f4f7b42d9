"""Events out of a database: what a query answers, written down and then read.

Databases are opened for reading only, and no extension is ever downloaded.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jejak.analytics.reading.spool import Spool, distinct
from jejak.analytics.refusal import refused
from jejak.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jejak.analytics.reading.sources import Source

SQLITE = (".sqlite", ".sqlite3", ".db")
DUCKDB = (".duckdb",)
_SQLITE_TABLES = "select name from sqlite_master where type in ('table', 'view')"
_DUCKDB_TABLES = "select table_name from information_schema.tables"
_POSTGRESQL_TABLES = (
    "select table_name from information_schema.tables "
    "where table_schema not in ('pg_catalog', 'information_schema')"
)


def is_database(name: str) -> bool:
    """Tell whether a name is that of a database.

    Examples:
        >>> is_database("shop.sqlite"), is_database("postgresql:///shop")
        (True, True)
        >>> is_database("shop.csv")
        False
    """
    lowered = name.lower()
    return is_postgresql(lowered) or lowered.endswith((*SQLITE, *DUCKDB))


def is_postgresql(name: str) -> bool:
    """Tell whether a name is the address of a PostgreSQL database."""
    return name.startswith(("postgresql://", "postgres://"))


def open_query(name: str, path: Path, query: str, room: Path) -> Source:
    """Run a query and return its rows as a source.

    Raises:
        LogRefused: There is no query, or the database refuses it.
    """
    if is_postgresql(name):
        return _postgresql(name, query, room)
    path.stat()
    opened = _duckdb if path.name.lower().endswith(DUCKDB) else _sqlite
    return opened(path, query, room)


def _sqlite(path: Path, query: str, room: Path) -> Source:
    try:
        address = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as database:
            asked = database.execute(query or _SQLITE_TABLES)
            return _spooled(path.name, "SQLite", asked, query, room)
    except sqlite3.Error as error:
        raise refused("log.refused.query", name=path.name, reason=error) from error


def _duckdb(path: Path, query: str, room: Path) -> Source:
    import duckdb

    settings: dict[str, Any] = {
        "enable_external_access": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    try:
        with duckdb.connect(str(path), read_only=True, config=settings) as database:
            asked = database.execute(query or _DUCKDB_TABLES)
            if any("TIME ZONE" in str(one[1]) for one in asked.description or ()):
                # For such times Python would need a further library: asked as text.
                database.execute("set TimeZone = 'UTC'")
                bare = query.strip().rstrip(";")
                asked = database.execute(f"select columns(*)::varchar from ({bare}\n)")  # noqa: S608
            return _spooled(path.name, "DuckDB", asked, query, room)
    except duckdb.Error as error:
        reason = str(error).split("\n")[0]
        raise refused("log.refused.query", name=path.name, reason=reason) from error


def _postgresql(address: str, query: str, room: Path) -> Source:
    try:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict
    except ImportError as error:
        raise MissingExtra("PostgreSQL", "server") from error
    name = "PostgreSQL"
    try:
        name = str(conninfo_to_dict(address).get("dbname") or name)
        with psycopg.connect(address) as database:
            database.read_only = True
            # A cursor of the server's: the answer may be larger than our memory.
            with database.cursor("jejak") as asked:
                asked.itersize = 10_000
                asked.execute((query or _POSTGRESQL_TABLES).encode())
                return _spooled(name, "PostgreSQL", asked, query, room)
    except psycopg.Error as error:
        reason = str(error).split("\n")[0]
        raise refused("log.refused.query", name=name, reason=reason) from error


def _spooled(name: str, form: str, asked: Any, query: str, room: Path) -> Source:
    if not query:
        known = ", ".join(sorted(str(row[0]) for row in asked.fetchall())[:50])
        raise refused("log.refused.no_query", name=name, known=known)
    with Spool(name, room) as spool:
        rows = iter(_rows(asked))
        first = next(rows, None)  # a server's cursor knows its columns only then
        columns = distinct([str(one[0]) for one in asked.description or ()])
        if first is not None:
            for place, row in enumerate(_all(first, rows), start=1):
                texts = {
                    column: _text(value)
                    for column, value in zip(columns, row, strict=True)
                    if value is not None
                }
                spool.add(place, texts)
    return spool.source(form)


def _rows(asked: Any) -> Iterator[Sequence[object]]:
    while rows := asked.fetchmany(10_000):
        yield from rows


def _all(
    first: Sequence[object], rest: Iterable[Sequence[object]]
) -> Iterator[Sequence[object]]:
    yield first
    yield from rest


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
