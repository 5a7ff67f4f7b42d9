"""The saved format: a map as text that people read, compare and keep in git."""

from __future__ import annotations

import gc
import json
import os
import re
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jejak.errors import UnsupportedFormat
from jejak.files.limits import LIMITS, Limits
from jejak.files.problems import problem
from jejak.files.shape import FORMAT
from jejak.model.numbers import give_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.files.nodes import Node
    from jejak.model.journey_map import JourneyMap

Form = Literal["yaml", "json"]
SUFFIXES: dict[Form, str] = {"yaml": ".journey.yaml", "json": ".journey.json"}

__all__ = [
    "SUFFIXES",
    "Form",
    "dumps",
    "form_of",
    "is_saved",
    "loads",
    "read",
    "write",
]

_HEAD = re.compile(r"(#.*\s+)*(format|title)[ \t]*:")
_STAGES = re.compile(r"^stages[ \t]*:", re.MULTILINE)


def loads(text: str, name: str = "", *, limits: Limits = LIMITS) -> JourneyMap:
    """Return the map that a text describes, in YAML or in JSON.

    Args:
        text: The text of a saved map.
        name: The file it came from; messages begin with it.
        limits: How large the text may be.

    Raises:
        FileFormatError: The text describes no map; the message names line and
            path, what was given and what is allowed.
        UnsupportedFormat: A newer Jejak wrote it.

    Examples:
        >>> journey = loads('''
        ... title: Buying a course
        ... stages:
        ...   - title: Browse
        ...     goals:
        ...       - Find a course with videos
        ...     feelings:
        ...       - Curious: 1
        ... ''')
        >>> [lane.role for lane in journey.lanes], journey.feelings()[0].value
        (['goals', 'feelings'], 1.0)
    """
    from jejak.files.linker import link_drafts
    from jejak.files.migrations import upgrade
    from jejak.files.reader import check_format, read_drafts

    with _no_collection():
        root = _tree(text.removeprefix("\ufeff"), name, limits)
        given = check_format(root)
        if given > FORMAT:
            raise problem(
                "newer_format",
                UnsupportedFormat,
                name=name,
                given=given,
                allowed=FORMAT,
            )
        upgrade(root, given, FORMAT)
        return link_drafts(read_drafts(root))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the collector of unreachable cycles from looking while a file is read.

    Everything that is made on the way stays reachable until the map is whole, so
    there is nothing to find; looking for it took as long as the reading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _tree(text: str, name: str, limits: Limits) -> Node:
    from jejak.files.nodes import build

    if len(text.encode("utf-8", "surrogatepass")) > limits.size_mb * 1e6:
        raise problem("too_large", name=name, limit=f"{limits.size_mb:g} MB")
    if text.lstrip()[:1] in {"{", "["}:
        from jejak.files.json_in import json_events

        return build(json_events(text, name), name, limits)
    from jejak.files.yaml_in import yaml_events

    return build(yaml_events(text, name), name, limits)


def dumps(
    journey: JourneyMap, form: Form = "yaml", *, with_comments: bool = False
) -> str:
    """Return a map as text; the same map gives the same text.

    Pains, opportunities and delights without a short number get theirs.

    Args:
        journey: The map.
        form: `yaml` or `json`; both hold the same.
        with_comments: Whether remarks of the team go along.

    Raises:
        InvalidMap: The records do not fit together.

    Examples:
        >>> from jejak.model.journey_map import JourneyMap
        >>> from jejak.model.records import MapInfo, RecordId, Stage, StageId
        >>> stage = Stage(StageId(RecordId("stage-pay")), "Pay", order="a0")
        >>> print(dumps(JourneyMap.of([MapInfo(title="Buying"), stage])))
        format: 1
        title: Buying
        language: en
        lanes: []
        <BLANKLINE>
        stages:
          - Pay
        <BLANKLINE>
    """
    from jejak.files.parts import without_comments
    from jejak.files.writer import document_of
    from jejak.model.validation import checked

    kept = journey if with_comments else without_comments(journey)
    document = document_of(give_numbers(checked(kept)))
    if form == "json":
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    from jejak.files.yaml_out import yaml_text

    return yaml_text(document)


def read(path: str | os.PathLike[str]) -> JourneyMap:
    r"""Return the map in a file.

    Raises:
        FileFormatError: The file holds no map.
        OSError: The file cannot be read.

    Examples:
        >>> import tempfile, pathlib
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "shop.journey.yaml"
        >>> _ = path.write_text("title: Shop\nstages: [Browse, Pay]\n", "utf-8")
        >>> [stage.title for stage in read(path).stages]
        ['Browse', 'Pay']
    """
    file = Path(path)
    if file.stat().st_size > LIMITS.size_mb * 1e6:
        raise problem("too_large", name=file.name, limit=f"{LIMITS.size_mb:g} MB")
    return loads_bytes(file.read_bytes(), file.name)


def loads_bytes(data: bytes, name: str = "") -> JourneyMap:
    """Return the map that the bytes of a file describe.

    Raises:
        FileFormatError: They are no UTF-8, or describe no map.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise problem("not_utf8", name=name, line=line) from None
    return loads(text, name)


def write(
    journey: JourneyMap,
    path: str | os.PathLike[str],
    *,
    form: Form | None = None,
    with_comments: bool = False,
) -> None:
    """Write a map to a file, whole or not at all.

    Args:
        journey: The map.
        path: Where to; an existing file is replaced.
        form: `yaml` or `json`; None takes it from the name, else YAML.
        with_comments: Whether remarks of the team go along.

    Raises:
        InvalidMap: The records do not fit together; nothing is written.
        OSError: The file cannot be written; an older one stays as it was.

    Examples:
        >>> import tempfile, pathlib
        >>> from jejak.model.journey_map import JourneyMap
        >>> path = pathlib.Path(tempfile.mkdtemp()) / "empty.journey.json"
        >>> write(JourneyMap.of([]), path)
        >>> read(path) == JourneyMap.of([])
        True
    """
    text = dumps(journey, form or form_of(path), with_comments=with_comments)
    write_bytes(text.encode("utf-8"), path)


def write_bytes(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    Raises:
        OSError: The file cannot be written; an older one stays as it was.
    """
    file = Path(path).resolve()
    mode = file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask()
    try:
        handle, beside = tempfile.mkstemp(
            prefix=f".{file.name[:100]}.", dir=file.parent
        )
    except OSError as error:
        # Nobody knows the name of the file beside; its folder is what is wrong.
        error.filename = os.fspath(file.parent)
        raise
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, mode)
        os.replace(beside, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def is_saved(text: str) -> bool:
    r"""Return whether a text looks like a saved map, whatever its file is called.

    Examples:
        >>> is_saved("title: Buying a course\nstages:\n  - title: Browse\n")
        True
        >>> is_saved('{"format": 1, "title": "Buying a course", "stages": []}')
        True
        >>> is_saved("Stage\tBrowse\tPay\nGoals\tCompare\tPay fast")
        False
    """
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("{"):
        return '"stages"' in start and '"title"' in start
    return bool(_STAGES.search(start)) and bool(_HEAD.match(start))


def form_of(path: str | os.PathLike[str]) -> Form:
    """Return the form that the name of a file asks for.

    Examples:
        >>> form_of("shop.journey.json"), form_of("shop.journey.yaml")
        ('json', 'yaml')
    """
    return "json" if os.fspath(path).lower().endswith(".json") else "yaml"
