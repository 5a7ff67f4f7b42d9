"""The messages of the socket: what a browser may send, read once, here."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jejak.errors import JejakError
from jejak.server.border import clean_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_MESSAGE = 1_000_000  # bytes
LARGEST_STATE = 1_000  # characters
LONGEST_NAME = 200
MOST_EDITS = 1_000  # in one message
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")


class WrongMessage(Exception):
    """A message that is none of those below; the socket is closed."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The first message: what the browser knows already, and who sits there."""

    client: str  # "": the server makes one up
    since: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Sent:
    """An edit as it came; it is read where there is time to."""

    client_edit_id: str
    edit: Mapping[str, Any]
    is_offline: bool


@dataclass(frozen=True, slots=True)
class Edits:
    """Edits to put into the log, in this order."""

    edits: tuple[Sent, ...]


@dataclass(frozen=True, slots=True)
class Presence:
    """Where somebody is on the map, and whether they write there."""

    state: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ping:
    """A question whether the server is still there."""


Message = Hello | Edits | Presence | Ping


def read_message(text: str) -> Message:
    """Return what a browser says.

    Raises:
        WrongMessage: It is nothing that a page of ours would say.

    Examples:
        >>> read_message('{"type": "hello", "since": 4, "person": {"name": "Ani"}}')
        Hello(client='', since=4, name='Ani')
        >>> read_message('{"type": "sing"}')
        Traceback (most recent call last):
        jejak.server.live.protocol.WrongMessage: sing
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        raise WrongMessage("not JSON") from None
    if not isinstance(data, dict):
        raise WrongMessage("not an object")
    kind = data.get("type")
    if kind == "edits":
        return _edits(data)
    if kind == "presence":
        return _presence(data)
    if kind == "hello":
        return _hello(data)
    if kind == "ping":
        return Ping()
    raise WrongMessage(str(kind)[:LONGEST_NAME])


def _hello(data: Mapping[str, Any]) -> Hello:
    client, since = data.get("client") or "", data.get("since")
    person = data.get("person") or {}
    name = person.get("name") or "" if isinstance(person, dict) else None
    if client and not (isinstance(client, str) and _ID.fullmatch(client)):
        raise WrongMessage("client")
    if since is not None and not _is_count(since):
        raise WrongMessage("since")
    if not isinstance(name, str):
        raise WrongMessage("person")
    return Hello(client, since, name[:LONGEST_NAME])


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**62


def _edits(data: Mapping[str, Any]) -> Edits:
    items = data.get("edits")
    if not isinstance(items, list) or len(items) > MOST_EDITS:
        raise WrongMessage("edits")
    return Edits(tuple(_sent(item) for item in items))


def _sent(item: object) -> Sent:
    if not isinstance(item, dict):
        raise WrongMessage("edits")
    name, edit = item.get("client_edit_id"), item.get("edit")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        raise WrongMessage("client_edit_id")
    if not isinstance(edit, dict):
        raise WrongMessage("edit")
    return Sent(name, edit, item.get("offline") is True)


def _presence(data: Mapping[str, Any]) -> Presence:
    state = data.get("state")
    if not isinstance(state, dict) or len(json.dumps(state)) > LARGEST_STATE:
        raise WrongMessage("state")
    try:
        return Presence(clean_plain(state))
    except JejakError:
        raise WrongMessage("state") from None
