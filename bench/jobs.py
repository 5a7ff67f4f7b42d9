"""One job on one map in a process of its own: `python -m bench.jobs JOB CARDS`.

It prints, as JSON, the seconds of the processor that the job took, by the clock
too, and the most memory that the process ever held. Libraries are loaded and fonts
are found before the clock starts, by the same job on a map without cards.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import jejak
from bench.maps import map_of, rows_of
from jejak.exporters import FORMATS
from jejak.files import dumps, loads
from jejak.memory import peak_mb
from jejak.templates import template

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.model.journey_map import JourneyMap

JOBS = (
    "import text",
    "import xlsx",
    "read yaml",
    "write yaml",
    "read json",
    "write json",
    *(f"export {form}" for form in FORMATS if form not in {"yaml", "json"}),
)


def prepare(job: str, journey: JourneyMap, folder: Path) -> Callable[[], object]:
    """Return how to do a job on a map once, with everything it needs at hand."""
    verb, form = job.split()
    if verb == "export":
        return lambda: jejak.export(journey, form)
    if job == "import text":
        path = folder / "table.tsv"
        path.write_text(_as_tabs(rows_of(journey)), "utf-8")
        return lambda: jejak.import_table(path)
    if job == "import xlsx":
        path = folder / "table.xlsx"
        _write_xlsx(rows_of(journey), path)
        return lambda: jejak.import_table(path)
    kind: Literal["json", "yaml"] = "json" if form == "json" else "yaml"
    if verb == "write":
        return lambda: dumps(journey, kind)
    text = dumps(journey, kind)
    return lambda: loads(text)


def _as_tabs(rows: list[list[str]]) -> str:
    """Return a table as a spreadsheet puts it on the clipboard."""
    quoted = [[f'"{cell}"' if "\n" in cell else cell for cell in row] for row in rows]
    return "\n".join("\t".join(row) for row in quoted)


def _write_xlsx(rows: list[list[str]], path: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Journey")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)


def main(job: str, cards: int) -> None:
    """Do the job and print what it took."""
    with tempfile.TemporaryDirectory(prefix="jejak-bench-") as folder:
        small = Path(folder) / "small"
        small.mkdir()
        prepare(job, template("blank"), small)()
        do = prepare(job, map_of(cards), Path(folder))
        cpu, clock = time.process_time(), time.perf_counter()
        made = do()
        cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    peak = peak_mb()
    size = len(made) if isinstance(made, str | bytes) else None
    print(json.dumps({"cpu_s": cpu, "clock_s": clock, "peak_mb": peak, "size": size}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
