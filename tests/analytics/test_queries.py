"""Events out of databases, which are only read."""

import sqlite3
from contextlib import closing
from pathlib import Path

import duckdb
import psycopg
import pytest

from jejak.analytics.reading.reader import LogResult, ReadOptions, read_files
from jejak.errors import LogRefused
from tests.analytics.logs import events

MADE = (
    "create table clicks (user_id text, event text, moment timestamp)",
    "insert into clicks values ('a', 'see', '2024-01-01 00:00:00')",
    "insert into clicks values ('a', 'pay', '2024-01-01 00:00:05')",
    "insert into clicks values ('b', 'see', null)",
)
QUERY = "select user_id, event, moment as timestamp from clicks order by user_id"
EXPECTED = [[("see", 1704067200), ("pay", 1704067205)]]


def asked(name: object, query: str = QUERY) -> LogResult:
    options = ReadOptions(query=query, accept_refused=True)
    return read_files([name], None, options)  # type: ignore[list-item]


@pytest.fixture
def sqlite(tmp_path: Path) -> Path:
    path = tmp_path / "shop?#.sqlite"  # a name that an address must not misread
    with closing(sqlite3.connect(path)) as database:
        for line in MADE:
            database.execute(line)
        database.commit()
    return path


@pytest.fixture
def duck(tmp_path: Path) -> Path:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(str(path)) as database:
        for line in MADE:
            database.execute(line)
    return path


@pytest.mark.parametrize("kind", ["sqlite", "duck"])
def test_a_query_is_read_like_a_file(kind: str, request: pytest.FixtureRequest) -> None:
    result = asked(request.getfixturevalue(kind))
    assert events(result.log) == EXPECTED
    assert result.report.files[0].refused == {"no_time": 1}
    assert [row.line for row in result.report.files[0].refused_rows] == [3]


@pytest.mark.parametrize("kind", ["sqlite", "duck"])
@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "is a database. .* It holds: clicks"),
        ("select nothing from clicks", "refuses the query"),
        ("delete from clicks", "refuses the query"),
        ("select * from read_csv('/etc/passwd')", "refuses the query"),
        ("select * from clicks where false", "holds no events"),
    ],
)
def test_what_a_database_cannot_answer_is_told(
    kind: str, query: str, message: str, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(LogRefused, match=message):
        asked(request.getfixturevalue(kind), query)


@pytest.mark.postgresql
def test_a_query_of_postgresql_is_read_and_no_password_told(
    postgresql_url: str,
) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as database:
        for line in ("drop table if exists clicks", *MADE):
            database.execute(line.encode())
    result = asked(postgresql_url)
    assert events(result.log) == EXPECTED
    assert result.report.files[0].form == "PostgreSQL"
    assert "://" not in result.report.files[0].name
    with pytest.raises(LogRefused, match="refuses the query"):
        asked(
            postgresql_url, "with x as (delete from clicks returning *) select * from x"
        )
    with pytest.raises(LogRefused, match=r"It holds: .*clicks"):
        asked(postgresql_url, "")


def test_times_with_a_zone_come_out_of_duckdb_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "shop.duckdb"
    with duckdb.connect(path) as made:
        made.execute(
            "create table clicks as select 'a' as user_id, 'see' as event, "
            "timestamptz '2024-01-01 07:00:00+07' as timestamp"
        )
    result = asked(path, "from clicks -- all of them\n;")
    assert events(result.log) == [[("see", 1704067200)]]
    assert result.report.files[0].time_zone == ""
