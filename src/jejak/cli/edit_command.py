"""`jejak edit`: named edits on a saved map, or on a map of a running server."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

from jejak.cli import OK
from jejak.cli.output import STANDARD, read_input, shown_name, tell, write_output
from jejak.cli.refusals import Refused, WrongCall
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from jejak.model.edits import Edit

_URL = re.compile(
    r"(?P<server>https?://[^/?#]+)(?:/share/(?P<key>[A-Za-z0-9_-]+))?"
    r"(?:/api/v1)?/maps/(?P<map>[A-Za-z0-9_-]+)/?"
)
_TOKEN = "c" * 32  # the cookie and the header must agree; who sends both may ask
_SECONDS = 60


def add_arguments(parser: ArgumentParser, language: Language) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "map",
        metavar=say(language, "cli.metavar.map"),
        help=say(language, "cli.edit.map"),
    )
    parser.add_argument(
        "edits",
        nargs="*",
        metavar=say(language, "cli.metavar.edit"),
        help=say(language, "cli.edit.edits"),
    )
    parser.add_argument(
        "--from",
        dest="source",
        metavar=say(language, "cli.metavar.file"),
        help=say(language, "cli.edit.from"),
    )
    parser.add_argument(
        "--by",
        metavar=say(language, "cli.metavar.name"),
        help=say(language, "cli.edit.by"),
    )


def run(arguments: Namespace) -> int:
    """Carry the edits out, all of them or none."""
    edits = _given(arguments)
    if not edits:
        raise WrongCall("cli.edit.nothing")
    found = _URL.fullmatch(arguments.map)
    if found is not None:
        _edit_there(found, edits, arguments)
    elif "://" in arguments.map:
        raise WrongCall("cli.edit.no_map_address", given=arguments.map)
    else:
        _edit_file(arguments.map, edits, arguments)
    return OK


def _given(arguments: Namespace) -> list[Mapping[str, Any]]:
    """Return the edits of the call and of the file, in this order."""
    texts = list(arguments.edits)
    if arguments.source is not None:
        data = read_input(arguments.source)
        texts.append(data.decode("utf-8", "replace"))
    found: list[Mapping[str, Any]] = []
    for text in texts:
        try:
            plain = json.loads(text)
        except (ValueError, RecursionError):
            raise Refused("cli.edit.no_json", given=text[:80]) from None
        if isinstance(plain, dict) and "edit" not in plain:
            plain = plain.get("edits", plain)
        found += plain if isinstance(plain, list) else [plain]
    for each in found:
        if not isinstance(each, dict):
            raise Refused("cli.edit.no_json", given=json.dumps(each)[:80])
    return found


def _edit_file(
    path: str, edits: Sequence[Mapping[str, Any]], arguments: Namespace
) -> None:
    from jejak.files import dumps, form_of, loads_bytes
    from jejak.model.edits import apply

    if path == STANDARD:
        raise WrongCall("cli.edit.standard")
    if arguments.by is not None:
        raise WrongCall("cli.edit.by_file")
    journey = loads_bytes(read_input(path), shown_name(path))
    for plain in edits:
        journey = apply(journey, _edit_of(plain))
    text = dumps(journey, form_of(path), with_comments=True)
    write_output(text.encode("utf-8"), path)
    key = "cli.edit.done_file"
    tell(say(arguments.lang, key, count=len(edits), file=path), sys.stdout)


def _edit_of(plain: Mapping[str, Any]) -> Edit:
    from jejak.model.edits import decode_edit

    if plain.get("edit") == "Undo":
        raise Refused("cli.edit.undo_file")
    return decode_edit(plain)


def _edit_there(
    where: re.Match[str], edits: Sequence[Mapping[str, Any]], arguments: Namespace
) -> None:
    body = {"edits": edits}
    if arguments.by is not None:
        body["by"] = arguments.by
    answer = _sent(where, body, arguments.lang)
    values = {"count": len(edits), "seq": answer["seq"]}
    tell(say(arguments.lang, "cli.edit.done_there", **values), sys.stdout)


def _sent(
    where: re.Match[str], body: Mapping[str, Any], language: Language
) -> dict[str, Any]:
    """Send the edits and return the server's answer.

    Raises:
        Refused: The server refuses them, or is not there.
    """
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    cookies = f"csrftoken={_TOKEN}"
    if where["key"]:
        cookies += f"; jejak_share={where['key']}"
    request = Request(  # noqa: S310 - http or https, by the pattern above
        f"{where['server']}/api/v1/maps/{where['map']}",
        json.dumps(body).encode(),
        method="PATCH",
        headers={
            "Content-Type": "application/json",
            "Accept-Language": language,
            "Cookie": cookies,
            "X-CSRFToken": _TOKEN,
        },
    )
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
            return found
    except HTTPError as error:
        raise Refused("cli.edit.refused", message=_message(error.read())) from None
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        server = where["server"]
        raise Refused("cli.edit.no_server", server=server, reason=reason) from None


def _message(body: bytes) -> str:
    """Return the words of the server's refusal."""
    try:
        return str(json.loads(body)["message"])
    except (ValueError, KeyError, TypeError):
        return body[:200].decode("utf-8", "replace")
