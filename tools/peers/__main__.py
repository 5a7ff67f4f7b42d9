"""Compare what Jejak and its peers count on the same logs, as a page.

python3 -m tools.peers LOG... [-o PAGE] [--python .cache/peers/bin/python]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.figures import times
from jejak.analytics.local import Tallying
from jejak.analytics.reading.engine import connect
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.analytics.view import in_sessions, view_of_events
from tools.peers.asking import STEPS

if TYPE_CHECKING:
    from jejak.analytics.log import Log

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PYTHON = ROOT / ".cache" / "peers" / "bin" / "python"
FUNNELS = {
    "simple-onlineshop.csv": [
        *("catalog", "cart", "delivery_choice", "payment_choice", "payment_done")
    ]
}
EXACT = 1.5e-6  # of a share, or a second
PAGE = """# Jejak beside its peers

What `python3 -m tools.peers` found in November 2026 with PM4Py 2.7.23 and retentioneering 5.2.4, on public logs that are not part of this repository.
They run in an environment of their own (`requirements/peers.txt`) and are no dependencies of Jejak.
Every peer got the same events in the same order: by case, by time, and equal times as they stood in the file.

{table}

Where a cell is not *equal*, it says how many of how many numbers are.
They were compared like this:

{reasons}
"""
REASONS = (
    "- **Steps**: shares of all paths at the first ten steps, within 0.0000015.",
    "- **Funnel**: every step strictly later than the one before, in both programs.",
    "- **Waits**: medians are compared within a microsecond; PM4Py counts in seconds "
    "as floating-point numbers, and retentioneering counts for every wait how often a whole second begins in it.",
    "- **Sessions**: a pause of *more* than thirty minutes begins another session, in "
    "both programs.",
)


def write_events(log: Log, path: Path) -> None:
    """Write the events of a log for the peers, in the order that Jejak counts them."""
    case = np.repeat(np.arange(log.cases), np.diff(log.off))
    names = np.array([kind.event for kind in log.kinds])
    events = {"c": case, "k": log.kind.astype(np.int64), "t": np.asarray(log.ts)}
    kinds = {"k": np.arange(len(names)), "event": names}
    with connect() as duck:
        duck.register("events", events)
        duck.register("kinds", kinds)
        duck.execute(
            "create table e as select *, row_number() over () as n from events"
        )
        duck.execute(
            "copy (select 'case-' || lpad(c::varchar, 8, '0') as user_id, event, "
            "make_timestamp(t) as timestamp from e join kinds using (k) order by n) "
            f"to '{path}'"
        )


def ask(python: Path, peer: str, path: Path, funnel: list[str]) -> dict[str, Any]:
    """Return what a peer says about a file."""
    command = [str(python), str(HERE / "asking.py"), peer, str(path)]
    command += ["--funnel", *funnel] if funnel else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{peer} failed:\n{done.stderr[-2000:]}")
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def ours(log: Log, funnel: list[str]) -> dict[str, Any]:
    """Return what Jejak says."""
    view = view_of_events(log)
    tally, names = Tallying(view), view.names
    flow = tally.flow()
    waits = {
        (names[row.source], names[row.target]): times(row.n, row.waited, row.ranks)
        for row in flow
    }
    whole = tally.cases()[0].on_map
    steps = {(names[x.touch], str(x.step + 1)): x.n / whole for x in tally.steps()}
    paths = tally.variants(10**6).rows
    rows, _ = (
        tally.funnel([[names.index(one)] for one in funnel]) if funnel else ((), ())
    )
    return {
        "flow": {(names[x.source], names[x.target]): x.n for x in flow},
        "waits": {edge: _seconds(one.median) for edge, one in waits.items()},
        "variants": sorted((row.cases for row in paths), reverse=True),
        "steps": steps,
        "sessions": in_sessions(view, timedelta(minutes=30)).cases,
        "funnel": [row.cases for row in rows],
    }


def _seconds(found: timedelta | None) -> float:
    return found.total_seconds() if found is not None else float("nan")


def agreement(job: str, mine: dict[Any, float], theirs: dict[Any, float]) -> str:
    """Say how many of all numbers are equal, or equal within a second."""
    every = {*theirs, *mine}

    def same(near: float) -> int:
        both = (key for key in every if key in theirs and key in mine)
        return sum(abs(theirs[key] - mine[key]) <= near for key in both)

    if same(EXACT) == len(every):
        return f"equal ({len(every):,})"
    if job == "waits" and same(1.0) == len(every):
        return f"equal within a second ({len(every):,})"
    return f"{same(EXACT)} of {len(every)}"


def verdict(job: str, mine: Any, told: dict[str, Any]) -> str:
    """Say in how many numbers two answers agree."""
    if job not in told:
        return "–"
    theirs = told[job]["answer"]
    if job in {"flow", "waits", "steps"}:
        known = {(row[0], row[1]): row[2] for row in theirs}
        if job == "steps":
            known = {key: n for key, n in known.items() if int(key[1]) <= STEPS}
        return agreement(job, mine, known)
    shown = f"{len(mine):,}" if isinstance(mine, list) else f"{mine:,}"
    return f"equal ({shown})" if mine == theirs else f"{mine} here, {theirs} there"


COLUMNS = (
    ("directly-follows, PM4Py", "pm4py", "flow"),
    ("directly-follows, retentioneering", "retentioneering", "flow"),
    ("median waits, PM4Py", "pm4py", "waits"),
    ("median waits, retentioneering", "retentioneering", "waits"),
    ("variants, PM4Py", "pm4py", "variants"),
    ("sessions, retentioneering", "retentioneering", "sessions"),
    ("steps, retentioneering", "retentioneering", "steps"),
    ("funnel, retentioneering", "retentioneering", "funnel"),
)


def compared(path: Path, python: Path) -> list[str]:
    """Return the row of one log."""
    log = read_files([path], None, ReadOptions()).log
    funnel = FUNNELS.get(path.name, [])
    with tempfile.TemporaryDirectory() as room:
        events = Path(room) / "events.parquet"
        write_events(log, events)
        told = {
            peer: ask(python, peer, events, funnel)
            for peer in ("pm4py", "retentioneering")
        }
    mine = ours(log, funnel)
    return [
        path.name,
        *(verdict(job, mine[job], told[peer]) for _, peer, job in COLUMNS),
    ]


def main() -> None:
    """Compare, print the table, and write the page if one is named."""
    parser = argparse.ArgumentParser(prog="python3 -m tools.peers")
    parser.add_argument("logs", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--python", type=Path, default=PYTHON)
    given = parser.parse_args()
    heads = ["log", *(head for head, _, _ in COLUMNS)]
    lines = ["| " + " | ".join(heads) + " |", "|---" * len(heads) + "|"]
    for path in given.logs:
        lines.append("| " + " | ".join(compared(path, given.python)) + " |")
        print(lines[-1], flush=True)
    if given.output:
        text = PAGE.format(table="\n".join(lines), reasons="\n".join(REASONS))
        given.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
