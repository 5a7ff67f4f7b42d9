"""Refusals name what is gone by the words it had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.errors import EditRefused, Gone
from jejak.model.codec import decode

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jejak.model.records import Record
    from jejak.server.maps.models import LoggedEdit


def naming_gone(error: EditRefused, entries: Iterable[LoggedEdit]) -> EditRefused:
    """Return a refusal with records, as they last were, in place of what is gone.

    Args:
        error: Why an edit is refused.
        entries: Of the log of the map, the latest first.
    """
    values = [value for _, values in error.reasons for value in values.values()]
    missing = {value.id for value in values if isinstance(value, Gone)}
    found = _last_seen(missing, entries) if missing else {}
    if not found:
        return error
    reasons = [
        (key, {name: found.get(value, value) for name, value in values.items()})
        for key, values in error.reasons
    ]
    return EditRefused(str(error), reasons)


def _last_seen(
    missing: set[str], entries: Iterable[LoggedEdit]
) -> dict[object, Record]:
    found: dict[object, Record] = {}
    for entry in entries:
        for back in entry.inverse:
            put = back.get("put", {})
            if put.get("id") in missing:
                found.setdefault(Gone(put["id"]), decode(put))
        if len(found) == len(missing):
            break
    return found
