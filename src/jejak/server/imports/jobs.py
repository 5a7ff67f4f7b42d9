"""What a child process does with an upload. It knows no Django."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.importers.reading import MapRead
    from jejak.importers.report import ReadingReport
    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap

SAVED = (".yaml", ".yml", ".json")  # endings of maps that Jejak itself saved
Given = tuple[str, bytes | str]  # name and content


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody pasted or dropped, and their answers to what was asked."""

    sources: tuple[Given, ...]
    answers: Mapping[str, str]
    language: Language


def read_upload(upload: Upload) -> bytes:
    """Return the maps that an upload holds and how they were read, as JSON.

    Raises:
        ImportRefused: No map was found in it, or it is past a limit.
        FileFormatError: A saved map in it cannot be read.
    """
    from jejak.model.codec import encode

    saved = [given for given in upload.sources if _is_saved(*given)]
    tables = [given for given in upload.sources if given not in saved]
    maps, report = _read_tables(tables, upload) if tables else _nothing()
    for name, data in saved:
        journey = _read_saved(name, data)
        maps.append(journey)
        report = replace(report, maps=(*report.maps, _summary(journey)))
    found = {
        "maps": [
            {"records": [encode(record) for record in journey.records.values()]}
            for journey in maps
        ],
        "report": report.as_json(upload.language),
    }
    return json.dumps(found, ensure_ascii=False).encode()


def _is_saved(name: str, data: bytes | str) -> bool:
    from jejak.files import is_saved

    if isinstance(data, str):
        return is_saved(data)
    return name.lower().endswith(SAVED)


def _read_tables(
    tables: list[Given], upload: Upload
) -> tuple[list[JourneyMap], ReadingReport]:
    from jejak.importers import Source, import_table

    sources = [Source(name, data) for name, data in tables]
    result = import_table(sources, answers=upload.answers)
    return list(result.maps), result.report


def _nothing() -> tuple[list[JourneyMap], ReadingReport]:
    from jejak.importers.report import ReadingReport

    return [], ReadingReport()


def _read_saved(name: str, data: bytes | str) -> JourneyMap:
    """Return the map of a saved file: it is taken as it is, nothing is asked."""
    from jejak.files import loads, loads_bytes

    return loads(data, name) if isinstance(data, str) else loads_bytes(data, name)


def _summary(journey: JourneyMap) -> MapRead:
    from jejak.importers.reading import MapRead
    from jejak.model.records import Card, Feeling

    counts = {
        "stages": len(journey.stages),
        "lanes": len(journey.lanes),
        "personas": len(journey.personas),
        "statements": len(journey.statements),
        "cards": len(journey.of_kind(Card)),
        "feelings": len(journey.of_kind(Feeling)),
    }
    return MapRead(journey.info.title, counts)


def read_an_example() -> None:
    """Read a tiny table, so that what reads tables is in memory."""
    read_upload(Upload((("", "Stage\tFind\tPay\nGoals\tFits\tQuick"),), {}, "en"))
