"""How much an input may hold. Past a limit it is refused, never half read.

Every limit is a setting, read once from the environment, and the same for the
library, the command line and the server.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from jejak.environment import number_setting, value_of
from jejak.importers.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.environment import Setting

_PREFIX = "JEJAK_IMPORT_"


def _most(
    name: str, default: int, unit: str, text: str, *, least: int = 1, most: int = 10**10
) -> Setting:
    return number_setting(f"{_PREFIX}MAX_{name}", default, unit, least, most, text)


# A journey map of 40 stages and 15 lanes has 600 cells: the limits leave three
# hundred times that, and keep every input readable within seconds.
IMPORT_SETTINGS: tuple[Setting, ...] = (
    _most("INPUT_BYTES", 20_000_000, "bytes", "Largest file or text to import."),
    _most(
        "TEXT_CHARACTERS",
        4_000_000,
        "characters",
        "Longest text, CSV, Markdown or HTML.",
    ),
    _most(
        "MARKDOWN_CHARACTERS",
        1_000_000,
        "characters",
        "Longest Markdown, or text around a text's tables.",
    ),
    _most("CELLS", 200_000, "cells", "Most cells in all tables of one input."),
    _most("COLUMNS", 2_000, "columns", "Widest table."),
    _most("ROWS", 50_000, "rows", "Longest table."),
    _most(
        "SPAN",
        1_000,
        "rows or columns",
        "Most rows or columns that one merged cell covers; one that covers more is "
        "cut to that.",
        most=16_384,
    ),
    _most("CELL_CHARACTERS", 100_000, "characters", "Longest text in one cell."),
    _most(
        "NESTING",
        255,
        "levels",
        "Deepest HTML elements inside each other; the parser bears no more than 255.",
        least=10,
        most=255,
    ),
    _most("ARCHIVE_FILES", 2_000, "files", "Most files packed inside one workbook."),
    _most(
        "DECOMPRESSED_BYTES",
        200_000_000,
        "bytes",
        "Largest workbook once it is unpacked.",
    ),
    _most(
        "COMPRESSION_RATIO",
        300,
        "times",
        "How often a packed file may be larger than what packs it; asked of files "
        "past a megabyte.",
    ),
    _most(
        "WORKBOOK_CHARACTERS",
        20_000_000,
        "characters",
        "Most characters in all cells of a workbook, repeated words counted again.",
    ),
    number_setting(
        "JEJAK_IMPORT_SECONDS",
        30,
        "seconds",
        1,
        3_600,
        "Longest import, on the server and on the command line.",
    ),
    number_setting(
        "JEJAK_IMPORT_MEMORY_MB",
        512,
        "megabytes of 1,048,576 bytes",
        128,
        65_536,
        "Memory of a process that imports, on the server and on the command line; "
        "held on Linux.",
    ),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The values of the table, checked; a field is named as its setting."""

    input_bytes: int
    text_characters: int
    markdown_characters: int
    cells: int
    columns: int
    rows: int
    span: int
    cell_characters: int
    nesting: int
    archive_files: int
    decompressed_bytes: int
    compression_ratio: int
    workbook_characters: int
    seconds: int
    memory_mb: int


def read_limits(environment: Mapping[str, str]) -> Limits:
    """Return the limits that an environment asks for.

    Raises:
        WrongSetting: A value is not allowed; the text names what is.

    Examples:
        >>> read_limits({"JEJAK_IMPORT_MAX_CELLS": "500"}).cells
        500
        >>> read_limits({"JEJAK_IMPORT_MAX_CELLS": "many"})
        Traceback (most recent call last):
        jejak.environment.WrongSetting: JEJAK_IMPORT_MAX_CELLS is 'many', but must be
        a whole number from 1 to 10000000000.
    """
    return Limits(
        **{
            setting.name.removeprefix(_PREFIX).removeprefix("MAX_").lower(): int(
                value_of(setting, environment)
            )
            for setting in IMPORT_SETTINGS
        }
    )


@cache
def limits() -> Limits:
    """Return the limits of this process; the environment is read once."""
    return read_limits(os.environ)


def check_limit(what: str, given: int, name: str = "") -> None:
    """Raise if an input holds more than a limit allows.

    Args:
        what: The limit: a field of `Limits`, worded under `reading.limit.<what>`.
        given: What the input holds.
        name: The input's name, for the message.

    Raises:
        ImportRefused: It holds more.

    Examples:
        >>> check_limit("columns", 3)
        >>> check_limit("columns", 50_000, "besar.csv")
        Traceback (most recent call last):
        jejak.errors.ImportRefused: "besar.csv" has a table of 50,000 columns; ...
    """
    allowed: int = getattr(limits(), what)
    if given > allowed:
        raise refused(f"reading.limit.{what}", name=name, given=given, allowed=allowed)
