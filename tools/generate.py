"""Write the files that are made from the code, or check that they are up to date.

python3 dev docs            write them
python3 dev docs --check    name those that are out of date, and write nothing
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools import (
    change_vectors,
    edit_vectors,
    geometry_vectors,
    model_tables,
    reference,
    store_vectors,
    types,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]


def generated() -> Iterator[tuple[str, str]]:
    """Yield every generated file: its path in the checkout and its text."""
    set_up_django()
    yield "tests/vectors/geometry.json", geometry_vectors.text()
    yield "tests/vectors/store.json", store_vectors.text()
    yield "tests/vectors/changes.json", change_vectors.text()
    yield "tests/vectors/edits.json", edit_vectors.text()
    yield "web/src/store/edits/model.json", model_tables.text()
    yield from types.files()
    yield from reference.pages()


def set_up_django() -> None:
    """Let the modules of the server be imported; no database is touched."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jejak.server.django_settings")
    os.environ.setdefault("JEJAK_SECRET_KEY", "only for describing")
    import django

    django.setup()


def main(arguments: list[str]) -> int:
    """Write or check, and say what changed."""
    stale = []
    for name, text in generated():
        path = ROOT / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"Wrote {name}")
    if stale and "--check" in arguments:
        print("Out of date, run `python3 dev docs`:", *stale, sep="\n  ")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
