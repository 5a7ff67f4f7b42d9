"""The stored vectors are what the geometry answers today."""

from __future__ import annotations

from pathlib import Path

from jejak.layout import vectors

STORED = Path(__file__).parents[1] / "vectors" / "geometry.json"


def test_the_stored_vectors_are_up_to_date() -> None:
    assert STORED.read_text("utf-8") == vectors.text(), (
        f"run: python -m jejak.layout.vectors {STORED}"
    )
