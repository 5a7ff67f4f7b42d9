"""Files of events as relations that DuckDB can scan, whatever they were written by."""

from __future__ import annotations

import codecs
import gzip
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MAX_COLUMNS = 4096
MAX_LINE_BYTES = 4_000_000
_CHUNK = 1 << 20
_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_GZIP = b"\x1f\x8b"


def no_lines(
    rows: Sequence[int], rejected: Sequence[int]
) -> tuple[list[int], list[int]]:
    """Number rows where a file has no lines: the first row is 1."""
    return [row + 1 for row in rows], list(rejected)


@dataclass(slots=True)
class Source:
    """One file as a relation: SQL to scan it, and what its columns are called.

    Names of the file never become SQL: columns are called by their place or quoted.
    """

    name: str
    form: str
    relation: str  # SQL of what to scan; `?` stands for the path
    path: Path
    names: list[str]
    columns: list[str]  # SQL of each column
    types: list[str] = field(default_factory=list)  # of DuckDB; VARCHAR where left out
    keeps_rejects: bool = False  # broken lines are kept apart while scanning
    line_column: str = ""  # SQL of the line, where the relation knows it
    lines: Lines = no_lines
    remarks: list[str] = field(default_factory=list)
    again: Callable[[], Source] | None = None  # the file in its other encoding


class Lines(Protocol):
    """Finds the lines of rows, and of what DuckDB rejected, in a file."""

    def __call__(
        self, rows: Sequence[int], rejected: Sequence[int]
    ) -> tuple[list[int], list[int]]:
        """Return the line of each."""


@contextmanager
def reading_errors(name: str) -> Iterator[None]:
    """Say in our words what is wrong with a compressed file."""
    try:
        yield
    except EOFError as error:
        raise refused("log.refused.cut_off", name=name) from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise refused("log.refused.broken", name=name) from error


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading, unpacked if it is packed."""
    with path.open("rb") as raw:
        is_packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not is_packed:
            yield raw
            return
        with gzip.GzipFile(fileobj=raw) as unpacked:
            # GzipFile reads and is closed like any file.
            yield unpacked  # type: ignore[misc]


def said_encoding(start: bytes) -> str:
    """Return the letters of a file by the mark that it begins with, if it has one.

    Examples:
        >>> said_encoding("ID".encode("utf-16")), said_encoding(b"ID")
        ('utf-16', '')
    """
    return next((name for bom, name in _BOMS.items() if start.startswith(bom)), "")


def rewritten(
    path: Path, encoding: str, room: Path, *, is_old_mac: bool = False
) -> Path:
    """Write a file again as UTF-8, piece by piece, its lines ended as everywhere."""
    ending = "\r" if is_old_mac else "\n"
    target = room / "rewritten"
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    with opened(path) as file, target.open("w", encoding="utf-8", newline="") as out:
        while chunk := file.read(_CHUNK):
            out.write(decoder.decode(chunk).replace(ending, "\n"))
        out.write(decoder.decode(b"", final=True))
    return target


def quoted(text: str) -> str:
    """Return a text as a literal of SQL.

    Examples:
        >>> quoted("it's")
        "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def identifier(text: str) -> str:
    """Return a name as an identifier of SQL.

    Examples:
        >>> identifier('a"; drop table x')
        '"a""; drop table x"'
    """
    return '"' + text.replace('"', '""') + '"'
