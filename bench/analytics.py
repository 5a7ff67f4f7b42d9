"""Measure event logs: reading, and every tally, beside DuckDB on the same events.

python3 dev bench analytics             a made log of a million events
python3 dev bench analytics 10000000    ... of ten million

Seconds are those of the processor, over all threads, the least of three runs. The
floor is what it takes to read the arrays once.
"""

from __future__ import annotations

import resource
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jejak.analytics.view import View

RUNS = 3
TOUCHPOINTS, STAGES, CASE = 28, 5, 22
FUNNEL = (0, 4, 9, 14, 20)

_MAKE = """
copy (
    with walk as (
        select i, i // {case} as c, i % {case} as k, hash(i) as h
        from range({events}) t(i)
    )
    select
        'customer-' || c as user_id,
        'touchpoint-' || ((k + h % 7) % {touchpoints}) as event,
        ['web', 'app', 'wa', 'store', 'mail', 'ads'][1 + (h // 7 % 6)::int] as channel,
        timestamp '2026-01-01' + to_microseconds(
            (c * 60000000 + k * 97000000 + h // 49 % 60000000)::bigint
        ) as timestamp,
        case when h // 343 % 20 = 0 then 1 + (h // 6860 % 5)::int end as rating,
        ['a', 'b', 'c', 'd'][1 + (c % 4)::int] as plan
    from walk order by i
) to '{path}'
"""
_FOLLOWS = """
with x as (
    select event b, lag(event) over w a, timestamp - lag(timestamp) over w d
    from read_parquet('{path}') window w as (partition by user_id order by timestamp)
)
select a, b, count(*), quantile_cont(epoch_us(d), [0.1, 0.25, 0.5, 0.75, 0.9])
from x where a is not null group by all
"""
_VARIANTS = """
with x as (
    select list(event order by timestamp) p from read_parquet('{path}') group by user_id
)
select p, count(*) n from x group by p order by n desc limit 20
"""
_REACH = """
select event, count(*), count(distinct user_id) from read_parquet('{path}') group by 1
"""
_SESSIONS = """
with x as (
    select timestamp - lag(timestamp) over
        (partition by user_id order by timestamp) d from read_parquet('{path}')
)
select count(*) filter (where d is null or d > interval 30 minute) from x
"""


def table(events: int) -> Iterator[str]:
    """Yield a line for each thing as soon as it is measured."""
    from jejak.analytics.reading.reader import ReadOptions, read_files
    from jejak.analytics.store import open_log

    with tempfile.TemporaryDirectory(prefix="jejak-bench-") as room:
        paths = {form: Path(room) / f"events.{form}" for form in ("parquet", "csv")}
        for path in paths.values():
            _make(path, events)
        yield f"{events:,} events of {-(-events // CASE):,} cases"
        yield ""
        yield f"{'':38} {'seconds':>9} {'DuckDB':>9} {'times':>7}"
        for form, path in paths.items():
            into = Path(room) / f"{form}.log"
            spent = _spent(partial(read_files, [path], into, ReadOptions()), 1)
            yield f"{'reading ' + form:38} {spent:9.3f}"
        log = open_log(Path(room) / "parquet.log")
        yield from _tallies(_view(log), paths["parquet"])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        yield f"{'most memory, with DuckDB, GB':38} {peak:9.2f}"


def _tallies(view: View, path: Path) -> Iterator[str]:
    from jejak.analytics.local import Tallying
    from jejak.analytics.view import in_sessions, only

    log = view.log
    assert log.score is not None  # noqa: S101 - the made log has ratings
    score = log.score
    peers = {
        "directly-follows with exact quantiles": _FOLLOWS,
        "variants, the top 20": _VARIANTS,
        "reach, steps and paths": _REACH,
        "sessions": _SESSIONS,
    }
    jobs: dict[str, Callable[[], object]] = {
        "the floor: three sums": lambda: (log.kind.sum(), log.ts.sum(), score.sum()),
        "directly-follows counts": lambda: Tallying(view).counts_of_flow(),
        "directly-follows with exact quantiles": lambda: Tallying(view).flow(),
        "reach, steps and paths": lambda: Tallying(view).reach(),
        "variants, the top 20": lambda: Tallying(view).variants(),
        "stages with exact quantiles": lambda: Tallying(view).stages(),
        "funnel of five": lambda: Tallying(view).funnel([[one] for one in FUNNEL]),
        "loops and channel switches": lambda: Tallying(view).loops(),
        "ratings": lambda: Tallying(view).scores(),
        "sessions": lambda: in_sessions(view, timedelta(minutes=30)),
        "one plan, then directly-follows": lambda: Tallying(
            only(view, {"plan": ["a"]})
        ).counts_of_flow(),
        "deviations from the map": lambda: Tallying(view).deviations(*_tables(view)),
    }
    total = 0.0
    for name, job in jobs.items():
        spent = _spent(job)
        total += spent
        line = f"{name:38} {spent:9.3f}"
        if name in peers:
            other = _spent(partial(_ask, peers[name], path), 1)
            line += f" {other:9.3f} {other / max(spent, 1e-6):7.0f}"
        yield line
    yield f"{'all of them':38} {total:9.3f}"


def _view(log: Any) -> View:
    from jejak.analytics.view import view, view_of_events

    plain = view_of_events(log)
    stages = [f"stage {n}" for n in range(STAGES)]
    of = [n * STAGES // len(plain.names) for n in range(len(plain.names))]
    made = view(log, plain.names, plain.touch.tolist(), stages=stages, stage_of=of)
    return replace(made)


def _tables(view: View) -> tuple[Any, Any]:
    from jejak.analytics.view import table as codes

    return codes([0] * len(view.log.kinds)), codes([0] * len(view.names))


def _spent(job: Callable[[], object], runs: int = RUNS) -> float:
    found = []
    for _ in range(runs):
        before = time.process_time()
        job()
        found.append(time.process_time() - before)
    return min(found)


def _ask(sql: str, path: Path) -> None:
    from jejak.analytics.reading.engine import connect

    with connect() as duck:
        duck.execute(sql.format(path=path)).fetchall()


def _make(path: Path, events: int) -> None:
    sizes = {"events": events, "case": CASE, "touchpoints": TOUCHPOINTS}
    _ask(_MAKE.replace("{path}", str(path)).format(**sizes), path)
