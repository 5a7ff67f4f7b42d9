"""The jobs of `bench analytics`, each part in a process of its own.

python -m bench.analytics_jobs read EVENTS LOG      read a file into a log
python -m bench.analytics_jobs tallies LOG          every tally, the least of three runs
python -m bench.analytics_jobs first LOG            one figure, as from the command line
python -m bench.analytics_jobs duckdb EVENTS        DuckDB on the same file
python -m bench.analytics_jobs warehouse EVENTS LOG ENGINE    the same through Ibis

Each prints JSON: seconds of the processor and by the clock, and the most memory in GB
that its process held until then.
"""

from __future__ import annotations

import functools
import json
import resource
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.analytics_map import map_of_log

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.analytics.log import Log
    from jejak.analytics.view import View
    from jejak.analytics.warehouse.connecting import Source
    from jejak.model.journey_map import JourneyMap

RUNS = 3
FUNNEL = tuple(f"touchpoint-{n}" for n in (0, 4, 9, 14, 20))
FLOOR = "the floor: three sums"
COUNTS = "directly-follows counts"
FLOW = "directly-follows with exact quantiles"
VARIANTS = "variants, the top 20"
REACH = "reach, steps and paths"
SESSIONS = "sessions"
STAGED = "stages with exact quantiles"
FUNNELLED = "funnel of five"
LOOPS = "loops and channel switches"
RATINGS = "ratings"
ONE_PLAN = "one plan, then directly-follows"

_COUNTED = """
with x as (
    select event b, lag(event) over (partition by user_id order by timestamp) a
    from read_parquet('{path}') where {only}
)
select a, b, count(*) from x where a is not null group by all
"""
_FOLLOWS = """
with x as (
    select event b, lag(event) over w a, timestamp - lag(timestamp) over w d
    from read_parquet('{path}') window w as (partition by user_id order by timestamp)
)
select a, b, count(*), quantile_cont(epoch_us(d), [0.1, 0.25, 0.5, 0.75, 0.9])
from x where a is not null group by all
"""
_PATHS = """
with x as (
    select list(event order by timestamp) p from read_parquet('{path}') group by user_id
)
select p, count(*) n from x group by p order by n desc limit 20
"""
_REACHED = """
select event, count(*), count(distinct user_id) from read_parquet('{path}') group by 1
"""
_AT_STEPS = """
with x as (
    select event, row_number() over (partition by user_id order by timestamp) k
    from read_parquet('{path}')
)
select k, event, count(*) from x where k <= 10 group by all
"""
_IN_STAGES = """
with x as (
    select user_id, timestamp, split_part(event, '-', 2)::int * 5 // 28 s
    from read_parquet('{path}')
), y as (
    select *, s is distinct from lag(s) over w is_new from x
    window w as (partition by user_id order by timestamp)
), z as (
    select user_id, s, timestamp,
        sum(is_new::int) over (partition by user_id order by timestamp) v from y
), visits as (
    select user_id, v, any_value(s) s, min(timestamp) t0, max(timestamp) t1
    from z group by all
), timed as (
    select s, coalesce(lead(t0) over (partition by user_id order by v), t1) - t0 d
    from visits
)
select s, count(*), quantile_cont(epoch_us(d), [0.1, 0.25, 0.5, 0.75, 0.9])
from timed group by s
"""
_DOWN = """
with a as (
    select user_id, event, timestamp,
        min(timestamp) filter (event = '{f[0]}') over (partition by user_id) t0
    from read_parquet('{path}') where event in {f}
), b as (
    select *, min(timestamp) filter (event = '{f[1]}' and timestamp > t0)
        over (partition by user_id) t1 from a
), c as (
    select *, min(timestamp) filter (event = '{f[2]}' and timestamp > t1)
        over (partition by user_id) t2 from b
), d as (
    select *, min(timestamp) filter (event = '{f[3]}' and timestamp > t2)
        over (partition by user_id) t3 from c
), e as (
    select user_id, t0, t1, t2, t3,
        min(timestamp) filter (event = '{f[4]}' and timestamp > t3) t4
    from d group by all
)
select count(t0), count(t1), count(t2), count(t3), count(t4) from e
"""
_LOOPED = """
with x as materialized (
    select event a, lag(event) over w b, lag(event, 2) over w c,
        channel h, lag(channel) over w g
    from read_parquet('{path}') window w as (partition by user_id order by timestamp)
)
select 'again', a, null, count(*) from x where a = b group by all
union all select 'back', a, b, count(*) from x where a = c and a <> b group by all
union all select 'channel', g, h, count(*) from x where b is not null group by all
"""
_RATED = """
select event, count(rating), sum(rating - 3) from read_parquet('{path}') group by 1
"""
_IN_SESSIONS = """
with x as (
    select timestamp - lag(timestamp) over
        (partition by user_id order by timestamp) d from read_parquet('{path}')
)
select count(*) filter (where d is null or d > interval 30 minute) from x
"""
_ASKED = {
    COUNTS: (_COUNTED,),
    FLOW: (_FOLLOWS,),
    REACH: (_REACHED, _AT_STEPS),
    VARIANTS: (_PATHS,),
    STAGED: (_IN_STAGES,),
    FUNNELLED: (_DOWN,),
    LOOPS: (_LOOPED,),
    RATINGS: (_RATED,),
    SESSIONS: (_IN_SESSIONS,),
    ONE_PLAN: (_COUNTED.replace("{only}", "plan = 'a'"),),
}


def seen(log: Log, *, is_changed: bool = False) -> View:
    """Look at a made log through the matchers of a map, as the product does."""
    from jejak.analytics.maps.binding import bind

    return bind(_map_of_log(is_changed), log).view


