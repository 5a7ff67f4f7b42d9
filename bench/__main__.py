"""Measure how long the slow parts take on this machine.

python3 dev bench             print a table
python3 dev bench --json      the same for programs
python3 dev bench --write     put the table into docs/reference/speed.md too

A time on one machine says little on another. The last column therefore compares
with a yardstick measured in the same run: turning the same map into JSON with the
standard library, over and over.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
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
PAGE = ROOT / "docs" / "reference" / "speed.md"
YARDSTICK = "the map as JSON, 100 times"
PAGE_TEXT = """# Speed

This page is written by `python3 dev bench --write`; do not edit it.

Times of one run on one machine, without the start of Python.
Every export is of a map whose texts were not seen before.

```text
{table}
```
"""


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


def main(arguments: list[str]) -> int:
    """Print a line for each thing as soon as it is measured."""
    if "--json" in arguments:
        print(json.dumps([asdict(timing) for timing in timings()], indent=2))
        return 0
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    lines = [f"Python {platform.python_version()}, {machine}", ""]
    lines.append(f"{'':42} {'median':>9} {'slowest':>9} {'runs':>5} {'ratio':>7}")
    print("\n".join(lines))
    for one in timings():
        figures = f"{one.median_ms:>6.1f} ms {one.slowest_ms:>6.1f} ms {one.runs:>5}"
        lines.append(f"{one.what:42} {figures} {one.ratio:>6.2f}×")
        print(lines[-1], flush=True)
    lines += ["", f"Ratio: compared with {YARDSTICK!r}."]
    print("\n".join(lines[-2:]))
    if "--write" in arguments:
        table = "\n".join(lines)
        PAGE.write_text(PAGE_TEXT.format(table=table), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
