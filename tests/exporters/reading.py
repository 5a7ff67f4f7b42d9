"""Read pictures back: what text they hold, and what the tags of a PDF say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from math import sqrt
from typing import TYPE_CHECKING, Any

from jejak.exporters import export
from jejak.exporters.options import Options
from jejak.exporters.png import picture_data
from jejak.exporters.typesetting import pdf_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.model.journey_map import JourneyMap

VOID = {"meta", "br", "hr", "img", "col", "input", "link"}
# Marks for holding and breaking lines: they are no letters of anybody's text.
_UNSEEN = re.compile("[\\s\u200b\u2060\u00ad\ufeff]+")


def squashed(text: str) -> str:
    """Return a text without white space, so that line breaks do not matter."""
    return _UNSEEN.sub("", text)


def html_text(page: bytes) -> str:
    from lxml import html

    tree = html.fromstring(page.decode())
    for style in tree.iter("style"):
        style.text = ""
    return squashed(tree.text_content())


def svg_text(picture: bytes) -> str:
    from lxml import etree

    tree = etree.fromstring(picture)
    texts = tree.iter("{*}text", "{*}title", "{*}desc")
    return squashed(" ".join("".join(one.itertext()) for one in texts))


class Nesting(HTMLParser):
    """Complains about an element that is closed in the wrong order, or never."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass over an element that closes itself."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> at {self.getpos()}")


def nesting_problems(page: bytes) -> list[str]:
    parser = Nesting()
    parser.feed(page.decode())
    return parser.problems + [f"<{tag}> is never closed" for tag in parser.open]


@dataclass(frozen=True)
class PdfText:
    """The text of a PDF in the order it is drawn, and the sizes it is set in."""

    text: str
    sizes: frozenset[float]  # pt


def pdf_text(document: bytes, pages: slice = slice(None)) -> PdfText:
    import pikepdf

    words: list[str] = []
    sizes: set[float] = set()
    with pikepdf.open(BytesIO(document)) as pdf:
        for page in list(pdf.pages)[pages]:
            fonts = page.obj["/Resources"].get("/Font", {})
            maps = {name: letters_of(font) for name, font in fonts.items()}
            for text, size in _shown(pikepdf.parse_content_stream(page), maps):
                words.append(text)
                sizes.add(round(size, 2))
    return PdfText(squashed("".join(words)), frozenset(sizes))


def letters_of(font: Any) -> dict[int, str]:
    """Return what the codes of a font stand for."""
    source = bytes(font["/ToUnicode"].read_bytes()).decode("ascii")
    letters: dict[int, str] = {}
    for part in re.findall(r"beginbfchar(.*?)endbfchar", source, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for part in re.findall(r"beginbfrange(.*?)endbfrange", source, re.S):
        triples = re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", part)
        for first, last, text in triples:
            start = int.from_bytes(bytes.fromhex(text), "big")
            for offset in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + offset] = chr(start + offset)
    return letters


def _shown(
    instructions: Any, maps: dict[str, dict[int, str]]
) -> Iterator[tuple[str, float]]:
    """Yield each piece of text with the size it is shown in."""
    scale, font_size, text_scale = 1.0, 0.0, 1.0
    font: dict[int, str] = {}
    kept: list[float] = []
    for operands, operator in instructions:
        name = str(operator)
        if name == "q":
            kept.append(scale)
        elif name == "Q":
            scale = kept.pop()
        elif name == "cm":
            scale *= _stretch(operands)
        elif name == "Tm":
            text_scale = _stretch(operands)
        elif name == "Tf":
            font, font_size = maps[str(operands[0])], float(operands[1])
        elif name in {"Tj", "TJ"}:
            parts = operands[0] if name == "TJ" else operands
            codes = b"".join(bytes(one) for one in parts if _is_text(one))
            text = "".join(
                font.get(int.from_bytes(codes[at : at + 2], "big"), "")
                for at in range(0, len(codes), 2)
            )
            yield text, font_size * text_scale * scale


def _is_text(operand: Any) -> bool:
    import pikepdf

    return isinstance(operand, pikepdf.String)


def _stretch(matrix: Any) -> float:
    a, b, c, d = (float(value) for value in list(matrix)[:4])
    return sqrt(abs(a * d - b * c))


def tags(document: bytes) -> list[dict[str, Any]]:
    """Return every element of the tag tree: its kind, scope, headers, alt text."""
    import pikepdf

    found: list[dict[str, Any]] = []

    def walk(element: Any) -> None:
        kids = element.get("/K")
        if kids is None:
            return
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found.append(_tag(kid))
                walk(kid)

    with pikepdf.open(BytesIO(document)) as pdf:
        walk(pdf.Root["/StructTreeRoot"])
    return found


def _tag(element: Any) -> dict[str, Any]:
    import pikepdf

    given = element.get("/A")
    every = list(given) if isinstance(given, pikepdf.Array) else [given]
    tables = [one for one in every if one is not None and one.get("/O") == "/Table"]
    table = tables[0] if tables else {}
    return {
        "kind": str(element["/S"])[1:],
        "scope": str(table.get("/Scope", ""))[1:],
        "headers": [str(name) for name in table.get("/Headers", [])],
        "id": str(element.get("/ID", "")),
        "alt": str(element.get("/Alt", "")),
        "language": str(element.get("/Lang", "")),
    }


def unembedded_fonts(document: bytes) -> list[str]:
    import pikepdf

    missing: list[str] = []
    with pikepdf.open(BytesIO(document)) as pdf:
        for page in pdf.pages:
            for font in page.obj["/Resources"].get("/Font", {}).values():
                for part in font.get("/DescendantFonts", [font]):
                    files = {"/FontFile", "/FontFile2", "/FontFile3"}
                    if not files & set(part["/FontDescriptor"].keys()):
                        missing.append(str(part["/BaseFont"]))
    return missing


def texts(svg: str) -> list[str]:
    return [re.sub("<[^>]*>", "", one) for one in re.findall("<text.*?</text>", svg)]


READ = {
    "html": html_text,
    "svg": svg_text,
    "pdf": lambda document: pdf_text(document).text,
}


def text_in(journey: JourneyMap, format_: str, **how: Any) -> str:
    """Return the text of a picture; of a PNG, that of the same sheet set as PDF."""
    if format_ != "png":
        return READ[format_](export(journey, format_, **how))
    data, _ = picture_data(journey, Options(**how))
    return pdf_text(pdf_of(data, None)[0]).text


def missing(texts: list[str], found: str) -> list[str]:
    return [text for text in texts if squashed(text) not in found]
