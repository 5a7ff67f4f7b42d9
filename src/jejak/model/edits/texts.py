"""Writing the texts of records: what somebody else wrote meanwhile stays in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_type_hints

from jejak.errors import Gone
from jejak.model import changes, records
from jejak.model.changes import Change
from jejak.model.codec import attribute_name, field_name
from jejak.model.edits.base import Edit
from jejak.model.merging import merged, splice_between
from jejak.model.problems import refused
from jejak.model.records import KINDS, Figure, Record, RecordId, kind_of
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap

_CHOSEN = frozenset({"language", "portrait", "person"})


@dataclass(frozen=True, slots=True)
class EditText(Edit):
    """Write a text of any record, as `EditCardText` writes that of a card."""

    id: RecordId
    field: str
    was: str  # the text that the person saw when they began
    text: str

    def changes(self, journey: JourneyMap) -> Iterable[Change]:
        """Return the one splice that comes to it."""
        record = journey.records.get(self.id)
        if record is None:
            raise refused("gone", record=Gone(self.id))
        written = text_of(record, self.field)
        text = merged(clean_text(self.was), written, clean_text(self.text))
        if text == written:
            return []
        splice = splice_between(written, text)
        return [changes.EditText(record.id, self.field, *splice)]


def text_of(record: Record, field: str) -> str:
    """Return a text that people write in a record, or refuse the edit."""
    if field not in text_fields(kind_of(record)):
        raise refused("no_text", record=record, field=field)
    return str(getattr(record, attribute_name(kind_of(record), field)))


@cache
def text_fields(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of record in which people write freely.

    Examples:
        >>> text_fields("stage")
        ('title', 'duration', 'seeks', 'response')
    """
    if KINDS[kind] is Figure:  # written by `jejak measure` only
        return ()
    hints = get_type_hints(KINDS[kind], vars(records))
    return tuple(
        field_name(kind, each)
        for each, hint in hints.items()
        if hint is str and each not in _CHOSEN
    )
