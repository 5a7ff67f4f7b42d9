"""What the commands that answer questions about a log have in common."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.log_sources import add_source_arguments, opened, say_notes
from jejak.cli.output import tell
from jejak.cli.refusals import WrongCall
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable

    from jejak.analytics.questions import Question
    from jejak.analytics.tables import Table

TOP = 20
_DIGITS = 7  # of a pause: more is longer than any log
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def add_view_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what says which cases and events are looked at, and how it is printed."""

    def words(key: str) -> str:
        return say(language, key)

    add_source_arguments(parser, language)
    add_filters(parser, language)
    parser.add_argument(
        "--sessions",
        type=gap,
        metavar=words("cli.metavar.gap"),
        help=words("cli.log.sessions"),
    )
    parser.add_argument(
        "--state",
        default="",
        metavar=words("cli.metavar.state"),
        help=words("cli.log.state"),
    )
    parser.add_argument("--json", action="store_true", help=words("cli.log.json"))


def add_top(parser: ArgumentParser, language: Language) -> None:
    """Add how many rows of a table without an end are shown."""
    text = say(language, "cli.log.top")
    parser.add_argument("--top", type=rows_shown, default=TOP, metavar="N", help=text)


def add_filters(parser: ArgumentParser, language: Language, *names: str) -> None:
    """Add what says which people count, and from when to when."""

    def words(key: str) -> str:
        return say(language, key)

    parser.add_argument(
        *(names or ("--where",)),
        dest="where",
        action="append",
        default=[],
        metavar=words("cli.metavar.condition"),
        help=words("cli.log.where"),
    )
    for name in ("from", "to"):
        parser.add_argument(
            f"--{name}",
            dest=f"{name}_day",
            type=date.fromisoformat,
            metavar=words("cli.metavar.day"),
            help=words(f"cli.log.{name}"),
        )


def gap(given: str) -> timedelta:
    """Return a pause such as 30m.

    Examples:
        >>> gap("30m"), gap("2h")
        (datetime.timedelta(seconds=1800), datetime.timedelta(seconds=7200))
    """
    number, unit = given[:-1], given[-1:]
    if not number.isdecimal() or unit not in _UNITS or len(number) > _DIGITS:
        raise ValueError(given)
    return timedelta(seconds=int(number) * _UNITS[unit])


def whole_number(given: str) -> int:
    """Return how many of something there are to be: none or more.

    Examples:
        >>> whole_number("20"), whole_number("0")
        (20, 0)
    """
    if int(given) < 0:
        raise ValueError(given)
    return int(given)


def rows_shown(given: str) -> int:
    """Return how many rows to show: at least one.

    Examples:
        >>> rows_shown("20")
        20
    """
    if int(given) < 1:
        raise ValueError(given)
    return int(given)


def seen_view(arguments: Namespace) -> Question:
    """Open the log, or the warehouse, and look at it as was asked."""
    from jejak.analytics.questions import in_sessions
    from jejak.analytics.view import view_of_events
    from jejak.analytics.warehouse.asking import ask

    log, store = opened(arguments)
    view = view_of_events(log, state=arguments.state)
    question = narrowed(ask(store, view) if store else view, arguments)
    if arguments.sessions:
        question = in_sessions(question, arguments.sessions)
    return filtered(question, arguments)


def narrowed(question: Question, arguments: Namespace) -> Question:
    """Keep the people who were asked for."""
    from jejak.analytics.questions import only

    conditions: dict[str, list[str]] = {}
    for given in arguments.where:
        name, equals, value = given.partition("=")
        if not equals:
            raise WrongCall("cli.log.where_form", given=given)
        conditions.setdefault(name, []).append(value)
    return only(question, conditions)


def filtered(question: Question, arguments: Namespace) -> Question:
    """Keep the cases that start in the days that were asked for."""
    from jejak.analytics.questions import started

    return started(question, arguments.from_day, arguments.to_day)


def show(tables: Iterable[Table], question: Question, arguments: Namespace) -> int:
    """Print tables for people or for programs."""
    from jejak.analytics.questions import view_of
    from jejak.analytics.tables import json_of

    view = view_of(question)
    say_notes(getattr(question, "store", None), arguments.lang)
    if arguments.json:
        told = json_of(tables, is_sample=view.log.is_sample)
        tell(json.dumps(told, ensure_ascii=False, indent=2), sys.stdout)
        return OK
    if view.log.is_sample:
        tell(say(arguments.lang, "log.sample") + "\n", sys.stdout)
    texts = [table.as_text(arguments.lang) for table in tables]
    tell("\n".join(texts).rstrip("\n"), sys.stdout)
    if arguments.sessions:
        pause = f"{arguments.sessions.total_seconds() / 60:g}"
        tell("\n" + say(arguments.lang, "log.session_note", minutes=pause), sys.stdout)
    if view.folded:
        tell("\n" + say(arguments.lang, "log.folded_note", n=view.folded), sys.stdout)
    return OK
