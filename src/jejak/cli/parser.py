"""What can be said to `jejak`, with help in the user's language."""

from __future__ import annotations

import argparse
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from jejak.cli import COMMANDS, USAGE
from jejak.cli.language import argparse_speaking
from jejak.language.catalogue import LANGUAGES, Language, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Adder = Callable[["CommandParser", Language], None]


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help that looks the same on every Python: 3.13 names a value once, not twice."""

    def _format_action_invocation(self, action: argparse.Action) -> str:
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = self._get_default_metavar_for_optional(action)
        return f"{', '.join(action.option_strings)} {self._format_args(action, value)}"


class CommandParser(argparse.ArgumentParser):
    """A parser that speaks the user's language."""

    language: Language = "en"

    def parse_args(self, args: Sequence[str], namespace: Any = None) -> Any:  # type: ignore[override]
        """Return what was asked for; a wrong call ends the program with code 2."""
        with argparse_speaking(self.language):
            return super().parse_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Say what was wrong with the call, and where help is."""
        hint = say(self.language, "cli.see_help", program=self.prog)
        error = say(self.language, "cli.error")
        self.exit(USAGE, f"{error}: {message}\n{hint}\n")


def make_parser(language: Language) -> CommandParser:
    """Return the parser of the whole program."""
    with argparse_speaking(language):
        parser = _new(CommandParser, language, prog="jejak", about="cli.about")
        parser.epilog = say(language, "cli.codes")
        parser.add_argument("--version", action=_Version, nargs=0)
        add_language(parser, language)
        title = say(language, "cli.commands")
        add_commands(parser, language, COMMANDS, keys="cli", title=title)
        return parser


def add_commands(
    parser: CommandParser,
    language: Language,
    modules: Mapping[str, str],
    *,
    keys: str,
    title: str,
) -> None:
    """Add commands to a parser; what is said of them stands under `keys`.name."""
    # Typed loosely: argparse takes any callable here, its types only classes.
    make: Any = partial(_new, CommandParser, language)
    commands: Any = parser.add_subparsers(
        title=title,
        metavar=say(language, "cli.metavar.command"),
        dest=f"{keys}.command",
        required=True,
        parser_class=make,
    )
    for name, module in modules.items():
        command = commands.add_parser(
            name,
            help=say(language, f"{keys}.{name}.help"),
            about=f"{keys}.{name}.about",
        )
        command.epilog = say(language, f"{keys}.{name}.examples")
        room = import_module(module)
        if hasattr(room, "run"):  # else it has commands of its own, and they run
            command.set_defaults(run=room.run)
        add: Adder = room.add_arguments
        add(command, language)
        add_language(command, language)


def _new(
    kind: type[CommandParser], language: Language, *, about: str, **given: Any
) -> CommandParser:
    parser = kind(
        description=say(language, about),
        formatter_class=_Help,
        allow_abbrev=False,
        **given,
    )
    parser.language = language
    return parser


def add_language(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the option that every command has."""
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=language,
        help=say(language, "cli.lang.help"),
    )


class _Version(argparse.Action):
    """Print the version; looked up only when somebody asks."""

    def __init__(self, option_strings: Sequence[str], dest: str, **given: Any) -> None:
        given["help"] = argparse._("show program's version number and exit")  # type: ignore[attr-defined]
        super().__init__(option_strings, argparse.SUPPRESS, **given)

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print(f"jejak {version('jejak')}")
        except PackageNotFoundError:  # run from a checkout, without installing
            print("jejak 0+checkout")
        parser.exit()
