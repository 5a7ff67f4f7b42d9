"""Things that are done often, over and over in one process, beside a yardstick.

A time on one machine says little on another. Every median is therefore compared
with a yardstick measured in the same run: turning the sample map into JSON with the
standard library, a hundred times.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import jejak
from bench.edits import some_edits
from jejak.files import dumps, loads
from jejak.model.codec import encode
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Card
from jejak.templates import template

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
YARDSTICK = "the map as JSON, 100 times"


@dataclass(frozen=True, slots=True)
class Timing:
    """How long one thing took."""

    what: str
    median_ms: float
    slowest_ms: float
    runs: int
    ratio: float  # the median over that of the yardstick


def things() -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what is measured: its name and how to do it once."""
    journey = template("mas-tekno", "en")
    plain = [encode(record) for record in journey.records.values()]
    text = dumps(journey)
    table = ROOT / "examples" / "coffee-beans.en.md"

    yield YARDSTICK, lambda: [json.dumps(plain) for _ in range(100)]
    yield "import a table of 4 stages", lambda: jejak.import_table(table)
    yield "import a table of 40 stages, 15 lanes", wide_import()
    yield "read the sample map's YAML", lambda: loads(text)
    yield "write the sample map's YAML", lambda: dumps(journey)
    for form in ("svg", "html", "pdf"):
        yield f"export the sample map as {form}", export_of_another(journey, form)
    yield "1,000 edits on a map of 5,000 cards", some_edits(1_000)
    yield "start the command line (`jejak --help`)", start_command_line


def export_of_another(journey: JourneyMap, form: str) -> Callable[[], object]:
    """Return the export of a map whose texts are new each time.

    Typst remembers what it has set before; a map that stayed the same would come
    out several times faster than anybody's next map.
    """
    numbers = count()

    def do() -> bytes:
        number = next(numbers)
        cards = [
            replace(card, text=f"{card.text} {number}")
            for card in journey.of_kind(Card)
        ]
        return jejak.export(JourneyMap.of([*journey.records.values(), *cards]), form)

    return do


def wide_import() -> Callable[[], object]:
    """Return the import of a table far wider than a workshop makes."""
    lanes = ["Customer goals", "Touchpoints", "Channels", "Process", "Feelings"]
    lanes += ["Pain points", "Internal actors", "Internal process", "Opportunities"]
    lanes += [f"Our lane {number}" for number in range(1, 7)]
    rows = [["Lane", *(f"Stage {number}" for number in range(1, 41))]]
    for lane in lanes:
        words = "- happy - confused" if lane == "Feelings" else "- one thing - another"
        rows.append([lane, *(f"{words} {number}" for number in range(1, 41))])
    path = Path(tempfile.mkdtemp(prefix="jejak-bench-")) / "wide.tsv"
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    return lambda: jejak.import_table(path)


def start_command_line() -> None:
    """Start the program as a person does."""
    command = [sys.executable, "-m", "jejak.cli", "--help"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def measure(do: Callable[[], object]) -> list[float]:
    """Return the times of several runs, in milliseconds; the first warms up."""
    do()
    times: list[float] = []
    while len(times) < 5 or (sum(times) < 500 and len(times) < 50):
        start = time.perf_counter()
        do()
        times.append((time.perf_counter() - start) * 1000)
    return times


def timings() -> Iterator[Timing]:
    """Measure one thing after the other."""
    yardstick = 0.0
    for what, do in things():
        times = measure(do)
        median = statistics.median(times)
        yardstick = yardstick or median
        yield Timing(what, median, max(times), len(times), median / yardstick)
