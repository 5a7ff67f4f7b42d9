"""`jejak new`: a map to start from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.output import STANDARD, refuse_existing, tell, write_output
from jejak.language.catalogue import LANGUAGES, Language, say
from jejak.templates import TEMPLATES

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--template",
        choices=TEMPLATES,
        default="blank",
        help=say(language, "cli.new.template"),
    )
    parser.add_argument(
        "--list", action="store_true", help=say(language, "cli.new.list")
    )
    parser.add_argument(
        "-o",
        "--output",
        default=STANDARD,
        metavar=say(language, "cli.metavar.map"),
        help=say(language, "cli.new.output"),
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, help=say(language, "cli.new.language")
    )
    parser.add_argument(
        "--force", action="store_true", help=say(language, "cli.force.help")
    )


def run(arguments: Namespace) -> int:
    """Write the template, or name all there are."""
    from jejak.files import dumps, form_of
    from jejak.templates import template

    if arguments.list:
        tell("\n".join(_listed(arguments.lang)), sys.stdout)
        return OK
    refuse_existing([arguments.output], force=arguments.force)
    journey = template(arguments.template, arguments.language or arguments.lang)
    text = dumps(journey, form_of(arguments.output))
    write_output(text.encode("utf-8"), arguments.output)
    if arguments.output != STANDARD:
        tell(say(arguments.lang, "cli.written", files=arguments.output), sys.stdout)
    return OK


def _listed(language: Language) -> Iterator[str]:
    """Yield the templates in their groups, each with what it holds."""
    width = max(map(len, TEMPLATES))
    for group, is_sample in (("empty", False), ("filled", True)):
        yield say(language, f"start.templates_{group}")
        for one in TEMPLATES.values():
            if one.is_sample is is_sample:
                words = f"{one.title(language)}. {one.description(language)}"
                yield f"  {one.name:{width}}  {words}"
