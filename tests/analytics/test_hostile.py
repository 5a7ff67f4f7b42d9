"""Logs that are far larger, or far odder, than anybody's: counted all the same."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from jejak.analytics.answers import describe, flow, variants
from jejak.analytics.figures import Rate
from jejak.analytics.local import Tallying
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.figures import figures_of
from jejak.analytics.maps.measuring import measure
from jejak.analytics.maps.tables import tables_of
from jejak.analytics.moving_tables import conversion_table, pattern_table, wait_tables
from jejak.analytics.reading.columns import Wanted
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.analytics.tallies import CaseRow, ReachRow
from jejak.analytics.view import by_calendar, in_sessions, view_of_events
from jejak.analytics.warehouse.asking import ask
from jejak.analytics.warehouse.connecting import connect, source_of
from jejak.analytics.warehouse.store import Store
from jejak.analytics.warehouse.tallying import WarehouseTallying
from jejak.errors import LogRefused
from jejak.files import loads
from tests.analytics.logs import HEADER, written

MILLION = 1_000_000
FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def made(path: Path, sql: str) -> Path:
    """Write the rows of a query to a file, quicker than Python could."""
    with duckdb.connect() as duck:
        duck.execute(f"copy ({sql}) to '{path}'")
    return path


def test_one_case_with_a_million_events_is_counted(tmp_path: Path) -> None:
    # all of one person, backwards in time, a second apart
    path = made(
        tmp_path / "a.parquet",
        "select 'a' as user_id, 'e' || (i % 3) as event, "
        "timestamp '2026-01-01' + to_seconds(1000000 - i) as timestamp "
        "from range(1000000) t(i)",
    )
    result = read_files([path], None, ReadOptions())
    assert result.report.files[0].backwards == MILLION - 1
    view = view_of_events(result.log)
    counts = Tallying(view)
    assert counts.cases() == (CaseRow(0, 1, MILLION, 0, 1),)
    assert sum(row.n for row in counts.flow()) == MILLION - 1
    assert counts.patterns(3).rows[0].n == (MILLION - 2) // 3 + 1
    assert in_sessions(view, timedelta(minutes=30)).cases == 1
    [(path_, length, *_)] = variants(view)[0].rows
    assert length == MILLION
    assert str(path_).startswith("e")


def test_a_hundred_thousand_different_events_are_folded_to_the_most_frequent(
    tmp_path: Path,
) -> None:
    path = made(
        tmp_path / "a.parquet",
        "select 'u' || (i // 7) as user_id, 'event ' || i % 100000 as event, "
        "timestamp '2026-01-01' + to_seconds(i) as timestamp from range(101000) t(i)",
    )
    log = read_files([path], None, ReadOptions()).log
    assert len(log.kinds) == 100_000
    view = view_of_events(log)
    assert (len(view.names), view.folded) == (1_000, 99_000)
    [cases] = Tallying(view).cases()
    assert cases.events - cases.off_map == 2_000  # those that came twice
    assert len(flow(view, 5)[0].rows) == 5
    assert len(pattern_table(Tallying(view), 2, 5).rows) == 5


def test_the_first_and_the_last_year_are_counted_and_no_calendar_breaks(
    tmp_path: Path,
) -> None:
    text = HEADER + "a,x,0001-01-01 00:00:00\na,y,9999-12-31 23:59:59\n"
    log = read_files([written(tmp_path, text)], None, ReadOptions()).log
    view = view_of_events(log)
    span = Tallying(view).spans()[0].total
    assert span == (LAST - FIRST) // timedelta(microseconds=1)
    assert describe(view)[0].as_text("id")
    [wait] = wait_tables(Tallying(view))[0].rows
    assert wait[4] == timedelta(microseconds=span)
    assert by_calendar(view, "month").groups == ("0001-01",)


MAP = """\
format: 1
stages:
  - title: Look
    touchpoints:
      - text: Catalogue
        matchers:
          - events: [nothing_of_the_kind]
"""


def test_a_log_without_one_matching_event_gives_figures_of_nobody(
    tmp_path: Path,
) -> None:
    text = HEADER + "a,x,2026-01-01\nb,x,2026-01-02\n"
    log = read_files([written(tmp_path, text)], None, ReadOptions()).log
    journey = loads(MAP)
    found = measure(bind(journey, log))
    assert found.cases_on_map == Rate(0, 2)
    [catalogue] = found.touchpoints
    assert catalogue.continues.share is None  # of nobody: not nought
    assert list(figures_of(found)) == []
    tables = {one.name: one for one in tables_of(journey, found)}
    assert tables["unclaimed"].rows == (("x", None, 2, 2),)
    assert conversion_table(found.counts, [0]).rows == ()


NAMES = ("'; drop table clicks; --", "=cmd()", "<script>", "a|b", "🙂", 'say "hi"')


@pytest.mark.filterwarnings("ignore")  # what Ibis deprecates
def test_names_that_look_like_programs_stay_names_in_a_database(
    tmp_path: Path,
) -> None:
    with duckdb.connect(tmp_path / "a.duckdb") as duck:
        duck.execute("create table clicks (user_id text, event text, date timestamp)")
        rows = [("u", one, f"2026-01-01 0{n}:00") for n, one in enumerate(NAMES)]
        rows.append((NAMES[0], "x", "0001-01-01"))
        rows.append(("v", "x", "9999-12-31 23:59:59"))
        duck.executemany("insert into clicks values (?, ?, ?)", rows)
    con = connect(f"duckdb://{tmp_path}/a.duckdb")
    store = Store(source_of(con, "clicks", Wanted(time_col="date")))
    assert {kind.event for kind in store.log.kinds} == {*NAMES, "x"}
    counts = WarehouseTallying(ask(store, view_of_events(store.log)))
    place = counts.view.names.index(NAMES[0])
    assert ReachRow(0, place, 1, 1, 1, 0) in counts.reach()
    first = FIRST - datetime(1970, 1, 1, tzinfo=UTC)
    assert counts.period()[0].first == first // timedelta(microseconds=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("jejak.analytics.warehouse.store.MAX_KINDS", 6)
        with pytest.raises(LogRefused, match="7 different events; 6 are the most"):
            _ = Store(store.source).log


def test_a_command_that_asked_a_database_ends_in_silence(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "a.duckdb") as duck:
        duck.execute(
            "create table clicks as select 'u' as user_id, 'x' as event, "
            "timestamp '2026-01-01' as timestamp"
        )
    command = [sys.executable, "-m", "jejak.cli", "log", "describe"]
    done = subprocess.run(
        [*command, "--on", f"duckdb://{tmp_path}/a.duckdb", "--table", "clicks"],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.filterwarnings("ignore")  # what Ibis deprecates
def test_a_table_without_events_is_counted_as_nothing(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "a.duckdb") as duck:
        duck.execute("create table clicks (user_id text, event text, date timestamp)")
        duck.execute("insert into clicks values (null, 'x', now()), ('u', ' ', now())")
    con = connect(f"duckdb://{tmp_path}/a.duckdb")
    store = Store(source_of(con, "clicks", Wanted(time_col="date")))
    asked = ask(store, view_of_events(store.log))
    assert WarehouseTallying(asked).cases() == (CaseRow(0, 0, 0, 0, 0),)
    assert all(table.as_text("en") for table in describe(asked))
