"""The command line as a user meets it, without starting a new process each time."""

from __future__ import annotations

import io
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from jejak.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TABLE = """\
| Stage | Look around | Order | Wait |
|---|---|---|---|
| Goals | Find dark beans | Order twice the usual | Know when they come |
| Touchpoints | Shop page | Order form | Parcel tracking |
| Feelings | Excited | Confused | Happy |
| Pain points | - |  | Nobody says when the parcel leaves |
"""


@dataclass(frozen=True)
class Outcome:
    """What a call left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table as somebody has it."""
    path = tmp_path / "beans.md"
    path.write_text(TABLE, "utf-8")
    return path


@pytest.fixture
def jejak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Outcome]:
    """Call the command line in a folder of its own, in English unless said else."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: object, given: bytes = b"") -> Outcome:
        out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        err = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        monkeypatch.setattr(sys, "stdout", out)
        monkeypatch.setattr(sys, "stderr", err)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        try:
            code = main([os.fspath(argument) for argument in arguments])  # type: ignore[call-overload]
        except SystemExit as end:
            code = int(end.code or 0)
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
        return Outcome(code, *texts)

    return call
