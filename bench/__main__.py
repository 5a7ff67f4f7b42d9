"""Measure how long the slow parts take on this machine.

python3 dev bench             print three tables
python3 dev bench --json      the same for programs
python3 dev bench --write     put all tables into docs/reference/speed.md too
python3 dev bench jobs        measure only what is named: things, jobs, browser
python3 dev bench analytics 10000000    event logs of that many events; also --write
python3 dev bench live        editing together, beside a bare web socket

Seconds of a job are those of the processor, and every job has a process of its own,
so that they say the same on a busy machine. What happens in the browser is measured
by the clock, as people see it: on a busy machine it takes longer than it need.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from bench.bars import BARS, verdict
from bench.runs import Run, runs
from bench.things import YARDSTICK, timings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.browser import Look

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "speed.md"
LIVE_PAGE = PAGE.with_name("speed-of-editing.md")
LIVE_PAGE_TEXT = """# Speed of editing together

The table is written by `python3 dev bench live --write`; do not edit it.

```text
{text}
```

Clients and server share the machine, so the work of fifty clients is in every figure.
The bare socket repeats what it hears and stores nothing.
What lies between it and us is the check of each edit, the log and the disk.
"""
PARTS = ("things", "jobs", "browser")
PAGE_TEXT = """# Speed

This page is written by `python3 dev bench --write`; do not edit it.

```text
{text}
```
"""


def machine() -> str:
    """Return where and when this was measured, and how busy the machine was."""
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"load of the machine {load}"
    )


def things_table() -> Iterator[str]:
    """Yield a line for each thing as soon as it is measured."""
    yield "Often done: by the clock, in one process, without the start of Python."
    yield ""
    yield f"{'':42} {'median':>9} {'slowest':>9} {'runs':>5} {'ratio':>7}"
    for one in timings():
        figures = f"{one.median_ms:>6.1f} ms {one.slowest_ms:>6.1f} ms {one.runs:>5}"
        yield f"{one.what:42} {figures} {one.ratio:>6.2f}×"
    yield ""
    yield f"Ratio: compared with {YARDSTICK!r}."
    yield "Every export is of a map whose texts were not seen before."


def jobs_table() -> Iterator[str]:
    """Yield a line for each job on a map of each size."""
    yield "One job in a process of its own, libraries loaded: median of its runs."
    yield ""
    yield f"{'':16} {'cards':>6} {'processor':>10} {'memory':>8} {'runs':>5}  bar"
    for run in runs():
        yield _line_of(run)


def _line_of(run: Run) -> str:
    bar = BARS.get((run.job, run.cards))
    said = "" if bar is None else verdict(bar, run.cpu_s, run.peak_mb)
    figures = f"{run.cpu_s:>8.2f} s {run.peak_mb:>5.0f} MB {run.runs:>5}"
    return f"{run.job:16} {run.cards:>6,} {figures}  {said}".rstrip()


def browser_table() -> Iterator[str]:
    """Yield a line for a map of each size in a real browser."""
    from bench.browser import RUNS, looks_at
    from bench.maps import SIZES

    yield f"A map in Chromium, by the clock: median of {RUNS} first visits."
    yield ""
    yield (
        f"{'cards':>6} {'readable':>9} {'interactive':>12} {'its processor':>14}"
        f" {'longest frame':>14} {'over 50 ms':>11}"
        f" {'edit':>7} {'its processor':>14}  bar"
    )
    for look in looks_at(*SIZES):
        yield line_of_look(look)


def line_of_look(look: Look) -> str:
    """Return the line of a map in the table, with its bars if it has any."""
    readable, interactive = look.readable_ms / 1000, look.interactive_ms / 1000
    verdicts = (
        f"{what} {verdict(BARS[what, look.cards], *figures)}"
        for what, figures in (
            ("browser", (readable, interactive)),
            ("edit", (look.edit_ms / 1000,)),
        )
        if (what, look.cards) in BARS
    )
    slow = f"{look.slow_frames:.0f} of {look.frames:.0f}"
    return (
        f"{look.cards:>6,} {readable:>7.2f} s {interactive:>10.2f} s"
        f" {look.thread_ms / 1000:>12.2f} s {look.longest_frame_ms:>11.0f} ms"
        f" {slow:>11} {look.edit_ms:>4.0f} ms {look.edit_thread_ms:>11.0f} ms"
        f"  {'; '.join(verdicts)}"
    ).rstrip()


TABLES = {"things": things_table, "jobs": jobs_table, "browser": browser_table}


def as_plain(part: str) -> list[dict[str, object]]:
    """Return what a part measured, for programs."""
    if part == "things":
        return [asdict(one) for one in timings()]
    if part == "jobs":
        return [asdict(one) for one in runs()]
    from bench.browser import looks_at
    from bench.maps import SIZES

    return [asdict(one) for one in looks_at(*SIZES)]


def main(arguments: list[str]) -> int:
    """Print a line for each thing as soon as it is measured."""
    if "analytics" in arguments:
        return _measure_logs(arguments)
    if "live" in arguments:
        return _measure_live(arguments)
    parts = [part for part in PARTS if part in arguments]
    if not parts or "--write" in arguments:  # the page holds all of them
        parts = list(PARTS)
    if "--json" in arguments:
        print(json.dumps({part: as_plain(part) for part in parts}, indent=2))
        return 0
    text = _shown(line for part in parts for line in _of(part))
    if "--write" in arguments:
        PAGE.write_text(PAGE_TEXT.format(text=text), encoding="utf-8")
    return 0


def _measure_logs(arguments: list[str]) -> int:
    from bench.analytics_page import lines, write

    sizes = [int(one) for one in arguments if one.isdigit()] or [1_000_000]
    text = _shown(lines(machine, sizes, peers="--peers" in arguments))
    if "--write" in arguments:
        write(text, sizes)
    return 0


def _measure_live(arguments: list[str]) -> int:
    from bench.live import table

    text = _shown(chain([machine()], table()))
    if "--write" in arguments:
        LIVE_PAGE.write_text(LIVE_PAGE_TEXT.format(text=text), encoding="utf-8")
    return 0


def _shown(lines: Iterable[str]) -> str:
    """Print each line as soon as it is known; return all of them."""
    shown = []
    for line in lines:
        shown.append(line)
        print(line, flush=True)
    return "\n".join(shown).strip()


def _of(part: str) -> Iterator[str]:
    yield machine()
    yield from TABLES[part]()
    yield ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
