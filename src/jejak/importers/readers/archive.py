"""Packed files inside a workbook: what kind it is, of sane size, and its XML.

The packed files are measured before any is unpacked, and read as a stream.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING
from zlib import error as ZlibError

from jejak.errors import ImportRefused
from jejak.importers.limits import check_limit
from jejak.importers.refusal import refused

if TYPE_CHECKING:
    from lxml.etree import _Element

ZIP_SIGNS = (b"PK\x03\x04", b"PK\x05\x06")
_RATIO_FROM_BYTES = 1_000_000
_HEAD_BYTES = 1_000_000
_PIECE_BYTES = 1_000_000
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_DAMAGED = (
    zipfile.BadZipFile,
    ZlibError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeDecodeError,
    ValueError,
)


def form_of_archive(data: bytes) -> str:
    """Return the form of a packed workbook; a damaged one is called an XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except _DAMAGED:
        return "xlsx"
    is_opendocument = "xl/workbook.xml" not in names and "content.xml" in names
    return "ods" if is_opendocument else "xlsx"


class Archive:
    """The packed files of one workbook.

    Raises:
        ImportRefused: It is none, is locked, or is past a limit.
    """

    def __init__(self, name: str, data: bytes, main: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._check(main)
        except _DAMAGED:
            raise self.refused() from None
        self.paths = set(self._archive.namelist())

    def refused(self) -> ImportRefused:
        """Return the refusal of a workbook that is damaged."""
        return refused("reading.refused.workbook", name=self.name)

    def read(self, path: str) -> bytes:
        """Return a packed file, or nothing where there is none."""
        if path not in self.paths:
            return b""
        try:
            return self._archive.read(path)
        except _DAMAGED:
            raise self.refused() from None

    def holds(self, path: str, word: bytes) -> bool:
        """Return whether a word stands near the beginning of a packed file."""
        try:
            with self._archive.open(path) as file:
                return word in file.read(_HEAD_BYTES)
        except _DAMAGED:
            raise self.refused() from None

    def elements(
        self,
        path: str,
        *tags: str,
        begun: str = "",
        without: Iterable[re.Pattern[bytes]] = (),
    ) -> Iterator[_Element]:
        """Yield the elements of a packed file, freeing each after its use.

        Args:
            path: Of the packed file; where there is none, nothing is yielded.
            tags: Local names of elements that are yielded when they are whole.
            begun: One of elements that are yielded when they begin.
            without: What is cut out first, to spare the time of reading it.
        """
        from lxml import etree

        if path not in self.paths:
            return
        begun_end = f"}}{begun}"
        try:
            with self._archive.open(path) as file:
                for event, element in etree.iterparse(
                    _Source(file, self, tuple(without)),
                    events=("start", "end"),
                    tag=[f"{{*}}{tag}" for tag in (*tags, begun) if tag],
                    resolve_entities=False,
                    no_network=True,
                    huge_tree=False,
                ):
                    is_begun = str(element.tag).endswith(begun_end)
                    if is_begun == (event == "start"):
                        yield element
                    if event == "end":
                        element.clear()
                        _free(element)
                        _free(element.getparent())
        except (etree.XMLSyntaxError, *_DAMAGED):
            raise self.refused() from None

    def _check(self, main: str) -> None:
        name, entries = self.name, self._archive.infolist()
        check_limit("archive_files", len(entries), name)
        size = sum(entry.file_size for entry in entries)
        check_limit("decompressed_bytes", size, name)
        for entry in entries:
            if entry.flag_bits & 1:
                raise refused("reading.refused.password", name=name)
            if entry.file_size > _RATIO_FROM_BYTES:
                ratio = entry.file_size // max(entry.compress_size, 1)
                check_limit("compression_ratio", ratio, name)
        names = {entry.filename for entry in entries}
        if refusal := self._other_kind(names, main):
            raise refusal
        if len(names) < len(entries):  # two readers could see two different files
            raise self.refused()

    def _other_kind(self, names: set[str], main: str) -> ImportRefused | None:
        """Return the refusal for an archive that is something else."""
        kind = self._archive.read("mimetype")[:100] if "mimetype" in names else b""
        is_opendocument = b"opendocument" in kind
        if main in names and (not is_opendocument or kind.startswith(_SPREADSHEET)):
            return None
        if is_opendocument or any(one.startswith(("word/", "ppt/")) for one in names):
            what = "document"
        elif "xl/workbook.bin" in names or any(one.endswith(".iwa") for one in names):
            what = "old_workbook"  # XLSB, or Numbers
        else:
            is_office = "[Content_Types].xml" in names or not names
            what = "workbook" if is_office else "archive"
        return refused(f"reading.refused.{what}", name=self.name)


class _Source:
    """A packed file as XML that may be parsed: piece by piece, never whole."""

    def __init__(
        self, file: IO[bytes], archive: Archive, without: tuple[re.Pattern[bytes], ...]
    ) -> None:
        self._file = file
        self._archive = archive
        self._without = without
        self._rest = b""
        self._is_begun = False

    def read(self, _: int = -1) -> bytes:
        """Return the next piece, cut in front of a tag; nothing at the end."""
        while True:
            piece = self._file.read(_PIECE_BYTES)
            data = self._rest + piece
            cut = data.rfind(b"<") if piece else 0
            data, self._rest = (data[:cut], data[cut:]) if cut > 0 else (data, b"")
            self._check(data)
            for pattern in self._without:
                data = pattern.sub(b"", data)
            if data or not piece:
                return data

    def _check(self, data: bytes) -> None:
        # No workbook declares a type of document: entity bombs do. In UTF-16, which
        # begins with a zero or a mark, a search for it would find nothing.
        is_wide = not self._is_begun and b"\x00" in data[:64]
        if is_wide or b"<!DOCTYPE" in data:
            raise self._archive.refused()
        self._is_begun = True


def _free(element: _Element | None) -> None:
    """Drop what stands before an element: it has been read."""
    parent = None if element is None else element.getparent()
    while (
        parent is not None and element is not None and element.getprevious() is not None
    ):
        del parent[0]
