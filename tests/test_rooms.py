"""What several tests share has a room of its own."""

import re
from pathlib import Path

TESTS = Path(__file__).parent


def test_no_test_takes_what_it_needs_out_of_another() -> None:
    taken = re.compile(r"(?m)^(?:from|import) tests\.(?:\w+\.)*test_\w+")
    found = {
        path.relative_to(TESTS).as_posix()
        for path in TESTS.rglob("*.py")
        if taken.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()
