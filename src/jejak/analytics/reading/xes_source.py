"""XES by the expat of the standard library: one pass, little memory, no entities."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from jejak.analytics.reading.columns import names_case
from jejak.analytics.reading.sources import Source, opened
from jejak.analytics.reading.spool import Spool
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from pathlib import Path

    from jejak.analytics.reading.columns import Wanted

_CHUNK = 1 << 16
_MAX_WAITING = 1 << 24  # bytes fed without one element ending: something is hidden
_MAX_DEPTH = 64
_MAX_VALUE = 10_000  # letters of one value
_NAME = "case:concept:name"
_VALUES = frozenset({"string", "date", "int", "float", "boolean", "id"})


def open_xes(path: Path, form: str, room: Path, wanted: Wanted) -> Source:
    """Open an XES log; a trace's own values become columns that begin with `case:`."""
    with Spool(path.name, room) as spool:
        reader = _Reader(spool, None if wanted.case_col else path)
        waiting = 0
        with opened(path) as file:
            while chunk := file.read(_CHUNK):
                before = reader.elements
                reader.feed(chunk)
                waiting = 0 if reader.elements != before else waiting + len(chunk)
                if waiting > _MAX_WAITING:
                    raise refused("log.refused.xes_bomb", name=path.name)
            reader.feed(b"", is_last=True)
    source = spool.source(form)
    source.remarks += ["log.remark.empty_cases"] if reader.has_empty else []
    source.remarks += ["log.remark.numbered_cases"] if reader.has_nameless else []
    return source


def _digest(path: Path) -> str:
    """Return what tells a file from every other one, by what it holds."""
    summed = hashlib.blake2b(digest_size=8)
    with opened(path) as file:
        while chunk := file.read(_CHUNK):
            summed.update(chunk)
    return summed.hexdigest()


class _Reader:
    """Only what stands directly in a trace or an event counts: values nest.

    A `global` repeats the same keys; it is neither.
    """

    def __init__(self, spool: Spool, path: Path | None) -> None:
        self.spool = spool
        self.file = path  # without it nameless traces stay so
        self.digest = ""
        self.traces = 0
        self.has_nameless = False
        self.elements = 0
        self.path: list[str] = []
        self.trace: dict[str, str] = {}
        self.rows_before = 0  # the trace that is being read
        self.has_empty = False
        self.event: dict[str, str] = {}
        self.line = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = False
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        try:
            self.parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            name, line = self.spool.name, error.lineno
            if is_last or "no element found" in str(error):
                raise refused("log.refused.cut_off", name=name) from error
            raise refused("log.refused.xml", name=name, line=line) from error

    def refuse_doctype(self, *_: object) -> None:
        raise refused("log.refused.doctype", name=self.spool.name)

    def start(self, tag: str, given: dict[str, str]) -> None:
        self.elements += 1
        tag = tag.rpartition(":")[2]  # a log may name the space its words are of
        path = self.path
        parent = path[-1] if path else ""
        path.append(tag)
        if tag in _VALUES:
            if parent == "event":
                self.event[given.get("key", "")] = given.get("value", "")[:_MAX_VALUE]
            elif parent == "trace":
                key, value = given.get("key", ""), given.get("value", "")
                self.trace[f"case:{key}"] = value[:_MAX_VALUE]
            elif len(path) > _MAX_DEPTH:
                raise refused("log.refused.xes_bomb", name=self.spool.name)
        elif tag == "event":
            self.event = {}
            self.line = self.parser.CurrentLineNumber
        elif tag == "trace":
            self.trace, self.rows_before = {}, self.spool.rows
            self.traces += 1
        elif len(path) > _MAX_DEPTH:
            raise refused("log.refused.xes_bomb", name=self.spool.name)

    def end(self, tag: str) -> None:
        ended = self.path.pop()
        if ended == "event":
            self.name_trace()
            self.spool.add(self.line, {**self.trace, **self.event})
        elif ended == "trace" and self.spool.rows == self.rows_before:
            self.has_empty = True

    def name_trace(self) -> None:
        """Let a trace that does not say whose it is be known by its number.

        In another file that number is somebody else: the file is a part of the name.
        """
        if not self.file or any(map(names_case, (*self.trace, *self.event))):
            return
        self.has_nameless = True
        self.digest = self.digest or _digest(self.file)  # few files need it
        self.trace[_NAME] = f"{self.digest} {self.traces}"
