"""Plain text: tables whose cells are parted by tabs, and Markdown between them."""

from __future__ import annotations

from collections.abc import Sequence

from jejak.importers.document import Block, Document, Remark
from jejak.importers.markup import has_markup
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.markdown import markdown_blocks
from jejak.importers.readers.records import Record, RecordReader

_WIDE = 3  # cells of a row that can only be a table
_MANY = 3  # rows of two cells that are a table as well


def read(name: str, text: str) -> Document:
    r"""Read text with tab-parted tables in it.

    Examples:
        >>> document = read("peta.txt", "# Peta\n\tTahap\tCari\n\tTujuan\t- Hemat")
        >>> [type(block).__name__ for block in document.blocks]
        ['Heading', 'Grid']
    """
    lines = text.split("\n")
    maker = GridMaker(name)
    blocks: list[Block] = []
    begun = 0
    for run in _table_runs(lines):
        blocks += markdown_blocks(lines[begun : run[0].line], maker, first_line=begun)
        grid = maker.of_records(run)
        if grid:
            blocks.append(grid)
        begun = run[-1].end
    blocks += markdown_blocks(lines[begun:], maker, first_line=begun)
    return Document(name, "text", tuple(blocks), _remarks(text))


def has_tab_table(text: str) -> bool:
    """Say whether a text holds a tab-parted table."""
    return "\t" in text and bool(_table_runs(text.split("\n")))


def _remarks(text: str) -> tuple[Remark, ...]:
    return (Remark("reading.markup_read"),) if has_markup(text) else ()


def _table_runs(lines: Sequence[str]) -> list[list[Record]]:
    reader = RecordReader(lines, "\t", keeps_needless_quotes=True)
    runs: list[list[Record]] = []
    run: list[Record] = []
    at = 0
    while at < len(lines):
        record = reader.read(at)
        at = record.end
        if len(record.fields) > 1 and not lines[record.line].lstrip().startswith("|"):
            run.append(record)
            continue
        runs.append(run)
        run = []
        at = record.line + 1  # a quote in prose closes nothing further down
    runs.append(run)
    return [run for run in runs if _is_table(run)]


def _is_table(run: Sequence[Record]) -> bool:
    if len(run) < _MANY:
        return len(run) > 1 and any(len(row.fields) >= _WIDE for row in run)
    indented = sum(1 for row in run if not row.fields[0].strip())
    is_wide = any(len(row.fields) >= _WIDE for row in run)
    return is_wide or indented < len(run) / 2
