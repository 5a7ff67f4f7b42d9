"""The font that comes with Jejak: Plus Jakarta Sans (SIL OFL 1.1).

The build puts it into the package (see hatch_build.py). Without it, in a checkout
where nothing was built, pictures fall back to the fonts of the reader's system.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Literal

FAMILY = "Plus Jakarta Sans"
STACK = (
    f'"{FAMILY}", ui-sans-serif, system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'
)
Style = Literal["normal", "italic"]


@dataclass(frozen=True, slots=True)
class FontFile:
    """A part of the font for the letters of some scripts, as WOFF2."""

    style: Style
    unicode_range: str
    letters: frozenset[int]
    path: Path


def folder() -> Path:
    """Return the folder of the fonts; it may be missing."""
    return Path(str(resources.files("jejak"))) / "fonts"


@cache
def ttf_files() -> tuple[Path, ...]:
    """Return the TTF cuts, which Typst and the measuring of words need."""
    return tuple(sorted(folder().glob("*.ttf")))


@cache
def web_files() -> tuple[FontFile, ...]:
    """Return the WOFF2 files by script and style."""
    ranges = folder() / "unicode.json"
    if not ranges.is_file():
        return ()
    files: list[FontFile] = []
    for subset, text in json.loads(ranges.read_text("utf-8")).items():
        styles: tuple[Style, Style] = ("normal", "italic")
        for style in styles:
            name = f"plus-jakarta-sans-{subset}-wght-{style}.woff2"
            if (folder() / name).is_file():
                files.append(FontFile(style, text, _letters(text), folder() / name))
    return tuple(files)


def font_faces(text: str, styles: tuple[Style, ...] = ("normal", "italic")) -> str:
    """Return CSS that carries the parts of the font in which `text` can be written.

    The Latin part always comes; others only where the text has their letters.
    """
    used = {ord(letter) for letter in set(text)}
    plain = _letters("U+0020-007E")
    return "".join(
        _face(file.path, file.style, file.unicode_range)
        for file in web_files()
        if file.style in styles
        and (plain <= file.letters or (used - _latin()) & file.letters)
    )


@cache
def _face(path: Path, style: Style, unicode_range: str) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:{style};font-weight:200 800;'
        f"src:url(data:font/woff2;base64,{data}) format('woff2');"
        f"unicode-range:{unicode_range}}}\n"
    )


@cache
def _latin() -> frozenset[int]:
    plain = _letters("U+0020-007E")
    return frozenset().union(
        *(file.letters for file in web_files() if plain <= file.letters)
    )


def _letters(unicode_range: str) -> frozenset[int]:
    found: set[int] = set()
    for part in unicode_range.replace("U+", "").split(","):
        first, _, last = part.strip().partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)
