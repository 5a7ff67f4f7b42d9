"""Records of old Excel workbooks (BIFF5 and BIFF8, published as MS-XLS)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import error as StructError
from struct import pack, unpack, unpack_from
from typing import NamedTuple

from jejak.importers.readers.compound import BrokenFile

# Kinds of records, by their names in the format's description.
FORMULA, END, DATE_1904, CODE_PAGE = 0x06, 0x0A, 0x22, 0x42
NOTE, CONTINUE, LOCKED, SHEET = 0x1C, 0x3C, 0x2F, 0x85
MANY_SHORT_NUMBERS, RICH_LABEL, STYLE, MERGED = 0xBD, 0xD6, 0xE0, 0xE5
WORDS, SHARED_LABEL = 0xFC, 0xFD
NUMBER, LABEL, TRUTH_OR_ERROR, STRING = 0x203, 0x204, 0x205, 0x207
SHORT_NUMBER, FORMAT, BEGIN = 0x27E, 0x41E, 0x809

_BIFF8 = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_CODE_PAGES = {10000: "mac_roman", 1200: "utf-16-le", 32768: "mac_roman"}


class Record(NamedTuple):
    """One record with what it continues in."""

    kind: int
    data: bytes
    breaks: tuple[int, ...] = ()  # where each continuation begins


def records(stream: bytes, at: int = 0) -> Iterator[Record]:
    """Yield the records of a stream from one place on, to its end."""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        at += 4 + length
        data = stream[at - length : at]
        breaks: list[int] = []
        parts = [data]
        size = len(data)
        while at + 4 <= len(stream) and unpack_from("<H", stream, at) == (CONTINUE,):
            (length,) = unpack_from("<H", stream, at + 2)
            breaks.append(size)
            parts.append(stream[at + 4 : at + 4 + length])
            size += len(parts[-1])
            at += 4 + length
        yield Record(kind, b"".join(parts), tuple(breaks))


@dataclass(slots=True)
class Book:
    """What all sheets of a workbook share."""

    words: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=dict)
    styles: list[int] = field(default_factory=list)  # style -> number of its format
    sheets: list[tuple[int, str, bool]] = field(default_factory=list)
    is_locked: bool = False
    has_1904: bool = False
    is_wide: bool = True  # BIFF8: words are Unicode
    code_page: str = "cp1252"


def read_book(stream: bytes) -> Book:
    """Read what stands in front of the sheets.

    Raises:
        BrokenFile: It is damaged, or of a kind before Excel 5.
    """
    book = Book()
    try:
        for record in records(stream):
            if record.kind == END or book.is_locked:
                break
            _read_global(book, record)
    except (StructError, IndexError):
        raise BrokenFile from None
    return book


def _read_global(book: Book, record: Record) -> None:
    data = record.data
    if record.kind == BEGIN:
        book.is_wide = unpack_from("<H", data) >= (_BIFF8,)
    elif record.kind == LOCKED:
        book.is_locked = True
    elif record.kind == DATE_1904:
        book.has_1904 = data[:1] == b"\x01"
    elif record.kind == CODE_PAGE:
        (page,) = unpack_from("<H", data)
        book.code_page = _CODE_PAGES.get(page, f"cp{page}")
    elif record.kind == WORDS:
        book.words = list(_words(record))
    elif record.kind == STYLE:
        book.styles.append(unpack_from("<H", data, 2)[0])
    elif record.kind == FORMAT:
        (number,) = unpack_from("<H", data)
        book.formats[number] = text_at(book, data, 2, is_short=not book.is_wide)
    elif record.kind == SHEET:
        place, hidden, kind = unpack_from("<IBB", data)
        if kind == 0:  # no chart and no program
            name = text_at(book, data, 6, is_short=True)
            book.sheets.append((place, name, bool(hidden)))


def text_at(book: Book, data: bytes, at: int, *, is_short: bool = False) -> str:
    """Return the text that stands at a place; `is_short`: its length is one byte."""
    (count,) = unpack_from("<B" if is_short else "<H", data, at)
    at += 1 if is_short else 2
    if not book.is_wide:
        return decoded(book, data[at : at + count])
    flags = data[at]
    at += 1 + (2 if flags & 8 else 0) + (4 if flags & 4 else 0)
    width = 1 + (flags & 1)
    return _decoded(data[at : at + count * width], width)


def decoded(book: Book, raw: bytes) -> str:
    """Return the text of a workbook before Unicode."""
    try:
        return raw.decode(book.code_page, "replace")
    except LookupError:
        return raw.decode("cp1252", "replace")


def _decoded(raw: bytes, width: int) -> str:
    return raw.decode("utf-16-le" if width == 2 else "latin-1", "replace")


def _words(record: Record) -> Iterator[str]:
    """Yield the shared words; one may go on over continuations of the record."""
    data, at = record.data, 8
    (count,) = unpack_from("<I", data, 4)
    for _ in range(count):
        if at + 3 > len(data):
            return
        length, flags = unpack_from("<HB", data, at)
        at += 3
        behind = 0  # bytes of styles and of phonetic signs
        if flags & 8:
            behind = 4 * unpack_from("<H", data, at)[0]
            at += 2
        if flags & 4:
            behind += unpack_from("<I", data, at)[0]
            at += 4
        text, at = _continued(record, at, length, 1 + (flags & 1))
        yield text
        at += behind


def _continued(record: Record, at: int, length: int, width: int) -> tuple[str, int]:
    """Return a text, and the place behind it; each continuation says its width."""
    data, breaks = record.data, record.breaks
    raw: list[bytes] = []  # always wide: a sign of two halves may be cut between
    while True:
        index = bisect_left(breaks, at)
        end = breaks[index] if index < len(breaks) else len(data)
        count = min(length, (end - at) // width)
        part = data[at : at + count * width]
        raw.append(part if width == 2 else part.decode("latin-1").encode("utf-16-le"))
        at += count * width
        length -= count
        if not length or end >= len(data):
            return _decoded(b"".join(raw), 2), at
        width = 1 + (data[end] & 1)
        at = end + 1


def short_number(raw: int) -> float:
    """Return a number that was packed into 30 bits (RK).

    Examples:
        >>> [short_number(raw) for raw in (0x3FF00000, 12 << 2 | 2, 150 << 2 | 3)]
        [1.0, 12, 1.5]
    """
    value: float
    if raw & 2:
        value = (raw >> 2) - (1 << 30 if raw & 0x80000000 else 0)
    else:
        (value,) = unpack("<d", b"\x00\x00\x00\x00" + pack("<I", raw & 0xFFFFFFFC))
    return value / 100 if raw & 1 else value


def error_text(code: int) -> str:
    """Return an error as Excel shows it."""
    return _ERRORS.get(code, "#N/A")
