"""YAML as events. Every scalar stays the text that stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from jejak.files.nodes import Event
from jejak.files.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.errors import FileFormatError

# The C parser is ten times faster; a PyYAML built without it has only the other.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# What the parser says about the commonest slips, and our sentence for each.
_SLIPS = {
    "mapping values are not allowed": "yaml_colon",
    "unexpected end of stream": "yaml_quote",
    "did not find expected ',' or": "yaml_quote",
    "expected ',' or": "yaml_quote",
    "control characters are not allowed": "yaml_control",
    "special characters are not allowed": "yaml_control",
}

# In YAML a # after a space begins a comment, so "- #1 in town" would be empty and
# "Be the #1 shop" would end early. Comments have a space after their #.
_SWALLOWED = re.compile(r"[ \t]*(#[^\s#][^\r\n]*)")


def yaml_events(text: str, name: str) -> Iterator[Event]:
    """Give the events of one YAML document.

    Raises:
        FileFormatError: The text is no YAML, or uses anchors, aliases, tags,
            several documents, or keys that are no text.
    """
    try:
        yield from _convert(yaml.parse(text, Loader=_Loader), text, name)
    except yaml.YAMLError as error:
        raise _slip(error, text, name) from None


def _slip(error: yaml.YAMLError, text: str, name: str) -> FileFormatError:
    mark = getattr(error, "problem_mark", None)
    said = str(error)
    key = next((key for words, key in _SLIPS.items() if words in said), "yaml_broken")
    if mark is None:
        return problem(key, name=name)
    line = (text.split("\n")[mark.line : mark.line + 1] or [""])[0]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        key = "yaml_tab"
    return problem(key, name=name, line=mark.line + 1)


def _convert(events: Iterator[Any], text: str, name: str) -> Iterator[Event]:
    # For every open collection: None in a list, True in a group where a key
    # comes next, False where a value comes next.
    expects_key: list[bool | None] = []
    documents = 0
    for event in events:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise problem("yaml_documents", name=name, line=line)
        elif isinstance(event, yaml.AliasEvent):
            raise problem("yaml_alias", name=name, line=line, given=str(event.anchor))
        elif isinstance(event, yaml.CollectionEndEvent):
            expects_key.pop()
            _flip(expects_key)
            yield Event("end", line)
        elif isinstance(event, yaml.NodeEvent):
            _refuse_marks(event, name, line)
            _refuse_swallowed(event, text, name)
            if expects_key and expects_key[-1]:
                yield _key(event, name, line)
            else:
                yield _value(event, line)
            if isinstance(event, yaml.CollectionStartEvent):
                is_group = isinstance(event, yaml.MappingStartEvent)
                expects_key.append(True if is_group else None)
            else:
                _flip(expects_key)


def _flip(expects_key: list[bool | None]) -> None:
    if expects_key and expects_key[-1] is not None:
        expects_key[-1] = not expects_key[-1]


def _refuse_marks(event: Any, name: str, line: int) -> None:
    if event.anchor is not None:
        raise problem("yaml_alias", name=name, line=line, given=event.anchor)
    if event.tag is not None:
        raise problem("yaml_tag", name=name, line=line, given=event.tag)


def _refuse_swallowed(event: Any, text: str, name: str) -> None:
    """Refuse a comment that looks like the rest of a text: it would be lost."""
    if not isinstance(event, yaml.ScalarEvent) or event.style not in {None, ""}:
        return
    end: Any = event.end_mark
    found = _SWALLOWED.match(text, end.index)
    if found:
        raise problem("yaml_hash", name=name, line=end.line + 1, given=found[1])


def _key(event: Any, name: str, line: int) -> Event:
    if not isinstance(event, yaml.ScalarEvent):
        raise problem("yaml_key", name=name, line=line)
    return Event("key", line, text=event.value)


def _value(event: Any, line: int) -> Event:
    if isinstance(event, yaml.SequenceStartEvent):
        return Event("list", line)
    if isinstance(event, yaml.MappingStartEvent):
        return Event("group", line)
    is_empty = not event.value and event.style in {None, ""}
    return Event("value", line, "empty" if is_empty else "text", event.value)
