"""HTML: pages, and what browsers, sheets and word processors put on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jejak.importers.document import Block, Document, Heading, Prose, Remark
from jejak.importers.limits import limits
from jejak.importers.markup import BLOCK_TAGS, PlainText
from jejak.importers.readers.elements import all_text, line_of
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.html_tables import CellTexts, table_rows
from jejak.importers.refusal import refused

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_UNSEEN = frozenset(
    "script style template noscript iframe object svg math title".split()  # noqa: SIM905
)
_OUTER = (BLOCK_TAGS | {"ul", "ol"}) - {"td", "th"}
_SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
_CLIPBOARD_HEAD = re.compile(r"\s*Version:\d[^<]*StartHTML:[^<]*", re.IGNORECASE)
_PARSED_LEVELS = 255  # deeper ones the parser refuses by itself
_LOWEST = 6  # level of a paragraph that is bold and nothing else
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")
_WORD_LEVEL = re.compile(r"mso-list:\s*\w+\s+level(\d)")
_LANGUAGE = re.compile(r"\blang(?:uage)?-(\w+)")


def read(name: str, text: str) -> Document:
    """Read HTML.

    Raises:
        ImportRefused: It is no HTML, or past a limit.

    Examples:
        >>> table = "<table><tr><td>Tahap<td>Cari<tr><td>Tujuan<td>Hemat</table>"
        >>> document = read("peta.html", table)
        >>> [cell.text for cell in document.blocks[0].rows[1]]
        ['Tujuan', 'Hemat']
    """
    walk = HtmlWalk(name, GridMaker(name))
    blocks = tuple(walk.blocks(text))
    return Document(name, "html", blocks, walk.remarks())


class HtmlWalk:
    """Goes through a page in reading order; innermost tables are the grids."""

    def __init__(self, name: str, maker: GridMaker) -> None:
        self._name = name
        self._maker = maker
        self._prose = PlainText()
        self._line: int | None = None
        self._hidden = 0
        self._has_cut_spans = False

    def blocks(self, text: str) -> Iterator[Block]:
        """Yield the blocks of a page or a part of one."""
        root = _parse(self._name, text)
        title = root.findtext("head/title")
        if title and title.strip() and root.find(".//h1") is None:
            yield Heading(" ".join(title.split()), 1)
        yield from self._visit(root)
        yield from self._flush()

    def remarks(self) -> tuple[Remark, ...]:
        """Say what was left out or cut."""
        found = []
        if self._hidden:
            found.append(Remark("reading.hidden", {"count": self._hidden}))
        if self._has_cut_spans:
            found.append(Remark("reading.span_cut", {"allowed": limits().span}))
        return tuple(found)

    def _visit(self, element: _Element) -> Iterator[Block]:
        tag = _tag(element)
        if self._skips(element, tag):
            return
        if tag in _HEADINGS or (tag == "p" and _is_all_bold(element)):
            yield from self._flush()
            text = " ".join(self._text_of(element).split())
            if text:
                yield Heading(text, _HEADINGS.get(tag, _LOWEST), line_of(element))
        elif tag == "table" and element.find(".//table") is None:
            yield from self._flush()
            yield from self._table(element)
        elif tag == "pre":
            yield from self._flush()
            yield from self._code(element)
        else:
            yield from self._inside(element, tag)

    def _inside(self, element: _Element, tag: str) -> Iterator[Block]:
        """Visit the children of an element that is no block of its own."""
        if tag in _OUTER and not self._prose.is_in_list():
            yield from self._flush()
        self._line = self._line or line_of(element)
        self._begin(element, tag)
        self._add(element.text)
        for child in element:
            yield from self._visit(child)
            self._add(child.tail)
        self._prose.close_tag(tag)
        if tag in _OUTER and not self._prose.is_in_list():
            yield from self._flush()

    def _text_of(self, element: _Element) -> str:
        """Return the plain text of an element, such as a table's cell."""
        outer, self._prose = self._prose, PlainText()
        self._collect(element, is_outermost=True)
        inner, self._prose = self._prose, outer
        return inner.text()

    def _collect(self, element: _Element, *, is_outermost: bool = False) -> None:
        tag = _tag(element)
        if self._skips(element, tag):
            return
        if not is_outermost:
            self._begin(element, tag)
        self._add(element.text)
        for child in element:
            self._collect(child)
            self._add(child.tail)
        if not is_outermost:
            self._prose.close_tag(tag)

    def _begin(self, element: _Element, tag: str) -> None:
        style = element.get("style", "")
        if tag in {"ol", "li"}:
            number = element.get("start") or element.get("value") or ""
            is_number = number.isdecimal() and len(number) < 7
            self._prose.open_tag(tag, int(number) if is_number else None)
        elif tag == "p" and (level := _WORD_LEVEL.search(style)):
            self._prose.open_tag("p")
            self._prose.add("  " * (int(level[1]) - 1))
        else:
            self._prose.open_tag(tag)
        if tag in {"img", "area"}:
            self._add(element.get("alt"))

    def _skips(self, element: _Element, tag: str) -> bool:
        """Say whether an element is not shown; count what is hidden with words."""
        if not tag or tag in _UNSEEN:
            return True
        style = element.get("style", "").lower()
        if "mso-list:ignore" in style.replace(" ", ""):
            sign = all_text(element).strip()
            self._prose.add(f"{sign} " if sign[:1].isdigit() else "- ")
            return True
        if element.get("hidden") is None and not _HIDING.search(style):
            return False
        self._hidden += bool(all_text(element).strip())
        return True

    def _add(self, text: str | None) -> None:
        if text:
            self._prose.add(_SPACES.sub(" ", text))

    def _flush(self) -> Iterator[Block]:
        text = self._prose.text()
        if text:
            yield Prose(text, self._line)
        self._prose, self._line = PlainText(), None

    def _table(self, table: _Element) -> Iterator[Block]:
        texts: CellTexts = self._text_of
        rows = table_rows(table, texts, self._skips_row, self._name)
        self._has_cut_spans = self._has_cut_spans or rows.has_cut_spans
        for stray in rows.strays:
            yield Prose(stray, line_of(table))
        caption = table.find("caption")
        name = "" if caption is None else " ".join(self._text_of(caption).split())
        grid = self._maker.make(rows.cells, rows.lines, name=name)
        if grid:
            yield grid

    def _skips_row(self, element: _Element) -> bool:
        return self._skips(element, _tag(element))

    def _code(self, element: _Element) -> Iterator[Block]:
        text = all_text(element).strip("\n")
        marks = [element.get("class", ""), *(e.get("class", "") for e in element)]
        language = _LANGUAGE.search(" ".join(marks))
        if not language and "mermaid" in marks:
            fence = "mermaid"
        else:
            fence = language[1].lower() if language else ""
        if text.strip():
            yield Prose(text, line_of(element), fence)


