"""`jejak serve`: the pages in the browser, on this computer or by a link."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.output import tell
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    addresses = parser.add_mutually_exclusive_group()
    for name in ("host", "share"):
        addresses.add_argument(
            f"--{name}",
            metavar=say(language, "cli.metavar.host"),
            help=say(language, f"cli.serve.{name}"),
        )
    parser.add_argument(
        "--port",
        type=int,
        metavar=say(language, "cli.metavar.port"),
        help=say(language, "cli.serve.port"),
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar=say(language, "cli.metavar.folder"),
        help=say(language, "cli.serve.data"),
    )
    parser.add_argument(
        "--demo", action="store_true", help=say(language, "cli.serve.demo")
    )
    parser.add_argument(
        "--no-browser", action="store_true", help=say(language, "cli.serve.no_browser")
    )


def run(arguments: Namespace) -> int:
    """Serve until stopped."""
    from jejak.server.run import serve

    serve(
        arguments.host,
        arguments.port,
        arguments.data,
        share=arguments.share,
        demo=arguments.demo,
        open_browser=not arguments.no_browser,
        language=arguments.lang,
        tell=lambda line: tell(line, sys.stdout),
    )
    return OK
