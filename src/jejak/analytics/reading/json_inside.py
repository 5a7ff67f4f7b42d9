"""JSON that holds its events inside of something else, or each over several lines.

They are written out, one on each line, piece by piece: no file is held as a whole.
"""

from __future__ import annotations

import codecs
import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice
from typing import IO, TYPE_CHECKING, Any

from jejak.analytics.reading.sources import MAX_LINE_BYTES, opened, said_encoding
from jejak.analytics.refusal import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK = 1 << 20
_DEEP = 4  # objects around a list of events
_SEEN = 20  # of its events, by whose names a list is known
_TRIED = 1000  # values of a file; if there is no event in them, it holds none
_NEAR = 10  # letters: the longest of what may be cut in two

Way = tuple[str, ...]
Fits = Callable[[Sequence[Any]], bool]


@dataclass(slots=True)
class Inside:
    """The events of a file, one on each line of another."""

    path: Path
    way: Way  # to the list that they are
    starts: array[int]  # lines on which they begin

    def lines(
        self, rows: Sequence[int], rejected: Sequence[int]
    ) -> tuple[list[int], list[int]]:
        """Return the lines of events, as `Lines` wants them."""
        return [self.starts[row] for row in rows], list(rejected)


def written_out(path: Path, name: str, room: Path, fits: Fits) -> Inside | None:
    """Write out the events of a file, if some of its values are such.

    They are the values one after the other, or those of the first list of which that
    can be said, and of that list in whatever follows.

    Args:
        path: The file.
        name: What people call it.
        room: A folder for what is written.
        fits: Tells whether some values are events.

    Raises:
        LogRefused: The file ends too early, is no JSON, or holds too large a value.
    """
    target = room / "inside.jsonl"
    with opened(path) as file, target.open("w", encoding="utf-8") as out:
        walker = _Walker(_Text(file, name), fits, out)
        walker.run()
    if walker.way is None:
        return None
    return Inside(target, walker.way, walker.starts)


class _Text:
    """The text of a file as it comes in; only what is being looked at is held."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.file, self.name = file, name
        start = file.read(4096)
        self.decoder = codecs.getincrementaldecoder(
            said_encoding(start) or "utf-8-sig"
        )("replace")
        self.text, self.place = self.decoder.decode(start), 0
        self.line = 1
        self.is_all = False
        self.json = json.JSONDecoder()

    def next(self) -> str:
        """Return the next sign that is no space; nothing at the end of the file."""
        while True:
            while self.place < len(self.text):
                sign = self.text[self.place]
                if not sign.isspace():
                    return sign
                self.line += sign == "\n"
                self.place += 1
            if not self._more():
                return ""

    def skip(self, sign: str) -> bool:
        """Pass over a sign, if it is the next one."""
        is_next = self.next() == sign
        self.place += is_next
        return is_next

    def value(self) -> tuple[Any, str]:
        """Take the next value, and return it with how it is written."""
        found = self.ahead(MAX_LINE_BYTES)
        if found is None:
            raise refused("log.refused.xes_bomb", name=self.name)
        value, end = found
        written = self.text[self.place : end]
        self.line += written.count("\n")
        self.place = end
        return value, written

    def ahead(self, most: int) -> tuple[Any, int] | None:
        """Return the next value and where it ends; None if it is longer than allowed.

        It is not taken yet.
        """
        self.next()
        while True:
            try:
                value, end = self.json.raw_decode(self.text, self.place)
            except RecursionError as error:
                raise refused("log.refused.xes_bomb", name=self.name) from error
            except json.JSONDecodeError as error:
                if not (_is_open(error) and self._more()):
                    raise self._wrong(error) from error
            else:
                # A number may go on in what is not read yet.
                if end < len(self.text) or not self._more():
                    return value, end
            if len(self.text) - self.place > most:
                return None

    def _more(self) -> bool:
        if self.is_all:
            return False
        chunk = self.file.read(_CHUNK)
        self.is_all = not chunk
        rest = self.text[self.place :]
        self.text = rest + self.decoder.decode(chunk, final=self.is_all)
        self.place = 0
        return True

    def _wrong(self, error: json.JSONDecodeError) -> Exception:
        if _is_open(error, 0):
            return refused("log.refused.cut_off", name=self.name)
        line = self.line + self.text.count("\n", self.place, error.pos)
        return refused("log.refused.json", name=self.name, line=line)


def _is_open(error: json.JSONDecodeError, near: int = _NEAR) -> bool:
    """Tell whether a text may only be cut off where it is wrong."""
    is_at_end = error.pos >= len(error.doc.rstrip()) - near
    return is_at_end or error.msg.startswith("Unterminated")


class _Walker:
    """Goes through everything that a file holds, and writes down what are events."""

    def __init__(self, text: _Text, fits: Fits, out: IO[str]) -> None:
        self.text, self.fits, self.out = text, fits, out
        self.way: Way | None = None
        self.starts = array("q")

    def run(self) -> None:
        """Take one value of the file after the other."""
        for tried in count():
            if not self.text.next() or (self.way is None and tried == _TRIED):
                return
            if self.way is None and self._is_event():
                self.way = ()
            if self.way == ():
                line = self.text.line
                self._write(line, self.text.value()[1])
            else:
                self._walk(())

    def _is_event(self) -> bool:
        found = self.text.ahead(MAX_LINE_BYTES)
        return found is not None and self.fits([found[0]])

    def _walk(self, way: Way) -> None:
        sign = self.text.next()
        if sign == "{" and len(way) < _DEEP:
            self._members(way)
        elif sign == "[" and way:
            self._elements(way)
        else:
            self.text.value()

    def _members(self, way: Way) -> None:
        self.text.skip("{")
        while not self.text.skip("}"):
            key, _ = self.text.value()
            self.text.skip(":")
            self._walk((*way, str(key)))
            self.text.skip(",")

    def _elements(self, way: Way) -> None:
        self.text.skip("[")
        elements = self._each()
        first = list(islice(elements, _SEEN))
        if self.way is None and self.fits([value for _, value, _ in first]):
            self.way = way
        for line, _, written in chain(first, elements):
            if self.way == way:
                self._write(line, written)

    def _each(self) -> Iterator[tuple[int, Any, str]]:
        while not self.text.skip("]"):
            line = self.text.line
            value, written = self.text.value()
            yield line, value, written
            self.text.skip(",")

    def _write(self, line: int, written: str) -> None:
        self.starts.append(line)
        self.out.write(written.replace("\n", " ").replace("\r", " ") + "\n")
