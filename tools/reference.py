"""The pages of the reference that are made from the code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from tools.openapi import openapi
from tools.settings_page import settings_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jejak.errors import JejakError

MADE = "<!-- Made from the code by `python3 dev docs`: change the code instead. -->"

COMMANDS_INTRO = {
    "en": "# Commands\n\n{made}\n\nWhat `jejak --help` and `jejak COMMAND --help` say.",
    "id": "# Perintah\n\n{made}\n\nYang dikatakan `jejak --help` dan "
    "`jejak PERINTAH --help`.",
}


def pages() -> Iterator[tuple[str, str]]:
    """Yield every page: its path in the checkout and its text."""
    for language in ("en", "id"):
        yield f"docs/{language}/reference/commands.md", commands(language)
    yield "docs/reference/errors.md", errors()
    yield "docs/reference/settings.md", settings_page(MADE)
    yield "docs/reference/routes.md", routes()
    yield "docs/reference/journey.schema.json", journey_schema()


def page(
    title: str, lead: str, head: Iterable[str], rows: Iterable[Iterable[str]]
) -> str:
    """Return a page that is one table."""
    head = list(head)
    lines = [head, ["---"] * len(head), *rows]
    table = ["| " + " | ".join(cell(text) for text in line) + " |" for line in lines]
    return "\n".join([f"# {title}", "", MADE, "", lead, "", *table, ""])


def cell(text: str) -> str:
    """Return a text as it may stand in a cell of a table."""
    return text.replace("|", "\\|").replace("\n", "<br>")


def journey_schema() -> str:
    """Write out the JSON Schema of the saved format."""
    from jejak.files.schema import schema_text

    return schema_text()


def errors() -> str:
    """List every error code with what it means."""
    import jejak
    from jejak.errors import JejakError
    from jejak.server.errors import REASONS

    for module in walk_packages(jejak.__path__, "jejak."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    own = [kind for kind in family(JejakError) if kind.__module__.startswith("jejak.")]
    meanings = REASONS | {kind.code: first_line(kind) for kind in reversed(own)}
    rows = [[f"`{code}`", meanings[code]] for code in sorted(meanings)]
    lead = "Programs test the code, people read the text that comes with it."
    return page("Error codes", lead, ["code", "meaning"], rows)


def family(parent: type[JejakError]) -> list[type[JejakError]]:
    """List a class and everything derived from it."""
    children = parent.__subclasses__()
    return [parent, *(one for child in children for one in family(child))]


def first_line(thing: object) -> str:
    """Return the first line of what a thing says about itself."""
    return (thing.__doc__ or "").strip().splitlines()[0]


def routes() -> str:
    """List every address that the server answers."""
    description: dict[str, Any] = json.loads(openapi())
    from django.urls import URLPattern

    from jejak.server.urls import urlpatterns

    rows = [
        [
            f"`GET /{pattern.pattern}`".replace("<str:map_id>", "{map_id}"),
            first_line(pattern.callback),
        ]
        for pattern in urlpatterns
        if isinstance(pattern, URLPattern)
    ]
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            meaning = operation.get("description") or operation["summary"]
            meaning = meaning.strip().split("\n\n")[0].replace("\n", " ")
            rows.append([f"`{method.upper()} {path}`", meaning])
    lead = (
        'The API answers errors as `{"code": ..., "message": ...}`, '
        "see [error codes](errors.md); a refused edit lists in `records` the ids "
        "of what it named.\n"
        "The language of a message is that of `?language=`, else of the cookie "
        "`jejak_language`, else of the browser."
    )
    return page("Routes", lead, ["route", "what it answers"], rows)


def commands(language: str) -> str:
    """Show the help of the program and of each of its commands."""
    overview = help_of(language)
    parts = [COMMANDS_INTRO[language].format(made=MADE), fenced(overview)]
    for name in command_names():
        parts += [f"## jejak {' '.join(name)}", fenced(help_of(language, *name))]
    return "\n\n".join(parts) + "\n"


def command_names() -> list[list[str]]:
    """List the commands of `jejak`, and those that have commands of their own."""
    from jejak.cli import COMMANDS

    names = []
    for name, module in COMMANDS.items():
        below = getattr(import_module(module), "COMMANDS", {})
        names += [[name], *([name, one] for one in below)]
    return names


def help_of(language: str, *command: str) -> str:
    """Return what a command says about itself, 80 letters wide and without colour."""
    call = [sys.executable, "-m", "jejak.cli", *command, "--help"]
    environment = {
        **os.environ,
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(
        [*call, "--lang", language],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=environment,
    )
    return done.stdout.strip()


def fenced(text: str) -> str:
    """Return a text as a block of code."""
    return f"```text\n{text}\n```"
