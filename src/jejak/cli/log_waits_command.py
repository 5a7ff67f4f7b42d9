"""`jejak log waits`: how long people wait, by the clock and in working hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.cli.log_views import add_view_arguments, seen_view, show
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.analytics.hours import Hours


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)
    add_hours(parser, language)


def add_hours(parser: ArgumentParser, language: Language) -> None:
    """Add when somebody is at work."""
    parser.add_argument(
        "--hours",
        metavar=say(language, "cli.metavar.hours"),
        help=say(language, "cli.log.hours"),
    )
    parser.add_argument(
        "--time-zone",
        default="UTC",
        metavar=say(language, "cli.metavar.zone"),
        help=say(language, "cli.log.hours_zone"),
    )


def hours_of(arguments: Namespace) -> Hours | None:
    """Return when somebody is at work, if that was said."""
    from jejak.analytics.hours import hours

    return hours(arguments.hours, arguments.time_zone) if arguments.hours else None


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics.moving_tables import wait_tables
    from jejak.analytics.questions import engine_for

    question = seen_view(arguments)
    tables = wait_tables(engine_for(question), hours_of(arguments))
    return show(tables, question, arguments)
