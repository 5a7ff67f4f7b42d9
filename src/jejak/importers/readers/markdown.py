"""Markdown: pipe tables, headings, and everything else as prose in its order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from jejak.importers.document import Block, Document, Grid, GridCell, Heading, Prose
from jejak.importers.limits import check_limit
from jejak.importers.markup import TAGS, PlainText, strip_markup
from jejak.importers.readers.grids import GridMaker

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_BOLD_LINE = re.compile(r"\s*(?:\*\*[^*]+\*\*|__[^_]+__)\s*:?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
_FIELD = re.compile(r"\s*(?:-\s|#|[^\s:|][^:|\n]{0,60}:(?:\s|$))")
_MOST_FIELDS = 60  # lines
_LOWEST = 6  # level of a line that is bold and nothing else


def read(name: str, text: str) -> Document:
    r"""Read Markdown.

    Examples:
        >>> document = read("peta.md", "| Tahap | Tujuan |\n|--|--|\n| Cari | Hemat |")
        >>> [cell.text for cell in document.blocks[0].rows[1]]
        ['Cari', 'Hemat']
    """
    lines = _with_plain_bars(text).split("\n")
    begun = _front_matter(lines)
    blocks: list[Block] = []
    if begun:  # its dashes would make a heading of its last line
        blocks.append(Prose("\n".join(lines[1 : begun - 1]), 2))
    blocks += markdown_blocks(lines[begun:], GridMaker(name), first_line=begun)
    return Document(name, "markdown", tuple(blocks))


def _front_matter(lines: Sequence[str]) -> int:
    """Return how many lines the fields between dashes at the top take."""
    if lines[0].rstrip() != "---":
        return 0
    for at, line in enumerate(lines[1:_MOST_FIELDS], 1):
        if line.rstrip() == "---" and at > 1:
            return at + 1
        if line.strip() and not _FIELD.match(line):
            return 0
    return 0


def has_pipe_table(text: str) -> bool:
    """Say whether a text holds a Markdown table, with or without a row of dashes."""
    text = _with_plain_bars(text)
    return bool(_RULER.search(text) or _PIPE_LINES.search(text))


def _with_plain_bars(text: str) -> str:
    """Return a text; if full-width bars draw its tables, with plain ones for them."""
    plain = text.replace("｜", "|")
    return plain if plain != text and _RULER.search(plain) else text


_RULER = re.compile(
    r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$"
    r"|^ {0,3}\|[ \t]*:?-+:?[ \t]*\|[ \t]*$",
    re.MULTILINE,
)


# two lines between pipes; people forget the row of dashes
_PIPE_LINE = r"[ \t]*+\|(?:[^|\n]*+\|){2,}+[ \t]*+"
_PIPE_LINES = re.compile(rf"^{_PIPE_LINE}\n{_PIPE_LINE}$", re.MULTILINE)


def markdown_blocks(
    lines: Sequence[str], maker: GridMaker, *, first_line: int = 0
) -> list[Block]:
    """Return the blocks of some lines of Markdown.

    Args:
        lines: The lines, without their ends.
        maker: Makes the grids of this input.
        first_line: How many lines of the source stand before these.

    Raises:
        ImportRefused: The lines are past a limit.
    """
    if not any(line.strip() for line in lines):
        return []
    length = sum(len(line) + 1 for line in lines)
    check_limit("text_characters", length, maker.name)
    return list(_Walk(lines, maker, first_line).blocks())


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


@cache
def _block_parser() -> MarkdownIt:
    """Return a parser that leaves the words inside blocks alone.

    Paragraphs are kept as they stand; reading them would cost the most.
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


