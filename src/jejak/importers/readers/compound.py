"""Compound files: the container of old Office documents, and of locked new ones.

Its format is published as MS-CFB. Only what is needed to read whole streams is
here; a chain of sectors that runs in a circle or out of the file ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from struct import error as StructError
from struct import iter_unpack, unpack_from

COMPOUND_SIGN = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA  # numbers above this are signs: end, free, table
_ENTRY_BYTES = 128
_MINI_BYTES = 64
_ROOT, _STREAM = 5, 2


class BrokenFile(Exception):
    """The file does not hold what its own tables say."""


class CompoundFile:
    """The streams of a compound file by name.

    Raises:
        BrokenFile: It is none, or damaged.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (StructError, IndexError):
            raise BrokenFile from None

    @property
    def names(self) -> set[str]:
        """The names of the streams, those in folders as well."""
        return set(self._streams)

    def read(self, name: str) -> bytes:
        """Return a stream.

        Raises:
            BrokenFile: It is damaged.
        """
        start, size = self._streams[name]
        is_mini = size < self._mini_cutoff
        chunks = self._mini_chunks(start) if is_mini else self._chunks(start)
        stream = b"".join(chunks)[:size]
        if len(stream) < size:
            raise BrokenFile
        return stream

    def _open(self) -> None:
        data = self._data
        if not data.startswith(COMPOUND_SIGN):
            raise BrokenFile
        (shift,) = unpack_from("<H", data, 30)
        if shift not in {9, 12}:
            raise BrokenFile
        self._sector_bytes: int = 1 << shift
        directory, _, cutoff, mini_table = unpack_from("<4I", data, 48)
        self._mini_cutoff: int = cutoff
        self._table = self._numbers(self._table_sectors())
        self._mini_table = self._numbers(self._chain(mini_table))
        self._streams: dict[str, tuple[int, int]] = {}
        self._mini = b""
        for chunk in self._chunks(directory):
            for at in range(0, len(chunk) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
                self._read_entry(chunk[at : at + _ENTRY_BYTES])

    def _read_entry(self, entry: bytes) -> None:
        length, kind = unpack_from("<HB", entry, 64)
        start, size = unpack_from("<II", entry, 116)
        if kind == _ROOT:
            self._mini = b"".join(self._chunks(start))[:size]
        elif kind == _STREAM:
            name = entry[: max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace")
            self._streams.setdefault(name, (start, size))

    def _table_sectors(self) -> Iterator[int]:
        """Yield the sectors in which the table of sectors stands."""
        (count,) = unpack_from("<I", self._data, 44)
        first_more, count_more = unpack_from("<2I", self._data, 68)
        numbers = list(unpack_from("<109I", self._data, 76))
        sector = first_more
        for _ in range(min(count_more, self._most_sectors())):
            more = [number for (number,) in iter_unpack("<I", self._sector(sector))]
            sector = more.pop()
            numbers += more
        return islice((one for one in numbers if one < _LAST_SECTOR), count)

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        return [
            number
            for sector in islice(sectors, self._most_sectors())
            for (number,) in iter_unpack("<I", self._sector(sector))
        ]

    def _most_sectors(self) -> int:
        return len(self._data) // self._sector_bytes + 1

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._sector_bytes
        sector = self._data[start : start + self._sector_bytes]
        if not sector:
            raise BrokenFile
        return sector.ljust(self._sector_bytes, b"\x00")

    def _chain(self, sector: int) -> Iterator[int]:
        for _ in range(self._most_sectors()):
            if sector >= _LAST_SECTOR:
                return
            yield sector
            sector = self._next(self._table, sector)
        raise BrokenFile

    def _chunks(self, sector: int) -> Iterator[bytes]:
        return (self._sector(one) for one in self._chain(sector))

    def _mini_chunks(self, sector: int) -> Iterator[bytes]:
        for _ in range(len(self._mini) // _MINI_BYTES + 1):
            if sector >= _LAST_SECTOR:
                return
            yield self._mini[sector * _MINI_BYTES : (sector + 1) * _MINI_BYTES]
            sector = self._next(self._mini_table, sector)

    @staticmethod
    def _next(table: list[int], sector: int) -> int:
        if sector >= len(table):
            raise BrokenFile
        return table[sector]
