"""`jejak log`: event logs, kept and measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from jejak.cli.parser import CommandParser

COMMANDS = {
    "add": "jejak.cli.log_add_command",
    "describe": "jejak.cli.log_describe_command",
    "flow": "jejak.cli.log_flow_command",
    "funnel": "jejak.cli.log_funnel_command",
    "variants": "jejak.cli.log_variants_command",
    "waits": "jejak.cli.log_waits_command",
    "loops": "jejak.cli.log_loops_command",
    "steps": "jejak.cli.log_steps_command",
    "patterns": "jejak.cli.log_patterns_command",
    "conversion": "jejak.cli.log_conversion_command",
    "trend": "jejak.cli.log_trend_command",
    "compare": "jejak.cli.log_compare_command",
}
"""What can be said after `jejak log`, and the modules that do it."""


def add_arguments(parser: CommandParser, language: Language) -> None:
    """Add the commands that work on logs."""
    from jejak.cli.parser import add_commands

    title = say(language, "cli.log.commands")
    add_commands(parser, language, COMMANDS, keys="cli.log", title=title)
