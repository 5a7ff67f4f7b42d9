"""Where things go: files that are never overwritten unasked, and the terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from jejak.cli.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD = "-"
"""The name of standard input and standard output."""

_COLOURS = {"red": "31", "green": "32", "yellow": "33", "bold": "1"}


def read_input(name: str, *, at_most: int = -1) -> bytes:
    """Return the bytes of a file, or of standard input; only the first so many."""
    if name == STANDARD:
        return sys.stdin.buffer.read(at_most)
    with Path(name).open("rb") as file:
        return file.read(at_most)


def shown_name(name: str) -> str:
    """Return the name by which messages call an input.

    Examples:
        >>> shown_name("maps/shop.csv"), shown_name("-")
        ('shop.csv', 'stdin')
    """
    return "stdin" if name == STANDARD else Path(name).name


def refuse_existing(paths: Iterable[str], *, force: bool) -> None:
    """Refuse to write where a file is, unless asked to.

    Raises:
        Refused: A file is there. Nothing was written, to none of the paths.
    """
    for path in paths:
        if not force and path != STANDARD and os.path.lexists(path):
            if Path(path).is_dir():
                raise Refused("cli.is_folder", name=path)
            raise Refused("cli.exists", name=path)


def write_output(data: bytes, path: str) -> None:
    """Write a file whole or not at all, or write to standard output."""
    if path == STANDARD:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    from jejak.files import write_bytes

    write_bytes(data, path)


def tell(text: str, stream: TextIO | None = None) -> None:
    """Write a line for people, by default to standard error."""
    stream = stream or sys.stderr
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()


def coloured(text: str, colour: str, stream: TextIO) -> str:
    """Return a text in a colour, if the stream is a terminal that wants colours."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    if is_plain or not stream.isatty():
        return text
    return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m"


_SIGN_COLOURS = {"+": "green", "~": "yellow", ">": "yellow", "-": "red", "!": "red"}


def coloured_lines(lines: Iterable[str], stream: TextIO) -> Iterator[str]:
    """Yield lines of differences, each in the colour of the sign it begins with."""
    for line in lines:
        is_sign = line.startswith("  ") and line[3:4] == " "
        colour = _SIGN_COLOURS.get(line[2:3]) if is_sign else None
        yield coloured(line, colour, stream) if colour else line


def numbered(path: str, number: int) -> str:
    """Return the path of the second, third ... of several maps.

    Examples:
        >>> numbered("out.journey.yaml", 1), numbered("out.journey.yaml", 2)
        ('out.journey.yaml', 'out-2.journey.yaml')
        >>> numbered("maps/out", 3)
        'maps/out-3'
    """
    if number == 1:
        return path
    folder, name = os.path.split(path)
    stem, dot, rest = name.partition(".")
    for suffix in (".journey.yaml", ".journey.json", ".yaml", ".yml", ".json"):
        if name.lower().endswith(suffix):
            stem, dot, rest = name[: -len(suffix)], name[-len(suffix) :], ""
            break
    return os.path.join(folder, f"{stem}-{number}{dot}{rest}")
