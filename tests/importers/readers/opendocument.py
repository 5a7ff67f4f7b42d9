"""ODS workbooks, written for the tests: XML in an archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
    )
)
_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods(
    *sheets: str, styles: str = "", kind: str = _KIND, head: str = "", **files: str
) -> bytes:
    """Return a workbook of sheets that are XML already."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f"<office:document-content {_SPACES}>"
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(sheets)}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        for path, text in files.items():
            archive.writestr(path.replace("__", "/"), text)
    return stream.getvalue()


def sheet(rows: str, name: str = "Peta", style: str = "") -> str:
    styled = f" table:style-name={quoteattr(style)}" if style else ""
    return f"<table:table table:name={quoteattr(name)}{styled}>{rows}</table:table>"


def row(*cells: str, repeated: int = 1) -> str:
    times = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{times}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", *, is_covered: bool = False, **attributes: int | str) -> str:
    tag = f"table:{'covered-' if is_covered else ''}table-cell"
    given = "".join(
        f' table:{name.replace("_", "-")}="{value}"'
        for name, value in attributes.items()
    )
    lines = text.split("\n") if text else []
    inside = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f"<{tag}{given}>{inside}</{tag}>"


def plain_sheet(rows: Sequence[Sequence[str]], name: str = "Peta") -> str:
    return sheet("".join(row(*map(cell, cells)) for cells in rows), name)
