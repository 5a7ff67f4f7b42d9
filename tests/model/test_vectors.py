import json
import runpy
import sys
from pathlib import Path

import pytest

from jejak.model import vectors

STORED = Path(__file__).parents[1] / "vectors" / "changes.json"
CASES = json.loads(vectors.text())["cases"]


def test_the_stored_vectors_are_up_to_date():
    assert STORED.read_text("utf-8") == vectors.text(), (
        f"run: python -m jejak.model.vectors {STORED}"
    )


def test_the_program_writes_the_file_it_is_given(tmp_path, monkeypatch):
    target = tmp_path / "changes.json"
    monkeypatch.setattr("sys.argv", ["vectors", str(target)])
    monkeypatch.delitem(sys.modules, "jejak.model.vectors")
    runpy.run_module("jejak.model.vectors", run_name="__main__")
    assert target.read_text("utf-8") == STORED.read_text("utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_is_refused_or_leads_somewhere(case):
    assert ("after" in case) != ("is_refused" in case)


def test_some_cases_are_refused_and_most_are_not():
    refused = [case["name"] for case in CASES if "is_refused" in case]
    assert 5 < len(refused) < len(CASES) / 2
