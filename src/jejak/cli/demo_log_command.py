"""`jejak demo-log`: a made log to try measuring with."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jejak.cli import OK
from jejak.cli.log_views import whole_number
from jejak.cli.output import refuse_existing, tell
from jejak.language.catalogue import LANGUAGES, Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""

    def words(key: str) -> str:
        return say(language, key)

    parser.add_argument(
        "-o",
        "--output",
        required=True,
        metavar=words("cli.metavar.folder"),
        help=words("cli.demo-log.output"),
    )
    parser.add_argument(
        "--cases",
        type=whole_number,
        default=1000,
        metavar="N",
        help=words("cli.demo-log.cases"),
    )
    parser.add_argument(
        "--seed",
        type=whole_number,
        default=1,
        metavar="N",
        help=words("cli.demo-log.seed"),
    )
    parser.add_argument("--language", choices=LANGUAGES, help=words("cli.new.language"))
    parser.add_argument("--force", action="store_true", help=words("cli.force.help"))


def run(arguments: Namespace) -> int:
    """Write the files, and say that nobody did any of it."""
    from jejak.library import need_analytics

    need_analytics()
    from jejak.analytics.demo import FILES, write_demo

    folder = Path(arguments.output)
    named = [str(folder / name) for name in FILES]
    refuse_existing(named, force=arguments.force)
    language = arguments.language or arguments.lang
    events = write_demo(folder, arguments.cases, arguments.seed, language)
    told = {"count": events, "folder": arguments.output}
    tell(say(arguments.lang, "cli.demo-log.written", **told), sys.stdout)
    return OK
