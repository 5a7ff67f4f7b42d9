"""What a browser is told first: the whole map, or what happened since it looked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jejak.server.live.connection import compact, entries_text
from jejak.server.live.room import KEPT_ENTRIES
from jejak.server.maps import people
from jejak.server.maps.access import Need, User, get_map
from jejak.server.maps.feed import entries_since
from jejak.server.maps.history import last_visit
from jejak.server.maps.log import load, records_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.server.live.protocol import Hello
    from jejak.server.maps.models import Visit


@dataclass(frozen=True, slots=True)
class Opening:
    """The state of the log when somebody came."""

    seq: int
    person: people.Name
    last_visit: Visit | None
    records: Sequence[dict[str, Any]] | None  # None: the entries are enough
    entries: Sequence[str]  # messages to send after the welcome

    def welcome(self, client: str, others: Sequence[dict[str, Any]]) -> str:
        """Return the first message to a browser."""
        person = self.person
        message: dict[str, Any] = {
            "type": "welcome",
            "seq": self.seq,
            "client": client,
            "you": {"id": person.id, "name": person.name, "colour": person.colour},
            "people": others,
            "can_edit": True,
        }
        if self.last_visit is not None:
            at = self.last_visit.at.isoformat()
            message["last_visit"] = {"seq": self.last_visit.seq, "at": at}
        if self.records is not None:
            message["records"] = self.records
        return compact(message)


def open_map(map_id: str, person_id: str, hello: Hello) -> Opening:
    """Return what to tell a browser that comes; called in a thread.

    Raises:
        MapNotFound: There is no such map.
    """
    user = User(person_id)
    visit = last_visit(user, get_map(user, map_id, Need.VIEW))
    person = people.greet(person_id, hello.name)
    now = load(map_id)
    behind = now.seq - hello.since if hello.since is not None else -1
    if not 0 <= behind <= KEPT_ENTRIES:
        return Opening(now.seq, person, visit, records_of(now.journey), ())
    entries = entries_since(map_id, hello.since or 0, KEPT_ENTRIES)
    if not entries:
        return Opening(now.seq, person, visit, None, ())
    return Opening(entries[-1].seq, person, visit, None, (entries_text(entries),))
