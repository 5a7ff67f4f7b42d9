"""`jejak bind`: which events of a log are traces of which touchpoint of a map."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TextIO

from jejak.cli import OK
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

    from jejak.analytics.maps.binding import Binding
    from jejak.analytics.maps.proposing import Proposal
    from jejak.analytics.tables import Table

AT_LEAST = 0.8


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""

    def words(key: str) -> str:
        return say(language, key)

    parser.add_argument(
        "map", metavar=words("cli.metavar.map"), help=words("cli.map.help")
    )
    parser.add_argument(
        "log", metavar=words("cli.metavar.log"), help=words("cli.log.log")
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar=words("cli.metavar.map"),
        help=words("cli.bind.output"),
    )
    parser.add_argument(
        "--at-least",
        type=_likeness,
        default=AT_LEAST,
        metavar="0..1",
        help=words("cli.bind.at_least"),
    )
    parser.add_argument("--json", action="store_true", help=words("cli.log.json"))
    parser.add_argument("--force", action="store_true", help=words("cli.force.help"))


def _likeness(given: str) -> float:
    if not 0 <= float(given) <= 1:
        raise ValueError(given)
    return float(given)


def run(arguments: Namespace) -> int:
    """Say what is bound and propose what could be; apply it only if a file is named."""
    from jejak.analytics.maps.binding import bind
    from jejak.analytics.maps.proposing import propose, with_matchers
    from jejak.analytics.maps.tables import mapping_tables
    from jejak.analytics.tables import json_of
    from jejak.files import dumps, form_of, loads_bytes
    from jejak.library import open_log

    if arguments.output:
        refuse_existing([arguments.output], force=arguments.force)
    log = open_log(arguments.log)
    journey = loads_bytes(read_input(arguments.map), shown_name(arguments.map))
    binding = bind(journey, log)
    found = propose(binding)
    aims = (_bound_aims(binding),) if binding.aims else ()
    tables = (_bound(binding), *aims, _proposed(found), *mapping_tables(binding))
    chosen = [one for one in found if one.confidence >= arguments.at_least]
    if arguments.output:  # before somebody's `head` closes the pipe
        made = with_matchers(journey, chosen)
        text = dumps(made, form_of(arguments.output))
        write_output(text.encode("utf-8"), arguments.output)
    stream = sys.stderr if arguments.output == STANDARD else sys.stdout
    if arguments.json:
        told = json_of(tables, is_sample=log.is_sample)
        tell(json.dumps(told, ensure_ascii=False, indent=2), stream)
    else:
        texts = [table.as_text(arguments.lang) for table in tables]
        tell("\n".join(texts).rstrip("\n"), stream)
        _say_clashes(binding, arguments.lang, stream)
    if arguments.output:
        key = "cli.bind.written"
        tell(say(arguments.lang, key, count=len(chosen), file=arguments.output))
    elif found and not arguments.json:
        tell("\n" + say(arguments.lang, "cli.bind.not_applied"))
    return OK


def _bound(binding: Binding) -> Table:
    from jejak.analytics.maps.kind_tables import kind_cells, kind_columns
    from jejak.analytics.tables import Table

    log = binding.view.log
    rows = tuple(
        (binding.touchpoints[touch].text, *kind_cells(log, log.kinds[kind]))
        for kind, touch in enumerate(binding.view.touch.tolist())
        if touch < len(binding.touchpoints)
    )
    columns = ("touchpoint", *kind_columns(log))
    return Table("bound", columns, rows, (0,) * len(rows))


def _bound_aims(binding: Binding) -> Table:
    """Say which events tell of expectations and KPIs; without one it says so, too."""
    from jejak.analytics.kernels import OFF
    from jejak.analytics.maps.aims import BEGINS, PARTS
    from jejak.analytics.maps.kind_tables import kind_cells, kind_columns
    from jejak.analytics.tables import Table, Word

    log = binding.view.log
    columns = kind_columns(log)
    rows: list[tuple[str | Word | None, ...]] = []
    for aim in binding.aims:
        own = [
            (aim.of.text, Word(PARTS[part]), *kind_cells(log, log.kinds[kind]))
            for kind, part in enumerate(aim.parts.tolist())
            if part != OFF and not (part == BEGINS and aim.is_from_start)
        ]
        rows += own or [(aim.of.text, *[None] * (1 + len(columns)))]
    return Table("bound_aims", ("aim", "part", *columns), tuple(rows), (0,) * len(rows))


def _proposed(found: tuple[Proposal, ...]) -> Table:
    from jejak.analytics.tables import Table

    rows = tuple(
        (one.touchpoint.text, one.event, f"{one.confidence:.2f}", one.events)
        for one in found
    )
    columns = ("touchpoint", "event", "confidence", "events")
    return Table("proposed", columns, rows, tuple(one.events for one in found))


def _say_clashes(binding: Binding, language: Language, stream: TextIO) -> None:
    texts = {card.id: card.text for card in binding.touchpoints}
    kinds = binding.view.log.kinds
    named = {(kinds[clash.kind].event, clash.touchpoints) for clash in binding.clashes}
    for event, touchpoints in sorted(named):
        first, *others = [texts[card] for card in touchpoints]
        values = {"event": event, "first": first, "others": ", ".join(others)}
        tell("\n" + say(language, "cli.bind.clash", **values), stream)
