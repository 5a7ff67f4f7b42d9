"""JSON as events with line numbers, which the standard library does not keep."""

from __future__ import annotations

import re
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import TYPE_CHECKING

from jejak.files.nodes import Event, Form
from jejak.files.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.errors import FileFormatError

_BLANK = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?")


def json_events(text: str, name: str) -> Iterator[Event]:
    """Give the events of one JSON value.

    Raises:
        FileFormatError: The text is no JSON.
    """
    return _Scanner(text, name).events()


class _Scanner:
    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._line = 1
        self._counted = 0  # up to where line ends were counted

    def events(self) -> Iterator[Event]:
        closers: list[str] = []
        yield from self._value(closers)
        while closers:
            if self._next_is(closers[-1]):
                self._step()
                closers.pop()
                yield Event("end", self._line)
                continue
            yield from self._member(closers)
        if self._peek():
            raise self._broken()

    def _member(self, closers: list[str]) -> Iterator[Event]:
        if not self._is_first:
            self._expect(",")
        if closers[-1] == "}":
            if self._peek() != '"':
                raise self._broken()
            line = self._here()
            yield Event("key", line, text=self._string())
            self._expect(":")
        yield from self._value(closers)

    def _value(self, closers: list[str]) -> Iterator[Event]:
        start = self._peek()
        line = self._here()
        if start in {"[", "{"}:
            self._at += 1
            self._is_first = True
            closers.append("]" if start == "[" else "}")
            yield Event("list" if start == "[" else "group", line)
            return
        self._is_first = False
        if start == '"':
            yield Event("value", line, "text", self._string())
            return
        found = _WORD.match(self._text, self._at)
        if found is None:
            raise self._broken()
        self._at = found.end()
        word = found.group()
        form: Form = "number"
        if word in {"true", "false"}:
            form = "boolean"
        elif word == "null":
            form, word = "empty", ""
        yield Event("value", line, form, word)

    _is_first = False  # whether the collection just opened has no member yet

    def _peek(self) -> str:
        found = _BLANK.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._text[self._at : self._at + 1]

    def _next_is(self, character: str) -> bool:
        return self._peek() == character

    def _step(self) -> None:
        self._at += 1
        self._is_first = False

    def _expect(self, character: str) -> None:
        if self._peek() != character:
            raise self._broken()
        self._at += 1

    def _here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def _string(self) -> str:
        try:
            value, self._at = scanstring(self._text, self._at + 1, True)
        except JSONDecodeError as error:
            self._at = error.pos
            raise self._broken() from None
        return str(value)

    def _broken(self) -> FileFormatError:
        return problem("json_broken", name=self._name, line=self._here())
