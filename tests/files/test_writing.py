"""Files on disk: whole or not at all, quiet in git, and nobody's text lost."""

from __future__ import annotations

import difflib
import os
import stat
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jejak.errors import FileFormatError, InvalidMap
from jejak.files import dumps, form_of, loads, read, write, write_bytes
from jejak.model.journey_map import JourneyMap
from jejak.model.order import key_between
from jejak.model.records import Card, CardId, Lane, RecordId, Stage, StageId
from jejak.templates import template

if TYPE_CHECKING:
    from pathlib import Path


def changed_lines(before: JourneyMap, after: JourneyMap) -> list[str]:
    """Return what git would show, without its context."""
    lines = difflib.unified_diff(
        dumps(before).splitlines(), dumps(after).splitlines(), lineterm="", n=0
    )
    return [line for line in lines if line[:2] not in {"--", "++", "@@"}]


def goals_of(journey: JourneyMap) -> tuple[Card, ...]:
    lane = journey.lane_of_role("goals")
    assert isinstance(lane, Lane)
    return journey.cards(lane.id, journey.stages[0].id)


def changed(journey: JourneyMap, *records: Card) -> JourneyMap:
    return JourneyMap.of(
        {**journey.records, **{record.id: record for record in records}}.values()
    )


def test_a_new_text_changes_one_card() -> None:
    journey = template("mas-tekno", "en")
    card = goals_of(journey)[0]
    after = changed(journey, replace(card, text="Find a good teacher"))
    assert changed_lines(journey, after) == [
        "-      - Find a place to learn that teaches UI/UX",
        "+      - text: Find a good teacher",
        f"+        id: {card.id}",
    ]
    again = changed(after, replace(card, text="Find a patient teacher"))
    assert len(changed_lines(after, again)) == 2


def test_a_card_put_between_two_others_leaves_them_alone() -> None:
    journey = template("mas-tekno", "en")
    first, second = goals_of(journey)
    order = key_between(first.order, second.order)
    new = Card(
        CardId(RecordId("card-new")), first.lane, first.stage, "New", order=order
    )
    assert changed_lines(journey, changed(journey, new)) == [
        "+      - text: New",
        "+        id: card-new",
        "+        order: a0a0",
    ]


def test_a_card_that_goes_away_changes_at_most_its_neighbour() -> None:
    journey = template("mas-tekno", "en")
    first, second = goals_of(journey)
    left = [record for record in journey.records.values() if record.id != first.id]
    assert changed_lines(journey, JourneyMap.of(left)) == [
        f"-      - {first.text}",
        f"-      - {second.text}",
        f"+      - text: {second.text}",
        "+        order: a1",
    ]


def test_what_has_no_number_gets_the_next_one() -> None:
    given = (
        "stages:\n  - title: A\n    pain_points:\n      - P-03: Slow\n      - Dear\n"
    )
    assert "- P-03: Slow\n      - P-04: Dear" in dumps(loads(given))


def test_long_lines_are_never_wrapped() -> None:
    text = "word " * 1000 + "end"
    journey = JourneyMap.of([Stage(StageId(RecordId("s")), text, order="a0")])  # type: ignore[arg-type]
    assert text in dumps(journey)
    assert loads(dumps(journey)) == journey


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    journey = template("mas-tekno", "id")
    for name in ("a.journey.yaml", "a.journey.json", "plain"):
        write(journey, tmp_path / name)
        assert read(tmp_path / name) == journey
    assert (tmp_path / "a.journey.json").read_text("utf-8").startswith("{\n")
    assert form_of("A.JSON") == "json"


def test_a_write_that_fails_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.journey.yaml"
    path.write_text("title: Old\n", "utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write(template("blank"), path)
    assert os.listdir(tmp_path) == ["map.journey.yaml"]
    assert path.read_text("utf-8") == "title: Old\n"


def test_a_map_that_does_not_fit_together_is_not_written(tmp_path: Path) -> None:
    lost = Card(CardId(RecordId("c")), "l", "s", "x", order="a0")  # type: ignore[arg-type]
    with pytest.raises(InvalidMap):
        write(JourneyMap.of([lost]), tmp_path / "map.journey.yaml")
    assert os.listdir(tmp_path) == []


def test_a_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "map.journey.yaml"
    path.write_text("", "utf-8")
    path.chmod(0o640)
    write(template("blank"), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.journey.yaml"
    real.write_text("", "utf-8")
    link = tmp_path / "link.journey.yaml"
    link.symlink_to(real)
    write_bytes(b"title: New\n", link)
    assert link.is_symlink()
    assert real.read_bytes() == b"title: New\n"


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "old.journey.yaml"
    path.write_bytes(b"title: Shop\nowner: Ren\xe9\n")
    with pytest.raises(FileFormatError) as caught:
        read(path)
    assert str(caught.value) == (
        "old.journey.yaml, line 2: This file is not in UTF-8. Save it as UTF-8 and "
        "try again."
    )


def test_a_file_past_the_limit_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.journey.yaml"
    with path.open("wb") as stream:
        stream.truncate(17_000_000)
    with pytest.raises(FileFormatError, match="larger than 16 MB"):
        read(path)


def test_what_hangs_on_a_remark_stays_out_with_it() -> None:
    given = """\
stages:
  - title: Pay
    comments:
      - text: Is this true?
        id: comment-1
decisions:
  - text: Ask again
    answers: comment-1
evidence:
  - chat: It is
    id: evidence-1
    supports: comment-1
  - chat: Said twice
    supports: evidence-1
"""
    text = dumps(loads(given))
    assert "comment" not in text
    assert "evidence" not in text
    assert "Ask again" in text
    assert dumps(loads(given), with_comments=True).count("comment-1") == 3


def test_a_folder_that_is_not_there_is_named_and_no_hidden_file(
    tmp_path: Path,
) -> None:
    with pytest.raises(FileNotFoundError) as error:
        write(template("blank"), tmp_path / "none" / "peta.journey.yaml")
    assert error.value.filename == str(tmp_path / "none")
