"""`jejak log flow`: what follows directly on what."""

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
    from jejak.analytics import answers

    view = seen_view(arguments)
    return show(answers.flow(view, arguments.top), view, arguments)
