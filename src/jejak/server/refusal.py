"""Errors from outside Django, in the same one shape."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from jejak.language.catalogue import say
from jejak.server.error_page import error_page
from jejak.server.language import language_of_scope

if TYPE_CHECKING:
    from starlette.types import Scope, Send


async def refuse(
    scope: Scope, send: Send, status: int, code: str, **values: object
) -> None:
    """Answer with an error in our one shape; the values stand in its words."""
    language = language_of_scope(scope)
    message = say(language, f"api.{code}", **values)
    if scope["path"].startswith("/api/"):
        body = json.dumps({"code": code, "message": message}, ensure_ascii=False)
        kind = b"application/json"
    else:
        body, kind = error_page(language, message), b"text/html; charset=utf-8"
    data = body.encode()
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(data)).encode()),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": data})
