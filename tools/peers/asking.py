"""What PM4Py or retentioneering answers about a Parquet file, and how long it takes.

This runs in the environment of the peers and knows nothing of Jejak:

    python asking.py pm4py FILE.parquet [--funnel a b c] [--only-times]

The file has the columns `user_id`, `event` and `timestamp`, sorted by user and time.
It prints JSON: for each job its seconds and its answer, and the most memory in GB.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
import warnings
from typing import Any

os.environ["RETENTIONEERING_NO_TRACK"] = "1"
warnings.simplefilter("ignore")
STEPS = 10


def pm4py_jobs(path: str, funnel: list[str]) -> Any:
    """Yield the jobs of PM4Py, each with what it answers."""
    import pandas as pd
    import pm4py

    log = None

    def load() -> int:
        nonlocal log
        frame = pd.read_parquet(path)
        log = pm4py.format_dataframe(
            frame, case_id="user_id", activity_key="event", timestamp_key="timestamp"
        )
        return len(log)

    yield "load", load
    yield "flow", lambda: edges(pm4py.discover_dfg(log)[0])
    yield (
        "waits",
        lambda: edges(
            {
                edge: found["median"]
                for edge, found in pm4py.discover_performance_dfg(log)[0].items()
            }
        ),
    )
    yield "variants", lambda: sorted(pm4py.get_variants(log).values(), reverse=True)
    del funnel


def retentioneering_jobs(path: str, funnel: list[str]) -> Any:
    """Yield the jobs of retentioneering, each with what it answers."""
    import pandas as pd
    from retentioneering import Eventstream

    stream: Any = None

    def load() -> int:
        nonlocal stream
        frame = pd.read_parquet(path, columns=["user_id", "event", "timestamp"])
        stream = Eventstream(frame)
        return len(stream.to_dataframe())

    def matrix(weight: str) -> Any:
        found = stream.transition_graph_data(edge_weight=weight).stack()
        return edges({edge: n for edge, n in found.items() if n == n})

    yield "load", load
    yield "flow", lambda: [row for row in matrix("count") if row[2]]
    yield "waits", lambda: matrix("time_median")
    yield "steps", lambda: steps(stream.step_matrix_data(max_steps=STEPS))
    yield "sessions", lambda: sessions(stream)
    if funnel:
        yield (
            "funnel",
            lambda: [
                int(one["unique_paths"])
                for one in stream.funnel_data(steps=funnel)["steps"]
            ],
        )


def edges(found: dict[Any, Any]) -> list[Any]:
    """Return what is known of each pair of neighbours as rows."""
    return [
        [str(a), str(b), n.total_seconds() if hasattr(n, "total_seconds") else float(n)]
        for (a, b), n in sorted(found.items())
        if not {"path_start", "path_end"} & {a, b}
    ]


def steps(found: Any) -> list[Any]:
    """Return the step matrix as rows of step, event and share."""
    stacked = found.stack()
    return [
        [str(event), str(step), float(share)]
        for (event, step), share in stacked.items()
        if share and event not in {"path_start", "path_end"}
    ]


def sessions(stream: Any) -> int:
    """Return how many sessions there are, parted by half an hour."""
    cut = stream.split_sessions(timeout="30m")
    return int(cut.to_dataframe()["session_id"].nunique())


def polars_jobs(path: str, funnel: list[str]) -> Any:
    """Yield the jobs of polars; the frame is sorted once, as the others' is."""
    import polars as pl

    frame: Any = None
    case, event, moment = ("user_id", "event", "timestamp")

    def load() -> int:
        nonlocal frame
        frame = pl.read_parquet(path).sort(case, moment, maintain_order=True)
        return len(frame)

    def follows(*more: Any) -> Any:
        before = frame.with_columns(
            a=pl.col(event).shift(1).over(case),
            d=pl.col(moment).diff().over(case),
        )
        kept = before.filter(pl.col("a").is_not_null())
        return kept.group_by("a", event).agg(pl.len(), *more)

    quantiles = [
        pl.col("d").quantile(q, "linear").alias(str(q))
        for q in (0.1, 0.25, 0.5, 0.75, 0.9)
    ]
    yield "load", load
    yield "flow", lambda: len(follows())
    yield "waits", lambda: len(follows(*quantiles))
    yield (
        "reach",
        lambda: len(frame.group_by(event).agg(pl.len(), pl.col(case).n_unique())),
    )
    yield (
        "variants",
        lambda: len(
            frame.group_by(case, maintain_order=True)
            .agg(pl.col(event).str.join(","))
            .group_by(event)
            .len()
            .top_k(20, by="len")
        ),
    )
    gap = pl.col(moment).diff().over(case)
    yield (
        "sessions",
        lambda: int(
            frame.select((gap.is_null() | (gap > pl.duration(minutes=30))).sum()).item()
        ),
    )
    del funnel


JOBS = {
    "pm4py": pm4py_jobs,
    "polars": polars_jobs,
    "retentioneering": retentioneering_jobs,
}


def most_memory() -> float:
    """Return the most GB that this process held until now."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main() -> None:
    """Ask one peer, and print what it says."""
    parser = argparse.ArgumentParser()
    parser.add_argument("peer", choices=sorted(JOBS))
    parser.add_argument("path")
    parser.add_argument("--funnel", nargs="*", default=[])
    parser.add_argument("--only-times", action="store_true")
    given = parser.parse_args()
    told: dict[str, Any] = {}
    for name, job in JOBS[given.peer](given.path, given.funnel):
        before = time.process_time(), time.perf_counter()
        answer = job()
        cpu = time.process_time() - before[0]
        told[name] = {
            "seconds": cpu,
            "clock": time.perf_counter() - before[1],
            "memory": most_memory(),
        }
        if not given.only_times:
            told[name]["answer"] = answer
    told["memory"] = most_memory()
    sys.stdout.write("\n" + json.dumps(told) + "\n")


if __name__ == "__main__":
    main()
