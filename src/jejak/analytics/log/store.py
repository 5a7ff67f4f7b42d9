"""The store: a folder that holds a log as numpy files, replaced whole or not at all.

`meta.json` names the folder of arrays that is valid; it is put in place last, by one
rename. Whoever reads meanwhile keeps what was there; a crash leaves the old log.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from jejak.analytics.log import Attribute, Kind, Log, SourceFile, frozen, thousandths
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
META = "meta.json"
_LOCK = "lock"
_NEW = META + ".new"
_PIECE = 1 << 22


def is_store(folder: Path) -> bool:
    """Tell whether a folder holds a log."""
    return (folder / META).is_file()


def may_hold_log(folder: Path) -> bool:
    """Tell whether a log may be written to a folder.

    It may when it holds one already, nothing at all, or what is left of a write
    that was broken off.
    """
    if is_store(folder) or not folder.exists():
        return True
    return folder.is_dir() and all(
        one.name in {_LOCK, _NEW} or one.name.startswith("arrays-")
        for one in folder.iterdir()
    )


def open_log(folder: str | os.PathLike[str]) -> Log:
    """Open a stored log; its arrays stay on disk until they are looked at.

    Raises:
        LogRefused: There is no log, or it is damaged or of a later version.
    """
    path = Path(folder)
    meta = _meta(path)
    arrays = path / str(meta["arrays"])
    try:
        loaded = {name: _load(arrays, name) for name in meta["files"]}
    except (OSError, ValueError) as error:
        raise refused("log.refused.damaged", path=path) from error
    for name, array in loaded.items():
        if len(array) != meta["files"][name]["length"]:
            raise refused("log.refused.damaged", path=path)
    attributes = tuple(
        Attribute(one["name"], tuple(one["values"]), loaded[f"attr_{place}"])
        for place, one in enumerate(meta["attributes"])
    )
    return Log(
        off=loaded["off"],
        kind=loaded["kind"],
        ts=loaded["ts"],
        case=loaded["case"],
        kinds=tuple(
            Kind(event, channel, lifecycle, tuple(details))
            for event, channel, lifecycle, *details in meta["kinds"]
        ),
        details=tuple(meta.get("details", ())),
        score=_scores(loaded.get("score")),
        span=loaded.get("span"),
        attributes=attributes,
        sources=tuple(SourceFile(**one) for one in meta["sources"]),
        ids=_ids(arrays) if meta["has_ids"] else None,
        is_sample=meta["is_sample"],
        name=path.name,
    )


def save_log(log: Log, folder: Path) -> None:
    """Write a log as a store; what was there before is replaced when all is written."""
    folder.mkdir(parents=True, exist_ok=True)
    before = _valid_arrays(folder)
    number = int(before.removeprefix("arrays-") or 0) + 1 if before else 1
    target = folder / f"arrays-{number}"
    shutil.rmtree(target, ignore_errors=True)  # left by a write that was broken off
    target.mkdir()
    files = {name: _save(target, name, array) for name, array in _arrays(log).items()}
    if log.ids is not None:
        _save_ids(target, log.ids)
    meta = {
        "format": FORMAT,
        "arrays": target.name,
        "files": files,
        "cases": log.cases,
        "events": log.events,
        "kinds": [[*kind[:3], *kind.details] for kind in log.kinds],
        "details": list(log.details),
        "attributes": [
            {"name": one.name, "values": list(one.values)} for one in log.attributes
        ],
        "sources": [asdict(one) for one in log.sources],
        "has_ids": log.ids is not None,
        "is_sample": log.is_sample,
    }
    _replace_meta(folder, json.dumps(meta, ensure_ascii=False, indent=1))
    for old in folder.glob("arrays-*"):
        if old != target:
            shutil.rmtree(old, ignore_errors=True)


def verify(folder: Path) -> None:
    """Compare every array with its checksum.

    Raises:
        LogRefused: One of them is not what was written.
    """
    meta = _meta(folder)
    for name, known in meta["files"].items():
        path = folder / str(meta["arrays"]) / f"{name}.npy"
        if not path.is_file() or _checksum(path) != known["crc32"]:
            raise refused("log.refused.damaged", path=folder)


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Keep others from adding to the same log meanwhile.

    Raises:
        LogRefused: Somebody else is adding to it.
    """
    try:
        import fcntl
    except ImportError:  # pragma: no cover - Windows
        yield
        return
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise refused("log.refused.locked", path=folder) from error
        yield


def _meta(folder: Path) -> dict[str, Any]:
    if not is_store(folder):
        raise refused("log.refused.no_log", path=folder)
    try:
        meta: dict[str, Any] = json.loads((folder / META).read_text("utf-8"))
        version = int(meta["format"])
    except (ValueError, KeyError, TypeError) as error:
        raise refused("log.refused.damaged", path=folder) from error
    if version != FORMAT:
        raise refused("log.refused.later", path=folder, version=version)
    return meta


def _valid_arrays(folder: Path) -> str:
    return str(_meta(folder)["arrays"]) if is_store(folder) else ""


def _arrays(log: Log) -> dict[str, Any]:
    arrays: dict[str, Any] = {
        "off": log.off,
        "kind": log.kind,
        "ts": log.ts,
        "case": log.case,
    }
    if log.score is not None:
        arrays["score"] = log.score
    if log.span is not None:
        arrays["span"] = log.span
    for place, one in enumerate(log.attributes):
        arrays[f"attr_{place}"] = one.codes
    return arrays


def _save(folder: Path, name: str, array: Any) -> dict[str, int]:
    path = folder / f"{name}.npy"
    with path.open("wb") as file:
        np.save(file, array, allow_pickle=False)
        file.flush()
        os.fsync(file.fileno())
    return {"length": len(array), "crc32": _checksum(path)}


def _scores(kept: Any) -> Any:
    """Return scores as a log has them; the first stores kept them as fractions."""
    is_old = kept is not None and kept.dtype == np.float32
    return frozen(thousandths(kept)) if is_old else kept


def _load(folder: Path, name: str) -> Any:
    path = folder / f"{name}.npy"
    with path.open("rb") as file:
        np.lib.format.read_magic(file)
        empty = np.lib.format.read_array_header_1_0(file)[0] == (0,)
    if empty:  # nothing to map
        return frozen(np.load(path, allow_pickle=False))
    return frozen(np.load(path, mmap_mode="r", allow_pickle=False))


def _checksum(path: Path) -> int:
    total = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total = zlib.crc32(piece, total)
    return total


def _ids(folder: Path) -> tuple[str, ...]:
    text = (folder / "ids.json").read_text("utf-8")
    return tuple(json.loads(text))


def _save_ids(folder: Path, ids: tuple[str, ...]) -> None:
    path = folder / "ids.json"
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(ids, file, ensure_ascii=False)


def _replace_meta(folder: Path, text: str) -> None:
    new = folder / _NEW
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / META)
