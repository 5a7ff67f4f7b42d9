"""Small rules of setting text that every picture keeps."""

from __future__ import annotations

import re

JOINER = "\u2060"  # word joiner: no line break here

# Clitics and short prefixes never part from their word (apps-nya, m-banking,
# di-order); reduplication may (promo-promo).
_CLITICS = "nya|ku|mu|kah|lah|pun"
_PREFIXES = r"\w|di|ke|se|ber|ter|me|mem|men|per|pe|pra|non|anti|re|pre|co|to|as"
_CLITIC = re.compile(rf"(?<=\w)-(?=(?:{_CLITICS})\b)", re.IGNORECASE)
_PREFIX = re.compile(rf"(?<!\w)({_PREFIXES})-(?=\w)", re.IGNORECASE)
HELD = rf"(?i)\b(?:\w{{1,14}}-(?:{_CLITICS})\b|(?:{_PREFIXES})-\w{{1,14}}\b)"
"""The same as a pattern for Typst, which holds a word together in a box."""
LONGEST = 16  # letters: a word this long is broken where it must be
LONG = rf"[^\s/-]{{{LONGEST},}}"
"""Words that may be too long for a narrow stage, as a pattern for Typst: it knows no
hyphenation for Indonesian, and a link must break rather than run over its cell."""


def held(text: str) -> str:
    r"""Return `text` with clitics and short prefixes held to their word.

    Examples:
        >>> held("download apps-nya").encode("ascii", "backslashreplace").decode()
        'download apps\\u2060-\\u2060nya'
        >>> held("promo-promo")
        'promo-promo'
    """
    if "-" not in text:
        return text
    text = _CLITIC.sub(f"{JOINER}-{JOINER}", text)
    return _PREFIX.sub(rf"\1{JOINER}-{JOINER}", text)


def initials(name: str) -> str:
    """Return one or two letters that stand for a person.

    Examples:
        >>> initials("Mas Tekno"), initials("rina"), initials("")
        ('MT', 'R', '')
    """
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [w[0] for w in words]
    return "".join(letters).upper()
