"""The jobs of `bench analytics`, each part in a process of its own.

python -m bench.analytics_jobs read EVENTS LOG      read a file into a log
python -m bench.analytics_jobs tallies LOG          every tally, the least of three runs
python -m bench.analytics_jobs first LOG            one figure, as from the command line
python -m bench.analytics_jobs duckdb EVENTS        DuckDB on the same file
python -m bench.analytics_jobs warehouse EVENTS LOG duckdb|spark    through Ibis

Each prints JSON: seconds of the processor and by the clock, and the most memory in GB.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.analytics.view import View

RUNS = 3
STAGES = 5
FUNNEL = (0, 4, 9, 14, 20)
FLOOR = "the floor: three sums"
COUNTS = "directly-follows counts"
FLOW = "directly-follows with exact quantiles"
VARIANTS = "variants, the top 20"
REACH = "reach, steps and paths"
SESSIONS = "sessions"
LATER = "deviations, responses, patterns, a goal"  # none of the bars is about these

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
_IN_SESSIONS = """
with x as (
    select timestamp - lag(timestamp) over
        (partition by user_id order by timestamp) d from read_parquet('{path}')
)
select count(*) filter (where d is null or d > interval 30 minute) from x
"""
_ASKED = {FLOW: _FOLLOWS, VARIANTS: _PATHS, REACH: _REACHED, SESSIONS: _IN_SESSIONS}


def seen(log: Any) -> View:
    """Look at a made log through a map of 28 touchpoints in five stages."""
    from jejak.analytics.view import view, view_of_events

    plain = view_of_events(log)
    stages = [f"stage {n}" for n in range(STAGES)]
    of = [n * STAGES // len(plain.names) for n in range(len(plain.names))]
    return view(log, plain.names, plain.touch.tolist(), stages=stages, stage_of=of)


def jobs(view: View) -> dict[str, Callable[[], object]]:
    """Return every job by its name; each counts anew."""
    from jejak.analytics.local import Tallying
    from jejak.analytics.view import in_sessions, only

    log = view.log
    assert log.score is not None  # noqa: S101 - the made log has ratings
    score, plain = log.score, [0] * len(view.names)
    return {
        FLOOR: lambda: (log.kind.sum(), log.ts.sum(), score.sum()),
        COUNTS: lambda: Tallying(view).counts_of_flow(),
        FLOW: lambda: Tallying(view).flow(),
        REACH: lambda: Tallying(view).reach(),
        VARIANTS: lambda: Tallying(view).variants(),
        "stages with exact quantiles": lambda: Tallying(view).stages(),
        "funnel of five": lambda: Tallying(view).funnel([[one] for one in FUNNEL]),
        "loops and channel switches": lambda: Tallying(view).loops(),
        "ratings": lambda: Tallying(view).scores(),
        SESSIONS: lambda: in_sessions(view, timedelta(minutes=30)),
        "one plan, then directly-follows": lambda: Tallying(
            only(view, {"plan": ["a"]})
        ).counts_of_flow(),
        "another matcher, then reach": lambda: Tallying(seen(log)).reach(),
        "deviations": lambda: Tallying(view).deviations([0] * len(log.kinds), plain),
        "responses": lambda: Tallying(view).responses(),
        "patterns of three": lambda: Tallying(view).patterns(3),
        "getting to a goal": lambda: Tallying(view).goal([20]),
    }


def spent(job: Callable[[], object], runs: int = RUNS) -> dict[str, float]:
    """Return the least seconds of several runs, of the processor and by the clock."""
    found = []
    for _ in range(runs):
        cpu, clock = time.process_time(), time.perf_counter()
        job()
        found.append((time.process_time() - cpu, time.perf_counter() - clock))
    seconds, clocks = zip(*found, strict=True)
    return {"seconds": min(seconds), "clock": min(clocks)}


def read(events: str, into: str) -> dict[str, Any]:
    """Read a file into a log."""
    from jejak.analytics.reading.reader import ReadOptions, read_files

    return {"read": spent(partial(read_files, [Path(events)], into, ReadOptions()), 1)}


def tallies(folder: str) -> dict[str, Any]:
    """Count everything."""
    from jejak.analytics.store import open_log

    view = seen(open_log(folder))
    return {name: spent(job) for name, job in jobs(view).items()}


def first(folder: str) -> dict[str, Any]:
    """Count one thing, as from the command line, with all that is to be loaded."""
    from jejak.analytics.answers import flow
    from jejak.analytics.store import open_log
    from jejak.analytics.view import view_of_events

    return {"flow": spent(lambda: flow(view_of_events(open_log(folder))), 1)}


def duckdb(events: str) -> dict[str, Any]:
    """Ask DuckDB the same of the file itself."""
    from jejak.analytics.reading.engine import connect

    def ask(sql: str) -> None:
        with connect() as duck:
            duck.execute(sql.format(path=events)).fetchall()

    return {name: spent(partial(ask, sql), 1) for name, sql in _ASKED.items()}


def warehouse(events: str, folder: str, engine: str) -> dict[str, Any]:
    """Count the same inside DuckDB or Spark, and say whether it is equal."""
    from jejak.analytics.local import Tallying
    from jejak.analytics.reading.columns import Wanted
    from jejak.analytics.store import open_log
    from jejak.analytics.warehouse.asking import Asked
    from jejak.analytics.warehouse.connecting import connect, source_of
    from jejak.analytics.warehouse.store import Store
    from jejak.analytics.warehouse.tallying import WarehouseTallying

    found: dict[str, Any] = {}
    url = {"duckdb": "duckdb://:memory:?read_only=False", "spark": "pyspark://"}
    store = Store(source_of(connect(url[engine]), events, Wanted()))
    there = WarehouseTallying(Asked(store, seen(store.log)))
    here = Tallying(seen(open_log(folder)))

    def flow(counts: Any) -> dict[tuple[str, str], tuple[Any, ...]]:
        names = counts.view.names
        return {
            (names[row.source], names[row.target]): row[3:] for row in counts.flow()
        }

    def reach(counts: Any) -> dict[str, tuple[Any, ...]]:
        return {counts.view.names[row.touch]: row[2:] for row in counts.reach()}

    for name, job in ((REACH, reach), (FLOW, flow)):
        answers: list[Any] = []
        found[name] = spent(lambda job=job, to=answers: to.append(job(there)), 1)  # type: ignore[misc]
        found[name]["equal"] = answers == [job(here)]
    return found


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
    told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(json.dumps(told))
