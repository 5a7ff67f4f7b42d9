"""Engines are equal: the same tallies here, in DuckDB, in PostgreSQL and in Spark."""

import gc
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from jejak.analytics.hours import hours
from jejak.analytics.kernels import OFF
from jejak.analytics.local import Tallying
from jejak.analytics.log import Log
from jejak.analytics.maps.aims import outcome
from jejak.analytics.maps.binding import bind
from jejak.analytics.reading.columns import Wanted
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.analytics.view import (
    View,
    by_attribute,
    by_calendar,
    by_periods,
    in_sessions,
    only,
    share_cases,
    started,
    together,
    view,
    without,
)
from jejak.analytics.warehouse.asking import ask
from jejak.analytics.warehouse.connecting import connect, set_up, source_of
from jejak.analytics.warehouse.store import Store
from jejak.analytics.warehouse.tallying import WarehouseTallying
from jejak.errors import LogRefused
from jejak.files import loads
from tests.machine import find_java

HOUR = 3_600_000_000
EVENTS = 20_000
NAMES = ("see", "seek", "cart", "pay", "done", "call")  # touchpoints, in map order
EVERY = (*NAMES, "chat", "pay_failed")  # chat is on no map; a failure is of pay
STAGE_OF = (0, 0, 1, 1, 2, 2)
HEAD = "nr,user_id,event,channel,timestamp,rating,plan\n"


def lines_of_log() -> Iterator[str]:
    """Write events with many ties, gaps of hours and days, ratings, two plans."""
    dice = random.Random(20261122)
    for nr in range(EVENTS):
        user = dice.randrange(1_400)
        event = dice.choices(EVERY, (9, 5, 4, 3, 2, 1, 1, 1))[0]
        minute = dice.randrange(10) ** 4 + user % 7 * 1440  # close, and far apart
        channel = dice.choice(("web", "app", "wa", ""))
        rating = dice.choice(("", "", "", *"12345"))
        plan = ("free", "paid", "")[user % 3]
        day, rest = divmod(minute, 1440)
        hour, minute = divmod(rest, 60)
        time = f"2026-03-{1 + day:02d} {hour:02d}:{minute:02d}:{nr % 3:02d}.25"
        yield f"{nr},u{user},{event},{channel},{time},{rating},{plan}\n"


