"""How readers' tests write documents down."""

from __future__ import annotations

from pathlib import Path

from jejak.importers.document import Document, Grid, GridCell, Heading
from jejak.importers.readers import Source, read_documents

FIXTURES = Path(__file__).parent / "fixtures"


def read(data: str | bytes, form: str | None = None, name: str = "peta") -> Document:
    return read_documents(Source(name, data, form))


def read_fixture(name: str) -> Document:
    return read_documents(Source(name, (FIXTURES / name).read_bytes()))


def outline(document: Document) -> list[object]:
    """Return grids as rows of words, everything else as one marked line.

    `#1 text` is a heading of level 1, `>` prose, `>mermaid` fenced code. In a
    grid `^` is a covered place and `text[2x1]` a cell over two rows.
    """
    return [_shown(block) for block in document.blocks]


def _shown(block: object) -> object:
    if isinstance(block, Grid):
        return [[_cell(cell) for cell in row] for row in block.rows]
    if isinstance(block, Heading):
        return f"#{block.level} {block.text}"
    return f">{getattr(block, 'fence', None) or ''} {getattr(block, 'text', '')}"


def _cell(cell: GridCell) -> str:
    if cell.is_covered:
        return "^"
    is_merged = cell.row_span > 1 or cell.column_span > 1
    return cell.text + (f"[{cell.row_span}x{cell.column_span}]" if is_merged else "")


def keys(document: Document) -> list[str]:
    return [remark.key for remark in document.remarks]
