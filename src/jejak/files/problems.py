"""Errors of saved maps: where, what was given, what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.errors import FileFormatError, nearest_of
from jejak.language.catalogue import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHOWN_CHARACTERS = 60  # of what was given; a whole paragraph would hide the point


def problem(
    sentence: str,
    error: type[FileFormatError] = FileFormatError,
    /,
    *,
    name: str = "",
    line: int | None = None,
    path: str = "",
    known: Iterable[str] = (),
    **values: str | int,
) -> FileFormatError:
    """Return the error that says this in every language of ours.

    Args:
        sentence: Its key in the catalogue; `files.` may be left out.
        error: The class of the error.
        name: The file, as the user named it.
        line: Where in the file, counted from 1.
        path: Where in the structure, such as `stages[2].feelings[0]`.
        known: The words that are allowed; the nearest to `given` is named.
        values: What the sentence needs.
    """
    words = list(known)
    key = sentence if "." in sentence else f"files.{sentence}"
    given = str(values.get("given", ""))
    words_of = {"allowed": ", ".join(words), **values, "given": shorten(given)}
    meant = nearest_of(given, words)
    said: dict[str, str] = {}
    for language in LANGUAGES:
        where = [
            part
            for part in (
                name,
                say(language, "files.line", line=line) if line else "",
                path,
            )
            if part
        ]
        text = say(language, key, **words_of)
        if meant:
            text += " " + say(language, "files.did_you_mean", word=meant)
        said[language] = ": ".join([", ".join(where), text] if where else [text])
    return error(said["en"], said=said, line=line, path=path)


def shorten(text: str) -> str:
    r"""Return the start of a text, on one line.

    Examples:
        >>> shorten("one line and\nanother")
        'one line and another'
    """
    flat = " ".join(text.split())
    if len(flat) <= _SHOWN_CHARACTERS:
        return flat
    return flat[: _SHOWN_CHARACTERS - 1].rstrip() + "…"
