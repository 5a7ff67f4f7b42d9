"""The pages of the reference that are made from the code."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.errors import JejakError

MADE = "<!-- Made from the code by `python3 dev docs`: change the code instead. -->"


def pages() -> Iterator[tuple[str, str]]:
    """Yield every page: its path in the checkout and its text."""
    from jejak.server.settings_table import settings_page

    yield "docs/en/reference/errors.md", errors()
    yield "docs/en/reference/settings.md", settings_page(MADE)
    yield "docs/reference/journey.schema.json", journey_schema()


def journey_schema() -> str:
    """Write out the JSON Schema of the saved format."""
    from jejak.files.schema import schema_text

    return schema_text()


def errors() -> str:
    """List every error code with what it means."""
    import jejak.server.errors  # noqa: F401 - so that its classes are known
    from jejak.errors import JejakError

    rows = [
        f"| `{kind.code}` | {(kind.__doc__ or '').splitlines()[0]} |"
        for kind in sorted(family(JejakError), key=lambda kind: kind.code)
    ]
    head = ["# Error codes", "", MADE, "", "Programs test the code."]
    return "\n".join([*head, "", "| code | meaning |", "|---|---|", *rows, ""])


def family(parent: type[JejakError]) -> list[type[JejakError]]:
    """List a class and everything derived from it."""
    children = parent.__subclasses__()
    return [parent, *(one for child in children for one in family(child))]
