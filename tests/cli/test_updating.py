"""`jejak import --into` and `jejak diff`, as a user meets them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from jejak.files import read, write
from jejak.model.edits import apply
from jejak.model.edits.cards import EditCardText
from jejak.model.records import Card

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome

    Call = Callable[..., Outcome]
OTHER = """| Stage | Fly | Land |
|---|---|---|
| Goals | Sleep | Walk |
| Feelings | Happy | Tired |
"""
OLD = "Nobody says when the parcel leaves"
NEW = "Nobody says when the parcel leaves the shop"


@pytest.fixture
def journey(jejak: Call, table: Path) -> Path:
    """The map that was made from the table, whose words have changed since."""
    path = table.parent / "beans.journey.yaml"
    jejak("import", table, "-o", path)
    text = table.read_text("utf-8")
    table.write_text(text.replace(OLD, NEW).replace("Order form", "-"), "utf-8")
    return path


def pain_of(path: Path) -> Card:
    found = [one for one in read(path).of_kind(Card) if one.text.startswith("Nobody")]
    return found[0]


def test_without_yes_the_changes_are_shown_and_nothing_is_written(
    jejak: Call, table: Path, journey: Path
) -> None:
    before = journey.read_bytes()
    done = jejak("import", table, "--into", journey)
    assert (done.code, done.err) == (0, "")
    assert f"Wait\n  ~ Pain points: {OLD} → {NEW}\n" in done.out
    assert "Order\n  - Touchpoints: Order form\n" in done.out
    assert done.out.endswith("\nNothing was written. Add --yes to write the changes.\n")
    assert journey.read_bytes() == before


def test_with_yes_the_map_is_updated_in_place_and_keeps_its_ids(
    jejak: Call, table: Path, journey: Path
) -> None:
    before = pain_of(journey)
    done = jejak("import", table, "--into", journey, "--yes")
    assert done.out.endswith(f"\nWrote {journey}\n")
    after = pain_of(journey)
    assert (after.id, after.number, after.text) == (before.id, before.number, NEW)
    again = jejak("import", table, "--into", journey, "--yes")
    assert "Nothing to change" in again.out
    assert "Wrote" not in again.out


def test_a_difference_can_be_left_by_its_id(
    jejak: Call, table: Path, journey: Path
) -> None:
    pain = pain_of(journey)
    report = json.loads(jejak("import", table, "--into", journey, "--json").out)
    assert report["update"]["summary"]["changed"] == 1
    name = f"changed:{pain.id}"
    assert name in [one["id"] for one in report["update"]["differences"]]
    jejak("import", table, "--into", journey, "--yes", "--leave", name)
    assert pain_of(journey).text == OLD
    refused = jejak("import", table, "--into", journey, "--take", "changed:nobody")
    assert refused.code == 2
    assert "No difference has the id 'changed:nobody'. Known: " in refused.err


def test_with_the_table_of_last_time_what_jejak_changed_stays(
    jejak: Call, table: Path, journey: Path
) -> None:
    last = table.with_name("last.md")
    last.write_text(table.read_text("utf-8"), "utf-8")
    jejak("import", table, "--into", journey, "--yes")
    pain = pain_of(journey)
    mine = EditCardText(pain.id, pain.text, "Nobody says when a parcel leaves us")
    write(apply(read(journey), mine), journey)
    plain = jejak("import", table, "--into", journey)
    assert "~ Pain points" in plain.out
    known = jejak("import", table, "--into", journey, "--base", last)
    assert "Nothing to change" in known.out


def test_a_file_with_remarks_of_its_own_is_kept_beside(
    jejak: Call, table: Path, journey: Path
) -> None:
    text = "# ours, not Jejak's\n" + journey.read_text("utf-8")
    journey.write_text(text, "utf-8")
    done = jejak("import", table, "--into", journey, "--yes")
    kept = journey.with_name(f"{journey.name}.bak")
    assert done.out.endswith(f"\nWrote {journey}, {kept}\n")
    assert kept.read_text("utf-8") == text


@pytest.mark.parametrize(("answer", "is_written"), [("y", True), ("", False)])
def test_on_a_terminal_it_asks(
    jejak: Call,
    table: Path,
    journey: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    is_written: bool,
) -> None:
    monkeypatch.setattr("jejak.cli.into.sys", FakeTerminal(f"{answer}\n"))
    done = jejak("import", table, "--into", journey)
    assert "Write these changes to beans.journey.yaml? [y/N]" in done.out
    assert (pain_of(journey).text == NEW) is is_written


class FakeTerminal:
    """A terminal at which somebody types a line."""

    def __init__(self, line: str) -> None:
        self._line = line
        self.stdin = self

    @property
    def stdout(self) -> object:
        return sys.stdout

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        return self._line


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "x.yaml"], "--into writes the map in place"),
        (["--map", "3"], "The table holds 1 maps."),
    ],
)
def test_calls_that_make_no_sense_are_refused(
    jejak: Call, table: Path, journey: Path, arguments: list[str], message: str
) -> None:
    done = jejak("import", table, "--into", journey, *arguments)
    assert done.code in {1, 2}
    assert message in done.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--yes"], "--yes only goes with --into MAP."),
        (["--base", "x.csv"], "--base only goes with --into MAP."),
        (["--remember"], "--remember needs --answers FILE"),
        (["--into", "-"], "--into needs a file"),
    ],
)
def test_options_of_an_update_need_their_map(
    jejak: Call, table: Path, arguments: list[str], message: str
) -> None:
    done = jejak("import", table, *arguments)
    assert done.code == 2
    assert message in done.err


def test_a_table_of_another_journey_changes_nothing(
    jejak: Call, table: Path, journey: Path
) -> None:
    table.write_text(OTHER, "utf-8")
    done = jejak("import", table, "--into", journey, "--yes")
    assert done.code == 1
    assert "shares no stage and no card" in done.err


def test_answers_are_kept_in_a_file_only_when_asked_to(
    jejak: Call, table: Path
) -> None:
    report = json.loads(jejak("import", table, "--json").out)
    asked = report["questions"][0]
    given = f"{asked['id']}={asked['choices'][0]['value']}"
    answers = table.with_name("answers.json")
    jejak("import", table, "--answer", given, "--answers", answers, "--remember")
    kept = json.loads(answers.read_text("utf-8"))
    assert kept == {asked["id"]: asked["choices"][0]["value"]}
    answers.write_text(json.dumps({**kept, "of-another-table": "x"}), "utf-8")
    again = json.loads(jejak("import", table, "--answers", answers, "--json").out)
    assert again["questions"][0]["answer"] == asked["choices"][0]["value"]
    answers.write_text("[]", "utf-8")
    refused = jejak("import", table, "--answers", answers)
    assert refused.code == 1
    assert "answers.json is no file of answers." in refused.err


def test_two_maps_are_compared_in_words_and_as_json(
    jejak: Call, table: Path, journey: Path
) -> None:
    other = journey.with_name("other.journey.yaml")
    other.write_bytes(journey.read_bytes())
    same = jejak("diff", journey, other)
    assert (same.code, same.out) == (0, "Nothing differs.\n")
    jejak("import", table, "--into", other, "--yes")
    done = jejak("diff", journey, other, "--lang", "id")
    assert done.code == 0
    assert f"  ~ Pain point: {OLD} → {NEW}" in done.out
    assert "1 baru, 1 berubah, 0 pindah, 1 hilang." in done.out
    told = json.loads(jejak("diff", journey, other, "--json").out)
    assert not told["is_empty"]
    assert told["summary"]["changed"] == 1
    kinds = {one["sort"]: one["kind"] for one in told["differences"]}
    assert kinds == {"changed": "card", "gone": "card", "added": "cell"}


def test_a_split_and_a_merge_are_told(jejak: Call, table: Path) -> None:
    one, two = table.with_name("a.yaml"), table.with_name("b.yaml")
    head = "title: X\nstages:\n"
    stage = "  - title: {}\n    id: {}\n    process:\n{}"
    both = "      - text: {0}\n        id: c-{0}\n"
    first = stage.format("Buy", "s-buy", both.format("look") + both.format("pay"))
    parted = stage.format("Buy", "s-buy", both.format("look")) + stage.format(
        "Pay", "s-pay", both.format("pay")
    )
    one.write_text(head + first, "utf-8")
    two.write_text(head + parted, "utf-8")
    there, back = jejak("diff", one, two), jejak("diff", two, one)
    assert "“Buy” was split into “Buy”, “Pay”." in there.out, there
    assert "“Buy”, “Pay” were merged into “Buy”." in back.out
    assert json.loads(jejak("diff", one, two, "--json").out)["splits"]
    assert json.loads(jejak("diff", two, one, "--json").out)["merges"]
