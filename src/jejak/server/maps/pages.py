"""The pages: one shell for all; the browser part fills it from the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from jejak.server.answers import Answer
from jejak.server.errors import MapDeleted
from jejak.server.language import language_of
from jejak.server.maps.access import Need, get_map, user_of
from jejak.server.shell import shell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@ensure_csrf_cookie
def show_start(request: HttpRequest) -> HttpResponse:
    """Show the maps that exist and the ways to begin one."""
    return _shell_page(request)


@require_safe
@ensure_csrf_cookie
def show_map(request: HttpRequest, map_id: str) -> HttpResponse:
    """Show a map, its priorities, or its update from a table."""
    try:
        get_map(user_of(request), map_id, Need.VIEW)
    except MapDeleted:
        return _shell_page(request, 404)  # the page offers to bring it back
    return _shell_page(request)


def _shell_page(request: HttpRequest, status: int = 200) -> HttpResponse:
    response = Answer(shell(language_of(request)), status=status)
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response
