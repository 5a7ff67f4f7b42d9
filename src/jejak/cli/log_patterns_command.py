"""`jejak log patterns`: which sequences of neighbours most cases have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.cli.log_views import add_top, add_view_arguments, seen_view, show
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)
    add_top(parser, language)
    parser.add_argument(
        "--length",
        type=int,
        default=3,
        metavar="N",
        help=say(language, "cli.log.length"),
    )


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics.moving_tables import pattern_table
    from jejak.analytics.questions import engine_for

    question = seen_view(arguments)
    counts = engine_for(question)
    table = pattern_table(counts, arguments.length, arguments.top)
    return show([table], question, arguments)
