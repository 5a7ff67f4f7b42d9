"""Where the text of a PDF stands: that none lies over another, or off the page."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from tests.exporters.reading import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Matrix = tuple[float, float, float, float, float, float]
_LEVEL = 0.5  # pt: pieces of text on one line
_NEAR = 0.04  # em: kerning and tight titles let neighbours touch


@dataclass(frozen=True)
class Box:
    """A piece of text on a page, in pt from the lower left corner."""

    text: str
    left: float
    right: float
    foot: float
    size: float


def text_boxes(document: bytes) -> list[tuple[tuple[float, float], list[Box]]]:
    """Return for each page its width and height, and its pieces of level text."""
    import pikepdf

    found = []
    with pikepdf.open(BytesIO(document)) as pdf:
        for page in pdf.pages:
            left, low, right, top = (float(side) for side in page.mediabox)
            fonts = {
                name: (letters_of(font), _widths(font))
                for name, font in page.obj["/Resources"].get("/Font", {}).items()
            }
            content = pikepdf.parse_content_stream(page)
            found.append(((right - left, top - low), list(_boxes(content, fonts))))
    return found


def problems(document: bytes) -> list[str]:
    """Return what lies over something else, or beyond the edge of its page."""
    told: list[str] = []
    for number, ((width, height), boxes) in enumerate(text_boxes(document), 1):
        lines: dict[int, list[Box]] = defaultdict(list)
        for box in boxes:
            inside = box.left >= 0 and box.right <= width and 0 <= box.foot <= height
            if not inside:
                told.append(f"page {number}: {box.text!r} runs off the page")
            lines[round(box.foot / _LEVEL)].append(box)
        for line in lines.values():
            line.sort(key=lambda box: box.left)
            for first, second in itertools.pairwise(line):
                if first.right - second.left > _NEAR * first.size:
                    told.append(
                        f"page {number}: {first.text!r} lies over {second.text!r}"
                    )
    return told


def _widths(font: Any) -> dict[int, float]:
    """Return the widths of a font's codes, in thousandths of its size."""
    import pikepdf

    widths: dict[int, float] = defaultdict(lambda: 1000.0)
    table = list(font["/DescendantFonts"][0].get("/W", []))
    while table:
        first = int(table.pop(0))
        following = table.pop(0)
        if isinstance(following, pikepdf.Array):
            for offset, width in enumerate(following):
                widths[first + offset] = float(width)
        else:
            width = float(table.pop(0))
            for code in range(first, int(following) + 1):
                widths[code] = width
    return widths


def _boxes(content: Any, fonts: dict[str, Any]) -> Iterator[Box]:
    page: Matrix = (1, 0, 0, 1, 0, 0)
    text = page
    kept: list[Matrix] = []
    letters: dict[int, str] = {}
    widths: dict[int, float] = {}
    size = 0.0
    for operands, operator in content:
        name = str(operator)
        if name == "q":
            kept.append(page)
        elif name == "Q":
            page = kept.pop()
        elif name == "cm":
            page = _times(_matrix(operands), page)
        elif name == "Tm":
            text = _matrix(operands)
        elif name == "Tf":
            letters, widths = fonts[str(operands[0])]
            size = float(operands[1])
        elif name in {"Tj", "TJ"}:
            parts = operands[0] if name == "TJ" else operands
            said, advance = _advance(parts, letters, widths)
            whole = _times(text, page)
            if (
                said.strip() and abs(whole[1]) < 1e-6
            ):  # the names of zones stand upright
                scale = whole[0]
                right = whole[4] + advance * size / 1000 * scale
                yield Box(said, whole[4], right, whole[5], size * abs(scale))


def _advance(
    parts: Any, letters: dict[int, str], widths: dict[int, float]
) -> tuple[str, float]:
    """Return a text and how far it reaches, without the space at its end."""
    import pikepdf

    said, reach, at = "", 0.0, 0.0
    for part in parts:
        if not isinstance(part, pikepdf.String):
            at -= float(part)
            continue
        codes = bytes(part)
        for start in range(0, len(codes), 2):
            code = int.from_bytes(codes[start : start + 2], "big")
            letter = letters.get(code, "?")
            at += widths[code]
            said += letter
            reach = at if letter.strip() else reach
    return said, reach


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in operands)
    return (a, b, c, d, e, f)


def _times(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
