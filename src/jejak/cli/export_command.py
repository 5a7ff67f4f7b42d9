"""`jejak export`: from a map to a picture or a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.output import (
    STANDARD,
    read_input,
    refuse_existing,
    shown_name,
    tell,
    write_output,
)
from jejak.cli.refusals import WrongCall
from jejak.exporters import FORMATS, format_of
from jejak.language.catalogue import LANGUAGES, Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "map",
        metavar=say(language, "cli.metavar.map"),
        help=say(language, "cli.map.help"),
    )
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar=say(language, "cli.metavar.file"),
        help=say(language, "cli.export.output"),
    )
    parser.add_argument(
        "--format", choices=FORMATS, help=say(language, "cli.export.format")
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, help=say(language, "cli.export.language")
    )
    parser.add_argument(
        "--force", action="store_true", help=say(language, "cli.force.help")
    )


def run(arguments: Namespace) -> int:
    """Read the map and write it in the form that was asked for."""
    from jejak.exporters import export
    from jejak.files import loads_bytes

    form = arguments.format or format_of(arguments.output)
    if form is None:
        known = ", ".join(FORMATS)
        raise WrongCall("cli.export.no_format", name=arguments.output, known=known)
    refuse_existing([arguments.output], force=arguments.force)
    journey = loads_bytes(read_input(arguments.map), shown_name(arguments.map))
    data = export(journey, form, language=arguments.language)
    write_output(data, arguments.output)
    if arguments.output != STANDARD:
        tell(say(arguments.lang, "cli.written", files=arguments.output), sys.stdout)
    return OK
