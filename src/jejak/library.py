"""What the library adds to its parts: paths instead of bytes, maps as pictures."""

from __future__ import annotations

import os
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

from jejak.model.journey_map import JourneyMap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.importers import ImportResult, Source

_SHOWN = 60  # characters of what was taken for the name of a file


def import_table(
    *inputs: str | os.PathLike[str] | Source,
    answers: Mapping[str, str] | None = None,
    language: str | None = None,
) -> ImportResult:
    r"""Read maps out of tables, and report what every cell became.

    Args:
        inputs: Paths of files, or `Source("name", text)` for a pasted text.
            Several may be parts of one map.
        answers: Answers to questions of an earlier report, by question id.
        language: Language tag to assume where the words of the text tell none.

    Raises:
        ImportRefused: There is no such file, it holds no map, or it is past a limit.
        OSError: A file cannot be read.
        TypeError: Nothing was given.

    Examples:
        >>> from jejak.importers import Source
        >>> table = "Stage\tBrowse\tPay\nGoals\tCompare\t-\nFeelings\tHappy\tConfused"
        >>> result = import_table(Source("pasted", table))
        >>> [stage.title for stage in result.maps[0].stages]
        ['Browse', 'Pay']
    """
    from jejak.importers import Source
    from jejak.importers import import_table as read_sources

    if not inputs:
        raise TypeError("import_table() needs at least one file or Source")
    sources = [
        given if isinstance(given, Source) else _file_at(given) for given in inputs
    ]
    return read_sources(sources, answers=answers, language=language)


def _file_at(given: str | os.PathLike[str]) -> Source:
    """Return a file as a source; more of it than may be read is not taken in."""
    from jejak.importers import Source
    from jejak.importers.limits import check_limit, limits
    from jejak.importers.refusal import refused

    path = Path(given)
    try:
        is_file = path.exists()
    except (OSError, ValueError):  # a text that is too long for a name, or no name
        is_file = False
    if not is_file:
        shown = " ".join(os.fspath(given).split())
        raise refused("import.refused.no_file", name=shorten(shown, _SHOWN))
    check_limit("input_bytes", path.stat().st_size, path.name)
    with path.open("rb") as file:  # what stands for a device has no size
        return Source(path.name, file.read(limits().input_bytes + 1))


def show_maps_as_pictures() -> None:
    """Let a map that is the last line of a notebook's cell show its picture.

    The model knows no exporters; so its class learns it here, where both meet.

    Examples:
        >>> show_maps_as_pictures()
        >>> JourneyMap.of([])._repr_svg_()[:4]
        '<svg'
    """
    JourneyMap._repr_svg_ = _picture_of  # type: ignore[attr-defined]


def _picture_of(journey: JourneyMap) -> str:
    from jejak.exporters import export

    return export(journey, "svg").decode("utf-8")
