"""`jejak log trend`: what changes from day to day, week to week or month to month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.analytics.periods import PERS
from jejak.cli.log_views import add_view_arguments, seen_view, show
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)
    parser.add_argument(
        "--per",
        choices=PERS,
        default="month",
        help=say(language, "cli.log.per"),
    )
    parser.add_argument(
        "--event",
        action="append",
        default=[],
        metavar=say(language, "cli.metavar.event"),
        help=say(language, "cli.log.trend_event"),
    )


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics.answers import places_of
    from jejak.analytics.moving_tables import trend_table
    from jejak.analytics.questions import by_calendar, engine_for

    question = by_calendar(seen_view(arguments), arguments.per)
    counts = engine_for(question)
    places = [at for name in arguments.event for at in places_of(counts.view, name)]
    return show([trend_table(counts, places)], question, arguments)
