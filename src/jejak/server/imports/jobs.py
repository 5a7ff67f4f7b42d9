"""What a child process does with an upload. It knows no Django."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.importers.reading import MapRead
    from jejak.importers.remembering import Recalled, Remembered
    from jejak.importers.report import ImportResult, ReadingReport
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
    remembered: tuple[Remembered, ...] = ()  # answers given for earlier tables


@dataclass(frozen=True, slots=True)
class UpdateWanted:
    """A table that a map is to be updated from."""

    upload: Upload
    records: tuple[Mapping[str, Any], ...]  # of the map
    base: tuple[Mapping[str, Any], ...] | None  # what the table said the last time
    choices: Mapping[str, bool]  # by id of a difference: carry it out?
    number: int | None  # which map of the input it is; None: find out


def read_upload(upload: Upload) -> bytes:
    """Return the maps that an upload holds and how they were read, as JSON.

    Raises:
        ImportRefused: No map was found in it, or it is past a limit.
        FileFormatError: A saved map in it cannot be read.
    """
    found = _read(upload)
    return _as_bytes({"maps": found["maps"], "report": found["report"]})


def read_to_store(upload: Upload) -> bytes:
    """Return what `read_upload` does, and what the server keeps beside the maps.

    Raises:
        ImportRefused: No map was found in it, or it is past a limit.
        FileFormatError: A saved map in it cannot be read.
    """
    return _as_bytes(_read(upload))


def _as_bytes(found: object) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode()


def _read(upload: Upload) -> dict[str, Any]:
    saved = [given for given in upload.sources if _is_saved(*given)]
    tables = [given for given in upload.sources if given not in saved]
    recalled = _recall(tables, upload) if tables else None
    maps = list(recalled.result.maps) if recalled else []
    report = recalled.result.report if recalled else _no_report()
    from_tables = len(maps)
    for name, data in saved:
        journey = _read_saved(name, data)
        maps.append(journey)
        report = replace(report, maps=(*report.maps, _map_read(journey)))
    return {
        "maps": [{"records": _encoded(journey)} for journey in maps],
        "report": _told(report, upload.language, recalled),
        "from_tables": from_tables,  # so many of the maps, the first ones
        "remember": recalled.to_remember(upload.answers) if recalled else [],
    }


def _encoded(journey: JourneyMap) -> list[dict[str, Any]]:
    from jejak.model.codec import encode

    return [encode(record) for record in journey.records.values()]


def _told(
    report: ReadingReport, language: Language, recalled: Recalled | None
) -> dict[str, Any]:
    told = report.as_json(language)
    for asked in told["questions"]:
        asked["is_remembered"] = bool(recalled and asked["id"] in recalled.remembered)
    return told


def read_update(wanted: UpdateWanted) -> bytes:
    """Return what a table would change on a map, in words and as an edit, as JSON.

    Raises:
        ImportRefused: It holds no map, not this one, or only a saved one.
    """
    from jejak.importers.updating import fitting_maps
    from jejak.model.codec import decode
    from jejak.model.journey_map import JourneyMap

    upload = wanted.upload
    for name, data in upload.sources:
        if _is_saved(name, data):
            raise _refused("import.update.saved", name=name)
    recalled = _recall(list(upload.sources), upload)
    result = recalled.result
    journey = JourneyMap.of(decode(record) for record in wanted.records)
    found = {
        "maps": [one.info.title for one in result.maps],
        "map": None,
        "summary": None,
        "differences": [],
        "report": _told(result.report, upload.language, recalled),
        "edits": [],
        "base": [],
        "remember": recalled.to_remember(upload.answers),
    }
    fitting: tuple[int, ...]
    if wanted.number is None:
        fitting = fitting_maps(journey, result.maps)
    else:
        fitting = (wanted.number,)
    if len(fitting) == 1:
        found |= _update(journey, result, wanted, fitting[0])
    return _as_bytes(found)


def _update(
    journey: JourneyMap, result: ImportResult, wanted: UpdateWanted, number: int
) -> dict[str, Any]:
    from jejak.importers import update_map
    from jejak.model.codec import decode, encode
    from jejak.model.edits import encode_edit

    base = None
    if wanted.base is not None:
        base = [decode(record) for record in wanted.base]
    update = update_map(
        journey, result, base=base, choices=wanted.choices, number=number
    )
    return {
        **update.as_json(wanted.upload.language),
        "edits": [encode_edit(edit) for edit in update.edits],
        "base": [encode(record) for record in update.base],
    }


def _refused(key: str, **values: object) -> Exception:
    from jejak.importers.refusal import refused

    return refused(key, **values)


def _is_saved(name: str, data: bytes | str) -> bool:
    from jejak.files import is_saved

    if isinstance(data, str):
        return is_saved(data)
    return name.lower().endswith(SAVED)


def _recall(tables: list[Given], upload: Upload) -> Recalled:
    from jejak.importers import Source
    from jejak.importers.remembering import import_recalling

    sources = [Source(name, data) for name, data in tables]
    return import_recalling(sources, upload.remembered, answers=upload.answers)


def _no_report() -> ReadingReport:
    from jejak.importers.report import ReadingReport

    return ReadingReport()


def _read_saved(name: str, data: bytes | str) -> JourneyMap:
    """Return the map of a saved file: it is taken as it is, nothing is asked."""
    from jejak.files import loads, loads_bytes

    return loads(data, name) if isinstance(data, str) else loads_bytes(data, name)


def _map_read(journey: JourneyMap) -> MapRead:
    from jejak.importers.reading import MapRead

    return MapRead.of(journey)


def read_an_example() -> None:
    """Read a tiny table, so that what reads tables is in memory."""
    read_upload(Upload((("", "Stage\tFind\tPay\nGoals\tFits\tQuick"),), {}, "en"))
