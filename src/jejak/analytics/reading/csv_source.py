"""CSV and TSV: encoding, delimiter and header found here, rows read by DuckDB."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from jejak.analytics.reading.columns import (
    FIRST_ROWS,
    header_among,
    hold_values,
    known_names,
    numbered,
)
from jejak.analytics.reading.sources import (
    MAX_COLUMNS,
    MAX_LINE_BYTES,
    Source,
    opened,
    quoted,
    reading_errors,
    rewritten,
    said_encoding,
)
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from jejak.analytics.reading.columns import Wanted

_DELIMITERS = ",;\t|"
_SAMPLE_BYTES = 1_000_000
_UTF8 = ("utf-8", "utf-8-sig")
_EXCEL = re.compile(r"sep=.?")  # by which Excel knows the delimiter


def open_csv(
    path: Path, form: str, room: Path, wanted: Wanted, encoding: str = ""
) -> Source:
    """Open a table of events; rewritten as UTF-8 first if it is in other letters."""
    with opened(path) as file:
        sample = file.read(_SAMPLE_BYTES)
    if not sample.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00"):
        raise refused("log.refused.empty", name=path.name)
    encoding = encoding or _encoding(sample)
    text = sample.decode(encoding, "replace")
    scanned = path
    is_old_mac = "\n" not in text and "\r" in text
    if is_old_mac:
        text = text.replace("\r", "\n")
    if encoding not in _UTF8 or is_old_mac:
        scanned = rewritten(path, encoding, room, is_old_mac=is_old_mac)
    source = _source(path.name, form, scanned, _header(text, path.name, wanted))
    if encoding not in _UTF8:
        source.remarks.append("log.remark.encoding")
    else:
        source.again = partial(open_csv, path, form, room, wanted, "cp1252")
    return source


def _source(name: str, form: str, scanned: Path, header: _Header) -> Source:
    names = [name.strip() for name in header.names]
    columns = [f"c{place}" for place in range(len(names))]
    listed = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
    relation = (
        f"read_csv(?, auto_detect=false, header=false, skip={header.place}, "
        f"quote='\"', escape='\"', delim={quoted(header.delimiter)}, "
        f"columns={{{listed}}}, "
        "null_padding=false, max_line_size=4000000, {rejects})"
    )
    source = Source(name, form, relation, scanned, names, columns)
    source.keeps_rejects = True
    source.lines = partial(_lines, scanned, header)
    source.remarks += ["log.remark.above"] if header.has_above else []
    return source


def _encoding(sample: bytes) -> str:
    if said := said_encoding(sample):
        return said
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)  # the last letter may be cut in two
    except UnicodeDecodeError:
        return _guessed(sample)
    return "utf-8"


def _guessed(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:200_000], threshold=0.3).best()
    return best.encoding if best else "cp1252"


@dataclass(frozen=True, slots=True)
class _Header:
    """Names of columns, and where they stand; above them is no row of the table."""

    names: list[str]
    delimiter: str
    place: int = 1  # among rows and blank lines, as DuckDB counts what to skip
    has_above: bool = False


def _header(text: str, name: str, wanted: Wanted) -> _Header:
    text = text.removeprefix("\ufeff")
    line = text.split("\n", 1)[0].rstrip("\r")
    if "\x00" in line:
        raise refused("log.refused.binary", name=name)
    bare = re.sub('"[^"]*"', "", line)
    counts = {delimiter: bare.count(delimiter) for delimiter in _DELIMITERS}
    delimiter = max(_DELIMITERS, key=lambda one: counts[one])
    if counts[delimiter] >= MAX_COLUMNS or len(line) >= _SAMPLE_BYTES // 2:
        raise refused("log.refused.columns", name=name, limit=MAX_COLUMNS)
    if wanted.has_header:
        for one in sorted(_DELIMITERS, key=lambda one: -counts[one]):
            if found := _known_header(text, one, wanted):
                return found
        return _likely_header(text, name, counts)
    if not counts[delimiter]:
        raise refused("log.refused.one_column", name=name, line=line[:80])
    first = next(filter(None, _first_rows(text, delimiter)), [])
    return _Header(numbered(len(first)), delimiter, 0)


def _likely_header(text: str, name: str, counts: Mapping[str, int]) -> _Header:
    """Return the row that should name the columns, to say what it lacks.

    Raises:
        LogRefused: No row of the first ones names any.
    """
    found = [
        (known_names(cells), counts[one], -place, one, cells)
        for one in _DELIMITERS
        for place, cells in enumerate(_first_rows(text, one))
    ]
    if not found:
        raise refused("log.refused.binary", name=name)
    _, _, place, delimiter, cells = max(found)
    line = delimiter.join(cells)[:80]
    if len(cells) < 2:
        raise refused("log.refused.one_column", name=name, line=line)
    if hold_values(cells):
        raise refused("log.refused.no_header", name=name, line=line)
    return _Header(cells, delimiter, 1 - place)


def _first_rows(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return list(islice(_until_broken(reader), FIRST_ROWS))


def _known_header(text: str, delimiter: str, wanted: Wanted) -> _Header | None:
    """Look for names that are known in the first rows of a file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    above: list[list[str]] = []

    def rows() -> Iterator[list[str]]:
        for cells in _until_broken(reader):
            above.append(cells)
            yield cells

    place = header_among(rows(), wanted)
    if place is None:
        return None
    has_above = any(map(any, above[:place])) and not _EXCEL.fullmatch("".join(above[0]))
    return _Header(above[place], delimiter, place + 1, has_above)


def _lines(
    path: Path, header: _Header, rows: Sequence[int], rejected: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Find the lines on which rows begin; a row may hold line breaks.

    `rejected` counts rows and blank lines, as DuckDB does: the first of all is 1.
    """
    wanted, broken = set(rows), set(rejected)
    at: dict[int, int] = {}
    broken_at: dict[int, int] = {}
    row = -1
    with reading_errors(path.name), opened(path) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
        csv.field_size_limit(MAX_LINE_BYTES)
        reader = csv.reader(text, delimiter=header.delimiter)
        line = 1
        for place, cells in enumerate(_until_broken(reader), start=1):
            if place in broken:
                broken_at[place] = line
            elif cells and place > header.place:
                row += 1
                if row in wanted:
                    at[row] = line
            if len(at) == len(wanted) and len(broken_at) == len(broken):
                break
            line = reader.line_num + 1
        text.detach()
    return (
        [at.get(one, one + 2) for one in rows],
        [broken_at.get(one, one) for one in rejected],
    )


def _until_broken(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Yield rows as long as Python can read them: DuckDB may know better."""
    try:
        yield from reader
    except csv.Error:
        return
