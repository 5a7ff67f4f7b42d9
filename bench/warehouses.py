"""The engines of a warehouse, each started here for a while with the same events."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jejak.analytics.reading.columns import Wanted
from jejak.analytics.warehouse.connecting import Source, connect, source_of
from tests.postgresql import running_cluster
from tests.spark import ALONE, running_spark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

_SPARK = ALONE | {
    "spark.sql.shuffle.partitions": "4",  # 200 are for a cluster
    "spark.driver.memory": "3g",
}
_TABLE = (
    "create table events (user_id text, event text, channel text, timestamp timestamp,"
    " rating int, plan text)"
)


@contextmanager
def on_duckdb(events: str) -> Iterator[Source]:
    """Ask the file through a DuckDB in memory."""
    con = connect("duckdb://:memory:?read_only=False")
    yield source_of(con, events, Wanted())


@contextmanager
def on_spark(events: str) -> Iterator[Source]:
    """Ask the file through a Spark in local mode, on two processors."""
    with (
        tempfile.TemporaryDirectory(prefix="jejak-spark-") as room,
        running_spark(Path(room), _SPARK),
    ):
        yield source_of(connect("pyspark://"), events, Wanted())


@contextmanager
def on_postgresql(events: str) -> Iterator[Source]:
    """Copy the file into a table of a PostgreSQL of our own, and ask that."""
    import psycopg

    with running_cluster() as cluster:
        url = cluster.new_database()
        with psycopg.connect(url) as database:
            database.execute(_TABLE)
            _copy(events, database)
            database.execute("analyze events")
        con = connect(url)
        yield source_of(con, "events", Wanted())
        con.disconnect()


def _copy(events: str, database: Any) -> None:
    from jejak.analytics.reading.engine import connect as duck_connect

    with tempfile.TemporaryDirectory(prefix="jejak-copy-") as room:
        csv = Path(room) / "events.csv"
        with duck_connect() as duck:
            duck.execute(f"copy (from read_parquet('{events}')) to '{csv}'")
        taking = "copy events from stdin (format csv, header)"
        with csv.open("rb") as file, database.cursor().copy(taking) as copy:
            while piece := file.read(1 << 20):
                copy.write(piece)


ENGINES: dict[str, Callable[[str], AbstractContextManager[Source]]] = {
    "duckdb": on_duckdb,
    "postgresql": on_postgresql,
    "spark": on_spark,
}
