"""`jejak import`: from tables to maps, with the reading report."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jejak.cli import OK, answers, into
from jejak.cli.apart import within_time
from jejak.cli.output import (
    STANDARD,
    numbered,
    read_input,
    refuse_existing,
    shown_name,
    tell,
    write_output,
)
from jejak.cli.refusals import Refused, WrongCall
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.importers.report import ImportResult


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar=say(language, "cli.metavar.file"),
        help=say(language, "cli.import.files"),
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=say(language, "cli.metavar.map"),
        help=say(language, "cli.import.output"),
    )
    answers.add_arguments(parser, language)
    parser.add_argument(
        "--json", action="store_true", help=say(language, "cli.import.json")
    )
    parser.add_argument(
        "--language",
        metavar=say(language, "cli.metavar.language"),
        help=say(language, "cli.import.language"),
    )
    parser.add_argument(
        "--force", action="store_true", help=say(language, "cli.force.help")
    )
    into.add_arguments(parser, language)


def run(arguments: Namespace) -> int:
    """Read the tables, write the maps, print the report."""
    into.check_call(arguments)
    given = answers.answers_of(arguments)
    if arguments.output:
        refuse_existing([arguments.output], force=arguments.force)
    result = _read(arguments.files, given, arguments.language)
    answers.check_answers(arguments, result)
    if arguments.into:
        base = (
            _read(arguments.base, given, arguments.language) if arguments.base else None
        )
        code = into.update_file(arguments, result, base)
    else:
        written = _write(result, arguments) if arguments.output else []
        _report(result, written, arguments)
        code = OK
    answers.remember_answers(arguments, given)
    return code


def _read(
    names: list[str], given: dict[str, str], language: str | None
) -> ImportResult:
    from jejak.importers import Source, import_table
    from jejak.importers.limits import limits

    sources = [Source(shown_name(name), _table(name)) for name in names]
    with within_time(limits().seconds):
        return import_table(sources, answers=given, language=language)


def _table(name: str) -> bytes:
    """Return what a file holds, unless it is a map already."""
    from jejak.files import is_saved
    from jejak.importers.limits import check_limit, limits

    data = read_input(name, at_most=limits().input_bytes + 1)
    size = len(data)
    if size > limits().input_bytes and name != STANDARD:
        size = max(size, Path(name).stat().st_size)
    check_limit("input_bytes", size, shown_name(name))
    if is_saved(data[:100_000].decode("utf-8", "replace")):
        raise Refused("cli.import.saved", name=shown_name(name))
    return data


def _write(result: ImportResult, arguments: Namespace) -> list[str]:
    from jejak.files import dumps, form_of

    if arguments.output == STANDARD and len(result.maps) > 1:
        raise WrongCall("cli.import.several", count=len(result.maps))
    paths = [
        numbered(arguments.output, number) for number in range(1, len(result.maps) + 1)
    ]
    refuse_existing(paths, force=arguments.force)
    texts = [dumps(journey, form_of(arguments.output)) for journey in result.maps]
    for path, text in zip(paths, texts, strict=True):
        write_output(text.encode("utf-8"), path)
    return paths


def _report(result: ImportResult, written: list[str], arguments: Namespace) -> None:
    language: Language = arguments.lang
    # A map on standard output leaves the report to the other stream.
    stream = sys.stderr if arguments.output == STANDARD else sys.stdout
    if arguments.json:
        report = {"files": written, **result.report.as_json(language)}
        tell(json.dumps(report, ensure_ascii=False, indent=2), stream)
        return
    tell(result.report.as_text(language).rstrip("\n"), stream)
    if arguments.output == STANDARD:
        return
    key = "cli.written" if written else "cli.import.not_written"
    tell("\n" + say(language, key, files=", ".join(written)), stream)
