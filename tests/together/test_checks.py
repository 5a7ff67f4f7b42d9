"""A storm is worth something only if its checks would find what they look for."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from jejak.model.journey_map import JourneyMap
from tests.together.client import RandomClient
from tests.together.journal import Journal, Kept, Sent, kept_in
from tests.together.storm import Row, checked


def titled(title: str | None) -> list[dict[str, Any]]:
    return [{"set": "map", "field": "title", "value": title}]


LOG: list[Row] = [
    (1, "create", titled("One"), titled(None)),
    (2, "c0.1", titled("Two"), titled("One")),
    (3, "c0.2", titled("Three"), titled("Two")),
]


def kept(**acknowledged: int) -> dict[str, Kept]:
    found = {f"c0.{name[1:]}": seq for name, seq in acknowledged.items()}
    return {"c0": Kept(acknowledged=found)}


def test_a_log_is_carried_out_again() -> None:
    journey, count = checked(LOG, kept(n1=2, n2=3))
    assert (journey.info.title, count) == ("Three", 3)
    assert isinstance(journey, JourneyMap)


@pytest.mark.parametrize(
    ("rows", "acknowledged", "found"),
    [
        (LOG[:1] + LOG[2:], {}, "has no entry 2"),
        ([*LOG, (4, "c0.1", [], [])], {}, "twice"),
        (LOG, {"n9": 4}, "not in the log"),
        (LOG, {"n1": 3}, "acknowledged at 3, and is at 2"),
        ([*LOG[:2], (3, "x", titled("x"), titled("y"))], {}, "a way back"),
    ],
)
def test_what_is_wrong_with_a_log_is_found(
    rows: list[Row], acknowledged: dict[str, int], found: str
) -> None:
    with pytest.raises(AssertionError, match=found):
        checked(rows, kept(**acknowledged))


def test_a_client_finds_a_gap_in_what_it_is_told(tmp_path: Path) -> None:
    entry = {"seq": 3, "changes": []}
    with closing(Journal(tmp_path / "c0.journal")) as journal:
        one = RandomClient("c0", 1, "map", [], journal)
        one.seq = 1
        with pytest.raises(AssertionError):
            one.take({"type": "entries", "entries": [entry]})


def test_a_journal_whose_last_line_broke_off_is_read_and_goes_on(
    tmp_path: Path,
) -> None:
    path = tmp_path / "c0.journal"
    with closing(Journal(path)) as journal:
        for name in ("c0.1", "c0.2"):
            journal.sent(Sent(name, {"edit": "Undo", "of": "x"}, offline=False))
        journal.answered({"client_edit_id": "c0.1", "seq": 7})
    with path.open("ab") as file:
        file.write(b'["sent", {"client_ed')
    with closing(Journal(path)) as again:
        again.sent(Sent("c0.3", {"edit": "RenameMap", "title": "x"}, offline=True))
    found = kept_in(path)
    assert list(found.waiting) == ["c0.2", "c0.3"]
    assert (found.edits, found.undone, found.acknowledged) == (3, 2, {"c0.1": 7})
