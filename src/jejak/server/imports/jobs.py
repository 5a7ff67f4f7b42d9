"""What a child process does with an upload. It knows no Django."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.language.catalogue import Language


@dataclass(frozen=True, slots=True)
class Upload:
    """What somebody pasted or dropped, and their answers to what was asked."""

    sources: tuple[tuple[str, bytes | str], ...]  # name and content
    answers: Mapping[str, str]
    language: Language


def read_tables(upload: Upload) -> bytes:
    """Return the maps that an upload holds and how they were read, as JSON.

    Raises:
        ImportRefused: No map was found in it, or it is past a limit.
    """
    from jejak.importers import import_table
    from jejak.importers.readers import Source
    from jejak.model.codec import encode

    sources = [Source(name, data) for name, data in upload.sources]
    result = import_table(sources, answers=upload.answers, language=upload.language)
    found = {
        "maps": [
            {"records": [encode(record) for record in journey.records.values()]}
            for journey in result.maps
        ],
        "report": result.report.as_json(upload.language),
    }
    return json.dumps(found, ensure_ascii=False).encode()
