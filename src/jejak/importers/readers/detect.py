"""Which form an input has, told by its first bytes, its words and its name."""

from __future__ import annotations

import re

from jejak.errors import ImportRefused
from jejak.importers.readers.archive import ZIP_SIGNS, form_of_archive
from jejak.importers.readers.compound import COMPOUND_SIGN
from jejak.importers.readers.delimited import is_surely_delimited
from jejak.importers.readers.markdown import has_pipe_table
from jejak.importers.readers.registry import READERS
from jejak.importers.readers.text import has_tab_table
from jejak.importers.refusal import refused

# What people drop by mistake, with the word of the refusal for it.
_MAGIC = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"RIFF", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
    (b"{\\rtf", "document"),
)
_HTML = re.compile(
    r"\s*(?:Version:\d[^<]{0,400}StartHTML|<!doctype\s+html|<html\b|<head\b|<body\b"
    r"|<meta\b|<table\b|<tr\b|<!--StartFragment|<google-sheets|<\?xml[^>]*>\s*<html\b)",
    re.IGNORECASE,
)
_CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
_XML_SHEET = re.compile(
    r"\s*<\?xml\b[^>]*>\s*(?:<\?mso-[^>]*>\s*|<!--.{0,500}?-->\s*)*"
    r"(?:<!DOCTYPE[^\[>]{0,200}\[.{0,5000}?\]>\s*)?<(?:\w+:)?Workbook\b",
    re.DOTALL,
)


def form_of_workbook(data: bytes) -> str:
    r"""Return the form of a workbook, by what it is and not by what it is called.

    Examples:
        >>> form_of_workbook(b"PK\x03\x04..."), form_of_workbook(b"Tahap;Cari")
        ('xlsx', '')
    """
    if data.startswith(COMPOUND_SIGN):  # old Excel and Word, and a locked XLSX
        return "xls"
    return form_of_archive(data) if data.startswith(ZIP_SIGNS) else ""


def foreign_form(name: str, data: bytes) -> ImportRefused | None:
    """Return the refusal for a picture, a PDF and the like."""
    for magic, what in _MAGIC:
        # two letters may begin a text as well: "BM" does, a picture has zeros
        if data.startswith(magic) and (len(magic) > 2 or b"\x00" in data[:64]):
            return refused(f"reading.refused.{what}", name=name)
    return None


def form_of_text(name: str, text: str) -> str:
    r"""Return the form of a text.

    Examples:
        >>> form_of_text("", "<table><tr><td>a</table>")
        'html'
        >>> form_of_text("peta.csv", "Tahap,Cari\nTujuan,Hemat")
        'csv'
        >>> form_of_text("", "Catatan rapat, dan, lain\nHadir: semua")
        'text'
    """
    named = _named_form(name)
    if _XML_SHEET.match(text):  # what Excel called "XML spreadsheet" in 2003
        return "xml"
    if named != "markdown" and _is_html(text):
        return "html"  # many an .xls or .csv is one
    if named in {"csv", "html"}:
        return named
    if has_tab_table(text):
        return "text"
    if named == "markdown" or has_pipe_table(text):
        return "markdown"
    return "csv" if is_surely_delimited(text) else "text"


def _is_html(text: str) -> bool:
    """Say whether a text begins as a page does, or with a tag before a table."""
    if _HTML.match(text):
        return True
    table = text.lower().find("<table")
    return table >= 0 and text.lstrip()[0] == "<" and bool(_CELL.search(text, table))


def _named_form(name: str) -> str:
    """Return the form that the name's ending promises."""
    for reader in READERS:
        if name.lower().endswith(reader.suffixes):
            return reader.form
    return ""
