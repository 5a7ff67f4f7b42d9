"""Lines of a cover: company, confidentiality, version and the like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from jejak.importers.markup import strip_markup
from jejak.language.names import load_words, plain_name

_MOST_WORDS = 16
_MOST_LEFT_OVER = 3  # words that no field took; more, and the line is prose
_KEYS = {
    "title_key": "title",
    "company_key": "company",
    "confidentiality_key": "confidentiality",
    "goal_key": "goal",
    "scope_key": "scope",
    "owner_key": "owner",
    "persona_key": "persona",
    "version_key": "version",
}
_KEY_LINE = re.compile(r"^\s*(?:[-•*>]\s+)?([^:：\n]{1,40}?)\s*[:：](?!//)\s*(\S.*)$")


@dataclass(frozen=True, slots=True)
class CoverPiece:
    """A piece of a line and the field of the map that it fills."""

    text: str
    field: str  # empty: structure, such as "prepared for"; notes: words left over


@cache
def _alternatives(kind: str) -> str:
    words = sorted(load_words("surroundings")[kind], key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in words)


@cache
def _version() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])(?:{_alternatives('version')})\.?\s*\d+(?:\.\d+)*\b\.?",
        re.IGNORECASE,
    )


@cache
def _confidentiality() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[|,;·—–-])\s*)({_alternatives('confidentiality')})(?![^\W_])",
        re.IGNORECASE,
    )


@cache
def _company() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W_])({_alternatives('company_before')})\s*:?\s+(?=\S)", re.IGNORECASE
    )


def read_key_line(line: str) -> tuple[str, str, str] | None:
    """Return key, field and value of a line such as `Company: Toko Sari`.

    Examples:
        >>> read_key_line("Perusahaan: Toko Sari")
        ('Perusahaan', 'company', 'Toko Sari')
        >>> read_key_line("Catatan: besok rapat") is None
        True
    """
    match = _KEY_LINE.match(strip_markup(line))
    if not match:
        return None
    plain = plain_name(match[1])
    for kind, name in _KEYS.items():
        if plain in {plain_name(word) for word in load_words("surroundings")[kind]}:
            return match[1].strip(), name, match[2].strip()
    return None


def read_cover_line(line: str) -> tuple[CoverPiece, ...]:
    """Return what a short line says about the document; nothing for prose.

    Examples:
        >>> line = "Rahasia Disiapkan untuk **Toko Sari** Versi 2."
        >>> for piece in read_cover_line(line):
        ...     print(piece.field, piece.text)
        confidentiality Rahasia
         Disiapkan untuk
        company Toko Sari
        version Versi 2.
        >>> read_cover_line("Rahasia sukses toko ini ada di pelayanannya yang cepat")
        ()
    """
    text = strip_markup(line)
    if not text or "\n" in text or len(text.split()) > _MOST_WORDS:
        return ()
    spans: list[tuple[int, int, str]] = []
    if secret := _confidentiality().search(text):
        spans.append((*secret.span(1), "confidentiality"))
    if version := _version().search(text):
        spans.append((*version.span(), "version"))
    if company := _company().search(text):
        later = [start for start, _, _ in spans if start >= company.end()]
        end = min(later, default=len(text))
        spans.append((*company.span(1), ""))
        spans.append((company.end(), end, "company"))
    spans.sort()
    return _pieces(text, spans)


def _pieces(text: str, spans: list[tuple[int, int, str]]) -> tuple[CoverPiece, ...]:
    pieces: list[CoverPiece] = []
    left_over = at = 0
    for start, end, name in [*spans, (len(text), len(text), "")]:
        between = text[at:start].strip()
        if between:
            words = len(re.findall(r"\w+", between))
            left_over += words
            pieces.append(CoverPiece(between, "notes" if words else ""))
        if text[start:end].strip():
            pieces.append(CoverPiece(text[start:end].strip(" |;·"), name))
        at = max(at, end)
    is_cover = bool(spans) and left_over <= _MOST_LEFT_OVER
    return tuple(pieces) if is_cover else ()
