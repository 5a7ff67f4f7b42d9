"""People without accounts: a name they pick, a colour, and a signed cookie."""

from __future__ import annotations

import hashlib
import re
import secrets
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from jejak.model.text import clean_text
from jejak.server.maps.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

COOKIE = "jejak_person"
COLOURS = 8
LONGEST_NAME = 100
_ID = re.compile(r"[A-Za-z0-9_-]{1,32}")


@dataclass(frozen=True, slots=True)
class Name:
    """Who somebody is to the others; without a name until they pick one."""

    id: str
    name: str
    colour: int  # 0 to 7; the pages know what it looks like


def new_person_id() -> str:
    """Return the id of somebody who comes for the first time."""
    return secrets.token_urlsafe(9)


def id_of_name(name: str) -> str:
    """Return the id of a program, or of somebody at it, by the name they go by."""
    return f"by_{hashlib.sha256(name.encode()).hexdigest()[:16]}"


def signed(person_id: str) -> str:
    """Return the value of the cookie that says who somebody is."""
    return Signer(salt=COOKIE).sign(person_id)


def person_id_of(cookie: str) -> str | None:
    """Return whom a cookie is about; None if we did not write it."""
    try:
        found = Signer(salt=COOKIE).unsign(cookie)
    except BadSignature:
        return None
    return found if _ID.fullmatch(found) else None


def greet(person_id: str, name: str) -> Name:
    """Return who somebody is; a name that they give is kept from now on."""
    name = " ".join(clean_text(name).split())[:LONGEST_NAME]
    colour = colour_of(person_id)
    if not name:
        known = Person.objects.filter(id=person_id).first()
        return Name(person_id, known.name if known else "", colour)
    Person.objects.update_or_create(
        id=person_id,
        defaults={"name": name, "colour": colour, "seen_at": timezone.now()},
    )
    return Name(person_id, name, colour)


def colour_of(person_id: str) -> int:
    """Return somebody's colour, always the same.

    Examples:
        >>> colour_of("sari"), colour_of("tono")
        (1, 2)
    """
    return zlib.crc32(person_id.encode()) % COLOURS


def names_of(person_ids: Iterable[str]) -> dict[str, Name]:
    """Return who these people are, as far as they picked a name."""
    rows = Person.objects.filter(id__in=set(person_ids))
    return {row.id: Name(row.id, row.name, row.colour) for row in rows}
