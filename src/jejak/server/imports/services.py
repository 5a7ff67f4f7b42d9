"""From an upload to maps: read in a child process, stored in one transaction."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from jejak.importers.limits import limits
from jejak.model.codec import decode
from jejak.model.journey_map import JourneyMap
from jejak.server.errors import Refused
from jejak.server.imports import memory
from jejak.server.imports.jobs import Upload, read_to_store, read_upload
from jejak.server.maps.services import create_maps
from jejak.server.settings import settings
from jejak.server.workers import workers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.core.files.uploadedfile import UploadedFile

    from jejak.language.catalogue import Language
    from jejak.server.maps.access import User

Argument = TypeVar("Argument")


def upload_of(
    text: str,
    files: Iterable[UploadedFile[Any]],
    answers: Mapping[str, str],
    language: Language,
) -> Upload:
    """Return what was sent, ready for a child process.

    Raises:
        Refused: Nothing was sent, or too many files.
    """
    sources: list[tuple[str, bytes | str]] = [("", text)] if text.strip() else []
    sources += [(file.name or "", file.read()) for file in files]
    if not sources:
        raise Refused(422, "import_empty")
    most = settings().max_files
    if len(sources) > most + 1:
        raise Refused(413, "too_many_files", most=most)
    known = memory.remembered_answers()
    return Upload(tuple(sources), dict(answers), language, known)


def preview_upload(upload: Upload) -> bytes:
    """Return the maps of an upload and how they were read, as JSON.

    Raises:
        ImportRefused: No map was found, or it is past a limit.
        Refused: It holds too many maps.
    """
    return run_import(read_upload, upload)


def run_import(job: Callable[[Argument], bytes], argument: Argument) -> bytes:
    """Return what a job of an import gives, done in a child process.

    Raises:
        ImportRefused: No map was found, or it is past a limit.
    """
    allowed = limits()
    return workers().run(
        job, argument, seconds=allowed.seconds, memory_mb=allowed.memory_mb
    )


def store_upload(user: User, upload: Upload) -> list[str]:
    """Store the maps of an upload and return their ids.

    Raises:
        ImportRefused: No map was found, or it is past a limit.
        Refused: It holds no map, or too many.
    """
    read: dict[str, Any] = json.loads(run_import(read_to_store, upload))
    found = read["maps"]
    most = settings().max_maps_per_import
    if len(found) > most:
        raise Refused(413, "too_many_maps", most=most, count=len(found))
    if not found:
        raise Refused(422, "import_no_map")
    journeys = [
        JourneyMap.of(decode(record) for record in one["records"]) for one in found
    ]
    ids = [row.id for row in create_maps(user, journeys, "import")]
    # A map that was saved by Jejak is no table: nothing tells what is left of one.
    for map_id, one in zip(ids[: read["from_tables"]], found, strict=False):
        memory.keep_base(map_id, 1, one["records"])
    memory.remember(read["remember"])
    return ids
