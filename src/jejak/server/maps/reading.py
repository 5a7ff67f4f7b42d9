"""Edits from outside, read and made fit for the log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jejak.model.edits import decode_edit
from jejak.server.border import clean_plain
from jejak.server.errors import Refused
from jejak.server.maps.services import Submitted
from jejak.server.maps.undoing import decode_undo

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOT_FROM_OUTSIDE = {"Changes", "CreateMap", "GiveNumbers"}


def read_edit(
    client_edit_id: str, edit: Mapping[str, Any], *, is_offline: bool = False
) -> Submitted:
    """Return an edit as the log takes it.

    Raises:
        InvalidRecord: It is no edit.
        Refused: It is one that only the server makes.
    """
    plain = clean_plain(dict(edit))
    _refuse_inner(plain)
    found = decode_undo(plain) or decode_edit(plain)
    return Submitted(client_edit_id, found, is_offline)


def _refuse_inner(plain: Mapping[str, Any]) -> None:
    """Refuse an edit that only the server itself makes, also within a batch."""
    inner = plain.get("edits")
    for edit in (plain, *(inner if isinstance(inner, list) else ())):
        if isinstance(edit, dict) and edit.get("edit") in _NOT_FROM_OUTSIDE:
            raise Refused(403, "forbidden")