@pytest.fixture(scope="module")
def clicks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("warehouse") / "clicks.csv"
    path.write_text(HEAD + "".join(lines_of_log()), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def parquet(clicks: Path) -> Path:
    import duckdb

    path = clicks.with_suffix(".parquet")
    with duckdb.connect() as duck:
        duck.execute(f"copy (from read_csv('{clicks}')) to '{path}'")
    return path


@pytest.fixture(scope="module")
def local_log(parquet: Path) -> Log:
    return read_files([parquet], None, ReadOptions()).log


def seen(log: Log) -> View:
    """Look at a log through the same map, however its kinds are numbered."""
    places = {name: place for place, name in enumerate(NAMES)} | {"pay_failed": 3}
    touch = [places.get(kind.event, OFF) for kind in log.kinds]
    return view(log, NAMES, touch, stages=("a", "b", "c"), stage_of=STAGE_OF)


def fails(log: Log) -> list[int]:
    return [int(kind.event == "pay_failed") for kind in log.kinds]


# The engines


def forget(close: Callable[[], object]) -> None:
    """Close a connection when all that it was to keep has been dropped."""
    gc.collect()
    close()


@pytest.fixture(scope="module")
def on_duckdb(parquet: Path) -> Iterator[Store]:
    import duckdb

    path = parquet.with_suffix(".duckdb")
    with duckdb.connect(path) as duck:
        duck.execute(f"create table clicks as from read_parquet('{parquet}')")
    con = connect(f"duckdb://{path}")
    yield Store(source_of(con, "clicks", Wanted(), "nr"))
    forget(con.disconnect)


@pytest.fixture(scope="module")
def on_postgresql(clicks: Path, postgresql_cluster: Any) -> Iterator[Store]:
    import psycopg

    url = postgresql_cluster.new_database()
    with psycopg.connect(url) as database:
        database.execute(
            "create table clicks (nr int, user_id text, event text, channel text, "
            "timestamp timestamp, rating int, plan text)"
        )
        with database.cursor().copy(
            "copy clicks from stdin (format csv, header)"
        ) as copy:
            copy.write(clicks.read_bytes())
    con = connect(url)
    yield Store(source_of(con, "clicks", Wanted(), "nr"))
    forget(con.disconnect)


@pytest.fixture(scope="module")
def on_spark(parquet: Path, spark: Any) -> Store:
    import ibis

    con = ibis.pyspark.connect(spark)
    set_up(con)
    return Store(source_of(con, str(parquet), Wanted(), "nr"))


NO_JAVA = find_java() is None
pytestmark = pytest.mark.filterwarnings("ignore")  # what Ibis and Spark deprecate
ENGINES = [
    "on_duckdb",
    pytest.param("on_postgresql", marks=pytest.mark.postgresql),
    pytest.param(
        "on_spark",
        marks=[
            pytest.mark.spark,
            pytest.mark.skipif(NO_JAVA, reason="Spark needs Java"),
            pytest.mark.filterwarnings("ignore"),
        ],
    ),
]


@pytest.fixture(scope="module", params=ENGINES)
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.getfixturevalue(request.param)
    return made


# The contract


def test_expectations_and_kpis_come_to_the_same(store: Store, local_log: Log) -> None:
    journey = loads(
        "format: 1\nkpis:\n"
        '  - text: Paid\n    unit: "%"\n    matchers:\n'
        "      - {since: [cart], events: [pay]}\n"
        "  - text: Called\n    matchers:\n      - {events: [call]}\n"
        "  - text: Again\n    matchers:\n      - {since: [see], events: ['see*']}\n"
    )
    here, there = bind(journey, local_log), bind(journey, store.log)
    engines = Tallying(here.view), WarehouseTallying(ask(store, there.view))
    pairs = zip(here.aims, there.aims, strict=True)
    for ones in pairs:
        one, other = (outcome(*pair) for pair in zip(ones, engines, strict=True))
        assert one == other
        assert 0 < one.share.num < one.share.den


@pytest.fixture(scope="module")
def pair(store: Store, local_log: Log) -> tuple[Tallying, WarehouseTallying]:
    """The two engines with the same question: two plans, without some cases."""
    here = by_attribute(seen(local_log), "plan", ["paid", "free"])
    there = ask(store, seen(store.log)).by_attribute("plan", ["paid", "free"])
    return Tallying(here), WarehouseTallying(there)


def test_counts_of_cases_and_touchpoints_are_equal(
    pair: tuple[Tallying, WarehouseTallying],
) -> None:
    here, there = pair
    assert there.cases() == here.cases()
    assert there.period() == here.period()
    assert there.reach() == here.reach()
    assert there.scores() == here.scores()
    kinds = [
        {tally.view.log.kinds[row.kind]: row[1:] for row in tally.kinds()}
        for tally in (here, there)
    ]
    assert kinds[0] == kinds[1]
    weeks = [
        {(tally.view.log.kinds[row.kind], *row[1:]) for row in tally.weeks(3)}
        for tally in (here, there)
    ]
    assert weeks[0] == weeks[1]
    assert len({row[1] for row in weeks[0]}) > 1


def test_times_and_their_ranks_are_equal(
    pair: tuple[Tallying, WarehouseTallying],
) -> None:
    here, there = pair
    assert there.flow() == here.flow()
    assert there.waits() == here.waits()
    assert there.responses() == here.responses()
    assert there.spans() == here.spans()
    assert there.stages() == here.stages()
    assert there.bounds("waits") == here.bounds("waits")
    assert there.bounds("stages") == here.bounds("stages")
    assert None not in here.bounds("waits")[0].bounds[1]
    steps = [[0], [1, 2], [3]]
    assert there.hop_bounds(steps) == here.hop_bounds(steps)


def test_paths_are_equal(
    pair: tuple[Tallying, WarehouseTallying],
) -> None:
    here, there = pair
    assert entries(there) == entries(here)
    assert there.walkers("touch") == here.walkers("touch")
    assert there.walkers("stage") == here.walkers("stage")
    assert there.steps() == here.steps()
    assert there.pairs(4) == here.pairs(4)
    assert there.variants(12) == here.variants(12)
    assert there.patterns(3, 12) == here.patterns(3, 12)
    assert there.loops()[:2] == here.loops()[:2]
    assert switches(there) == switches(here)


def entries(tally: Tallying | WarehouseTallying) -> dict[tuple[int, str, int], int]:
    """Return where cases begin, channels by their names."""
    names = (*tally.view.channels, "")  # -1 is the last one
    return {
        (row.group, names[row.channel], row.touch): row.n for row in tally.entries()
    }


def switches(tally: Tallying | WarehouseTallying) -> dict[tuple[int, str, str], int]:
    """Return changes of channel by their names: their numbers may differ."""
    names = tally.view.channels
    return {
        (row.group, names[row.source], names[row.target]): row.n
        for row in tally.loops()[2]
    }


def test_funnels_and_goals_are_equal(
    pair: tuple[Tallying, WarehouseTallying],
) -> None:
    here, there = pair
    for steps in ([[0], [2], [3], [4]], [[0, 1], [4, 5]]):
        assert there.funnel(steps) == here.funnel(steps)
    for within in (-1, 5 * HOUR):
        assert there.goal([3, 4], within) == here.goal([3, 4], within)


def test_deviations_are_equal(
    pair: tuple[Tallying, WarehouseTallying],
) -> None:
    here, there = pair
    optional = [0, 1, 0, 0, 0, 0]
    expected = here.deviations(fails(here.view.log), optional)
    assert there.deviations(fails(there.view.log), optional) == expected


def test_working_hours_are_equal(
    pair: tuple[Tallying, WarehouseTallying],
) -> None:
    office = hours("mon-fri 08:30-17:00, sat 9:00-12:00", "Europe/Berlin")
    here, there = pair
    # the clocks of Berlin went forward on 29 March 2026
    assert there.in_hours(office).waits() == here.in_hours(office).waits()


def test_conditions_and_periods_are_equal(store: Store, local_log: Log) -> None:
    days = [date(2026, 3, day) for day in (1, 2, 3, 5)]
    here = started(only(seen(local_log), {"plan": ["paid"]}), days[0], days[3])
    here = by_periods(here, [(days[0], days[1]), (days[2], days[3])])
    there = ask(store, seen(store.log)).only({"plan": ["paid"]})
    there = there.started(days[0], days[3])
    there = there.by_periods([(days[0], days[1]), (days[2], days[3])])
    weeks = ask(store, seen(store.log)).by_calendar("week")
    by_week = Tallying(by_calendar(seen(local_log), "week"))
    assert weeks.view.groups == by_week.view.groups
    assert WarehouseTallying(weeks).cases() == by_week.cases()
    assert WarehouseTallying(there).reach() == Tallying(here).reach()
    assert WarehouseTallying(there).cases() == Tallying(here).cases()


def test_sessions_are_equal(store: Store, local_log: Log) -> None:
    gap, first = timedelta(hours=2), date(2026, 3, 2)
    here = in_sessions(by_attribute(seen(local_log), "plan", ["paid", "free"]), gap)
    there = ask(store, seen(store.log)).by_attribute("plan", ["paid", "free"])
    there = there.in_sessions(gap)
    assert there.view.unit == here.unit == "session"
    begun = Tallying(started(here, first, None))
    assert WarehouseTallying(there.started(first, None)).spans() == begun.spans()
    # who somebody is holds for all their sessions
    parted = Tallying(by_attribute(here, "plan", ["free"]))
    cases = WarehouseTallying(there.by_attribute("plan", ["free"])).cases()
    assert cases == parted.cases()
    assert cases[0].cases > 2_000


def test_groups_are_told_apart_and_put_together_alike(
    store: Store, local_log: Log
) -> None:
    here, there = seen(local_log), ask(store, seen(store.log))
    day = date(2026, 3, 2)
    early, paid = started(here, None, day), only(here, {"plan": ["paid"]})
    there_early, there_paid = there.started(None, day), there.only({"plan": ["paid"]})
    assert share_cases(early, paid) is there_early.shares_cases(there_paid) is True
    rest = there_early.without(there_paid)
    assert rest.shares_cases(there_paid) is False
    either = WarehouseTallying(there_early.together(there_paid))
    assert either.cases() == Tallying(together(early, paid)).cases()
    assert WarehouseTallying(rest).cases() == Tallying(without(early, paid)).cases()


# What is said when it cannot be


def test_without_an_order_the_events_that_need_one_are_counted(
    on_duckdb: Store,
) -> None:
    assert on_duckdb.ties() == 0
    loose = Store(source_of(on_duckdb.source.con, "clicks", Wanted()))
    assert loose.ties() > 1_000


def test_what_is_not_there_is_told(on_duckdb: Store, tmp_path: Path) -> None:
    con = on_duckdb.source.con
    with pytest.raises(LogRefused, match="no table 'klicks'"):
        source_of(con, "klicks", Wanted())
    with pytest.raises(LogRefused, match="no column 'number'"):
        source_of(con, "clicks", Wanted(), "number")
    with pytest.raises(LogRefused, match="'event'"):
        source_of(con, "clicks", Wanted(event_col="plan", time_col="event"))
    with pytest.raises(LogRefused, match="cannot be reached"):
        connect(f"duckdb://{tmp_path}/none.duckdb")
    with pytest.raises(LogRefused, match="no value 'gold'"):
        ask(on_duckdb, seen(on_duckdb.log)).only({"plan": ["gold"]})


def test_what_would_be_counted_wrong_in_a_table_is_told(tmp_path: Path) -> None:
    import duckdb

    tables = {
        "gaps": "(values ('a', 'x', 9), (null, 'x', 9))",
        "days": "(values ('a', 'x', 20240131))",
        "fine": "(values ('a', 'x', 1704067200000000009))",
    }
    with duckdb.connect(tmp_path / "shop.duckdb") as made:
        for name, query in tables.items():
            columns = "t(user_id, event, timestamp)"
            made.execute(f"create table {name} as from {query} as {columns}")
        made.execute("create table ga4 as select *, 'k' as event_params_key from fine")
    con = connect(f"duckdb://{tmp_path / 'shop.duckdb'}")
    assert Store(source_of(con, "gaps", Wanted())).lacking() == 1
    with pytest.raises(LogRefused, match="'timestamp' holds 20240131, not times"):
        source_of(con, "days", Wanted())
    [moment] = con.to_pyarrow(source_of(con, "fine", Wanted()).rows.t).to_pylist()
    assert moment == 1_704_067_200_000_000
    with pytest.raises(LogRefused, match="event_params_key"):
        source_of(con, "ga4", Wanted())
    con.disconnect()
