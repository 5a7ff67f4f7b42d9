"""The border for records made in Python: what the codec does to those read."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from jejak.model.records import Feeling
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from jejak.model.records import Record

Tidy = TypeVar("Tidy", bound="Record")


def tidied(record: Tidy) -> Tidy:
    r"""Return a record with clean texts and feelings in steps of 0.1.

    Examples:
        >>> from jejak.model.records import RecordId, StageId
        >>> stage = StageId(RecordId("stage"))
        >>> tidied(Feeling(RecordId("feeling"), stage, "lega\x00", value=1.04))
        Feeling(id='feeling', stage='stage', word='lega', value=1.0, ...)
    """
    found = _cleaned(record)
    if isinstance(found, Feeling) and found.value is not None:
        # Adding zero turns -0.0 into 0.0: equal maps must give equal files.
        value = round(found.value, 1) + 0.0
        found = replace(found, value=value)
    return found  # type: ignore[no-any-return]


def names_of(item: Any) -> tuple[str, ...]:
    """Return the names of the fields of a record or of a part of one.

    Examples:
        >>> from jejak.model.records import OwnField
        >>> names_of(OwnField("Hobby"))
        ('label', 'items')
    """
    return tuple(item.__dataclass_fields__)  # dataclasses.fields() is slower


def _cleaned(value: Any) -> Any:
    """Return a value with clean texts; the value itself if they are clean."""
    if isinstance(value, str):
        return clean_text(value)
    if value is None or value == ():  # most fields of most records
        return value
    if isinstance(value, tuple):
        return tuple(_cleaned(item) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    dirty = {
        name: clean
        for name in names_of(value)
        if (clean := _cleaned(old := getattr(value, name))) != old
    }
    return replace(value, **dirty) if dirty else value
