"""What is committed, told to those who want to know: the rooms of live editing.

A log entry is told after its commit, by whichever thread committed it; so two
entries may be told in the other order, and whoever listens puts them in theirs.
On PostgreSQL the other processes hear of it too, by a notification.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from jejak.server.maps.models import LoggedEdit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Listener = Callable[[str, "News"], None]

CHANNEL = "jejak_edits"
GONE = "gone:"  # before the name of who deleted a map
PROCESS = secrets.token_hex(8)
"""The name of this process: it need not hear its own notifications."""

_listeners: list[Listener] = []


@dataclass(frozen=True, slots=True)
class Entry:
    """A log entry as it travels."""

    seq: int
    text: str  # JSON, made once for everybody


@dataclass(frozen=True, slots=True)
class Gone:
    """A map was deleted."""

    by: str  # the name of who did it, as far as it is known


News = Sequence[Entry] | Gone


def listen(listener: Listener) -> None:
    """Have a function called with everything that this process commits."""
    _listeners.append(listener)


def stop_listening(listener: Listener) -> None:
    """Undo `listen`."""
    _listeners.remove(listener)


def tell_after_commit(map_id: str, rows: Iterable[LoggedEdit]) -> None:
    """Tell of new entries of a map once the transaction is committed."""
    _notify(f"{PROCESS} {map_id}")
    if _listeners:
        entries = [entry_of(row) for row in rows]
        transaction.on_commit(partial(_tell, map_id, entries))


def tell_gone_after_commit(map_id: str, by: str) -> None:
    """Tell that a map was deleted once the transaction is committed."""
    _notify(f"{PROCESS} {map_id} {GONE}{by}")
    transaction.on_commit(partial(_tell, map_id, Gone(by)))


def read_notification(payload: str) -> tuple[str, str, Gone | None]:
    """Return which process tells of which map, and whether it was deleted.

    Examples:
        >>> read_notification("4f0a plan7")
        ('4f0a', 'plan7', None)
        >>> read_notification("4f0a plan7 gone:Ibu Sari")
        ('4f0a', 'plan7', Gone(by='Ibu Sari'))
    """
    process, _, rest = payload.partition(" ")
    map_id, _, more = rest.partition(" ")
    is_gone = more.startswith(GONE)
    return process, map_id, Gone(more.removeprefix(GONE)) if is_gone else None


def _notify(payload: str) -> None:
    """Tell the other processes, once the transaction is committed."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, payload])


def _tell(map_id: str, news: News) -> None:
    for listener in list(_listeners):
        listener(map_id, news)


def entry_of(row: LoggedEdit) -> Entry:
    """Return a row of the log as it travels."""
    fields: dict[str, Any] = {
        "seq": row.seq,
        "client_edit_id": row.client_edit_id,
        "person": row.actor,
        "at": row.at.isoformat(),
        "changes": row.changes,
    }
    return Entry(row.seq, json.dumps(fields, ensure_ascii=False, separators=(",", ":")))


def entries_since(map_id: str, seq: int, most: int) -> list[Entry]:
    """Return the entries of a map after one of them, `most` at most, in order."""
    rows = LoggedEdit.objects.filter(map_id=map_id, seq__gt=seq).order_by("seq")
    fields = ("map_id", "seq", "client_edit_id", "actor", "at", "changes")
    return [entry_of(row) for row in rows.only(*fields)[:most]]
