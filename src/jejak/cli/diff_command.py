"""`jejak diff`: what differs between two saved maps, in words or as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from jejak.cli import OK
from jejak.cli.output import coloured_lines, read_input, shown_name, tell
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from jejak.layout.differences import Sort, Wording
    from jejak.model.diff import Diff
    from jejak.model.records import Record

_SORTS: tuple[Sort, ...] = ("added", "changed", "moved", "gone")


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    for name in ("before", "after"):
        parser.add_argument(
            name,
            metavar=say(language, "cli.metavar.map"),
            help=say(language, f"cli.diff.{name}"),
        )
    parser.add_argument(
        "--json", action="store_true", help=say(language, "cli.diff.json")
    )


def run(arguments: Namespace) -> int:
    """Compare the maps and say what differs."""
    from jejak.files import loads_bytes
    from jejak.layout.differences import Wording
    from jejak.model.diff import diff

    before, after = (
        loads_bytes(read_input(name), shown_name(name))
        for name in (arguments.before, arguments.after)
    )
    found = diff(before, after)
    wording = Wording(before, after, arguments.lang)
    if arguments.json:
        told = json.dumps(_as_json(found, wording), ensure_ascii=False, indent=2)
        tell(told, sys.stdout)
    else:
        for line in _lines(found, wording):
            tell(line, sys.stdout)
    return OK


def _as_json(found: Diff, wording: Wording) -> dict[str, Any]:
    from jejak.layout.differences import as_json, differences_of, in_order, summary

    differences = in_order(differences_of(found), wording)
    counts = summary(differences)
    return {
        "is_empty": not differences,
        "summary": {
            sort: counts[sort] for sort in ("added", "changed", "moved", "gone")
        },
        "differences": [as_json(one, wording) for one in differences],
        "splits": [
            {"from": split.source.id, "into": [record.id for record in split.into]}
            for split in found.splits
        ],
        "merges": [
            {"from": [record.id for record in merge.sources], "into": merge.into.id}
            for merge in found.merges
        ],
    }


def _lines(found: Diff, wording: Wording) -> Iterator[str]:
    from jejak.layout.differences import differences_of, lines, summary

    differences = differences_of(found)
    if not differences:
        yield say(wording.language, "difference.none")
        return
    yield from coloured_lines(lines(differences, wording), sys.stdout)
    yield from _partings(found, wording)
    yield ""
    yield say(wording.language, "difference.summary", **summary(differences))


def _partings(found: Diff, wording: Wording) -> Iterator[str]:
    def named(records: tuple[Record, ...]) -> str:
        return ", ".join(f"“{wording.name_of(record)}”" for record in records)

    for split in found.splits:
        values = {"source": wording.name_of(split.source), "into": named(split.into)}
        yield say(wording.language, "difference.split", **values)
    for merge in found.merges:
        values = {"sources": named(merge.sources), "into": wording.name_of(merge.into)}
        yield say(wording.language, "difference.merge", **values)
