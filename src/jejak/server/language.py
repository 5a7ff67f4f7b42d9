"""The language of a request: asked for, remembered, preferred, or the default."""

from __future__ import annotations

import locale
from typing import TYPE_CHECKING

from jejak.language.catalogue import LANGUAGES, Language, nearest_language
from jejak.server.settings import settings

if TYPE_CHECKING:
    from django.http import HttpRequest
    from starlette.types import Scope

COOKIE = "jejak_language"


def language_of(request: HttpRequest) -> Language:
    """Return the language in which to answer a request."""
    return choose_language(
        request.GET.get("language", ""),
        request.COOKIES.get(COOKIE, ""),
        request.headers.get("Accept-Language", ""),
    )


def language_of_scope(scope: Scope) -> Language:
    """Return the language in which to answer a request that Django never sees."""
    from starlette.requests import HTTPConnection

    connection = HTTPConnection(scope)
    return choose_language(
        connection.query_params.get("language", ""),
        connection.cookies.get(COOKIE, ""),
        connection.headers.get("accept-language", ""),
    )


def choose_language(asked: str, remembered: str, preferred: str) -> Language:
    """Return the first of three wishes that is one of our languages.

    Args:
        asked: `language` of the address.
        remembered: The cookie.
        preferred: The header `Accept-Language`.

    Examples:
        >>> choose_language("", "id", "en"), choose_language("xx", "", "fr,id;q=0.5")
        ('id', 'id')
    """
    for wish in (asked, remembered):
        for language in LANGUAGES:
            if wish == language:
                return language
    for tag in _by_weight(preferred):
        found = nearest_language(tag, "en")
        if found != "en" or tag.lower().startswith("en"):
            return found
    return default_language()


def _by_weight(header: str) -> list[str]:
    weighted: list[tuple[float, str]] = []
    for part in header[:1000].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            value = float(weight) if weight else 1.0
        except ValueError:
            value = 0.0
        if tag and value > 0:
            weighted.append((-value, tag))
    return [tag for _, tag in sorted(weighted, key=lambda pair: pair[0])]


def default_language() -> Language:
    """Return the language of the settings, or that of the system."""
    chosen = settings().language
    return chosen or nearest_language(locale.getlocale()[0] or "")
