"""Every form that can be read: one line each."""

from __future__ import annotations

from jejak.importers.readers.source import Reader

READERS = (
    Reader("xlsx", (".xlsx", ".xlsm"), "xlsx", takes_bytes=True),
    Reader("xls", (".xls", ".xlt"), "xls", takes_bytes=True),
    Reader("ods", (".ods", ".ots"), "ods", takes_bytes=True),
    Reader("csv", (".csv", ".tsv", ".tab"), "delimited"),
    Reader("markdown", (".md", ".markdown"), "markdown"),
    Reader("html", (".html", ".htm", ".xhtml"), "html"),
    Reader("xml", (".xml",), "xml_sheet"),
    Reader("text", (".txt", ".text"), "text"),
)
