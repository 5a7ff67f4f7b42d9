"""JSON lines, and lists of events in JSON; nested fields by their path."""

from __future__ import annotations

import gzip
import json
from functools import partial
from typing import IO, TYPE_CHECKING, Any

from jejak.analytics.reading.columns import header_among
from jejak.analytics.reading.json_inside import Inside, written_out
from jejak.analytics.reading.sources import (
    MAX_COLUMNS,
    MAX_LINE_BYTES,
    Source,
    identifier,
    opened,
    quoted,
    reading_errors,
    rewritten,
    said_encoding,
)
from jejak.analytics.refusal import refused
from jejak.errors import LogRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jejak.analytics.reading.columns import Wanted

_SAMPLE_LINES = 2000
_FIRST_LINES = 20  # by which it is told whether each is an event
_PLACES = 20  # all over a file, from which more are taken
_DEEP = 6


def open_json(path: Path, form: str, room: Path, wanted: Wanted) -> Source:
    """Open a file of JSON events; its columns are those of a sample."""
    name = path.name
    with opened(path) as file:
        start = file.read(4096)
    if said_encoding(start) == "utf-16":
        path = rewritten(path, "utf-16", room)
        start = start.decode("utf-16", "ignore").encode()
    start = start.lstrip(b"\xef\xbb\xbf \r\n\t")
    if not start:
        raise refused("log.refused.empty", name=name)
    if start.startswith(b"["):
        return _source(path, name, form, _list(path), is_list=True)
    sample = list(_sample(path)) if _is_by_line(path) else []
    if start.startswith(b"{") and not _are_events(sample, wanted):
        are_events = partial(_are_events, wanted=wanted)
        try:
            inside = written_out(path, name, room, are_events)
        except LogRefused:
            if not sample:
                raise
            inside = None  # its lines are values: something else is told of them
        if inside:
            return _of_inside(inside, name, form)
    return _source(path, name, form, sample, is_list=False)


def _is_by_line(path: Path) -> bool:
    """Tell whether most of the first lines are objects by themselves."""
    with opened(path) as file:
        read = (file.readline(MAX_LINE_BYTES) for _ in range(_FIRST_LINES))
        lines = [line for line in read if line.strip()]
    return 2 * sum(map(_is_object, lines)) >= len(lines)


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line.lstrip(b"\xef\xbb\xbf")), dict)
    except (ValueError, RecursionError):
        return False


def _of_inside(inside: Inside, name: str, form: str) -> Source:
    """Return what was written out as a source of the file that it was in."""
    sample = list(_sample(inside.path))
    source = _source(inside.path, name, form, sample, is_list=False)
    source.lines = inside.lines
    if inside.way:
        source.form = f"{form}: {'.'.join(inside.way)}"
        source.remarks.append("log.remark.inside")
    return source


def _are_events(values: Sequence[Any], wanted: Wanted) -> bool:
    names = [".".join(way) for way in _ways(values)]
    return header_among([names], wanted) is not None


def _ways(values: Iterable[Any]) -> dict[tuple[str, ...], None]:
    """Return the ways to everything that some values say, each once."""
    return dict.fromkeys(way for one in values for way in _paths(one, ()))


def _source(
    path: Path, name: str, form: str, sample: Sequence[Any], *, is_list: bool
) -> Source:
    ways = _ways(sample)
    if not ways:
        raise refused("log.refused.no_json", name=name)
    if len(ways) > MAX_COLUMNS:
        raise refused("log.refused.columns", name=name, limit=MAX_COLUMNS)
    nested = {way[0].lower() for way in ways if len(way) > 1}
    paths = _one_spelling(ways)
    tops = dict.fromkeys(way[0] for way in paths)
    listed = ", ".join(
        f"{quoted(top)}: '{'JSON' if top.lower() in nested else 'VARCHAR'}'"
        for top in tops
    )
    how = (
        "format='array'"
        if is_list
        else "format='newline_delimited', ignore_errors=true"
    )
    relation = (
        f"read_json(?, columns={{{listed}}}, {how}, "
        f"maximum_object_size={MAX_LINE_BYTES})"
    )
    names = [".".join(way) for way in paths]
    columns = [_column(way, nested) for way in paths]
    source = Source(name, form, relation, path, names, columns)
    if not is_list:
        source.lines = partial(_lines, path)
    return source


def _column(way: tuple[str, ...], nested: set[str]) -> str:
    top = identifier(way[0])
    if way[0].lower() not in nested:
        return top
    steps = [step.replace("~", "~0").replace("/", "~1") for step in way[1:]]
    pointer = "".join(f"/{step}" for step in steps)
    return f"json_extract_string({top}, {quoted(pointer)})" if pointer else top


def _one_spelling(paths: dict[tuple[str, ...], None]) -> list[tuple[str, ...]]:
    """Leave out names that differ in capitals only: DuckDB takes them for the same."""
    first: dict[str, str] = {}
    for way in paths:
        first.setdefault(way[0].lower(), way[0])
    return [way for way in paths if first[way[0].lower()] == way[0]]


def _sample(path: Path) -> Iterator[Any]:
    """Yield the first events, and some from all over a file that is not packed.

    What is known of a person, or a rating, may be said by later events only.
    """
    with opened(path) as file:
        yield from _events(file, _SAMPLE_LINES)
        is_packed = isinstance(file, gzip.GzipFile)
        start, size = file.tell(), path.stat().st_size
        for place in range(0 if is_packed else _PLACES):
            file.seek(start + (size - start) * place // _PLACES)
            file.readline(MAX_LINE_BYTES)  # the rest of a line
            yield from _events(file, _SAMPLE_LINES // _PLACES)


def _events(file: IO[bytes], most: int) -> Iterator[Any]:
    for _ in range(most):
        line = file.readline(MAX_LINE_BYTES)
        if not line:
            return
        try:
            yield json.loads(line.lstrip(b"\xef\xbb\xbf"))
        except (ValueError, RecursionError):
            continue  # counted and listed when the rows are read


def _list(path: Path) -> list[Any]:
    """Return the first events of a list; what follows is read by DuckDB."""
    with opened(path) as file:
        text = file.read(MAX_LINE_BYTES).decode("utf-8-sig", "replace")
    decoder = json.JSONDecoder()
    found: list[Any] = []
    place = text.find("[") + 1
    while len(found) < _SAMPLE_LINES:
        while place < len(text) and text[place] in " \r\n\t,":
            place += 1
        try:
            one, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        found.append(one)
    return found


def _paths(value: Any, so_far: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if isinstance(value, dict) and len(so_far) < _DEEP:
        for key, below in value.items():
            yield from _paths(below, (*so_far, key))
    elif so_far:
        yield so_far


def _lines(
    path: Path, rows: Sequence[int], rejected: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Find the lines of rows: those without anything on them are no rows."""
    wanted, found, row = set(rows), {}, -1
    with reading_errors(path.name), opened(path) as file:
        for line, text in enumerate(file, start=1):
            row += bool(text.strip())
            if row in wanted and row not in found:
                found[row] = line
            if len(found) == len(wanted):
                break
    return [found.get(row, row + 1) for row in rows], list(rejected)
