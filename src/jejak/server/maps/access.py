"""The one door through which a map reaches a view.

There are no accounts yet: everybody who can connect may do everything, which is
who sits at this computer or came by its link. Roles will be asked here and
nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from jejak.server.errors import MapDeleted, MapNotFound
from jejak.server.maps.models import Map
from jejak.server.maps.people import COOKIE, person_id_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

_MAP_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


class Need(Enum):
    """What a view is going to do with a map."""

    VIEW = auto()
    EDIT = auto()
    RESTORE = auto()  # the one need that a deleted map can meet


@dataclass(frozen=True, slots=True)
class User:
    """Who asks."""

    id: str


LOCAL_USER = User("local")


def user_of(request: HttpRequest) -> User:
    """Return who sent a request: the person of its cookie, or simply somebody."""
    person_id = person_id_of(request.COOKIES.get(COOKIE, ""))
    return User(person_id) if person_id else LOCAL_USER


def get_map(user: User, map_id: str, need: Need) -> Map:
    """Return a map that this user may use in this way.

    Raises:
        MapDeleted: It was deleted, and only to be looked at.
        MapNotFound: There is none.
    """
    return _first(Map.objects.all(), map_id, need)


def lock_map(user: User, map_id: str, need: Need) -> Map:
    """Return a map and keep every other writer from it until the transaction ends.

    Raises:
        MapNotFound: There is none.
    """
    # SQLite has no row locks: its transactions take the lock of the whole file
    # when they begin.
    return _first(Map.objects.select_for_update(), map_id, need)


def _first(rows: QuerySet[Map], map_id: str, need: Need) -> Map:
    if not _MAP_ID.fullmatch(map_id):  # a database may choke on other letters
        raise MapNotFound(f"There is no map {map_id!r}.")
    row = rows.filter(id=map_id).first()
    if row is not None and (row.deleted_at is None) is not (need is Need.RESTORE):
        return row
    if row is not None and need is Need.VIEW:
        raise MapDeleted(f"The map {map_id!r} was deleted.")
    raise MapNotFound(f"There is no map {map_id!r}, or it was deleted.")


def maps_of(user: User) -> list[Map]:
    """Return the maps that this user may view, the last changed first."""
    return list(Map.objects.filter(deleted_at=None).order_by("-updated_at", "id"))
