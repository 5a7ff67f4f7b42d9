"""`jejak log conversion`: who gets to a goal, from where, and in which time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.cli.log_views import add_view_arguments, gap, seen_view, show
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)
    parser.add_argument(
        "--goal",
        required=True,
        metavar=say(language, "cli.metavar.event"),
        help=say(language, "cli.log.goal"),
    )
    parser.add_argument(
        "--within",
        type=gap,
        metavar=say(language, "cli.metavar.gap"),
        help=say(language, "cli.log.within"),
    )


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics.answers import places_of
    from jejak.analytics.moving_tables import conversion_table
    from jejak.analytics.questions import engine_for

    question = seen_view(arguments)
    counts = engine_for(question)
    goals = places_of(counts.view, arguments.goal)
    table = conversion_table(counts, goals, arguments.within)
    return show([table], question, arguments)
