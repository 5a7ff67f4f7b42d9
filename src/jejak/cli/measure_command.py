"""`jejak measure`: the figures of a log, on a map."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TextIO

from jejak.cli import OK
from jejak.cli.log_sources import add_source_arguments, opened, say_notes
from jejak.cli.log_views import add_filters, filtered, narrowed
from jejak.cli.measure_groups import compared_groups
from jejak.cli.measure_moves import add_moves, measured_by, question_of, segment_of
from jejak.cli.output import (
    STANDARD,
    read_input,
    refuse_existing,
    shown_name,
    tell,
    write_output,
)
from jejak.cli.refusals import WrongCall
from jejak.errors import UnknownFormat
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.analytics.maps.binding import Binding
    from jejak.analytics.questions import Question
    from jejak.analytics.tables import Table
    from jejak.exporters.report import Report
    from jejak.model.journey_map import JourneyMap


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""

    def words(key: str) -> str:
        return say(language, key)

    parser.add_argument(
        "map", metavar=words("cli.metavar.map"), help=words("cli.map.help")
    )
    add_source_arguments(parser, language)
    add_filters(parser, language, "--where", "--segment")
    parser.add_argument(
        "--compare",
        nargs="?",
        const="",
        metavar=words("cli.metavar.group"),
        help=words("cli.measure.compare"),
    )
    add_moves(parser, language)
    parser.add_argument(
        "-o",
        "--output",
        action="append",
        default=[],
        metavar=words("cli.metavar.file"),
        help=words("cli.measure.output"),
    )
    parser.add_argument("--json", action="store_true", help=words("cli.log.json"))
    parser.add_argument("--force", action="store_true", help=words("cli.force.help"))


def run(arguments: Namespace) -> int:
    """Measure the map, print the tables, write the map and the reports."""
    from jejak.analytics.maps.binding import bind
    from jejak.files import loads_bytes

    refuse_existing(arguments.output, force=arguments.force)
    _check_forms(arguments.output)
    log, store = opened(arguments)
    journey = loads_bytes(read_input(arguments.map), shown_name(arguments.map))
    binding = bind(journey, log)
    question = question_of(journey, binding, store, arguments)
    question = filtered(narrowed(question, arguments), arguments)
    report = _report(journey, binding, question, arguments)
    for path in arguments.output:  # before somebody's `head` closes the pipe
        write_output(report.as_file(path), path)
    say_notes(store, arguments.lang)
    is_piped = STANDARD in arguments.output
    stream = sys.stderr if is_piped else sys.stdout
    tables = report.every_table
    if arguments.json:
        _tell_programs(tables, stream, is_sample=log.is_sample)
    else:
        if log.is_sample:
            tell(say(arguments.lang, "log.sample") + "\n", stream)
        tell(report.about + "\n", stream)
        texts = [table.as_text(arguments.lang) for table in tables]
        tell("\n".join(texts).rstrip("\n"), stream)
    if arguments.output and not is_piped and not arguments.json:
        names = ", ".join(arguments.output)
        tell("\n" + say(arguments.lang, "cli.written", files=names), stream)
    return OK


def _check_forms(outputs: list[str]) -> None:
    """Refuse a name that asks for what is not written, before anything is."""
    from jejak.exporters.report import FORMS, report_form

    for path in outputs:
        try:
            report_form(path)
        except UnknownFormat as error:
            known = ", ".join(FORMS)
            raise WrongCall("cli.measure.form", name=path, known=known) from error


def _tell_programs(
    tables: tuple[Table, ...], stream: TextIO, *, is_sample: bool
) -> None:
    from jejak.analytics.tables import json_of

    told = json_of(tables, is_sample=is_sample)
    tell(json.dumps(told, ensure_ascii=False, indent=2), stream)


def _report(
    journey: JourneyMap, binding: Binding, question: Question, arguments: Namespace
) -> Report:
    from jejak.analytics.comparing import compare
    from jejak.exporters.report import Report

    compared = None
    groups = compared_groups(binding, question, arguments)
    if groups and groups.second is not None:
        compared = compare(binding, groups.first, groups.second, groups.names)
    segment = segment_of(arguments)
    measured = measured_by(binding, question, arguments, segment)
    return Report(journey, measured, arguments.lang, compared)
