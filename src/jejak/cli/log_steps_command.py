"""`jejak log steps`: who is where at each of the first steps, and goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.cli.log_views import add_top, add_view_arguments, seen_view, show
from jejak.language.catalogue import Language

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)
    add_top(parser, language)


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics.moving_tables import sankey_table, step_table
    from jejak.analytics.questions import engine_for

    question = seen_view(arguments)
    counts = engine_for(question)
    tables = step_table(counts, arguments.top), sankey_table(counts, top=arguments.top)
    return show(tables, question, arguments)
