"""How much an input may hold. Past a limit it is refused, never half read."""

from __future__ import annotations

from dataclasses import dataclass

from jejak.importers.refusal import refused


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of every reader, with their units.

    A journey map of 40 stages and 15 lanes has 600 cells; the limits leave three
    hundred times that, and keep every input readable within seconds.
    """

    input_bytes: int = 20_000_000
    text_characters: int = 4_000_000  # of a text, CSV, Markdown or HTML input
    markdown_characters: int = 1_000_000  # of Markdown, or around a text's tables
    cells: int = 200_000  # of all grids of one input together
    columns: int = 2_000  # of one grid
    rows: int = 50_000  # of one grid
    span: int = 1_000  # rows or columns that one cell may cover
    cell_characters: int = 100_000
    nesting: int = 255  # HTML elements inside each other; what libxml2 bears
    archive_files: int = 2_000  # inside one workbook
    decompressed_bytes: int = 200_000_000  # of all files of a workbook together
    compression_ratio: int = 300  # of one file; only asked past a megabyte
    workbook_characters: int = 20_000_000  # of all cells, shared words repeated


LIMITS = Limits()


def check_limit(what: str, given: int, allowed: int, name: str = "") -> None:
    """Raise if `given` is past what is allowed.

    Args:
        what: The limit, as in the catalogue key `reading.limit.<what>`.
        given: What the input holds.
        allowed: What it may hold at most.
        name: The input's name, for the message.

    Raises:
        ImportRefused: It holds more.

    Examples:
        >>> check_limit("columns", 3, 2_000)
        >>> check_limit("columns", 50_000, 2_000, "besar.csv")
        Traceback (most recent call last):
        jejak.errors.ImportRefused: "besar.csv" has a table of 50,000 columns; ...
    """
    if given > allowed:
        raise refused(f"reading.limit.{what}", name=name, given=given, allowed=allowed)
