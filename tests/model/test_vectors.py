import json
from pathlib import Path

import pytest

from jejak.model import vectors

STORED = Path(__file__).parents[1] / "vectors" / "changes.json"
CASES = json.loads(vectors.text())["cases"]


def test_the_stored_vectors_are_up_to_date():
    assert STORED.read_text("utf-8") == vectors.text(), (
        f"run: python -m jejak.model.vectors {STORED}"
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_is_refused_or_leads_somewhere(case):
    assert ("after" in case) != ("is_refused" in case)


def test_some_cases_are_refused_and_most_are_not():
    refused = [case["name"] for case in CASES if "is_refused" in case]
    assert 5 < len(refused) < len(CASES) / 2
