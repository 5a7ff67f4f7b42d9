"""Events of other forms, written as JSON lines that DuckDB then reads like any file."""

from __future__ import annotations

import json
from collections import Counter
from typing import IO, TYPE_CHECKING

from jejak.analytics.reading.sources import MAX_COLUMNS, Source, quoted
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

LINE = "line"


def distinct(names: Sequence[str]) -> list[str]:
    """Return names for columns, each another; a nameless one is known by its place.

    Examples:
        >>> distinct(["time", "", "time", "time (2)"])
        ['time', '2', 'time (2)', 'time (2) (2)']
    """
    found: dict[str, None] = {}
    often: Counter[str] = Counter()
    for place, given in enumerate(names, start=1):
        name = bare = given or str(place)
        while name in found:
            often[bare] += 1
            name = f"{bare} ({often[bare] + 1})"
        found[name] = None
    return list(found)


class Spool:
    """A file of rows; columns get numbers, so that no name of theirs becomes SQL."""

    def __init__(self, name: str, room: Path) -> None:
        self.name = name
        self.path = room / "spooled.jsonl"
        self.places: dict[str, str] = {}
        self.rows = 0
        self._file: IO[str] = self.path.open("w", encoding="utf-8")

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def add(self, line: int, values: Mapping[str, str]) -> None:
        """Write one row."""
        row: dict[str, str | int] = {LINE: line}
        for name, value in values.items():
            place = self.places.get(name)
            if place is None:
                place = self.places[name] = f"c{len(self.places)}"
                if len(self.places) > MAX_COLUMNS:
                    key = "log.refused.columns"
                    raise refused(key, name=self.name, limit=MAX_COLUMNS)
            row[place] = value
        self._file.write(json.dumps(row) + "\n")
        self.rows += 1

    def source(self, form: str) -> Source:
        """Return what was written as a source."""
        if not self.rows:
            raise refused("log.refused.empty", name=self.name)
        columns = list(self.places.values())
        listed = ", ".join(f"{quoted(place)}: 'VARCHAR'" for place in columns)
        relation = (
            f"read_json(?, columns={{'{LINE}': 'BIGINT', {listed}}}, "
            "format='newline_delimited', maximum_object_size=16000000)"
        )
        made = Source(self.name, form, relation, self.path, list(self.places), columns)
        made.line_column = LINE
        return made
