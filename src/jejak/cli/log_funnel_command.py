"""`jejak log funnel`: how many get from step to step, and where the others go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.cli.log_views import add_view_arguments, seen_view, show
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)
    parser.add_argument(
        "--step",
        action="append",
        required=True,
        metavar=say(language, "cli.metavar.event"),
        help=say(language, "cli.log.step"),
    )


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics import answers

    view = seen_view(arguments)
    return show(answers.funnel(view, arguments.step), view, arguments)
