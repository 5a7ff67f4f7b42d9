"""Every job on a map of every size, each run in a fresh process."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.jobs import JOBS
from bench.maps import SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = 3


@dataclass(frozen=True, slots=True)
class Run:
    """The median of what several runs of a job took."""

    job: str
    cards: int
    cpu_s: float  # of the processor, all threads together
    clock_s: float
    peak_mb: float  # the most memory the process ever held, Python included
    runs: int


def runs() -> Iterator[Run]:
    """Measure one job after the other."""
    for job in JOBS:
        for cards in SIZES:
            every = [_once(job, cards) for _ in range(RUNS)]
            cpu, clock, peak = (
                statistics.median(one[key] for one in every)
                for key in ("cpu_s", "clock_s", "peak_mb")
            )
            yield Run(job, cards, cpu, clock, peak, RUNS)


def _once(job: str, cards: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.jobs", job, str(cards)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found
