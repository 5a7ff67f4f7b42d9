"""Bytes become text: byte order mark, UTF-8, and only then a guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple
from unicodedata import category

from jejak.importers.document import Remark
from jejak.importers.refusal import refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the next one
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings that tables still come in; a free choice among ninety takes short
# western text for Cyrillic or Vietnamese.
_GUESSES = (
    *("cp1252", "cp932", "gb18030", "euc_jp", "euc_kr", "big5", "cp1251", "koi8_r"),
    *("cp1250", "cp1253", "cp1254", "cp1255", "cp1256", "cp874"),
)
_NAMES = {"cp932": "Shift-JIS", "cp1252": "Windows-1252", "cp1251": "Windows-1251"}
# A short text fits several East Asian encodings: Korean is seldom written with
# Chinese signs now, and Japanese seldom with half-width kana.
_MISTAKEN = {
    "euc_kr": (re.compile("[\u4e00-\u9fff\uf900-\ufaff]"), "gb18030"),
    "cp932": (re.compile("[\uff61-\uff9f]"), "big5"),
}
_WIDE = re.compile("[\u3040-\uffef]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f-\x84\x86-\x9f]")
_SAMPLE_BYTES = 200_000
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_WHOLE_FOR_DAMAGED = 5  # so many whole letters beyond ASCII for each damaged one
_WIDE_SAMPLE_BYTES = 4_096
# In the languages of western Europe letters with marks stand alone or in twos;
# the guesser takes a short text of theirs for Polish or Chinese.
_NOT_WESTERN = re.compile(
    r"[^\x00-\x7f]{3}|[^\x00-\x7f\xa0À-ÖØ-öø-ÿŒœ–—‘’“”•…€°¿¡©®«»·]"
)


class Decoded(NamedTuple):
    """Text, and a remark where its encoding was assumed."""

    text: str
    remarks: tuple[Remark, ...] = ()


def decode(name: str, data: bytes) -> Decoded:
    r"""Return the text that some bytes hold.

    Raises:
        ImportRefused: They hold no text.

    Examples:
        >>> decode("a.csv", "Tahap;Café".encode("utf-8-sig")).text
        'Tahap;Café'
        >>> decode("a.csv", "Tahap;Café".encode("cp1252")).remarks[0].values
        {'encoding': 'Windows-1252'}
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(encoding, errors="replace"))
    if wide := _wide_encoding(data):
        return _guessed(data, wide)
    decoded = _as_utf_8(data)
    if decoded is None:
        if b"\x00" in data:
            raise refused("reading.refused.binary", name=name)
        decoded = _guessed(data, _likely_encoding(data))
    if _is_binary(decoded.text):
        raise refused("reading.refused.binary", name=name)
    return decoded


def _as_utf_8(data: bytes) -> Decoded | None:
    """Return the text of UTF-8, be it damaged in a few places; None if it is none."""
    try:
        # Some programs write each half of a sign beyond 65,536 as one of its own.
        halves = data.decode("utf-8", "surrogatepass").encode(
            "utf-16-le", "surrogatepass"
        )
        return Decoded(halves.decode("utf-16-le", "replace"))
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    count = text.count("\ufffd")
    if count * _WHOLE_FOR_DAMAGED > len(_NOT_ASCII.findall(text)):
        return None  # other encodings are seldom whole letters of UTF-8
    return Decoded(text, (Remark("reading.encoding_damaged", {"count": count}),))


def _is_binary(text: str) -> bool:
    """Say whether control characters are too many for a text that went astray."""
    return "\x00" in text or len(_CONTROLS.findall(text)) > 1 + len(text) / 100


def _guessed(data: bytes, encoding: str) -> Decoded:
    shown = _NAMES.get(encoding, encoding.upper().replace("_", "-"))
    remark = Remark("reading.encoding", {"encoding": shown})
    return Decoded(data.decode(encoding, errors="replace"), (remark,))


def _wide_encoding(data: bytes) -> str | None:
    """Return the encoding of UTF-16 without a mark, told by where its zeros are."""
    sample = data[: _WIDE_SAMPLE_BYTES - _WIDE_SAMPLE_BYTES % 2]
    half = len(sample) // 2
    if half < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for encoding, zeros, others in (
        ("utf-16-le", odd, even),
        ("utf-16-be", even, odd),
    ):
        if zeros > 0.4 * half and others < 0.05 * half + 1:
            return encoding
        if zeros > 0.01 * half and others * 2 < zeros and _is_text(sample, encoding):
            return encoding  # no western letters, but line ends and signs of ours
    return None


def _is_text(sample: bytes, encoding: str) -> bool:
    """Say whether some bytes that are no UTF-8 are text in an encoding."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        pass
    else:
        return False  # a lone zero in a text of another kind
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    kinds = {category(letter) for letter in set(text) - {"\t", "\n", "\r"}}
    return "\n" in text and kinds.isdisjoint({"Cc", "Cn", "Co", "Cs"})


def _likely_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE_BYTES]
    if not _NOT_WESTERN.search(sample.decode("cp1252", errors="replace")):
        return "cp1252"
    best = from_bytes(sample, cp_isolation=list(_GUESSES)).best()
    encoding = best.encoding if best else "cp1252"
    if encoding not in _MISTAKEN:
        return encoding
    unlikely, better = _MISTAKEN[encoding]
    text = sample.decode(encoding, errors="replace")
    found = len(unlikely.findall(text))
    return better if found * 5 > len(_WIDE.findall(text)) else encoding
