"""The small page for errors outside the API: no script, no file, both themes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jejak.language.catalogue import say

if TYPE_CHECKING:
    from jejak.language.catalogue import Language


def error_page(language: Language, message: str) -> str:
    """Return a page that says what happened and leads back to the start.

    Examples:
        >>> "<p>Tidak ada.</p>" in error_page("id", "Tidak ada.")
        True
    """
    return (
        f'<!doctype html>\n<html lang="{language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<link rel="stylesheet" href="/static/pages.css">\n'
        "<title>Jejak</title>\n<main>\n"
        f"<p>{escape(message)}</p>\n"
        f'<p><a href="/">{escape(say(language, "page.to_start"))}</a></p>\n'
        "</main>\n</html>\n"
    )
