"""`jejak log loops`: what repeats, what is come back to, changes of channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.cli.log_views import add_view_arguments, seen_view, show
from jejak.language.catalogue import Language

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics.moving_tables import loop_tables
    from jejak.analytics.questions import engine_for

    question = seen_view(arguments)
    return show(loop_tables(engine_for(question)), question, arguments)
