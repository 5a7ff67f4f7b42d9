"""The saved format as an export, so that every format has one way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap


def export_yaml(
    journey: JourneyMap, language: Language | None = None, *, dated: date | None = None
) -> bytes:
    """Return a map as YAML; it holds no words of Jejak and no date."""
    from jejak.files import dumps

    return dumps(journey, "yaml").encode("utf-8")


def export_json(
    journey: JourneyMap, language: Language | None = None, *, dated: date | None = None
) -> bytes:
    """Return a map as JSON; it holds no words of Jejak and no date."""
    from jejak.files import dumps

    return dumps(journey, "json").encode("utf-8")
