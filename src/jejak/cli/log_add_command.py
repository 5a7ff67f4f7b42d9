"""`jejak log add`: from files of events to a log, with the reading report."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.output import tell
from jejak.cli.refusals import WrongCall
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

_COLUMNS = ("case", "event", "time", "start", "end", "channel", "score", "lifecycle")


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    words = partial(say, language)
    file, folder = words("cli.metavar.file"), words("cli.metavar.folder")
    add = parser.add_argument
    add("files", nargs="+", metavar=file, help=words("cli.log.add.files"))
    add("--into", required=True, metavar=folder, help=words("cli.log.add.into"))
    _add_columns(parser, words)
    _add_reading(parser, words)
    add("--query", default="", metavar="SQL", help=words("cli.log.add.query"))
    add("--key", metavar=file, help=words("cli.log.add.key"))
    for flag in ("no_header", "keep_ids", "accept_refused", "json"):
        text = words(f"cli.log.add.{flag}")
        add("--" + flag.replace("_", "-"), action="store_true", help=text)


def _add_columns(parser: ArgumentParser, words: Callable[[str], str]) -> None:
    column = words("cli.metavar.column")
    for part in _COLUMNS:
        text = words(f"cli.log.add.{part}_col")
        parser.add_argument(f"--{part}-col", default="", metavar=column, help=text)
    for name in ("attribute", "detail"):
        text = words(f"cli.log.add.{name}")
        parser.add_argument(
            f"--{name}", action="append", default=[], metavar=column, help=text
        )


def _add_reading(parser: ArgumentParser, words: Callable[[str], str]) -> None:
    zone, rule, state = (
        words(f"cli.metavar.{name}") for name in ("zone", "rule", "state")
    )
    add = parser.add_argument
    add("--time-zone", default="UTC", metavar=zone, help=words("cli.log.add.time_zone"))
    add("--dates", choices=("dmy", "mdy"), help=words("cli.log.add.dates"))
    text = words("cli.log.add.rename")
    add("--rename", action="append", default=[], metavar=rule, help=text)
    add("--state", default="", metavar=state, help=words("cli.log.state"))


def run(arguments: Namespace) -> int:
    """Read the files, write the log, print the report."""
    from jejak.library import read_log

    columns = {f"{part}_col": getattr(arguments, f"{part}_col") for part in _COLUMNS}
    result = read_log(
        *arguments.files,
        into=arguments.into,
        attribute_cols=tuple(arguments.attribute),
        detail_cols=tuple(arguments.detail),
        has_header=not arguments.no_header,
        time_zone=arguments.time_zone,
        dates=arguments.dates,
        query=arguments.query,
        state=arguments.state,
        renames=dict(_rule(rule) for rule in arguments.rename),
        keep_ids=arguments.keep_ids,
        key_file=arguments.key,
        accept_refused=arguments.accept_refused,
        **columns,
    )
    if arguments.json:
        report = result.report.as_dict()
        tell(json.dumps(report, ensure_ascii=False, indent=2), sys.stdout)
        return OK
    tell(result.report.as_text(arguments.lang).rstrip("\n"), sys.stdout)
    done = say(arguments.lang, "cli.written", files=arguments.into)
    tell(done, sys.stdout)
    return OK


def _rule(given: str) -> tuple[str, str]:
    old, equals, new = given.partition("=")
    if not (old and equals and new):
        raise WrongCall("cli.log.add.rename_form", given=given)
    return old, new
