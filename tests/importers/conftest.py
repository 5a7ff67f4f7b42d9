"""Limits of imports that a test sets, and that are back when it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from jejak.importers.limits import limits


@pytest.fixture
def set_limits(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Set limits by the names of their settings: `set_limits(max_cells=14)`."""

    def set_them(**values: int) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"JEJAK_IMPORT_{name.upper()}", str(value))
        limits.cache_clear()

    yield set_them
    monkeypatch.undo()
    limits.cache_clear()
