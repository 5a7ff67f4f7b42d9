"""`jejak import --into`: a changed table updates the map that was made from it."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.output import (
    STANDARD,
    coloured_lines,
    read_input,
    shown_name,
    tell,
    write_output,
)
from jejak.cli.refusals import WrongCall
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.importers import ImportResult, Update

_REMARK = re.compile(rb"^\s*#|\s#\s", re.MULTILINE)


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add the options of an update."""
    options = parser.add_argument_group(say(language, "cli.into.title"))
    for name, metavar in (("into", "map"), ("base", "file")):
        options.add_argument(
            f"--{name}",
            action="append" if name == "base" else "store",
            default=[] if name == "base" else None,
            metavar=say(language, f"cli.metavar.{metavar}"),
            help=say(language, f"cli.into.{name}"),
        )
    for name in ("take", "leave"):
        options.add_argument(
            f"--{name}",
            action="append",
            default=[],
            metavar="ID",
            help=say(language, f"cli.into.{name}"),
        )
    options.add_argument(
        "--map",
        type=int,
        metavar=say(language, "cli.metavar.number"),
        help=say(language, "cli.into.map"),
    )
    options.add_argument(
        "--yes", action="store_true", help=say(language, "cli.into.yes")
    )


def check_call(arguments: Namespace) -> None:
    """Refuse options that do not go together."""
    if arguments.into and arguments.output:
        raise WrongCall("cli.into.output")
    if arguments.into == STANDARD:
        raise WrongCall("cli.into.standard")
    wanted = ("base", "take", "leave", "map", "yes")
    given = [name for name in wanted if getattr(arguments, name)]
    if given and not arguments.into:
        raise WrongCall("cli.into.missing", given=f"--{given[0]}")


def update_file(
    arguments: Namespace, result: ImportResult, base: ImportResult | None
) -> int:
    """Show what the table would change in the file, and write it when told to."""
    from jejak.files import loads_bytes
    from jejak.importers import update_map

    data = read_input(arguments.into)
    journey = loads_bytes(data, shown_name(arguments.into))
    number = None if arguments.map is None else arguments.map - 1
    known = update_map(journey, base, number=number).base if base else None
    choices = dict.fromkeys(arguments.take, True)
    choices |= dict.fromkeys(arguments.leave, False)
    update = update_map(journey, result, base=known, choices=choices, number=number)
    _check_choices(choices, update)
    if not arguments.json:
        _show(update, arguments.lang)
    is_wanted = not update.is_empty and (arguments.yes or _asks(arguments))
    written = _write(arguments.into, data, update) if is_wanted else []
    _tell(arguments, result, update, written)
    return OK


def _check_choices(choices: dict[str, bool], update: Update) -> None:
    known = [one.id for one in update.differences]
    for name in choices:
        if name not in known:
            listed = ", ".join(known) or "-"
            raise WrongCall("cli.into.no_difference", given=name, known=listed)


def _show(update: Update, language: Language) -> None:
    for line in coloured_lines(update.as_text(language).splitlines(), sys.stdout):
        tell(line, sys.stdout)


def _asks(arguments: Namespace) -> bool:
    """Ask on a terminal whether to write; elsewhere nobody is there to answer."""
    if arguments.json or STANDARD in arguments.files or not sys.stdin.isatty():
        return False
    question = say(arguments.lang, "cli.into.ask", name=shown_name(arguments.into))
    sys.stdout.write(f"\n{question} ")
    sys.stdout.flush()
    answer = sys.stdin.readline().strip().casefold()
    return answer in say(arguments.lang, "cli.into.ask.yes").split()


def _write(path: str, data: bytes, update: Update) -> list[str]:
    """Write the map in place; a file with remarks of its own is kept beside it."""
    from jejak.files import dumps, form_of

    form = form_of(path)
    text = dumps(update.after, form, with_comments=True)
    kept = []
    if form == "yaml" and _REMARK.search(data):
        kept.append(f"{path}.bak")
        write_output(data, kept[0])
    write_output(text.encode("utf-8"), path)
    return [path, *kept]


def _tell(
    arguments: Namespace, result: ImportResult, update: Update, written: list[str]
) -> None:
    language: Language = arguments.lang
    if arguments.json:
        told = {
            "files": written,
            "update": update.as_json(language),
            **result.report.as_json(language),
        }
        tell(json.dumps(told, ensure_ascii=False, indent=2), sys.stdout)
    elif written:
        files = ", ".join(written)
        tell("\n" + say(language, "cli.written", files=files), sys.stdout)
    elif not update.is_empty:
        tell("\n" + say(language, "cli.into.not_written"), sys.stdout)
