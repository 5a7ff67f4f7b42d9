"""Cells hold lists in every form people type them: this takes them apart.

Letters are never lost: `letters` of a cell equals `letters` of its items joined,
whatever stands in it (a property test says so).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

# Three kinds of bullets. Some are never anything else and part items anywhere in
# a line. Others (ticks, boxes, emoji) may stand for "yes", so they part items
# only in a line that begins with the same sign. Dashes, stars and pluses stand in
# sentences as well: they also need a capital, bracket or other letter after them.
_ANYWHERE = "•●▪◦‣➤❖👉🔹🔸🔷🔶"
_IF_LEADING = "○■□▫▸▹►▻▶➢◆◇✓✔☑✅"
_HEAD_ONLY = "・･"  # also parts the words of one name: カスタマー・ジャーニー
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DASHES = "-–—−‐‑‒"
_TYPED = _DASHES + "*+·"
_BULLETS = frozenset(_ANYWHERE + _IF_LEADING + _HEAD_ONLY + _CIRCLED + _TYPED)
_SELECTOR = "\ufe0f"  # asks for the coloured form of the sign before it
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})


def _any_of(signs: str) -> str:
    return f"[{re.escape(signs)}]"


_NUMBER = r"(?:\((\d{1,3})\)|(\d{1,3})[.)])"
_ROUND = rf"(?:{_any_of(_CIRCLED)}|[1-9]\ufe0f?\u20e3)"  # the second is a keycap
_KEYCAP = re.compile(r"[1-9]\ufe0f?\u20e3")
_MARKER = re.compile(
    rf"(?<![^\s{re.escape(''.join(sorted(_BULLETS)) + _SELECTOR)}]){_NUMBER}(?!\d)"
)
_HEAD_NUMBER = re.compile(rf"{_NUMBER}(?:\s+|(?=[^\W\d_]))")
_HEAD_ROUND = re.compile(rf"({_ROUND})\s*")
_HEAD_SIGN = re.compile(
    rf"({_any_of(_ANYWHERE + _IF_LEADING + _HEAD_ONLY)}){_SELECTOR}?\s*"
)
_HEAD_TYPED = re.compile(rf"({_any_of(_TYPED)})(?:\s+|$)")
_HEAD_TIGHT = re.compile(rf"({_any_of(_DASHES)})(?=[^\W\d_])")
# a run of spaces is tried once, not from each of its spaces: that would hang
_SPACES = r"(?<!\s)\s++"
_INNER_SIGN = re.compile(
    rf"(?<!\s)\s*+{_any_of(_ANYWHERE)}{_SELECTOR}?\s*+|{_SPACES}·\s++"
)
_INNER_ROUND = re.compile(rf"(?<!\s)\s*+{_ROUND}\s*+")
_INNER_DASH = re.compile(rf"{_SPACES}[-–−]\s++")
_INNER_NUMBER = re.compile(rf"(?<!\S){_NUMBER}(?:\s+|(?=[^\W\d_]))")
_CAMEL = re.compile(r"[a-z][A-Z]")
_FIGURE = re.compile(r"\D{0,3}\d")

_SHORT = 30  # characters; parts of a list without bullets are seldom longer
_NOTHING = frozenset(
    {
        *("n/a", "n.a", "na", "none", "nothing", "nil", "null", "not applicable"),
        *("tidak ada", "tdk ada", "tak ada", "tidak ada temuan", "nihil"),
        *("なし", "特になし", "該当なし", "无", "無", "暂无", "없음", "해당 없음"),
        *("нет", "ninguno", "ninguna", "nenhum", "keine", "keiner", "aucun", "aucune"),
    }
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """An item that may be several, such as `Jakarta - Bandung`."""

    item: int  # index among the items
    parts: tuple[str, ...]  # what the item becomes if it is split


@dataclass(frozen=True, slots=True)
class CellItems:
    """What a cell holds, in order."""

    items: tuple[str, ...] = ()
    is_ordered: bool = False  # numbers told the order
    doubts: tuple[Doubt, ...] = ()


class _Entry(NamedTuple):
    """One line, or a line and the indented lines that go on with it."""

    text: str
    sign: str  # the bullet it began with, if any
    number: int | None  # the number it began with, if any


def is_nothing(text: str) -> bool:
    """Say whether a cell states that there is nothing: `-`, `n/a`, `tidak ada`.

    A blank cell states nothing at all, so it is not one of these.

    Examples:
        >>> [is_nothing(text) for text in ("- ", "N/A", "(tidak ada)", "", "+")]
        [True, True, True, False, False]
    """
    bare = "".join(text.split())
    if bare and all(sign in _DASHES + "•▪·" for sign in bare):
        return True
    words = " ".join(text.casefold().split()).lstrip(_TYPED + _ANYWHERE + " ")
    return words.strip("().[] ") in _NOTHING


def letters(text: str) -> str:
    r"""Return what must survive of a text: no spaces, bullets, list numbers.

    Examples:
        >>> letters("1. Buka app 2. Bayar") == letters("- Buka app\n- Bayar")
        True
        >>> letters("Rp 5.000 (lunas)")
        'Rp5.000(lunas)'
    """
    return "".join(
        sign
        for sign in _MARKER.sub(" ", _KEYCAP.sub(" ", text))
        if sign not in _BULLETS
        and sign != _SELECTOR
        and not sign.isspace()
        and unicodedata.category(sign) not in _INVISIBLE
    )


def split_items(text: str) -> CellItems:
    r"""Take the list in a cell apart; a text that is no list is one item.

    A place that may or may not part two items is left whole and reported as a
    doubt. A blank cell and one that states that there is nothing have no items.

    Examples:
        >>> split_items("- Instagram - Website - Mobile apps").items
        ('Instagram', 'Website', 'Mobile apps')
        >>> split_items("1. Buka aplikasi\n2. Bayar")
        CellItems(items=('Buka aplikasi', 'Bayar'), is_ordered=True, doubts=())
        >>> split_items("Jakarta - Bandung").doubts
        (Doubt(item=0, parts=('Jakarta', 'Bandung')),)
    """
    if not text.strip() or is_nothing(text):
        return CellItems()
    items: list[str] = []
    doubts: list[Doubt] = []
    numbered = 0
    for entry in _entries(text):
        pieces = _numbered_pieces(entry)
        numbered += len(pieces) if entry.number is not None or pieces[1:] else 0
        for piece in pieces:
            found = _parted(piece, entry.sign)
            numbered += len(found) if _HEAD_ROUND.match(entry.sign) else 0
            for item, parts in found:
                if parts:
                    doubts.append(Doubt(len(items), parts))
                items.append(item)
    if not items:  # a lone tick or plus says something
        items.append(text.strip())
    return CellItems(tuple(items), numbered > 1, tuple(doubts))


def _entries(text: str) -> list[_Entry]:
    lines = [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
    numbers = sum(1 for line in lines if _HEAD_NUMBER.match(line.strip()))
    numbers = max(numbers, len(re.findall(_ROUND, text)))
    entries: list[_Entry] = []
    for line in lines:
        entry = _entry(line.strip(), takes_any_number=numbers > 1)
        marked = entry.sign or entry.number is not None
        goes_on = entries and (entries[-1].sign or entries[-1].number is not None)
        if not marked and goes_on and line[0].isspace():
            before = entries[-1]
            entries[-1] = before._replace(text=f"{before.text} {entry.text}")
        else:
            entries.append(entry)
    return entries


def _entry(line: str, *, takes_any_number: bool) -> _Entry:
    """Take bullets and number off the head of a line: `• 1. Bayar`."""
    sign, number = "", None
    while True:
        if match := _HEAD_SIGN.match(line) or _HEAD_TYPED.match(line):
            sign = sign or match[1]
        elif not sign and (match := _HEAD_TIGHT.match(line)):
            sign = match[1]
        elif not sign and (match := _HEAD_ROUND.match(line)):
            if not takes_any_number and match[1][0] not in "①1":
                return _Entry(line, sign, None)
            sign = match[1]
        elif number is None and (match := _HEAD_NUMBER.match(line)):
            value = int(match[1] or match[2])
            # "24. Desember" alone is no list; "1. Bayar" alone is
            if not takes_any_number and value != 1:
                return _Entry(line, sign, None)
            number = value
        else:
            return _Entry(line, sign, number)
        line = line[match.end() :]


def _numbered_pieces(entry: _Entry) -> list[str]:
    """Part `1. a 2. b` where the numbers count up by one."""
    wanted = 1 if entry.number is None else entry.number + 1
    cuts: list[re.Match[str]] = []
    for match in _INNER_NUMBER.finditer(entry.text):
        if int(match[1] or match[2]) == wanted:
            cuts.append(match)
            wanted += 1
    if not cuts or (entry.number is None and len(cuts) == 1):
        return [entry.text]
    ends = [match.start() for match in cuts] + [len(entry.text)]
    starts = [0] + [match.end() for match in cuts]
    return [entry.text[start:end] for start, end in zip(starts, ends, strict=True)]


def _parted(text: str, sign: str) -> list[tuple[str, tuple[str, ...]]]:
    """Part a line at its inner bullets; with each item the parts it may hold."""
    found: list[tuple[str, tuple[str, ...]]] = []
    for piece in _INNER_SIGN.split(text):
        if _HEAD_ROUND.match(sign):
            pieces = _INNER_ROUND.split(piece)
        elif sign and sign in _IF_LEADING:
            pieces = re.split(rf"(?<!\s)\s*+{sign}{_SELECTOR}?\s*+", piece)
        elif sign in _TYPED:
            pieces = _cut(piece, _typed_cuts(piece, sign))
        else:
            pieces = [piece]
        for raw in pieces:
            item = _bare(raw)
            if item:
                found.append((item, _doubtful_parts(item, sign)))
    return found


def _typed_cuts(text: str, sign: str) -> list[re.Match[str]]:
    """Find where the line's own sign surely begins another item."""
    if not sign:
        return []
    between = re.compile(rf"{_SPACES}{re.escape(sign)}(?:\s++|(?=[^\W\d_]))")
    return [match for match in between.finditer(text) if _begins_item(match)]


