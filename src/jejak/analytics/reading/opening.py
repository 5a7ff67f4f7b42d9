"""Which form a file of events has, by its ending, and what opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jejak.analytics.reading.csv_source import open_csv
from jejak.analytics.reading.json_source import open_json
from jejak.analytics.reading.parquet_source import open_parquet
from jejak.analytics.reading.sheet_source import open_sheet
from jejak.analytics.reading.sources import reading_errors
from jejak.analytics.reading.xes_source import open_xes
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from pathlib import Path

    from jejak.analytics.reading.columns import Wanted
    from jejak.analytics.reading.sources import Source


class Opener(Protocol):
    """Makes a source of a file; `room` is a folder for what has to be rewritten."""

    def __call__(self, path: Path, form: str, room: Path, wanted: Wanted) -> Source:
        """Open a file."""


def open_source(path: Path, room: Path, wanted: Wanted) -> Source:
    """Open a file of events by its ending.

    Raises:
        LogRefused: The ending is not known, or the file cannot be read.
        OSError: There is no such file.
    """
    openers: dict[str, tuple[str, Opener]] = {
        ".csv": ("CSV", open_csv),
        ".tsv": ("TSV", open_csv),
        ".txt": ("CSV", open_csv),
        ".parquet": ("Parquet", open_parquet),
        ".jsonl": ("JSONL", open_json),
        ".ndjson": ("JSONL", open_json),
        ".json": ("JSON", open_json),
        ".xes": ("XES", open_xes),
        ".xlsx": ("XLSX", open_sheet),
    }
    path.stat()
    ending = path.name.lower().removesuffix(".gz")
    for suffix, (form, opener) in openers.items():
        if ending.endswith(suffix):
            with reading_errors(path.name):
                return opener(path, form, room, wanted)
    known = ", ".join(openers)
    raise refused("log.refused.form", name=path.name, known=known)
