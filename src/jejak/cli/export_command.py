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
from jejak.exporters.options import SHEETS, THEMES
from jejak.language.catalogue import LANGUAGES, Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.exporters.options import Options
    from jejak.model.journey_map import JourneyMap


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
        "--sheet",
        choices=SHEETS,
        default="auto",
        help=say(language, "cli.export.sheet"),
    )
    parser.add_argument(
        "--theme",
        choices=THEMES,
        default="auto",
        help=say(language, "cli.export.theme"),
    )
    for name in ("lanes", "personas"):
        parser.add_argument(
            f"--{name}",
            metavar=say(language, "cli.metavar.names"),
            help=say(language, f"cli.export.{name}"),
        )
    parser.add_argument(
        "--no-internal", action="store_true", help=say(language, "cli.export.internal")
    )
    parser.add_argument(
        "--force", action="store_true", help=say(language, "cli.force.help")
    )


def run(arguments: Namespace) -> int:
    """Read the map and write it in the form that was asked for."""
    from jejak.exporters import make
    from jejak.files import loads_bytes

    form = arguments.format or format_of(arguments.output)
    if form is None:
        known = ", ".join(FORMATS)
        raise WrongCall("cli.export.no_format", name=arguments.output, known=known)
    refuse_existing([arguments.output], force=arguments.force)
    journey = loads_bytes(read_input(arguments.map), shown_name(arguments.map))
    made = make(journey, form, _options(arguments, journey))
    write_output(made.content, arguments.output)
    for remark in made.remarks:
        tell(remark.said(arguments.lang))
    if arguments.output != STANDARD:
        tell(say(arguments.lang, "cli.written", files=arguments.output), sys.stdout)
    return OK


def _options(arguments: Namespace, journey: JourneyMap) -> Options:
    from jejak.exporters.options import Options
    from jejak.layout.choices import choices_of

    choices = choices_of(
        journey,
        lanes=_names(arguments.lanes),
        personas=_names(arguments.personas),
        internal=not arguments.no_internal,
    )
    return Options(
        language=arguments.language,
        choices=choices,
        sheet=arguments.sheet,
        theme=arguments.theme,
    )


def _names(given: str | None) -> list[str] | None:
    """Return names that stand between commas.

    Examples:
        >>> _names("Goals, Pain points,"), _names(None)
        (['Goals', 'Pain points'], None)
    """
    if given is None:
        return None
    return [name.strip() for name in given.split(",") if name.strip()]
