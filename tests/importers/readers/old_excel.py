"""Old Excel workbooks, written for the tests: records in a compound file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from struct import pack

_SECTOR = 512
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD

Cell = str | float | bool | bytes  # bytes: a record, its place left out


def compound(streams: Mapping[str, bytes], *, cutoff: int = 0) -> bytes:
    """Return a compound file; streams below the cutoff go into its small sectors."""
    small = {name: data for name, data in streams.items() if len(data) < cutoff}
    mini, mini_table, mini_start = _packed(small, 64)
    big = {name: data for name, data in streams.items() if name not in small}
    count = len(streams) + 1
    files = {
        "\0directory": bytes(128 * (count + -count % 4)),
        "\0mini": mini,
        "\0mini table": pack(f"<{len(mini_table)}I", *mini_table),
        **big,
    }
    body, table, start = _packed(files, _SECTOR)
    entries = [_entry("Root Entry", 5, start["\0mini"], len(mini))]
    for name, data in streams.items():
        place = mini_start[name] if name in small else start[name]
        entries.append(_entry(name, 2, place, len(data)))
    directory = b"".join(entries).ljust(len(files["\0directory"]), b"\0")
    body = directory + body[len(directory) :]
    table_sectors = -(-len(table) // 127)
    table += [_TABLE] * table_sectors
    first = len(table) - table_sectors
    numbers = table + [_FREE] * (-len(table) % 128)
    assert len(numbers) // 128 == table_sectors <= 109, "too big for this writer"
    table_start = [*range(first, first + table_sectors)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += pack("<IIII", 0, table_sectors, start["\0directory"], 0)
    header += pack("<IIIII", cutoff, start["\0mini table"], 1, _END, 0)
    header += pack("<109I", *table_start, *[_FREE] * (109 - table_sectors))
    return header + body + pack(f"<{len(numbers)}I", *numbers)


def _packed(
    files: Mapping[str, bytes], size: int
) -> tuple[bytes, list[int], dict[str, int]]:
    body, table, start = b"", list[int](), dict[str, int]()
    for name, data in files.items():
        count = -(-len(data) // size)
        start[name] = len(table) if count else _END
        table += [len(table) + number + 1 for number in range(count)]
        if count:
            table[-1] = _END
        body += data + bytes(-len(data) % size)
    return body, table, start


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    head = raw.ljust(64, b"\0") + pack("<HBB", len(raw), kind, 1)
    return head + pack("<3I36xIII", _FREE, _FREE, _FREE, start, size, 0)


@dataclass
class Sheet:
    """A sheet: rows of cells, merged ranges and what else belongs to it."""

    rows: Sequence[Sequence[Cell]] = ()
    name: str = "Peta"
    merged: Sequence[tuple[int, int, int, int]] = ()  # top, bottom, left, right
    is_hidden: bool = False
    styles: Mapping[tuple[int, int], int] = field(default_factory=dict)
    extra: bytes = b""  # records behind the cells


def record(kind: int, data: bytes = b"") -> bytes:
    return pack("<HH", kind, len(data)) + data


def old_workbook(
    *sheets: Sheet,
    formats: Iterable[str] = (),
    globals_: bytes = b"",
    piece: int = 8000,
    cutoff: int = 0,
) -> bytes:
    """Return an XLS workbook as Excel 97 wrote it.

    Args:
        sheets: What it holds.
        formats: Style 1 shows numbers by the first of them, style 2 by the second.
        globals_: Records in front of the sheets.
        piece: How many bytes of its shared words a record takes before it is
            continued.
        cutoff: Files below so many bytes go into small sectors.
    """
    return compound(
        {"Workbook": book_stream(sheets, formats, globals_, piece)}, cutoff=cutoff
    )


def book_stream(
    sheets: Sequence[Sheet],
    formats: Iterable[str] = (),
    globals_: bytes = b"",
    piece: int = 8000,
) -> bytes:
    words: dict[str, int] = {}
    bodies = [_sheet(sheet, words) for sheet in sheets]
    head = record(0x809, pack("<4H8x", 0x600, 5, 0, 0)) + globals_
    codes = list(formats)
    for number, code in enumerate(codes):
        head += record(0x41E, pack("<H", 164 + number) + _long(code))
    for number in [0, *(164 + place for place in range(len(codes)))]:
        head += record(0xE0, pack("<2H16x", 0, number))
    shared = _shared(words, piece)
    ending = record(0x0A)
    names = [_short(sheet.name) for sheet in sheets]
    place = len(head) + sum(10 + len(name) for name in names) + len(shared + ending)
    for sheet, name, body in zip(sheets, names, bodies, strict=True):
        head += record(0x85, pack("<IBB", place, sheet.is_hidden, 0) + name)
        place += len(body)
    return head + shared + ending + b"".join(bodies)


def _sheet(sheet: Sheet, words: dict[str, int]) -> bytes:
    parts = [record(0x809, pack("<4H8x", 0x600, 0x10, 0, 0))]
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell != "":
                place = pack("<3H", row, column, sheet.styles.get((row, column), 0))
                parts.append(_cell(place, cell, words))
    if sheet.merged:
        areas = b"".join(pack("<4H", *area) for area in sheet.merged)
        parts.append(record(0xE5, pack("<H", len(sheet.merged)) + areas))
    return b"".join([*parts, sheet.extra, record(0x0A)])


def _cell(place: bytes, cell: Cell, words: dict[str, int]) -> bytes:
    if isinstance(cell, bytes):  # kind, and what stands behind the place
        return record(int.from_bytes(cell[:2], "little"), place + cell[2:])
    if isinstance(cell, bool):
        return record(0x205, place + pack("<BB", cell, 0))
    if isinstance(cell, int | float):
        return record(0x203, place + pack("<d", cell))
    number = words.setdefault(cell, len(words))
    return record(0xFD, place + pack("<I", number))


def _shared(words: Mapping[str, int], piece: int) -> bytes:
    """Return the shared words, in records of so many bytes."""
    parts = [pack("<II", len(words), len(words))]
    for word in words:
        raw = word.encode("utf-16-le")
        if len(parts[-1]) + 3 > piece:
            parts.append(b"")
        parts[-1] += pack("<HB", len(raw) // 2, 1)
        while raw:
            room = max(piece - len(parts[-1]), 0) // 2 * 2
            parts[-1] += raw[:room]
            raw = raw[room:]
            if raw:
                parts.append(b"\x01")
    first, *more = parts
    return record(0xFC, first) + b"".join(record(0x3C, part) for part in more)


def _long(text: str) -> bytes:
    return pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _short(text: str) -> bytes:
    return pack("<BB", len(text), 1) + text.encode("utf-16-le")
