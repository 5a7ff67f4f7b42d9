"""CSV and TSV: the delimiter is voted for, quotes are read as people write them."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from jejak.importers.document import Document, Remark
from jejak.importers.limits import check_limit, limits
from jejak.importers.markup import has_markup
from jejak.importers.readers.grids import GridMaker
from jejak.importers.readers.records import Record, read_records

# In the order of trust where votes are even: a tab is seldom anything else,
# a colon mostly is.
_DELIMITERS = {
    "\t": "tab",
    ";": "semicolon",
    ",": "comma",  # the usual one: not worth a remark
    "|": "pipe",
    "^": "caret",
    "~": "tilde",
    # Full-width signs, as Chinese and Japanese keyboards give them.
    "｜": "wide_pipe",
    "，": "wide_comma",
    "；": "wide_semicolon",
    ":": "colon",
}
_SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 200_000
_LONG_CELL = 60  # characters; cells of a table are shorter in the middle


class Vote(NamedTuple):
    """How well a delimiter parts a text."""

    delimiter: str
    columns: int  # of most rows
    share: float  # of rows that have as many, 0 to 1


def read(name: str, text: str) -> Document:
    r"""Read delimited text.

    Examples:
        >>> document = read("peta.csv", 'Tahap;Cari;Beli\nTujuan;"Hemat; cepat";-')
        >>> [cell.text for cell in document.blocks[0].rows[1]]
        ['Tujuan', 'Hemat; cepat', '-']
        >>> document.remarks[0].key
        'reading.delimiter.semicolon'
    """
    delimiter, text = _named_delimiter(text)
    if not delimiter:
        votes = votes_for(text)
        delimiter = votes[0].delimiter if votes else ","
    records = read_records(text, delimiter, at_most=limits().rows + 1)
    if len(records) > limits().rows:
        check_limit("rows", max(len(records), text.count("\n")), name)
    grid = GridMaker(name).of_records(records)
    remarks = [] if delimiter == "," else [_remark(delimiter)]
    if has_markup(text):
        remarks.append(Remark("reading.markup_read"))
    return Document(name, "csv", (grid,) if grid else (), tuple(remarks))


def votes_for(text: str) -> list[Vote]:
    """Return the delimiters that part most rows alike, the best one first."""
    sample = _sample(text)
    votes: list[Vote] = []
    for delimiter in _DELIMITERS:
        rows = _rows(sample, delimiter)
        widths = Counter(len(row.fields) for row in rows)
        columns, rows_alike = max(
            widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0)
        )
        if columns > 1:
            votes.append(Vote(delimiter, columns, rows_alike / len(rows)))
    return sorted(votes, key=_weight, reverse=True)


def is_surely_delimited(text: str) -> bool:
    r"""Say whether a text without a telling name can only be a table.

    Prose has commas as well: every row must have the same three or more columns,
    and the cells must be as short as cells are.

    Examples:
        >>> is_surely_delimited("Tahap;Cari;Beli\nTujuan;Hemat;Cepat")
        True
        >>> is_surely_delimited("Halo, apa kabar, Rani?\nBaik, terima kasih, Tono.")
        False
    """
    if _named_delimiter(text)[0]:
        return True
    for vote in votes_for(text):
        if vote.share < 1 or vote.columns < 3 or vote.delimiter in ":~^":
            continue
        rows = _rows(_sample(text), vote.delimiter)
        cells = sorted(len(field) for row in rows for field in row.fields)
        if len(rows) < 2 or cells[len(cells) // 2] > _LONG_CELL:
            continue
        spaced = sum(field.startswith(" ") for row in rows for field in row.fields[1:])
        if vote.delimiter != "," or spaced * 2 < len(cells):
            return True
    return False


def _sample(text: str) -> str:
    """Return the first whole lines: half a line has fewer columns than the others."""
    if len(text) <= _SAMPLE_CHARACTERS:
        return text
    end = text.rfind("\n", 0, _SAMPLE_CHARACTERS)
    return text[: end if end > 0 else _SAMPLE_CHARACTERS]


def _rows(sample: str, delimiter: str) -> list[Record]:
    records = read_records(sample, delimiter, at_most=_SAMPLE_ROWS)
    return [record for record in records if any(map(str.strip, record.fields))]


def _weight(vote: Vote) -> float:
    """Weigh how alike the rows are above how many columns they have."""
    return float(vote.share * min(vote.columns, 16) ** 0.5)


def _named_delimiter(text: str) -> tuple[str, str]:
    """Read the line `sep=;` that spreadsheet programs write above the table."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], rest
    return "", text


def _remark(delimiter: str) -> Remark:
    name = _DELIMITERS.get(delimiter)
    if name is None:
        return Remark("reading.delimiter.other", {"delimiter": delimiter})
    return Remark(f"reading.delimiter.{name}")
