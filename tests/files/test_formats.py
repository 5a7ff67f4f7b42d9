"""Files of every released format open, and older ones are led up step by step."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from jejak.files import dumps, loads, read
from jejak.files.migrations import STEPS, upgrade
from jejak.files.nodes import Node
from jejak.files.shape import FORMAT
from jejak.model.records import KINDS, kind_of

RELEASED = sorted((Path(__file__).parent / "released").glob("*.journey.yaml"))


def test_there_is_an_example_of_every_format() -> None:
    found = {int(re.findall(r"format-(\d+)", path.name)[0]) for path in RELEASED}
    assert found == set(range(1, FORMAT + 1))


@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.name)
def test_a_file_of_every_released_format_opens(path: Path) -> None:
    kinds = Counter(kind_of(record) for record in read(path).records.values())
    assert set(kinds) == set(KINDS)  # the example holds every kind of record


def test_the_example_of_this_format_is_written_as_it_is_stored() -> None:
    path = RELEASED[-1]
    assert dumps(read(path), with_comments=True) == path.read_text("utf-8")


def test_there_is_a_step_from_every_older_format() -> None:
    assert set(STEPS) == set(range(1, FORMAT))


def test_no_step_knows_todays_model() -> None:
    folder = Path(__file__).parents[2] / "src/jejak/files/migrations"
    for path in folder.glob("*.py"):
        imported = re.findall(r"^\s*(?:from|import) (jejak\S*)", path.read_text(), re.M)
        assert set(imported) <= {"jejak.files.nodes"}, path.name


def test_steps_are_taken_in_order_and_only_those_needed() -> None:
    taken: list[int] = []

    def step(number: int) -> None:
        taken.append(number)

    steps = {
        1: lambda root: step(1),
        2: lambda root: step(2),
        3: lambda root: step(3),
    }
    upgrade(Node("group", 1, ""), 2, 4, steps)
    assert taken == [2, 3]


def test_a_step_changes_the_tree_and_lines_stay_known() -> None:
    def rename(root: Node) -> None:
        root.entries["title"] = root.entries.pop("name")
        root.entries["title"].step = "title"
        root.key_lines["title"] = root.key_lines.pop("name")

    root = Node("group", 1, "old.journey.yaml")
    root.entries["name"] = Node("text", 3, root.name, root, "name", "Shop")
    root.key_lines["name"] = 3
    upgrade(root, 1, 2, {1: rename})
    assert root.entries["title"].path == "title"
    error = root.key_problem("title", "unknown_key", known=["x"])
    assert str(error).startswith("old.journey.yaml, line 3: 'title' is not known")


def test_a_file_that_names_no_format_is_of_the_first() -> None:
    assert loads("title: Shop\n") == loads("format: 1\ntitle: Shop\n")
