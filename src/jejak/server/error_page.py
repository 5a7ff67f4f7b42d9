"""The small page for errors outside the API: no script, both themes."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from jejak.language.catalogue import say

if TYPE_CHECKING:
    from jejak.language.catalogue import Language

_PAGE = """\
<!doctype html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="/static/mark.svg" type="image/svg+xml">
    <link rel="stylesheet" href="/static/pages.css">
    <title>{message} · Jejak</title>
  </head>
  <body>
    <header><img src="/static/mark.svg" alt="" width="24" height="24"> Jejak</header>
    <main>
      <h1>{message}</h1>
      <p><a href="/">{to_start}</a></p>
    </main>
  </body>
</html>
"""


def error_page(language: Language, message: str) -> str:
    """Return a page that says what happened and leads back to the start.

    Examples:
        >>> "<h1>1 &lt; 2</h1>" in error_page("id", "1 < 2")
        True
    """
    return _PAGE.format(
        language=language,
        message=escape(message),
        to_start=escape(say(language, "page.to_start")),
    )
