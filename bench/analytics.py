"""Measure event logs beside DuckDB, PM4Py, retentioneering and polars, in one run.

python3 dev bench analytics                     a made log of a million events
python3 dev bench analytics 10000000            ... of ten million
python3 dev bench analytics 1000000 --peers     also PM4Py, retentioneering, polars
python3 dev bench analytics ... --write         put all of it into the documentation

The peers live in an environment of their own (see tools/peers). Every part runs in a
process of its own, so that its memory is its own. The floor is what it takes to read
the arrays once.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.analytics_jobs import COUNTS, FLOOR, FLOW, REACH, RUNS, SESSIONS, VARIANTS
from bench.analytics_map import TOUCHPOINTS
from bench.warehouses import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator

CASE = 22
WIDE = 56  # letters of the first column
PEERS = ("pm4py", "retentioneering", "polars")
ROOT = Path(__file__).resolve().parents[1]
PEERS_PYTHON = ROOT / ".cache" / "peers" / "bin" / "python"
MEMORY = 14  # GB that a peer may take; more does not fit a laptop
SECONDS = 900
_NO_MEMORY = ("outofmemory", "out of memory", "memoryerror", "bad_alloc", "allocat")
WAREHOUSE = 1_000_000  # events up to which the engines of a warehouse are asked too
START = "process start to first figure"
BEYOND = {"deviations", "responses", "patterns of three", "getting to a goal"}
"""What no bar is about: the peers know nothing like it."""

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

Told = dict[str, Any]


def table(events: int, *, peers: bool = False) -> Iterator[str]:
    """Yield a line for each thing as soon as it is measured."""
    with tempfile.TemporaryDirectory(prefix="jejak-bench-") as room:
        paths = {form: Path(room) / f"events.{form}" for form in ("parquet", "csv")}
        for path in paths.values():
            _make(path, events)
        yield f"{events:,} events of {-(-events // CASE):,} cases"
        yield ""
        yield f"{'':{WIDE}} {'clock':>9} {'processor':>9} {'GB':>6}"
        reads: Told = {}
        for form, path in paths.items():
            into = str(Path(room) / f"{form}.log")
            reads[form] = _job("read", str(path), into)
            yield _line(f"reading {form}", reads[form]["read"])
        log = str(Path(room) / "parquet.log")
        counted = _job("tallies", log)
        for name, found in counted.items():
            if name != "memory":
                yield _line(name, found)
        yield _line("all that the bars are about", _whole(counted))
        start = _start(log)
        yield f"{START:{WIDE}} {start:9.3f}"
        for engine in ENGINES if events <= WAREHOUSE else ():
            yield from _in_warehouse(engine, str(paths["parquet"]), log)
        others = {"duckdb": tried(_command("duckdb", str(paths["parquet"])), MEMORY)}
        for peer in PEERS if peers else ():
            others[peer] = _peer(peer, paths["parquet"])
        yield ""
        for peer, told in others.items():
            yield from _of_peer(peer, told, counted, reads)
        yield ""
        yield from bars(events, counted, reads, others, start)


def _in_warehouse(engine: str, events: str, log: str) -> Iterator[str]:
    """Yield how long the same takes inside a database, and whether it is equal."""
    told = tried(_command("warehouse", events, log, engine))
    if "failed" in told:
        yield f"{engine} through Ibis: {told['failed']}"
        return
    for name, found in told.items():
        if name != "memory":  # the work is another process's: only the clock says it
            said = "equal" if found["equal"] else "NOT EQUAL"
            yield f"{f'{engine}, Ibis: {name}':{WIDE}} {found['clock']:9.3f}   {said}"


def _whole(counted: Told) -> Told:
    own = [
        found
        for name, found in counted.items()
        if name not in BEYOND | {FLOOR, "memory"}
    ]
    spent = {key: sum(one[key] for one in own) for key in ("seconds", "clock")}
    return spent | {"memory": max(one["memory"] for one in own)}


def _line(name: str, found: Told) -> str:
    figures = f"{found['clock']:9.3f} {found['seconds']:9.3f} {found['memory']:6.2f}"
    return f"{name:{WIDE}} {figures}"


def _of_peer(peer: str, told: Told, counted: Told, reads: Told) -> Iterator[str]:
    """Yield how long a peer took, and how many times as long as Jejak."""
    if "failed" in told:
        yield f"{peer}: {told['failed']}"
        return
    ours = {
        "load": reads["parquet"]["read"],
        "flow": counted[COUNTS],
        "waits": counted[FLOW],
        "variants": counted[VARIANTS],
        "sessions": counted[SESSIONS],
        "reach": counted[REACH],
    }
    for name, found in told.items():
        mine = counted.get(name) or ours.get(name)
        if name == "memory" or mine is None:
            continue
        times = found["clock"] / max(mine["clock"], 1e-6)
        said = f"{times:7,.0f}" if times >= 10 else f"{times:7.1f}"
        yield f"{_line(f'{peer}: {name}', found)} {said} times"


def bars(
    events: int, counted: Told, reads: Told, others: dict[str, Told], start: float
) -> Iterator[str]:
    """Yield whether every bar that this size has was met."""
    floor, all_jobs = counted[FLOOR]["clock"], _whole(counted)
    whole = all_jobs["clock"]
    pm4py, users = others.get("pm4py", {}), others.get("retentioneering", {})
    found: list[tuple[str, float, float, bool]] = []  # name, is, bar, more is better
    if events >= 10_000_000:
        found += [
            ("counts, of the floor", counted[COUNTS]["clock"] / floor, 2.5, False),
            ("all jobs, of the floor", whole / floor, 45, False),
        ]
    if events == 10_000_000:
        both = counted.keys() & others["duckdb"].keys() - {"memory"}
        asked = sum(others["duckdb"][name]["clock"] for name in both)
        same = sum(counted[name]["clock"] for name in both)
        slowest = max(one["clock"] for name, one in counted.items() if name != "memory")
        rate = events / reads["parquet"]["read"]["clock"]
        found += [
            (f"DuckDB on the file, {len(both)} jobs", asked / same, 20, True),
            ("the slowest query, s", slowest, 0.25, False),
            ("events read a second", rate, 2e6, True),
            (
                "memory while reading Parquet, GB",
                reads["parquet"]["memory"],
                1.2,
                False,
            ),
        ]
    if events == 100_000_000:
        found += [
            ("all jobs, s", whole, 8, False),
            ("memory, GB", all_jobs["memory"], 3, False),
        ]
    if events == 1_000_000:
        found.append((f"{START}, s", start, 1.0, False))
    if "waits" in pm4py and events in (1_000_000, 10_000_000):
        bar = 60 if events == 10_000_000 else 15
        times = pm4py["waits"]["clock"] / counted[FLOW]["clock"]
        found.append(("PM4Py's waits, of ours", times, bar, True))
    if "sessions" in users and events == 1_000_000:
        times = users["sessions"]["clock"] / counted[SESSIONS]["clock"]
        found.append(("sessions, of retentioneering", times, 100, True))
    for name, value, bound, more in found:
        is_met = value >= bound if more else value <= bound
        said = f"{'met' if is_met else 'MISSED'}: {'>=' if more else '<='} {bound:,g}"
        yield f"{name:{WIDE}} {value:15,.2f}   {said}"


def _job(*arguments: str) -> Told:
    return _run(_command(*arguments))


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bench.analytics_jobs", *arguments]


def _peer(peer: str, path: Path) -> Told:
    if not PEERS_PYTHON.exists():
        return {"failed": f"no {PEERS_PYTHON.relative_to(ROOT)}; see tools/peers"}
    program = str(ROOT / "tools" / "peers" / "asking.py")
    return tried([str(PEERS_PYTHON), program, peer, str(path), "--only-times"], MEMORY)


def tried(command: list[str], limit: int | None = None) -> Told:
    """Run what may not be here, or may take too much: that is a result."""
    try:
        return _run(command, limit)
    except subprocess.TimeoutExpired:
        return {"failed": f"not done in {SECONDS} s"}
    except subprocess.CalledProcessError as error:
        return {"failed": why_it_ended(error.stderr)}


def why_it_ended(said: str) -> str:
    r"""Return why a program ended, by what it said last.

    Examples:
        >>> why_it_ended("trace\nduckdb.OutOfMemoryException: no room\nSee also")
        'does not fit into 14 GB of memory'
        >>> why_it_ended("trace\nValueError: no such column")
        'ValueError: no such column'
    """
    if any(word in said.lower() for word in _NO_MEMORY):
        return f"does not fit into {MEMORY} GB of memory"
    return (said.strip().splitlines() or ["ended from outside"])[-1][:120]


def _run(command: list[str], limit: int | None = None) -> Told:
    def limited() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_AS, (limit * 10**9, limit * 10**9))

    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        timeout=SECONDS,
        preexec_fn=limited,
    )
    # Spark says more than it is asked.
    answers = [line for line in done.stdout.splitlines() if line.startswith("{")]
    told: Told = json.loads(answers[-1])
    return told


def _start(log: str) -> float:
    """Return how long the command of a figure takes, the least of several runs."""

    def taken() -> float:
        before = time.perf_counter()
        _job("first", log)
        return time.perf_counter() - before

    return min(taken() for _ in range(RUNS))


def _make(path: Path, events: int) -> None:
    from jejak.analytics.reading.engine import connect

    sizes = {"events": events, "case": CASE, "touchpoints": TOUCHPOINTS}
    sql = _MAKE.replace("{path}", str(path)).format(**sizes)
    with connect() as duck:
        duck.execute(sql)
