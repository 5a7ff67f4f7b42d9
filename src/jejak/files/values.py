"""Single values of a file, read as the type that their field has."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from jejak.files.shape import KEYED
from jejak.model import records
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from jejak.files.nodes import Node

_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}
_WHOLE = re.compile(r"[-+]?\d{1,15}")
_NUMBER = re.compile(r"[-+−]?(?:\d{1,300}(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?")


def read_value(hint: Any, node: Node) -> Any:
    """Return what a node says, as the type of a field.

    Raises:
        FileFormatError: It does not fit the type.
    """
    options = [option for option in get_args(hint) if option is not type(None)]
    if type(None) in get_args(hint):
        return None if node.form == "empty" else read_value(options[0], node)
    origin = get_origin(hint)
    if origin is Literal:
        return _read_choice(get_args(hint), node)
    if origin is tuple:
        item_type = get_args(hint)[0]
        if item_type in KEYED:
            return _read_keyed(item_type, node)
        return read_list(node, lambda item: read_value(item_type, item))
    if is_dataclass(hint):
        return _read_group(cast("type", hint), node)
    return _READERS[hint](node)


def read_list(node: Node, read: Callable[[Node], Any]) -> tuple[Any, ...]:
    """Return the items of a list; a single value stands for a list of one."""
    if node.form == "empty":
        return ()
    items = node.items if node.form == "list" else [node]
    return tuple(read(item) for item in items if item.form != "empty")


def read_text(node: Node) -> str:
    """Return a text, without what no file or picture can hold."""
    if node.form == "empty":
        return ""
    if node.form != "text":
        raise node.problem("expected_text", given=shown(node))
    return clean_text(node.text)


def shown(node: Node) -> str:
    """Return what stood there, for a message."""
    if node.form == "list":
        return "[…]"
    return "{…}" if node.form == "group" else node.text


def _read_keyed(item_type: type, node: Node) -> tuple[Any, ...]:
    """Return parts of a record that stand as `key: value`."""
    key, rest = KEYED[item_type]
    if node.form not in {"group", "empty"}:
        raise node.problem(
            "expected_group", given=shown(node), allowed=f"{key}: {rest}"
        )
    hint = _hints(item_type)[rest]
    return tuple(
        item_type(**{key: clean_text(name), rest: read_value(hint, entry)})
        for name, entry in node.entries.items()
    )


def _read_choice(choices: tuple[str, ...], node: Node) -> str:
    word = node.text.strip()
    known = {choice.lower(): choice for choice in choices}
    plain = re.sub(r"[\s-]+", "_", word).lower()
    if node.form != "text" or plain not in known:
        raise node.problem("unknown_word", known=choices, given=shown(node))
    return known[plain]


def _read_boolean(node: Node) -> bool:
    found = _BOOLEANS.get(node.text.strip().lower())
    if node.form not in {"text", "boolean"} or found is None:
        raise node.problem("expected_boolean", given=shown(node))
    return found


def _read_whole(node: Node) -> int:
    if node.form in {"text", "number"} and _WHOLE.fullmatch(node.text.strip()):
        return int(node.text)
    raise node.problem("expected_whole", given=shown(node))


def _read_number(node: Node) -> float:
    word = node.text.strip()
    if node.form in {"text", "number"} and _NUMBER.fullmatch(word):
        return float(word.replace("−", "-"))
    raise node.problem("expected_number", given=shown(node))


def _read_date(node: Node) -> date:
    try:
        return date.fromisoformat(node.text.strip())
    except ValueError:
        raise node.problem("expected_date", given=shown(node)) from None


def _read_time(node: Node) -> datetime:
    try:
        moment = datetime.fromisoformat(node.text.strip())
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise node.problem("expected_time", given=shown(node))
    return moment.astimezone(UTC)


_READERS: dict[Any, Callable[[Node], Any]] = {
    str: read_text,
    bool: _read_boolean,
    int: _read_whole,
    float: _read_number,
    date: _read_date,
    datetime: _read_time,
}


@cache
def _hints(item_type: type) -> dict[str, Any]:
    return get_type_hints(item_type, vars(records))


def _read_group(item_type: type, node: Node) -> Any:
    """Return a part of a record, such as one dated value of a KPI."""
    names = {
        ("date" if item.name == "on" else item.name): item for item in fields(item_type)
    }
    if node.form != "group":
        raise node.problem(
            "expected_group", given=shown(node), allowed=", ".join(names)
        )
    for key in node.entries:
        if key not in names:
            raise node.key_problem(key, "unknown_key", known=names)
    for key, item in names.items():
        if item.default is MISSING and key not in node.entries:
            raise node.problem("missing_key", missing=key)
    return item_type(
        **{
            names[key].name: read_value(_hints(item_type)[names[key].name], entry)
            for key, entry in node.entries.items()
        }
    )
