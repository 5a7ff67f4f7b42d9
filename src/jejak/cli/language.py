"""Which language the command line speaks, and argparse with it."""

from __future__ import annotations

import argparse
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jejak.language.catalogue import LANGUAGES, Language, nearest_language, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")

# What argparse says by itself, and our key for it.
_SAYINGS = {
    "usage: ": "usage",
    "options": "options",
    "positional arguments": "arguments",
    "show this help message and exit": "show_help",
    "show program's version number and exit": "show_version",
    "the following arguments are required: %s": "required",
    "unrecognized arguments: %s": "unrecognized",
    "expected one argument": "one_argument",
    "expected at least one argument": "some_arguments",
    "argument %(argument_name)s: %(message)s": "argument",
    "invalid %(type)s value: %(value)r": "invalid_value",
    "%(prog)s: error: %(message)s\n": "error",
}
_CHOICES = ("invalid choice: ", "%(value)r", "%(choices)s")


def wanted_language(
    arguments: Sequence[str], environment: Mapping[str, str] = os.environ
) -> Language:
    """Return the language that `--lang` or the locale asks for.

    Examples:
        >>> wanted_language(["check", "--lang", "id"], {})
        'id'
        >>> wanted_language([], {"LANG": "id_ID.UTF-8"}), wanted_language([], {})
        ('id', 'en')
    """
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--lang" and not equals:
            value = "".join(arguments[place + 1 : place + 2])
        if name == "--lang" and value in LANGUAGES:
            return nearest_language(value)
    tag = next(filter(None, map(environment.get, _VARIABLES)), "en")
    return nearest_language(tag)


@contextmanager
def argparse_speaking(language: Language) -> Iterator[None]:
    """Let argparse say its own sentences in a language, while it makes them."""
    before = argparse._  # type: ignore[attr-defined]

    def translated(text: str | None) -> str | None:
        if text and all(part in text for part in _CHOICES):
            return say(language, "cli.parser.choice")
        key = _SAYINGS.get(text or "")
        return say(language, f"cli.parser.{key}") if key else text

    argparse._ = translated  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._ = before  # type: ignore[attr-defined]
