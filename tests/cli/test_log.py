"""`jejak log` as it is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Call = Callable[..., Outcome]

CLICKS = """\
user_id,event,timestamp,note
siti,see,2024-01-01 09:00:00,a
siti,pay_card,2024-01-01 09:05:00,b
budi,see,2024-01-01 10:00:00,c
"""


@pytest.fixture
def clicks(tmp_path: Path) -> Path:
    path = tmp_path / "clicks.csv"
    path.write_text(CLICKS, "utf-8")
    return path


def test_add_writes_the_log_and_says_what_was_taken_for_what(
    jejak: Call, clicks: Path
) -> None:
    done = jejak("log", "add", clicks, "--into", "shop.log", "--rename", "pay_*=pay")
    assert (done.code, done.err) == (0, "")
    assert "3 rows: 3 added, 0 there already, 0 not taken" in done.out
    assert "user_id = whose event" in done.out
    assert "Columns left out: note" in done.out
    assert "Times without a zone were read as UTC" in done.out
    assert "The log holds 3 events of 2 cases, of 2 kinds." in done.out
    assert done.out.endswith("Wrote shop.log\n")
    assert (clicks.parent / "shop.log" / "meta.json").is_file()


def test_adding_the_same_file_again_changes_nothing(jejak: Call, clicks: Path) -> None:
    jejak("log", "add", clicks, "--into", "shop.log")
    done = jejak("log", "add", clicks, "--into", "shop.log", "--json", "--lang", "id")
    report = json.loads(done.out)
    assert (report["files"][0]["kept"], report["events"]) == (0, 3)


def test_a_rule_that_is_none_is_a_wrong_call(jejak: Call, clicks: Path) -> None:
    done = jejak("log", "add", clicks, "--into", "shop.log", "--rename", "pay")
    assert done.code == 2
    assert "'pay' is no rule" in done.err


def test_a_file_that_cannot_be_read_is_told_in_the_users_language(
    jejak: Call, tmp_path: Path
) -> None:
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    done = jejak("log", "add", "x.csv", "--into", "shop.log", "--lang", "id")
    assert done.code == 1
    assert "--case-col" in done.err
    assert "Kolomnya: a, b" in done.err


def test_a_log_without_a_command_asks_for_one(jejak: Call) -> None:
    done = jejak("log")
    assert done.code == 2
    assert "jejak log --help" in done.err
