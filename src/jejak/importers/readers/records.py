"""Records of delimited text, with quotes read as forgivingly as people write them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jejak.importers.limits import limits


class Record(NamedTuple):
    """One row of delimited text."""

    fields: list[str]
    line: int  # index of the line it began on
    end: int  # index of the line after it


class RecordReader:
    """Reads records from lines; a quoted field may go on over several lines.

    A quote that is never closed is an ordinary character. So are quotes around a
    field that needs none, if `keeps_needless_quotes`: what people copy from a sheet
    is not quoted, and a thought such as `"Kok lama?"` is. Where every field of a
    record is quoted, a program did it.
    """

    def __init__(
        self,
        lines: Sequence[str],
        delimiter: str,
        *,
        keeps_needless_quotes: bool = False,
    ) -> None:
        self._lines = lines
        self._delimiter = delimiter
        self._keeps_needless_quotes = keeps_needless_quotes
        # An unclosed quote is looked for to the end of the cell limit; many of
        # them would take hours, so that all of them share one allowance.
        self._allowance = 2 * limits().text_characters

    def read(self, at: int) -> Record:
        """Return the record that begins on line `at`."""
        line, begun = self._lines[at], at
        if '"' not in line:
            return Record(line.split(self._delimiter), begun, at + 1)
        fields: list[str] = []
        quoted: list[int] = []  # the fields that stood in quotes
        start = 0
        while True:
            if line.startswith('"', start) and (found := self._quoted(at, start, line)):
                quoted.append(len(fields))
                text, at, start = found
                line = self._lines[at]
            else:
                end = line.find(self._delimiter, start)
                end = len(line) if end < 0 else end
                text, start = line[start:end], end
            fields.append(text)
            if start >= len(line):
                return Record(self._requoted(fields, quoted), begun, at + 1)
            start += len(self._delimiter)

    def _requoted(self, fields: list[str], quoted: list[int]) -> list[str]:
        """Put the quotes back that belong to the words."""
        is_all = all(
            index in quoted for index, field in enumerate(fields) if field.strip()
        )
        if is_all or not self._keeps_needless_quotes:
            return fields
        needs = ("\n", '"', self._delimiter)
        for index in quoted:
            if not any(sign in fields[index] for sign in needs):
                fields[index] = f'"{fields[index]}"'
        return fields

    def _quoted(self, at: int, start: int, line: str) -> tuple[str, int, int] | None:
        """Read the quoted field at `start`: its text, and line and place after it."""
        parts: list[str] = []
        position, length = start + 1, 0
        while self._allowance > 0:
            end = line.find('"', position)
            piece = line[position : end if end >= 0 else len(line)]
            parts.append(piece)
            length += len(piece) + 1
            self._allowance -= len(piece) + 1
            if length > limits().cell_characters:
                return None
            if end < 0:
                at += 1
                if at >= len(self._lines):
                    return None
                parts.append("\n")
                line, position = self._lines[at], 0
            elif line.startswith('""', end):
                parts.append('"')
                position = end + 2
            else:
                return self._closed("".join(parts), at, end + 1)
        return None

    def _closed(self, text: str, at: int, after: int) -> tuple[str, int, int] | None:
        line = self._lines[at]
        rest = len(line) - len(line[after:].lstrip(" "))
        if rest < len(line) and not line.startswith(self._delimiter, rest):
            return None
        return text, at, rest


def read_records(
    text: str, delimiter: str, *, at_most: int | None = None
) -> list[Record]:
    r"""Return the records of a whole text; of blank lines in a row only the first.

    Examples:
        >>> [record.fields for record in read_records('a;"b\nc"\n;\n\nd;e', ";")]
        [['a', 'b\nc'], [''], ['d', 'e']]
    """
    lines = text.split("\n")
    reader = RecordReader(lines, delimiter)
    records: list[Record] = []
    is_blank = False
    at = 0
    while at < len(lines) and (at_most is None or len(records) < at_most):
        was_blank, is_blank = is_blank, not lines[at].strip(f"{delimiter} ")
        if not is_blank:
            records.append(reader.read(at))
        elif not was_blank:
            records.append(Record([""], at, at + 1))
        at = at + 1 if is_blank else records[-1].end
    return records
