"""The page about the saved format names every key, and its example opens."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jejak.files import dumps, loads
from jejak.files.limits import LIMITS
from jejak.files.shape import EVIDENCE_KINDS, FINDINGS, SHAPES, TOP_LISTS

PAGE = (Path(__file__).parents[2] / "docs/reference/format.md").read_text("utf-8")
NAMED = set(re.findall(r"[a-z_]{2,}", " ".join(re.findall(r"`[^`\n]+`", PAGE))))


@pytest.mark.parametrize("kind", SHAPES)
def test_every_key_is_on_the_page(kind: str) -> None:
    shape = SHAPES[kind]
    # What stands first in a short form needs no name: it is called text or kind.
    keys = {*shape.all_keys(), *TOP_LISTS} - {"kind", "text", "reason", "finding"}
    assert keys - NAMED == set()


def test_every_word_that_has_a_meaning_is_on_the_page() -> None:
    assert {*EVIDENCE_KINDS, *FINDINGS} - NAMED == set()


def test_the_example_of_the_page_is_as_it_would_be_written() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert dumps(loads(example)) == example


def test_the_limits_are_those_of_the_code() -> None:
    said = f"{LIMITS.size_mb:g} MB, {LIMITS.values:,} values and lists "
    assert said + f"{LIMITS.depth_levels} levels deep" in PAGE
