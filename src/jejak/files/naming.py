"""What records are called where a file refers to them: P-03, a title, or an id."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from jejak.files.shape import is_good_key, number_letter
from jejak.model.records import (
    Card,
    Kpi,
    Lane,
    Persona,
    Stage,
    Statement,
    Substage,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from jejak.model.records import Record, RecordId

_MOST_NUMBER = 999_999_999


def written_number(letter: str, number: int | None) -> str:
    """Return a short number as it is written, or nothing where it cannot be.

    Examples:
        >>> written_number("P", 3), written_number("", 3), written_number("O", None)
        ('P-03', '', '')
    """
    if not letter or number is None or not 0 < number <= _MOST_NUMBER:
        return ""
    return f"{letter}-{number:02d}"


def name_of(record: Record, lane_of: Callable[[RecordId], Lane]) -> str:
    """Return what people call a record in a file, or nothing."""
    if isinstance(record, Card):
        return written_number(number_letter(lane_of(record.lane).role), record.number)
    if isinstance(record, Statement):
        return written_number("P", record.number)
    name = ""
    if isinstance(record, (Stage, Substage)):
        name = record.title
    elif isinstance(record, Persona):
        name = record.name
    elif isinstance(record, Kpi):
        name = record.text
    return name if is_good_key(name) else ""


class Names:
    """The names of the records of one map."""

    def __init__(self, lane_of: Callable[[RecordId], Lane]) -> None:
        self._lane_of = lane_of
        self._ids: dict[RecordId, str] = {}
        self._named: dict[str, list[RecordId]] = defaultdict(list)
        self._channels: dict[tuple[RecordId, str], list[RecordId]] = defaultdict(list)

    def add(self, records: Iterable[Record]) -> None:
        """Take in records with their ids."""
        for record in records:
            self._ids[record.id] = kind_of(record)
            name = name_of(record, self._lane_of)
            if name:
                self._named[name].append(record.id)
            if (
                isinstance(record, Card)
                and self._lane_of(record.lane).role == "channels"
                and is_good_key(record.text)
            ):
                self._channels[record.stage, record.text].append(record.id)

    def find(self, word: str, kinds: Container[str]) -> list[RecordId]:
        """Return the records of these kinds that are called by a word."""
        return [
            given for given in self._named.get(word, ()) if self._ids[given] in kinds
        ]

    def find_channel(self, word: str, stage: RecordId) -> list[RecordId]:
        """Return the channels of a stage that are called by a word."""
        return self._channels.get((stage, word), [])

    def known(self, kinds: Container[str]) -> list[str]:
        """Return the names and ids that could be meant."""
        names = [
            name
            for name, ids in self._named.items()
            if any(self._ids[given] in kinds for given in ids)
        ]
        return names or [given for given, kind in self._ids.items() if kind in kinds]

    def word_for(self, target: RecordId, kinds: Container[str], name: str) -> str:
        """Return the word by which `find` finds this record alone."""
        if name and name not in self._ids and self.find(name, kinds) == [target]:
            return name
        return target
