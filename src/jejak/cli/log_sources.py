"""Where the events are that a command asks about: a log, or somebody's database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.cli.output import tell
from jejak.cli.refusals import WrongCall
from jejak.language.catalogue import Language, say
from jejak.language.formats import number

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.analytics.log import Log
    from jejak.analytics.warehouse.store import Store

_COLUMNS = ("case", "event", "time", "channel", "score")


def add_source_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add the log, and what is said instead of it."""

    def words(key: str) -> str:
        return say(language, key)

    parser.add_argument(
        "log", nargs="?", metavar=words("cli.metavar.log"), help=words("cli.log.log")
    )
    group = parser.add_argument_group(words("cli.on.title"))
    group.add_argument("--on", metavar="URL", help=words("cli.on.on"))
    group.add_argument(
        "--table", metavar=words("cli.metavar.table"), help=words("cli.on.table")
    )
    for part in _COLUMNS:
        group.add_argument(
            f"--{part}-col",
            default="",
            metavar=words("cli.metavar.column"),
            help=words(f"cli.log.add.{part}_col"),
        )
    group.add_argument(
        "--order-col",
        default="",
        metavar=words("cli.metavar.column"),
        help=words("cli.on.order_col"),
    )
    for name in ("attribute", "detail"):
        group.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar=words("cli.metavar.column"),
            help=words(f"cli.log.add.{name}"),
        )


def opened(arguments: Namespace) -> tuple[Log, Store | None]:
    """Open the log, or look at the table; its log then holds kinds and no events."""
    if arguments.log and not arguments.on and not arguments.table:
        from jejak.library import open_log

        return open_log(arguments.log), None
    if arguments.log or not (arguments.on and arguments.table):
        raise WrongCall("cli.on.which")
    from jejak.library import open_warehouse

    columns: dict[str, Any] = {
        f"{part}_col": getattr(arguments, f"{part}_col") for part in _COLUMNS
    }
    store = open_warehouse(
        arguments.on,
        arguments.table,
        **columns,
        attribute_cols=tuple(arguments.attribute),
        detail_cols=tuple(arguments.detail),
        order_col=arguments.order_col,
    )
    return store.log, store


def say_notes(store: Store | None, language: Language) -> None:
    """Say how many rows of a table do not count, or have no order, if any."""
    notes = {"lacking": store.lacking(), "ties": store.ties()} if store else {}
    for name, n in notes.items():
        if n:
            tell(say(language, f"cli.on.{name}", n=number(n, language)))
