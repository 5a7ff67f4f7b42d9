"""Every refusal in one shape and in the reader's language.

Under `/api` an error is `{"code", "message"}`, with `records` where an edit named
some; elsewhere it is a small page.
"""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpResponse
from ninja.errors import HttpError, ValidationError

from jejak.errors import (
    EditRefused,
    FileFormatError,
    ImportRefused,
    JejakError,
    Worded,
)
from jejak.language.catalogue import Language, say
from jejak.layout.refusals import why_refused
from jejak.server.error_page import error_page
from jejak.server.errors import Refused
from jejak.server.language import language_of
from jejak.server.settings import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest
    from ninja import NinjaAPI

_log = logging.getLogger(__name__)

STATUS_OF: dict[str, int] = {
    "map_not_found": 404,
    "map_deleted": 404,
    "edit_refused": 409,
    "invalid_map": 422,
    "invalid_record": 422,
    "import_refused": 422,
    "file_format": 422,
    "unsupported_format": 422,
    "wrong_choice": 422,
    "broken_log": 500,
    "missing_extra": 501,
    "work_timed_out": 503,
    "work_crashed": 503,
    "work_out_of_memory": 503,
    "busy": 503,
}
"""The HTTP status of each code; any other code of ours is a 400."""

_CODES: dict[int, str] = {
    400: "bad_request",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    500: "server_error",
}


def _values_of(code: str) -> dict[str, int]:
    """Return what the words of a code name: how much is allowed."""
    return {"most": settings().max_upload_bytes} if code == "too_large" else {}


class Answer(HttpResponse):
    """An error that already has our shape."""


def _answer(request: HttpRequest, status: int, body: Mapping[str, Any]) -> Answer:
    """Return an error in the one shape: JSON under `/api`, a page elsewhere."""
    if request.path_info.startswith("/api/"):
        text = json.dumps(body, ensure_ascii=False)
        return Answer(text, status=status, content_type="application/json")
    return Answer(error_page(language_of(request), body["message"]), status=status)


def answer_code(
    request: HttpRequest, status: int, code: str, **values: object
) -> Answer:
    """Return an error whose words stand in the catalogue."""
    message = say(language_of(request), f"api.{code}", **values)
    return _answer(request, status, {"code": code, "message": message})


def error_body(language: Language, error: JejakError) -> dict[str, Any]:
    """Return an error as it travels: the code for programs, the words for people."""
    if isinstance(error, Refused):
        message = say(language, f"api.{error.reason}", **error.values)
        return {"code": error.reason, "message": message}
    body = {"code": error.code, "message": words_of(language, error)}
    if isinstance(error, EditRefused):
        return {**body, "records": error.records}
    return body


def answer_refusal(request: HttpRequest, error: JejakError) -> Answer:
    """Return the answer to anything that Jejak refuses to do."""
    known = STATUS_OF.get(error.code, 400)
    status = error.status if isinstance(error, Refused) else known
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("%s %s: %s", request.method, request.path, error)
    return _answer(request, status, error_body(language_of(request), error))


def words_of(language: Language, error: JejakError) -> str:
    """Return an error's words in a language, as far as it has any.

    Importers and edits name the keys of their words, files bring them in every
    language; for the rest the catalogue has a sentence by code, with the error's
    own words in it where they help.
    """
    if isinstance(error, ImportRefused) and error.key:
        values = dict(error.values)
        if values.get("name") == "":  # it was pasted, and comes from no file
            values["name"] = say(language, "api.pasted_text")
        said = say(language, error.key, **values)
        return said[:1].upper() + said[1:]
    if isinstance(error, Worded) and error.key:
        return say(language, error.key, **error.values)
    if isinstance(error, FileFormatError) and language in error.said:
        return error.said[language]
    detail = str(error)
    if isinstance(error, EditRefused) and error.reasons:
        detail = why_refused(error, language)
    try:
        values = getattr(error, "values", {})
        return say(language, f"api.{error.code}", **{"detail": detail, **values})
    except KeyError:
        return str(error)


class AnswerErrors:
    """Django middleware: nothing leaves as a debug page or in another shape."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request; an error of Django's own gets our words."""
        response = self.get_response(request)
        if response.status_code < HTTPStatus.BAD_REQUEST or isinstance(
            response, Answer
        ):
            return response
        code = _CODES.get(response.status_code, "bad_request")
        answer = answer_code(request, response.status_code, code, **_values_of(code))
        if "Allow" in response.headers:
            answer.headers["Allow"] = response.headers["Allow"]
        return answer

    def process_exception(
        self, request: HttpRequest, error: Exception
    ) -> HttpResponse | None:
        """Answer what a view refused; anything else is logged as our own fault."""
        if isinstance(error, JejakError):
            return answer_refusal(request, error)
        return None


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer an unsafe request that did not come from our own pages."""
    return answer_code(request, 403, "csrf")


def add_handlers(api: NinjaAPI) -> None:
    """Give the API our one shape of error for all that ninja catches itself."""

    @api.exception_handler(JejakError)
    def on_refusal(request: HttpRequest, error: JejakError) -> HttpResponse:
        return answer_refusal(request, error)

    @api.exception_handler(ValidationError)
    def on_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return answer_code(request, 422, "invalid_body", where=_places(error))

    @api.exception_handler(HttpError)
    def on_http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
        code = _CODES.get(error.status_code, "bad_request")
        return answer_code(request, error.status_code, code, **_values_of(code))

    @api.exception_handler(Http404)
    def on_missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return answer_code(request, 404, "not_found")

    @api.exception_handler(SuspiciousOperation)
    def on_suspicious(request: HttpRequest, error: SuspiciousOperation) -> HttpResponse:
        if isinstance(error, RequestDataTooBig):
            return answer_code(request, 413, "too_large", **_values_of("too_large"))
        return answer_code(request, 400, "bad_request")

    @api.exception_handler(Exception)
    def on_fault(request: HttpRequest, error: Exception) -> HttpResponse:
        _log.error("%s %s failed", request.method, request.path, exc_info=error)
        return answer_code(request, 500, "server_error")


def _places(error: ValidationError) -> str:
    """Return which parts of the body were wrong, such as `edit, client_edit_id`."""
    places = [str(problem.get("loc", ("?",))[-1]) for problem in error.errors]
    return ", ".join(dict.fromkeys(places))
