"""Words written offline that stand against somebody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.model.changes import decode_change, ids_of
from jejak.model.edits.cards import EditCardText
from jejak.model.edits.texts import EditText, text_of
from jejak.model.merging import splice_between
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jejak.model.edits import Edit
    from jejak.model.journey_map import JourneyMap
    from jejak.server.maps.models import LoggedEdit


def conflict_of(journey: JourneyMap, edit: Edit) -> dict[str, str] | None:
    """Return whose words stand against whose, if an edit of a text has this problem.

    Merging would put both side by side, and nobody meant the sentence that comes
    of it; so the person is asked who sees it first.
    """
    if not isinstance(edit, EditCardText | EditText):
        return None
    record = journey.records.get(edit.id)
    if record is None:  # gone: refused in its turn
        return None
    field = edit.field if isinstance(edit, EditText) else "text"
    was, mine = clean_text(edit.was), clean_text(edit.text)
    theirs = text_of(record, field)
    if not same_words(was, mine, theirs):
        return None
    return {
        "id": edit.id,
        "field": field,
        "base": was,
        "mine": mine,
        "theirs": theirs,
    }


def writer_of(entries: Iterable[LoggedEdit], conflict: Mapping[str, str]) -> str | None:
    """Return who wrote the words that stand there, as the log tells it.

    Args:
        entries: Of the map, the latest first.
        conflict: Whose words stand against whose.
    """
    for entry in entries:
        for change in map(decode_change, entry.changes):
            field = getattr(change, "field", conflict["field"])  # or the whole record
            if conflict["id"] in ids_of([change]) and field == conflict["field"]:
                return entry.actor
    return None


def same_words(base: str, first: str, second: str) -> bool:
    """Tell whether two people who started from one text changed the same words.

    Examples:
        >>> same_words("slow reply", "late reply", "weak reply")
        True
        >>> same_words("slow reply", "very slow reply", "slow reply at night")
        False
        >>> same_words("slow reply", "late reply", "late reply")
        False
    """
    if first in {base, second} or second == base:
        return False
    one, two = splice_between(base, first), splice_between(base, second)
    before, behind = (one, two) if one.at <= two.at else (two, one)
    return behind.at < before.at + len(before.deleted) or one.at == two.at
