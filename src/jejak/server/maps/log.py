"""Reading and appending the edit log of a map.

Loading is snapshot + tail. A map that was loaded stays in memory with its
sequence number, so the next look at it only reads the edits since then.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from jejak.model.changes import apply_changes, decode_change
from jejak.model.codec import decode, encode
from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import letter_of
from jejak.model.records import Card, Statement
from jejak.server.errors import BrokenLog
from jejak.server.maps.models import LoggedEdit, Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from jejak.server.maps.models import Map

_LAST = 2**62  # after every edit that there can be


@dataclass(frozen=True, slots=True)
class MapAt:
    """A map as it stood after an edit."""

    seq: int
    journey: JourneyMap


class _Memory:
    """The maps used last, each as of its latest known edit."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._maps: OrderedDict[str, MapAt] = OrderedDict()
        self._lock = Lock()

    def get(self, map_id: str) -> MapAt | None:
        with self._lock:
            if map_id in self._maps:
                self._maps.move_to_end(map_id)
            return self._maps.get(map_id)

    def put(self, map_id: str, now: MapAt) -> None:
        with self._lock:
            known = self._maps.get(map_id)
            if known is None or known.seq < now.seq:
                self._maps[map_id] = now
            self._maps.move_to_end(map_id)
            while len(self._maps) > self._size:
                self._maps.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._maps.clear()


memory = _Memory(size=100)


def load_row(row: Map) -> MapAt:
    """Return a map as of the row just read, without asking the log if it is known.

    Raises:
        BrokenLog: An edit is missing.
    """
    known = memory.get(row.id)
    return known if known is not None and known.seq >= row.seq else load(row.id)


def load(map_id: str) -> MapAt:
    """Return a map as of its last committed edit.

    Raises:
        BrokenLog: An edit is missing.
    """
    now = _followed(memory.get(map_id) or _snapshot(map_id), map_id)
    memory.put(map_id, now)
    return now


def load_at(map_id: str, seq: int) -> MapAt:
    """Return a map as it stood after one of its edits.

    Raises:
        BrokenLog: An edit is missing.
    """
    return _followed(_snapshot(map_id, seq), map_id, seq)


def _followed(start: MapAt, map_id: str, last: int = _LAST) -> MapAt:
    """Return a map after the edits that follow, up to one of them."""
    now = start
    tail = LoggedEdit.objects.filter(map_id=map_id, seq__gt=start.seq, seq__lte=last)
    for seq, changes in tail.order_by("seq").values_list("seq", "changes"):
        if seq != now.seq + 1:
            raise BrokenLog(f"Edit {now.seq + 1} of map {map_id} is missing.")
        decoded = [decode_change(change) for change in changes]
        now = MapAt(seq, apply_changes(now.journey, decoded))
    return now


def _snapshot(map_id: str, last: int = _LAST) -> MapAt:
    """Return the latest snapshot of a map up to an edit, or an empty map."""
    rows = Snapshot.objects.filter(map_id=map_id, seq__lte=last)
    found = rows.order_by("-seq").first()
    if found is None:
        return MapAt(0, JourneyMap.of(()))
    return MapAt(found.seq, JourneyMap.of(decode(record) for record in found.records))


def records_of(journey: JourneyMap) -> list[dict[str, Any]]:
    """Return all records of a map as plain data."""
    return [encode(record) for record in journey.records.values()]


def store_snapshot(row: Map, now: MapAt, at: datetime) -> None:
    """Store a map whole, so that loading it need not read the log from the start."""
    Snapshot.objects.create(
        map=row, seq=now.seq, at=at, records=records_of(now.journey)
    )


def highest_numbers(journey: JourneyMap, known: Mapping[str, int]) -> dict[str, int]:
    """Return the highest short number ever given, by letter, so none is given twice."""
    highest = dict(known)
    for record in journey.records.values():
        if isinstance(record, Card | Statement) and record.number is not None:
            letter = letter_of(journey, record)
            if letter:
                highest[letter] = max(highest.get(letter, 0), record.number)
    return highest