class _Walk:
    """Goes through the top-level tokens and leaves no line of the source out."""

    def __init__(self, lines: Sequence[str], maker: GridMaker, first: int) -> None:
        self._lines = lines
        self._maker = maker
        self._first = first
        self._done = 0  # lines before this one are in a block
        self._tokens = _block_parser().parse("\n".join(lines))

    def blocks(self) -> Iterator[Block]:
        for index, token in enumerate(self._tokens):
            if token.level or token.map is None or token.map[0] < self._done:
                continue
            start, end = token.map
            yield from self._prose(self._done, start)
            end = self._table_end(start, end) if token.type == "html_block" else end
            self._done = end
            if token.type == "table_open":
                yield from self._table(index)
            elif token.type == "heading_open":
                text = _plain(self._tokens[index + 1].content)
                if text:
                    yield Heading(text, int(token.tag[1:]), self._line(start))
            elif token.type == "fence":
                info = token.info.strip().split(" ")[0].lower()
                yield Prose(token.content.rstrip("\n"), self._line(start), info)
            elif token.type == "html_block":
                yield from self._html(start, end)
            elif token.type != "hr":
                yield from self._prose(start, end)
        yield from self._prose(self._done, len(self._lines))

    def _line(self, index: int) -> int:
        return self._first + index + 1

    def _prose(self, start: int, end: int) -> Iterator[Block]:
        """Yield lines as they stand, those that are all bold as headings."""
        begun = start
        for index in range(start, end + 1):
            is_bold = index < end and _BOLD_LINE.fullmatch(self._lines[index])
            if index < end and not is_bold:
                continue
            yield from self._paragraphs(begun, index)
            if is_bold:
                text = strip_markup(self._lines[index])
                yield Heading(text, _LOWEST, self._line(index))
            begun = index + 1

    def _paragraphs(self, start: int, end: int) -> Iterator[Block]:
        """Yield lines as prose, and those between pipes as the table they are."""
        begun = at = start
        while at < end:
            last = at
            while last < end and re.fullmatch(_PIPE_LINE, self._lines[last]):
                last += 1
            if last - at > 1:
                yield from self._text(begun, at)
                yield from self._bare_table(at, last)
                begun = last
            at = max(last, at + 1)
        yield from self._text(begun, end)

    def _bare_table(self, start: int, end: int) -> Iterator[Block]:
        rows = [
            [
                GridCell(_plain(text))
                for text in _PIPE.split(
                    line.strip().removeprefix("|").removesuffix("|")
                )
            ]
            for line in self._lines[start:end]
        ]
        grid = self._maker.make(rows, [self._line(at) for at in range(start, end)])
        if grid:
            yield grid

    def _text(self, start: int, end: int) -> Iterator[Block]:
        text = "\n".join(self._lines[start:end])
        if text.strip():
            blank = len(text) - len(text.lstrip())
            line = start + text.count("\n", 0, blank)
            yield Prose(text.strip("\n").rstrip(), self._line(line))

    def _table(self, index: int) -> Iterator[Block]:
        rows: list[list[GridCell]] = []
        stood: list[int] = []
        for token in self._tokens[index:]:
            if token.type == "tr_open" and token.map:
                rows.append([])
                stood.append(self._line(token.map[0]))
            elif token.type == "inline":
                rows[-1].append(GridCell(_plain(token.content)))
            elif token.type == "tr_close":
                rows[-1] += self._cells_past_head(rows, stood[-1])
            elif token.type == "table_close":
                break
        grid = self._maker.make(rows, stood)
        if grid:
            yield grid

    def _cells_past_head(
        self, rows: Sequence[Sequence[GridCell]], line: int
    ) -> list[GridCell]:
        """Return the cells that Markdown drops: those past the last column's head."""
        source = self._lines[line - 1 - self._first].strip()
        raw = _PIPE.split(source.removeprefix("|"))
        if raw and not raw[-1].strip():
            raw.pop()
        return [GridCell(_plain(text)) for text in raw[len(rows[0]) :]]

    def _table_end(self, start: int, end: int) -> int:
        """Return where the HTML table ends that a blank line cut in two."""
        text = "\n".join(self._lines[start:end]).lower()
        if text.count("<table") <= text.count("</table"):
            return end
        closing = (
            index + 1
            for index in range(end, len(self._lines))
            if "</table" in self._lines[index].lower()
        )
        return next(closing, end)

    def _html(self, start: int, end: int) -> Iterator[Block]:
        """Yield the tables of a piece of HTML, or the piece itself as prose."""
        text = "\n".join(self._lines[start:end])
        if "<table" not in text.lower():
            yield from self._prose(start, end)
            return
        from jejak.importers.readers.html import HtmlWalk

        for block in HtmlWalk(self._maker.name, self._maker).blocks(text):
            yield _moved(block, self._first + start)


def _moved(block: Block, lines: int) -> Block:
    """Return a block counted from the first line of the whole source."""
    block = replace(block, line=(block.line or 1) + lines)
    if isinstance(block, Grid):
        stood = tuple(line + lines for line in block.line_of_row)
        return replace(block, line_of_row=stood)
    return block


def _plain(text: str) -> str:
    """Return the plain text of a heading or a cell, its tags read."""
    (token,) = _parser().parseInline(text)
    plain = PlainText()
    links: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline", "text_special"}:
            plain.add(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            plain.open_tag("br")
        elif child.type == "html_inline":
            _read_tag(plain, child.content)
        elif child.type == "image":
            plain.add(f"{child.content} ({child.attrs['src']})".strip())
        elif child.type == "link_open":
            links.append("" if child.info == "auto" else str(child.attrs["href"]))
        elif child.type == "link_close" and (address := links.pop()):
            plain.add(f" ({address})")
    return plain.text()


def _read_tag(plain: PlainText, tag: str) -> None:
    match = _TAG.fullmatch(tag)
    if match is None:  # a comment
        return
    if match[2].lower() not in TAGS:
        plain.add(tag)
    elif match[1]:
        plain.close_tag(match[2].lower())
    else:
        plain.open_tag(match[2].lower())
