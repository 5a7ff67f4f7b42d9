"""The browser's types, made from the server's description of its API."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tools.openapi import openapi

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]


def files() -> Iterator[tuple[str, str]]:
    """Yield the description of the API and the TypeScript types made from it."""
    description = openapi()
    yield "web/src/api/openapi.json", description
    yield "web/src/api/schema.ts", types_of(description)


def types_of(description: str) -> str:
    """Return the types that openapi-typescript makes, quietly."""
    from hatch_build import npm

    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "openapi.json"), Path(folder, "schema.ts")
        given.write_text(description, encoding="utf-8")
        npm(
            ROOT / "web",
            "exec",
            "--",
            "openapi-typescript",
            str(given),
            "-o",
            str(made),
        )
        return made.read_text(encoding="utf-8")
