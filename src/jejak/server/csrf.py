"""Unsafe requests must come from our own pages, whatever view answers them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.middleware.csrf import CsrfViewMiddleware

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase, HttpResponseForbidden


class CsrfAlways(CsrfViewMiddleware):
    """Django's protection without its exceptions.

    The views of django-ninja are marked as exempt, because it thinks of callers
    with a token. Ours is called by pages of ours, and so it must be protected.
    """

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., HttpResponseBase],
        callback_args: Any,
        callback_kwargs: Any,
    ) -> HttpResponseForbidden | None:
        """Refuse an unsafe request without the token of our pages."""
        return super().process_view(
            request, _not_exempt, callback_args, callback_kwargs
        )


def _not_exempt() -> HttpResponseBase:
    """Stand for a view without the mark; nobody calls it."""
    raise AssertionError
