"""`jejak check`: is a map valid, and what is to be looked at?"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from jejak.cli import OK, PROBLEM
from jejak.cli.output import coloured, read_input, shown_name, tell
from jejak.cli.problems import said
from jejak.errors import FileFormatError
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from jejak.model.journey_map import JourneyMap


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "maps",
        nargs="+",
        metavar=say(language, "cli.metavar.map"),
        help=say(language, "cli.check.maps"),
    )
    parser.add_argument(
        "--strict", action="store_true", help=say(language, "cli.check.strict")
    )
    parser.add_argument(
        "--json", action="store_true", help=say(language, "cli.check.json")
    )


def run(arguments: Namespace) -> int:
    """Look at each map and say what was found."""
    results = [_look_at(name, arguments.lang) for name in arguments.maps]
    if arguments.json:
        tell(json.dumps(results, ensure_ascii=False, indent=2), sys.stdout)
    else:
        for result in results:
            _show(result, arguments.lang)
    is_bad = any(
        not result["valid"] or (arguments.strict and result["findings"])
        for result in results
    )
    return PROBLEM if is_bad else OK


def _look_at(name: str, language: Language) -> dict[str, Any]:
    from jejak.files import loads_bytes
    from jejak.model.findings import check

    try:
        journey = loads_bytes(read_input(name), shown_name(name))
    except FileFormatError as error:
        finding = {"rule": error.code, "text": said(error, language)}
        return {"file": name, "valid": False, "holds": "", "findings": [finding]}
    findings = [
        {
            "rule": finding.rule,
            "fingerprint": finding.fingerprint,
            "records": list(finding.records),
            "text": say(language, finding.key, **finding.values),
        }
        for finding in check(journey)
    ]
    holds = _counted(journey, language)
    return {"file": name, "valid": True, "holds": holds, "findings": findings}


def _counted(journey: JourneyMap, language: Language) -> str:
    from jejak.model.records import Card

    counts = {
        "stages": len(journey.stages),
        "lanes": len(journey.lanes),
        "cards": len(journey.of_kind(Card)),
        "feelings": len(journey.feelings()),
        "statements": len(journey.statements),
    }
    parts = [say(language, f"count.{name}", count=n) for name, n in counts.items()]
    return ", ".join(parts)


def _show(result: dict[str, Any], language: Language) -> None:
    if not result["valid"]:
        label = coloured(say(language, "cli.check.invalid"), "red", sys.stdout)
        tell(f"{label}: {result['findings'][0]['text']}", sys.stdout)
        return
    label = coloured(say(language, "cli.check.valid"), "green", sys.stdout)
    tell(f"{label}: {result['file']} ({result['holds']})", sys.stdout)
    for finding in result["findings"]:
        mark = coloured("-", "yellow", sys.stdout)
        tell(f"  {mark} {finding['text']}", sys.stdout)
