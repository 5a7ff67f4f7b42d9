"""`jejak edit` on a file: all of the edits or none, and the file is whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import jejak as library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TITLED = {"edit": "RenameMap", "title": "Ours"}


@pytest.fixture
def saved(tmp_path: Path, jejak: Callable[..., Any]) -> Path:
    assert jejak("new", "--template", "five-stages", "-o", "map.journey.yaml").code == 0
    return tmp_path / "map.journey.yaml"


def test_an_edit_is_written_to_the_file(saved: Path, jejak: Callable[..., Any]) -> None:
    done = jejak("edit", saved.name, json.dumps(TITLED))
    assert (done.code, done.out) == (0, f"One edit, written to {saved.name}\n")
    assert library.loads(saved.read_text("utf-8")).info.title == "Ours"


def test_edits_come_from_a_file_or_from_standard_input(
    saved: Path, jejak: Callable[..., Any]
) -> None:
    stage = {"kind": "stage", "id": "stage-after", "title": "Afterwards"}
    edits = json.dumps([TITLED, {"edit": "AddStage", "record": stage}])
    done = jejak("edit", saved.name, "--from", "-", given=edits.encode())
    assert done.out == f"2 edits, written to {saved.name}\n"
    journey = library.loads(saved.read_text("utf-8"))
    assert journey.stages[-1].title == "Afterwards"


def test_one_that_does_not_fit_leaves_the_file_as_it_is(
    saved: Path, jejak: Callable[..., Any]
) -> None:
    before = saved.read_bytes()
    gone = {"edit": "DeleteStage", "id": "gone"}
    done = jejak("edit", saved.name, json.dumps(TITLED), json.dumps(gone))
    assert done.code == 1
    assert "gone" in done.err
    assert saved.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ([], 2, "Nothing to do"),
        (["{"], 1, "No edit in JSON: {"),
        (["4"], 1, "No edit in JSON: 4"),
        (['{"edit": "Sing"}'], 1, "Sing"),
        (['{"edit": "Undo", "of": "a"}'], 1, "A file has no history"),
        ([json.dumps(TITLED), "--by", "Ani"], 2, "--by is for a map of a server"),
        (["--from", "nowhere.json"], 1, "nowhere.json"),
    ],
)
def test_a_wrong_call_is_explained(
    saved: Path,
    jejak: Callable[..., Any],
    arguments: list[str],
    code: int,
    said: str,
) -> None:
    done = jejak("edit", saved.name, *arguments)
    assert done.code == code
    assert said in done.err


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("-", "A file is needed"),
        ("http://127.0.0.1:8000/", "is not the address of a map"),
        ("ftp://127.0.0.1/maps/abc", "is not the address of a map"),
    ],
)
def test_a_target_that_cannot_be_edited_is_explained(
    jejak: Callable[..., Any], target: str, said: str
) -> None:
    done = jejak("edit", target, json.dumps(TITLED))
    assert done.code == 2
    assert said in done.err
