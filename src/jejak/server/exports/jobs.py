"""What a child process does for an export. It knows no Django."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class Order:
    """A map, and the file that somebody wants of it."""

    journey: JourneyMap
    format: str
    language: Language
    dated: date  # when the map was last changed


def make_file(order: Order) -> bytes:
    """Return the file.

    Raises:
        ExportError: It could not be made.
        MissingExtra: What makes it is not installed.
    """
    from jejak.exporters import export

    return export(
        order.journey, order.format, language=order.language, dated=order.dated
    )
