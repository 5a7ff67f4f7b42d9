"""The one HTML file of the built browser part, in the reader's language."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jejak.language.catalogue import say
from jejak.server.error_page import error_page

if TYPE_CHECKING:
    from jejak.language.catalogue import Language

STATIC = Path(__file__).parent / "static"
INDEX = STATIC / "app" / "index.html"


def shell(language: Language) -> str:
    """Return the built page with its language set, or how to build it."""
    try:
        built = INDEX.stat().st_mtime_ns
    except FileNotFoundError:
        return error_page(language, say(language, "serve.not_built"))
    return _in_language(INDEX, built, language)


@lru_cache(maxsize=8)
def _in_language(index: Path, built: int, language: Language) -> str:
    page = index.read_text("utf-8")
    return re.sub(r'(<html\b[^>]*?\blang=")[^"]*"', rf'\g<1>{language}"', page, count=1)
