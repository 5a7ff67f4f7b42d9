"""The command line: parse, call, print. Each command is one module."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: dict[str, str] = {
    "import": "jejak.cli.import_command",
    "export": "jejak.cli.export_command",
    "check": "jejak.cli.check_command",
    "diff": "jejak.cli.diff_command",
    "edit": "jejak.cli.edit_command",
    "log": "jejak.cli.log_command",
    "bind": "jejak.cli.bind_command",
    "measure": "jejak.cli.measure_command",
    "demo-log": "jejak.cli.demo_log_command",
    "new": "jejak.cli.new_command",
    "schema": "jejak.cli.schema_command",
    "serve": "jejak.cli.serve_command",
}
"""The commands and their modules, in the order in which help lists them."""

APART = frozenset({COMMANDS["import"]})
"""The modules that read what strangers wrote: limited in memory and time."""

OK = 0
PROBLEM = 1  # in what was given: it holds no map, breaks a rule, cannot be read
USAGE = 2  # the command was called in a way it does not know
MISSING = 3  # a part of Jejak that is not installed
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    from jejak.cli.language import wanted_language
    from jejak.cli.parser import make_parser
    from jejak.cli.problems import told

    given = list(sys.argv[1:] if arguments is None else arguments)
    language = wanted_language(given)
    parsed = make_parser(language).parse_args(given)

    def action() -> int:
        return told(lambda: int(parsed.run(parsed)), language)

    # Called as a program: the process is all ours.
    if arguments is None and parsed.run.__module__ in APART:
        from jejak.cli.apart import run_apart

        return told(lambda: run_apart(action), language)
    return action()
