"""From marked-up text to plain text whose lists are lines.

Only what is surely markup goes: tags that HTML knows (`a < b` and `List<String>`
stay), entities with their semicolon (`?a=1&copy=2` stays), and Markdown's marks
around words. Everything is read once; what comes out is plain.
"""

from __future__ import annotations

import html
import re

_INLINE = (
    "a abbr acronym b bdi bdo big cite code del dfn em font i img input ins kbd label "
    "mark o:p q rp rt ruby s samp small span strike strong sub sup time tt u var wbr"
)
_BLOCK = (
    "address article aside blockquote body caption center col colgroup dd details div "
    "dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr "
    "html main nav p pre section summary table tbody tfoot thead tr"
)
INLINE_TAGS = frozenset(_INLINE.split())
BLOCK_TAGS = frozenset(_BLOCK.split())
TAGS = INLINE_TAGS | BLOCK_TAGS | {"br", "ul", "ol", "li", "td", "th"}

_TAG_OR_ENTITY = re.compile(
    r"<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9:]{0,15})(?P<rest>(?:\s[^<>]{0,2000})?)/?>"
    r"|<!--.{0,1000}?-->"
    r"|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
    re.DOTALL,
)
_DEEPEST = 8  # lists inside lists are drawn no further to the right
_START = re.compile(r"\b(?:start|value)\s*=\s*[\"']?(\d{1,6})")
# The marks stand directly around words, as in Markdown, but never inside a word:
# snake_case and 5*3*2 are no emphasis.
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w{sign}])({mark})(?=\S)([^{sign}\n]+)(?<=\S)\1(?![\w{sign}])")
    for sign, mark in (("*", r"\*{1,3}"), ("_", "_{1,2}"), ("~", "~~"))
)


class PlainText:
    """Collects text and tags in reading order and gives plain lines."""

    def __init__(self) -> None:
        self._lines: list[str] = [""]
        self._lists: list[int | None] = []  # next number; None: bullets
        self._is_fresh = False  # a tag has just begun this line

    def add(self, text: str) -> None:
        """Add words, with the line breaks that are in them."""
        first, *others = text.split("\n")
        self._lines[-1] += first.lstrip(" ") if self._is_fresh else first
        self._is_fresh = self._is_fresh and not (first.strip() or others)
        self._lines += others

    def open_tag(self, tag: str, number: int | None = None) -> None:
        """Begin an element; `number` is where an `ol` or `li` says to count."""
        if tag == "br":
            self._lines.append("")
            self._is_fresh = True
        elif tag == "li":
            self._open_item(number)
        elif tag in {"ul", "ol"}:
            self._break()
            self._lists.append((number or 1) if tag == "ol" else None)
        elif tag in {"td", "th"}:
            self._lines[-1] += " "
        elif tag in BLOCK_TAGS:
            self._break()

    def close_tag(self, tag: str) -> None:
        """End an element."""
        if tag in {"ul", "ol"}:
            if self._lists:
                self._lists.pop()
            self._break()
        elif tag == "li" or tag in BLOCK_TAGS:
            self._break()

    def is_in_list(self) -> bool:
        """Say whether a list has been opened and not closed yet."""
        return bool(self._lists)

    def text(self) -> str:
        """Return what was collected, without blank ends."""
        return "\n".join(line.rstrip() for line in self._lines).strip()

    def _break(self) -> None:
        if self._lines[-1].strip() and not self._is_fresh:
            self._lines.append("")
        self._is_fresh = True

    def _open_item(self, number: int | None) -> None:
        self._break()
        mark = "- "
        if self._lists and (count := self._lists[-1]) is not None:
            count = number or count
            mark = f"{count}. "
            self._lists[-1] = count + 1
        depth = min(len(self._lists), _DEEPEST)
        self._lines[-1] = "  " * (depth - 1) + mark


def strip_markup(text: str) -> str:
    r"""Return the plain text of a cell that may hold tags, entities and marks.

    Run it once on raw text; what it returns must not go through it again.

    Examples:
        >>> strip_markup('<ul style="x"> - **Cari** &amp; bandingkan - a < b')
        '- Cari & bandingkan - a < b'
        >>> strip_markup("<ol><li>Buka</li><li>Bayar</li></ol>")
        '1. Buka\n2. Bayar'
    """
    plain = PlainText()
    at = 0
    text = strip_emphasis(text)
    for match in _TAG_OR_ENTITY.finditer(text):
        plain.add(text[at : match.start()])
        at = match.end()
        if match["tag"] is None:
            plain.add("" if match[0][0] == "<" else html.unescape(match[0]))
        elif match["tag"].lower() not in TAGS:
            plain.add(match[0])
        elif match["close"]:
            plain.close_tag(match["tag"].lower())
        else:
            number = _START.search(match["rest"])
            plain.open_tag(match["tag"].lower(), int(number[1]) if number else None)
    plain.add(text[at:])
    return plain.text()


def strip_emphasis(text: str) -> str:
    """Take Markdown's marks off words: `**bold**`, `*italic*`, `~~struck~~`.

    Examples:
        >>> strip_emphasis("**Versi** 1 of snake_case, 5*3*2, a * b * c")
        'Versi 1 of snake_case, 5*3*2, a * b * c'
    """
    for pattern in _EMPHASIS:
        text = pattern.sub(r"\2", text)
    return text


def has_markup(text: str) -> bool:
    """Say whether a text holds tags that `strip_markup` would read.

    Examples:
        >>> has_markup("<p>Halo</p>"), has_markup("a < b > c"), has_markup("<T>")
        (True, False, False)
    """
    return any(
        (match["tag"] or "").lower() in TAGS for match in _TAG_OR_ENTITY.finditer(text)
    )
