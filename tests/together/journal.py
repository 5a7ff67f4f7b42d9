"""What a client keeps on the disk, so that it may be killed at any moment.

A line for everything that happens to an edit, written before the edit goes out
and after its answer came in: what a browser keeps in its database.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Sent:
    """An edit that is to be sent, or was sent and not answered yet."""

    name: str
    edit: dict[str, Any]
    offline: bool

    def plain(self) -> dict[str, Any]:
        return {"client_edit_id": self.name, "edit": self.edit, "offline": self.offline}


@dataclass
class Kept:
    """What the lines of a journal come to."""

    edits: int = 0
    waiting: dict[str, Sent] = field(default_factory=dict)
    acknowledged: dict[str, int] = field(default_factory=dict)
    refused: int = 0
    conflicts: int = 0
    undone: int = 0
    lost_connections: int = 0

    def sent(self, sent: Sent) -> None:
        self.edits += 1
        self.undone += sent.edit["edit"] == "Undo"
        self.waiting[sent.name] = sent

    def answered(self, outcome: dict[str, Any]) -> None:
        name = outcome["client_edit_id"]
        self.waiting.pop(name, None)
        if "error" in outcome:
            self.refused += 1
            return
        known = self.acknowledged.setdefault(name, outcome["seq"])
        assert known == outcome["seq"], "an edit has one place in the log"
        self.conflicts += "conflict" in outcome

    def lost(self) -> None:
        self.lost_connections += 1


class Journal:
    """A file that grows by whole lines."""

    def __init__(self, path: Path) -> None:
        self.kept = kept_in(path)
        # Not buffered: what was written outlives the one who wrote it.
        self._file = path.open("ab", buffering=0)

    def sent(self, sent: Sent) -> None:
        self.kept.sent(sent)
        self._write("sent", sent.plain())

    def answered(self, outcome: dict[str, Any]) -> None:
        self.kept.answered(outcome)
        short = {key: outcome[key] for key in _KEPT if key in outcome}
        self._write("answered", short)

    def lost(self) -> None:
        self.kept.lost()
        self._write("lost", None)

    def close(self) -> None:
        self._file.close()

    def _write(self, kind: str, what: Any) -> None:
        self._file.write(json.dumps([kind, what]).encode() + b"\n")


_KEPT = ("client_edit_id", "seq", "error", "conflict")


def kept_in(path: Path) -> Kept:
    """Read a journal; the end of its last line may be missing."""
    kept = Kept()
    for kind, what in _lines(path):
        if kind == "sent":
            kept.sent(Sent(what["client_edit_id"], what["edit"], what["offline"]))
        elif kind == "answered":
            kept.answered(what)
        else:
            kept.lost()
    return kept


def _lines(path: Path) -> Iterator[tuple[str, Any]]:
    if not path.exists():
        return
    content = path.read_bytes()
    whole = content[: content.rfind(b"\n") + 1]
    if len(whole) < len(content):
        path.write_bytes(whole)  # or the next line would go on where it broke off
    for line in whole.splitlines():
        kind, what = json.loads(line)
        yield kind, what
