"""Readers: one input in, one document out, whatever its form."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

from jejak.importers.document import Document
from jejak.importers.limits import check_limit
from jejak.importers.readers.decode import Decoded, decode
from jejak.importers.readers.detect import foreign_form, form_of_text, form_of_workbook
from jejak.importers.readers.registry import READERS
from jejak.importers.readers.source import Reader, Source
from jejak.importers.refusal import refused
from jejak.model.text import clean_text

__all__ = ["READERS", "Reader", "Source", "read_documents"]


def read_documents(source: Source) -> Document:
    r"""Read one input; its form is found out where the source does not name it.

    Raises:
        ImportRefused: The input cannot be read or is past a limit.
        MissingExtra: Reading its form needs a part that is not installed.

    Examples:
        >>> source = Source("peta", "\tTahap\tCari\n\tTujuan\t- Hemat")
        >>> read_documents(source).blocks[0].rows[1][1].text
        '- Hemat'
    """
    name, data = source.name, source.data
    check_limit("input_bytes", len(data), name)
    if not data.strip():
        raise refused("reading.refused.empty", name=name)
    if isinstance(data, bytes) and (form := form_of_workbook(data)):
        return _read(_reader(form), name, data)
    if source.form and _reader(source.form).takes_bytes:
        raise refused("reading.refused.workbook", name=name)
    decoded = Decoded(data) if isinstance(data, str) else _decoded(name, data)
    text = clean_text(decoded.text).removeprefix("\ufeff")
    check_limit("text_characters", len(text), name)
    if not text.strip():
        raise refused("reading.refused.empty", name=name)
    reader = _reader(source.form or form_of_text(name, text))
    document = _read(reader, name, text)
    return replace(document, remarks=(*decoded.remarks, *document.remarks))


def _decoded(name: str, data: bytes) -> Decoded:
    refusal = foreign_form(name, data)
    if refusal:
        raise refusal
    return decode(name, data)


def _read(reader: Reader, name: str, data: str | bytes) -> Document:
    module = import_module(f"{__name__}.{reader.module}")
    document: Document = module.read(name, data)
    return document


def _reader(form: str) -> Reader:
    for reader in READERS:
        if reader.form == form:
            return reader
    forms = ", ".join(reader.form for reader in READERS)
    raise refused("reading.refused.form", form=form, forms=forms)
