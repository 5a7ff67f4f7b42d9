"""YAML as events. Every scalar stays the text that stands there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import yaml

from jejak.files.nodes import Event, Form
from jejak.files.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.errors import FileFormatError

# The C parser is ten times faster; a PyYAML built without it has only the other.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_KINDS: dict[type[Any], Literal["end", "scalar", "list", "group"]] = {
    yaml.SequenceEndEvent: "end",
    yaml.MappingEndEvent: "end",
    yaml.ScalarEvent: "scalar",
    yaml.SequenceStartEvent: "list",
    yaml.MappingStartEvent: "group",
}
"""What an event begins, ends or says; others say nothing about the map."""

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
        yield from _Converter(text, name).events()
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


class _Converter:
    """One way through the parser's events.

    A map of some thousand cards has ten times as many events, so the class of
    an event is looked up, and what hardly any file has is asked about once.
    """

    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._has_hash = "#" in text
        # For every open collection: None in a list, True in a group where a key
        # comes next, False where a value comes next.
        self._expects_key: list[bool | None] = []
        self._documents = 0

    def events(self) -> Iterator[Event]:
        """Give the events."""
        expects_key = self._expects_key
        for event in self._parsed():
            line: int = event.start_mark.line + 1
            kind = _KINDS.get(type(event))
            if kind is None:
                self._refuse(event, line)
                continue
            if kind == "end":
                expects_key.pop()
                yield Event("end", line)
            else:
                self._refuse_marks(event, kind, line)
                if expects_key and expects_key[-1]:
                    yield self._key(event, kind, line)
                elif kind == "scalar":
                    is_empty = not event.value and not event.style
                    form: Form = "empty" if is_empty else "text"
                    yield Event("value", line, form, event.value)
                else:
                    yield Event(kind, line)
            if kind == "group":
                expects_key.append(True)
            elif kind == "list":
                expects_key.append(None)
            elif expects_key and expects_key[-1] is not None:
                expects_key[-1] = not expects_key[-1]

    def _parsed(self) -> Iterator[Any]:
        loader = _Loader(self._text)
        try:
            event = loader.get_event()
            while not isinstance(event, yaml.StreamEndEvent):
                yield event
                event = loader.get_event()
        finally:
            loader.dispose()

    def _refuse(self, event: Any, line: int) -> None:
        """Refuse a second document and a name for what stands elsewhere."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise problem("yaml_documents", name=self._name, line=line)
        elif isinstance(event, yaml.AliasEvent):
            given = str(event.anchor)
            raise problem("yaml_alias", name=self._name, line=line, given=given)

    def _refuse_marks(self, event: Any, kind: str, line: int) -> None:
        """Refuse anchors and tags, and a comment that looks like lost text."""
        if event.anchor is not None:
            given = event.anchor
            raise problem("yaml_alias", name=self._name, line=line, given=given)
        if event.tag is not None:
            raise problem("yaml_tag", name=self._name, line=line, given=event.tag)
        if self._has_hash and kind == "scalar" and not event.style:
            end = event.end_mark
            found = _SWALLOWED.match(self._text, end.index)
            if found:
                given, line = found[1], end.line + 1
                raise problem("yaml_hash", name=self._name, line=line, given=given)

    def _key(self, event: Any, kind: str, line: int) -> Event:
        if kind != "scalar":
            raise problem("yaml_key", name=self._name, line=line)
        return Event("key", line, text=event.value)