def _parse(name: str, text: str) -> _Element:
    from lxml import etree

    text = _CLIPBOARD_HEAD.sub("", text, count=1) if "StartHTML" in text else text
    if "<table" not in text.lower() and "<tr" in text.lower():
        text = f"<table>{text}</table>"  # rows copied without their table
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        root = None
    is_too_deep = any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log)
    if is_too_deep or (root is not None and _is_deeper(root, limits().nesting)):
        raise refused("reading.limit.nesting", name=name, allowed=limits().nesting)
    if root is None:
        raise refused("reading.refused.html", name=name)
    return root


def _is_deeper(root: _Element, levels: int) -> bool:
    """Say whether elements stand more than so many levels inside each other."""
    if levels >= _PARSED_LEVELS:
        return False
    inside = [root]
    for _ in range(levels):
        inside = [child for element in inside for child in element]
    return bool(inside)


def _tag(element: _Element) -> str:
    """Return the name of an element; comments and the like have none."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_all_bold(paragraph: _Element) -> bool:
    """Say whether a paragraph is one bold line: a heading in all but name."""
    words = all_text(paragraph).split()
    bold = [
        word
        for child in paragraph.iter("b", "strong")
        if not any(True for _ in child.iterancestors("b", "strong"))
        for word in all_text(child).split()
    ]
    return bool(words) and words == bold
