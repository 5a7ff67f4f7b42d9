"""Writes. Every change of a map is an entry of its log, in one transaction."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone

from jejak.errors import EditRefused, JejakError
from jejak.model import edits
from jejak.model.changes import encode_change
from jejak.model.edits import carry_out, encode_edit
from jejak.model.edits.maps import Batch, Changes, CreateMap, GiveNumbers
from jejak.model.journey_map import JourneyMap
from jejak.server.errors import Refused
from jejak.server.maps import people
from jejak.server.maps.access import Need, lock_map
from jejak.server.maps.conflicts import conflict_of, writer_of
from jejak.server.maps.feed import tell_after_commit, tell_gone_after_commit
from jejak.server.maps.log import (
    MapAt,
    highest_numbers,
    load,
    load_row,
    memory,
    store_snapshot,
)
from jejak.server.maps.models import LoggedEdit, Map, new_map_id
from jejak.server.maps.naming import naming_gone
from jejak.server.maps.undoing import NOBODY, Undo, way_back
from jejak.server.settings import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from jejak.model.changes import Change
    from jejak.model.edits import Edit
    from jejak.server.maps.access import User


@dataclass(frozen=True, slots=True)
class Submitted:
    """An edit as a client sends it, with the id by which it may send it again."""

    client_edit_id: str
    edit: Edit | Undo
    is_offline: bool = False  # written while others could not be seen


@dataclass(frozen=True, slots=True)
class Accepted:
    """An edit that is in the log, and on the disk."""

    seq: int
    conflict: Mapping[str, str] | None = None  # with which words, if it has one


Outcome = Accepted | JejakError


def submit(user: User, map_id: str, batch: Sequence[Submitted]) -> list[Outcome]:
    """Put a batch of edits into the log of a map, in one transaction.

    An edit that was accepted before, by its client id, is not applied again:
    its place in the log is told once more. An edit that the map refuses leaves
    the others alone.

    Returns:
        For each edit its place in the log, or why it was refused. When this
        returns, what was accepted is committed.

    Raises:
        MapNotFound: There is no such map, or this user may not edit it.
    """
    return submit_together(map_id, [(user, submitted) for submitted in batch])


def submit_together(
    map_id: str, batch: Sequence[tuple[User, Submitted]]
) -> list[Outcome]:
    """Put edits of several users into the log of a map, in one transaction.

    Returns:
        As `submit` does.

    Raises:
        MapNotFound: There is no such map, or nobody of them may edit it.
    """
    user = batch[0][0]
    with _writing(user, map_id, [each.client_edit_id for _, each in batch]) as writer:
        return [writer.take(user, submitted) for user, submitted in batch]


def submit_whole(user: User, map_id: str, batch: Sequence[Submitted]) -> list[Accepted]:
    """Put a batch of edits into the log of a map: all of them or none.

    Raises:
        EditRefused: One of them does not fit; none is stored.
        MapNotFound: There is no such map, or this user may not edit it.
        Refused: One is to undo what cannot be undone; none is stored.
    """
    names = [submitted.client_edit_id for submitted in batch]
    with _writing(user, map_id, names) as writer:
        return [_accepted(writer.take(user, submitted)) for submitted in batch]


def _accepted(outcome: Outcome) -> Accepted:
    if isinstance(outcome, JejakError):
        raise outcome
    return outcome


@contextlib.contextmanager
def _writing(user: User, map_id: str, names: Sequence[str]) -> Iterator[_Writer]:
    """Lock a map, let its log be written to, and commit; or leave all as it was.

    Args:
        user: Who writes.
        map_id: The map.
        names: The client ids of the edits; the log may have some of them already.
    """
    with one_writer(), transaction.atomic():
        row = lock_map(user, map_id, Need.EDIT)
        writer = _Writer(row, load_row(row), timezone.now())
        writer.recall(names)
        yield writer
        writer.save()
    memory.put(map_id, writer.now)


@contextlib.contextmanager
def one_writer() -> Iterator[None]:
    """Let the writers of this process wait for each other on SQLite.

    Its own way of waiting is to sleep and look again, which can take long.
    """
    if connection.vendor != "sqlite":
        yield
        return
    with _WRITING:
        yield


_WRITING = Lock()


def undo(user: User, map_id: str, seq: int) -> Accepted:
    """Take one edit of the log back, by its place; what changed since stays.

    Asked again, it tells the place of the edit that did it the first time.

    Raises:
        MapNotFound: There is no such map, or this user may not edit it.
        Refused: There is no such edit, or nothing of it is left to undo.
    """
    name = f"undo:{seq}"
    with _writing(user, map_id, [name]) as writer:
        rows = LoggedEdit.objects.filter(map=writer.row, seq=seq)
        of = rows.values_list("client_edit_id", flat=True).first() or ""
        return _accepted(writer.take(user, Submitted(name, Undo(of, keeps_own=True))))


class _Writer:
    """The edits of one batch, on their way into the log of a locked map."""

    def __init__(self, row: Map, now: MapAt, at: datetime) -> None:
        self.now = now
        self.row = row
        self._at = at
        self._highest = dict(row.last_numbers)
        self._entries: list[LoggedEdit] = []
        self._known: dict[str, Accepted] = {}

    def recall(self, client_edit_ids: Sequence[str]) -> None:
        """Ask the log which of these edits it has already."""
        rows = LoggedEdit.objects.filter(
            map=self.row, client_edit_id__in=client_edit_ids
        )
        for name, seq, conflict in rows.values_list(
            "client_edit_id", "seq", "conflict"
        ):
            self._known[name] = Accepted(seq, conflict)

    def take(self, user: User, submitted: Submitted) -> Outcome:
        known = self._known.get(submitted.client_edit_id)
        if known is not None:
            return known
        try:
            accepted = self._apply(user, submitted)
        except EditRefused as error:
            return naming_gone(error, self._latest(MOST_SEARCHED, "inverse"))
        except JejakError as error:
            return error
        self._known[submitted.client_edit_id] = accepted
        return accepted

    def _apply(self, user: User, submitted: Submitted) -> Accepted:
        asked = submitted.edit
        conflict = None
        if isinstance(asked, Undo):
            edit: Edit = Changes(self._undoing(user, asked))
        else:
            edit = asked
            if submitted.is_offline:
                conflict = conflict_of(self.now.journey, edit)
        if conflict is not None:
            conflict = conflict | {"by": self._writer_of(conflict)}
            edit = Changes(())
        # The number of a new pain belongs to the edit: one step, one entry.
        numbered = Batch((edit, GiveNumbers(self._highest)))
        outcome = carry_out(self.now.journey, numbered)
        entry = _entry(self.row, self.now.seq + 1, outcome, self._at)
        entry.client_edit_id = submitted.client_edit_id
        entry.actor = user.id
        entry.edit = _plain(asked)
        entry.conflict = conflict
        self._entries.append(entry)
        self._highest = highest_numbers(outcome.journey, self._highest)
        self.now = MapAt(entry.seq, outcome.journey)
        return Accepted(entry.seq, conflict)

    def _writer_of(self, conflict: Mapping[str, str]) -> str:
        """Return the name of who wrote the words that stand there, if it is known."""
        actor = writer_of(self._latest(MOST_SINCE, "actor", "changes"), conflict)
        known = people.names_of([actor]) if actor else {}
        return known[actor].name if actor in known else ""

    def _latest(self, most: int, *fields: str) -> Iterator[LoggedEdit]:
        """Yield the entries of the log, the latest first, with those fields of them."""
        stored = LoggedEdit.objects.filter(map=self.row).order_by("-seq")
        yield from reversed(self._entries)
        yield from stored.only(*fields)[:most].iterator()

    def _undoing(self, user: User, undo: Undo) -> tuple[Change, ...]:
        """Return what an undo comes to, be it of this batch or of long ago."""
        actor = NOBODY if undo.keeps_own else user.id
        waiting = self._entries
        for place, entry in enumerate(waiting):
            if entry.client_edit_id == undo.of:
                return way_back(self.now.journey, entry, waiting[place + 1 :], actor)
        stored = LoggedEdit.objects.filter(map=self.row)
        found = stored.filter(client_edit_id=undo.of, seq__gt=1).first()
        if found is None:
            raise Refused(404, "edit_not_found")
        if self.now.seq - found.seq > MOST_SINCE:
            raise Refused(409, "changed_since")
        later = list(stored.filter(seq__gt=found.seq).order_by("seq"))
        return way_back(self.now.journey, found, later + waiting, actor)

    def save(self) -> None:
        if not self._entries:
            return
        LoggedEdit.objects.bulk_create(self._entries)
        every = settings().snapshot_edits
        if self.now.seq // every > self.row.seq // every:
            store_snapshot(self.row, self.now, self._at)
        self.row.seq = self.now.seq
        self.row.last_numbers = self._highest
        self.row.updated_at = self._at
        self.row.save(update_fields=["seq", "last_numbers", "updated_at"])
        tell_after_commit(self.row.id, self._entries)


MOST_SINCE = 10_000
"""So many edits later, an edit can no longer be undone by itself."""

MOST_SEARCHED = 500
"""So many edits are searched for the words of what is gone."""


def _plain(edit: Edit | Undo) -> dict[str, Any]:
    if isinstance(edit, Undo):
        return {"edit": "Undo", "of": edit.of}
    return encode_edit(edit)


def create_map(user: User, journey: JourneyMap, origin: str) -> Map:
    """Store a new map: its creation is edit 1, and there is a snapshot of it.

    Args:
        user: Who makes it.
        journey: What it holds.
        origin: Where that came from, such as `template:blank` or `import`.

    Raises:
        EditRefused: Its records do not fit together.
    """
    (row,) = create_maps(user, [journey], origin)
    return row


def create_maps(user: User, journeys: Sequence[JourneyMap], origin: str) -> list[Map]:
    """Store new maps, all of them or none.

    Raises:
        EditRefused: The records of one do not fit together.
    """
    with transaction.atomic():
        return [_create(user, journey, origin, {}) for journey in journeys]


def duplicate_map(user: User, row: Map, title: str) -> Map:
    """Store a copy with the same record ids, so that both can be compared exactly."""
    journey = load(row.id).journey
    info = replace(journey.info, title=title)
    copied = JourneyMap.of([*journey.records.values(), info])
    with transaction.atomic():
        return _create(user, copied, f"duplicate:{row.id}", row.last_numbers)


def _create(
    user: User, journey: JourneyMap, origin: str, highest: Mapping[str, int]
) -> Map:
    creation = CreateMap(tuple(journey.records.values()))
    numbered = Batch((creation, GiveNumbers(highest)))
    outcome = carry_out(JourneyMap.of(()), numbered)
    now = timezone.now()
    row = Map.objects.create(
        id=new_map_id(),
        seq=1,
        origin=origin,
        last_numbers=highest_numbers(outcome.journey, highest),
        created_at=now,
        updated_at=now,
    )
    entry = _entry(row, 1, outcome, now)
    entry.client_edit_id = f"create:{row.id}"
    entry.actor = user.id
    entry.edit = encode_edit(creation)
    entry.save()
    store_snapshot(row, MapAt(1, outcome.journey), now)
    return row


def _entry(row: Map, seq: int, outcome: edits.Outcome, at: datetime) -> LoggedEdit:
    return LoggedEdit(
        map=row,
        seq=seq,
        at=at,
        changes=[encode_change(change) for change in outcome.changes],
        inverse=[encode_change(change) for change in outcome.inverse],
    )


def delete_map(row: Map, by: str = "") -> None:
    """Hide a map; all of it is kept and can be restored.

    Args:
        row: The map.
        by: The name of who deletes it: whoever has it open is told.
    """
    with one_writer(), transaction.atomic():
        row.deleted_at = timezone.now()
        row.save(update_fields=["deleted_at"])
        tell_gone_after_commit(row.id, by)


def restore_map(row: Map) -> None:
    """Show a deleted map again."""
    row.deleted_at = None
    row.save(update_fields=["deleted_at"])
