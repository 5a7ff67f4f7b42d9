"""`jejak log compare`: how two groups of people differ."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jejak.cli.log_views import add_top, add_view_arguments, seen_view, show
from jejak.cli.refusals import WrongCall
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    add_view_arguments(parser, language)
    add_top(parser, language)
    parser.add_argument(
        "--by",
        metavar=say(language, "cli.metavar.column"),
        help=say(language, "cli.log.by"),
    )
    parser.add_argument(
        "--values",
        nargs=2,
        default=(),
        metavar=say(language, "cli.metavar.value"),
        help=say(language, "cli.log.values"),
    )
    parser.add_argument(
        "--periods",
        nargs=2,
        type=period,
        metavar=say(language, "cli.metavar.period"),
        help=say(language, "cli.log.periods"),
    )


def run(arguments: Namespace) -> int:
    """Answer, and print the answer."""
    from jejak.analytics import answers
    from jejak.analytics.questions import by_attribute, by_periods

    view = seen_view(arguments)
    if bool(arguments.by) == bool(arguments.periods):
        raise WrongCall("cli.log.compare_what")
    if arguments.periods:
        view = by_periods(view, arguments.periods)
    else:
        view = by_attribute(view, arguments.by, tuple(dict.fromkeys(arguments.values)))
    return show(answers.compare(view, arguments.top), view, arguments)


def period(given: str) -> tuple[date, date]:
    """Return the days of a period such as 2024-01-01..2024-01-31.

    Examples:
        >>> period("2024-01-01..2024-01-31")
        (datetime.date(2024, 1, 1), datetime.date(2024, 1, 31))
    """
    first, _, last = given.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last)