def _begins_item(match: re.Match[str]) -> bool:
    """Say whether what follows a dash looks like the head of an item."""
    text, at = match.string, match.end()
    if at == len(text):
        return False
    category = unicodedata.category(text[at])
    if category in {"Lu", "Lt", "Lo", "Ps", "Pi", "So"} or text[at] in "\"'@#":
        return True
    if category.startswith("L"):  # ordinary small letters: only another script's
        is_latin = unicodedata.name(text[at], "").startswith("LATIN")
        return not is_latin or bool(_CAMEL.match(text, at))
    return False


def _doubtful_parts(item: str, sign: str) -> tuple[str, ...]:
    """Return what an item would become if its inner dashes parted items."""
    cuts = [match for match in _INNER_DASH.finditer(item) if not _is_range(match)]
    parts = [part for raw in _cut(item, cuts) if (part := _bare(raw))]
    is_likely = sign or all(len(part) <= _SHORT for part in parts)
    return tuple(parts) if len(parts) > 1 and is_likely else ()


def _is_range(match: re.Match[str]) -> bool:
    """Say whether a dash stands between figures: `08.00 - 17.00`."""
    text, start = match.string, match.start()
    return text[start - 1].isdigit() and bool(_FIGURE.match(text, match.end()))


def _cut(text: str, cuts: list[re.Match[str]]) -> list[str]:
    starts = [0] + [match.end() for match in cuts]
    ends = [match.start() for match in cuts] + [len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _bare(raw: str) -> str:
    """Take empty bullets off both ends: a dash that stands alone at the end."""
    text = raw.strip()
    end = len(text)
    while end > 1 and text[end - 1] in _DASHES and text[end - 2].isspace():
        end -= 1
        while text[end - 1].isspace():
            end -= 1
    text = text[:end]
    while match := _HEAD_TYPED.match(text):
        text = text[match.end() :]
    return text
