"""What is handed to a reader, and what every reader is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One input: a file's bytes, or text that somebody pasted."""

    name: str
    data: bytes | str
    form: str | None = None  # None: to be found out from name and content


@dataclass(frozen=True, slots=True)
class Reader:
    """How one form is read. The module is only imported when it is needed."""

    form: str
    suffixes: tuple[str, ...]
    module: str  # has `read(name: str, data: str | bytes) -> Document`
    takes_bytes: bool = False
