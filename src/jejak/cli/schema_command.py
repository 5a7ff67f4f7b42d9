"""`jejak schema`: the JSON Schema of the saved format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.output import STANDARD, refuse_existing, tell, write_output
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "-o",
        "--output",
        default=STANDARD,
        metavar=say(language, "cli.metavar.file"),
        help=say(language, "cli.schema.output"),
    )
    parser.add_argument(
        "--force", action="store_true", help=say(language, "cli.force.help")
    )


def run(arguments: Namespace) -> int:
    """Write the schema."""
    from jejak.files.schema import schema_text

    refuse_existing([arguments.output], force=arguments.force)
    write_output(schema_text().encode("utf-8"), arguments.output)
    if arguments.output != STANDARD:
        tell(say(arguments.lang, "cli.written", files=arguments.output), sys.stdout)
    return OK
