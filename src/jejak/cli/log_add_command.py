"""`jejak log add`: from files of events to a log, with the reading report."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.output import tell
from jejak.cli.refusals import WrongCall
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_COLUMNS = ("case", "event", "time", "start", "end", "channel", "score")


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""

    def words(key: str) -> str:
        return say(language, key)

    parser.add_argument(
        "files",
        nargs="+",
        metavar=words("cli.metavar.file"),
        help=words("cli.log.add.files"),
    )
    parser.add_argument(
        "--into",
        required=True,
        metavar=words("cli.metavar.folder"),
        help=words("cli.log.add.into"),
    )
    column = words("cli.metavar.column")
    for part in _COLUMNS:
        text = words(f"cli.log.add.{part}_col")
        parser.add_argument(f"--{part}-col", default="", metavar=column, help=text)
    for name in ("attribute", "detail"):
        parser.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar=column,
            help=words(f"cli.log.add.{name}"),
        )
    parser.add_argument(
        "--time-zone",
        default="UTC",
        metavar=words("cli.metavar.zone"),
        help=words("cli.log.add.time_zone"),
    )
    parser.add_argument(
        "--dates", choices=("dmy", "mdy"), help=words("cli.log.add.dates")
    )
    parser.add_argument(
        "--rename",
        action="append",
        default=[],
        metavar=words("cli.metavar.rule"),
        help=words("cli.log.add.rename"),
    )
    parser.add_argument(
        "--state",
        default="",
        metavar=words("cli.metavar.state"),
        help=words("cli.log.state"),
    )
    parser.add_argument(
        "--query", default="", metavar="SQL", help=words("cli.log.add.query")
    )
    parser.add_argument(
        "--key", metavar=words("cli.metavar.file"), help=words("cli.log.add.key")
    )
    for flag in ("no_header", "keep_ids", "accept_refused", "json"):
        text = words(f"cli.log.add.{flag}")
        name = "--" + flag.replace("_", "-")
        parser.add_argument(name, action="store_true", help=text)


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
