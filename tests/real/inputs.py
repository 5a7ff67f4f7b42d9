"""Where the real inputs are, if they are there at all."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[3] / "shared"
DATA = SHARED / "data"


def real_input(path: str) -> Path:
    """Return a real input; the test is skipped, with the reason, without it."""
    found = sorted((DATA / path).parent.glob((DATA / path).name))
    if not found:
        pytest.skip(f"the real input {path} is not at {DATA}")
    return found[0]
