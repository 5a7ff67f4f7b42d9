"""Readers: one input in, one document out, whatever its form."""

from __future__ import annotations

from importlib import import_module

from jejak.importers.document import Document
from jejak.importers.readers.source import Reader, Source

__all__ = ["READERS", "Source", "read_documents"]

READERS = (
    Reader("text", (".txt", ".text"), "text"),
    Reader("markdown", (".md", ".markdown"), "markdown"),
)


def read_documents(source: Source) -> Document:
    r"""Read one input.

    Raises:
        ImportRefused: The input cannot be read or is past a limit.

    Examples:
        >>> source = Source("peta", "\tTahap\tCari\n\tTujuan\t- Hemat")
        >>> read_documents(source).blocks[0].rows[1][2].text
        '- Hemat'
    """
    text = source.data if isinstance(source.data, str) else source.data.decode()
    reader = next(
        reader for reader in READERS if reader.form == (source.form or "text")
    )
    module = import_module(f"{__name__}.{reader.module}")
    document: Document = module.read(source.name, text)
    return document
