"""Prose that came with a map: its Markdown as blocks that every picture can set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A heading, a paragraph or a point of a list, as plain text."""

    kind: Literal["heading", "text", "point"]
    text: str


def note_blocks(markdown: str) -> tuple[NoteBlock, ...]:
    r"""Return the blocks of a text; only marks such as `#` and `**` are dropped.

    Addresses of links stay as words: a picture never refers to anything outside.

    Examples:
        >>> note_blocks("# Plan\n\n- **first**\n\n[us](http://x.example)")
        (NoteBlock(kind='heading', text='Plan'),
         NoteBlock(kind='point', text='first'),
         NoteBlock(kind='text', text='us (http://x.example)'))
    """
    if not markdown.strip():
        return ()
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": False}).parse(markdown)
    return tuple(_blocks(tokens))


def _blocks(tokens: list[Token]) -> Iterator[NoteBlock]:
    kind: Literal["heading", "text", "point"] = "text"
    depth = 0
    for token in tokens:
        if token.type == "list_item_open":
            depth += 1
        elif token.type == "list_item_close":
            depth -= 1
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "paragraph_open":
            kind = "point" if depth else "text"
        elif token.type == "inline":
            text = "".join(_words(token.children or [])).strip()
            if text:
                yield NoteBlock(kind, text)
        elif token.type in {"code_block", "fence"}:
            yield NoteBlock("text", token.content.rstrip("\n"))


def _words(tokens: list[Token]) -> Iterator[str]:
    address = ""
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            yield f" ({address})" if address else ""
        elif token.type == "image":
            yield f"{token.content} ({token.attrs.get('src', '')})"
        else:
            yield token.content