@functools.cache
def _map_of_log(is_changed: bool) -> JourneyMap:
    return map_of_log(is_changed=is_changed)


def jobs(view: View) -> dict[str, Callable[[], object]]:
    """Return every job by its name; each counts anew."""
    from jejak.analytics.local import Tallying
    from jejak.analytics.view import in_sessions, only

    log = view.log
    assert log.score is not None  # noqa: S101 - the made log has ratings
    score, plain = log.score, [0] * len(view.names)
    changed = partial(seen, log, is_changed=True)
    changed()  # the map is read from its file once
    funnel = [[view.names.index(name)] for name in FUNNEL]
    return {
        FLOOR: lambda: (log.kind.sum(), log.ts.sum(), score.sum()),
        COUNTS: lambda: Tallying(view).counts_of_flow(),
        FLOW: lambda: Tallying(view).flow(),
        REACH: lambda: Tallying(view).reach(),
        VARIANTS: lambda: Tallying(view).variants(),
        STAGED: lambda: Tallying(view).stages(),
        FUNNELLED: lambda: Tallying(view).funnel(funnel),
        LOOPS: lambda: Tallying(view).loops(),
        RATINGS: lambda: Tallying(view).scores(),
        SESSIONS: lambda: in_sessions(view, timedelta(minutes=30)),
        ONE_PLAN: lambda: Tallying(only(view, {"plan": ["a"]})).counts_of_flow(),
        "another matcher, then reach": lambda: Tallying(changed()).reach(),
        "deviations": lambda: Tallying(view).deviations([0] * len(log.kinds), plain),
        "responses": lambda: Tallying(view).responses(),
        "patterns of three": lambda: Tallying(view).patterns(3),
        "getting to a goal": lambda: Tallying(view).goal([20]),
    }


def spent(job: Callable[[], object], runs: int = RUNS) -> dict[str, float]:
    """Return the least seconds of several runs, and the most memory until then."""
    found = []
    for _ in range(runs):
        cpu, clock = time.process_time(), time.perf_counter()
        job()
        found.append((time.process_time() - cpu, time.perf_counter() - clock))
    seconds, clocks = zip(*found, strict=True)
    return {"seconds": min(seconds), "clock": min(clocks), "memory": most_memory()}


def most_memory() -> float:
    """Return the most GB that this process held until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def read(events: str, into: str) -> dict[str, Any]:
    """Read a file into a log."""
    from jejak.analytics.reading.reader import ReadOptions, read_files

    return {"read": spent(partial(read_files, [Path(events)], into, ReadOptions()), 1)}


def tallies(folder: str) -> dict[str, Any]:
    """Count everything."""
    from jejak.analytics.log.store import open_log

    view = seen(open_log(folder))
    return {name: spent(job) for name, job in jobs(view).items()}


def first(folder: str) -> dict[str, Any]:
    """Count one thing, as from the command line, with all that is to be loaded."""
    from jejak.analytics.answers import flow
    from jejak.analytics.log.store import open_log
    from jejak.analytics.view import view_of_events

    return {"flow": spent(lambda: flow(view_of_events(open_log(folder))), 1)}


def duckdb(events: str) -> dict[str, Any]:
    """Ask DuckDB the same of the file itself."""
    from jejak.analytics.reading.engine import connect

    def ask(questions: tuple[str, ...]) -> None:
        for sql in questions:
            with connect() as duck:
                duck.execute("set memory_limit = '14GB'")  # as much as the peers get
                asked = sql.format(path=events, only="true", f=FUNNEL)
                duck.execute(asked).fetchall()

    return {name: spent(partial(ask, some), 1) for name, some in _ASKED.items()}


def warehouse(events: str, folder: str, engine: str) -> dict[str, Any]:
    """Count the same inside a database or Spark, and say whether it is equal."""
    from bench.warehouses import ENGINES
    from jejak.analytics.log.store import open_log

    with ENGINES[engine](events) as source:
        return _counted_there(source, open_log(folder))


def _counted_there(source: Source, log: Log) -> dict[str, Any]:
    from jejak.analytics.local import Tallying
    from jejak.analytics.warehouse.asking import ask
    from jejak.analytics.warehouse.store import Store
    from jejak.analytics.warehouse.tallying import WarehouseTallying

    store = Store(source)
    here, there = Tallying(seen(log)), WarehouseTallying(ask(store, seen(store.log)))
    found: dict[str, Any] = {}
    for name, job in _IN_WAREHOUSE.items():
        answers: list[Any] = []
        found[name] = spent(lambda job=job, to=answers: to.append(job(there)), 1)  # type: ignore[misc]
        found[name]["equal"] = answers == [job(here)]
    return found


_IN_WAREHOUSE: dict[str, Callable[[Any], Any]] = {
    "cases, after the table was prepared": lambda counts: counts.cases(),
    REACH: lambda counts: counts.reach(),
    FLOW: lambda counts: counts.flow(),
    VARIANTS: lambda counts: counts.variants(),
    STAGED: lambda counts: counts.stages(),
    LOOPS: lambda counts: counts.loops()[:2],
}

PARTS = {
    "warehouse": warehouse,
    "read": read,
    "tallies": tallies,
    "first": first,
    "duckdb": duckdb,
}

if __name__ == "__main__":
    part: Callable[..., dict[str, Any]] = PARTS[sys.argv[1]]  # type: ignore[assignment]
    told = part(*sys.argv[2:])
    told["memory"] = most_memory()
    print(json.dumps(told))
