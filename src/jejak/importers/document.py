"""What every reader gives: headings, prose and grids in the order they stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GridCell:
    r"""One cell of a table.

    `text` is what stood there with its lists as lines (`"- a\n- b"`). Tags,
    entities and bold marks have been read already: what still looks like a tag
    was meant as text, so `strip_markup` must not run over it again. A merged cell
    stands once, at its upper left; the places it covers say so.
    """

    text: str = ""
    row_span: int = 1
    column_span: int = 1
    is_covered: bool = False  # by a merged cell to the left or above


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between tables."""

    text: str
    level: int = 1
    line: int | None = None  # in the source, counted from 1


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, list or other text outside tables, as Markdown.

    A fenced block of code is a Prose of its own: `text` holds what stands between
    the fences and `fence` the word after them (`"mermaid"`, or `""` for none).
    """

    text: str
    line: int | None = None
    fence: str | None = None  # None: not fenced


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of equal length."""

    rows: tuple[tuple[GridCell, ...], ...]
    name: str = ""  # sheet or caption
    line: int | None = None
    line_of_row: tuple[int, ...] = field(default=())  # where each row stood
    first_column: int = 1  # where the first column stood: blank ones are cut off


Block = Heading | Prose | Grid


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about how an input was read: a key of the catalogue."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """One input, read: its name, how it was read, and its blocks in order."""

    name: str
    form: str  # "text", "csv", "xlsx", "markdown", "html"
    blocks: tuple[Block, ...] = ()
    remarks: tuple[Remark, ...] = ()  # such as "read as windows-1252"
