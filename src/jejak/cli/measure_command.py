"""`jejak measure`: the figures of a log, on a map."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.log_sources import add_source_arguments, opened, say_ties
from jejak.cli.log_views import add_filters, filtered, narrowed
from jejak.cli.measure_moves import add_moves, measured_by, question_of
from jejak.cli.output import (
    STANDARD,
    read_input,
    refuse_existing,
    shown_name,
    tell,
    write_output,
)
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.analytics.measuring import Measured
    from jejak.model.journey_map import JourneyMap


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""

    def words(key: str) -> str:
        return say(language, key)

    parser.add_argument(
        "map", metavar=words("cli.metavar.map"), help=words("cli.map.help")
    )
    add_source_arguments(parser, language)
    add_filters(parser, language)
    add_moves(parser, language)
    parser.add_argument(
        "-o",
        "--output",
        metavar=words("cli.metavar.map"),
        help=words("cli.measure.output"),
    )
    parser.add_argument("--json", action="store_true", help=words("cli.log.json"))
    parser.add_argument("--force", action="store_true", help=words("cli.force.help"))


def run(arguments: Namespace) -> int:
    """Measure the map, print the tables, write the map with its figures."""
    from jejak.analytics.binding import bind
    from jejak.analytics.measuring import tables_of
    from jejak.analytics.tables import json_of
    from jejak.files import loads_bytes

    if arguments.output:
        refuse_existing([arguments.output], force=arguments.force)
    log, store = opened(arguments)
    journey = loads_bytes(read_input(arguments.map), shown_name(arguments.map))
    binding = bind(journey, log)
    question = filtered(narrowed(question_of(binding, store), arguments), arguments)
    segment = ", ".join(arguments.where)
    measured = measured_by(binding, question, arguments, segment)
    tables = tables_of(journey, measured)
    language: Language = arguments.lang
    say_ties(store, language)
    stream = sys.stderr if arguments.output == STANDARD else sys.stdout
    if arguments.json:
        tell(json.dumps(json_of(tables), ensure_ascii=False, indent=2), stream)
    else:
        if log.is_sample:
            tell(say(language, "log.sample") + "\n", stream)
        tell(
            "\n".join(table.as_text(language) for table in tables).rstrip("\n"), stream
        )
    if arguments.output:
        write_output(_written(journey, measured, arguments), arguments.output)
        if arguments.output != STANDARD and not arguments.json:
            tell("\n" + say(language, "cli.written", files=arguments.output), stream)
    return OK


def _written(journey: JourneyMap, measured: Measured, arguments: Namespace) -> bytes:
    """Return the report, or the map with its figures, as the name asks for."""
    from jejak.analytics.measuring import with_figures
    from jejak.exporters.measured import measured_page
    from jejak.files import dumps, form_of

    if arguments.output.lower().endswith((".html", ".htm")):
        return measured_page(journey, measured, arguments.lang)
    at = datetime.now(UTC).replace(microsecond=0)
    made = with_figures(journey, measured, at)
    return dumps(made, form_of(arguments.output)).encode("utf-8")
