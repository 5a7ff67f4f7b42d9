r"""YAML as we write it: one item a line, never wrapped, the same every time.

Texts that a YAML reader could take for something else (`no`, `1.10`, `~`,
`2026-11-22`) stand in quotes, so that every reader finds the same text there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jejak.model.codec import Plain

# What no YAML reader takes for anything but text: a letter or another sign
# that opens nothing, then anything but a colon or a hash with a space beside.
_PLAIN = re.compile(r"(?:[^\W_]|[/(±°§€£≥≤“‘«…→])(?:.*\S)?", re.UNICODE)
_TRAPS = re.compile(r": |:$| #|[\t\n]")
_WORDS = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"]
)
_FIGURES = re.compile(r"[-+.0-9][-+0-9.,:_xXoObBeEtTzZ a-fA-F]*")
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
    "\ufeff": "\\uFEFF",
}
_ESCAPED = re.compile('[\\\\"\n\t\x85\u2028\u2029\ufeff]')
_BREAKS = re.compile("[\x85\u2028\u2029\ufeff]")


def yaml_text(document: Mapping[str, Plain]) -> str:
    r"""Return a document as YAML.

    Examples:
        >>> print(yaml_text({"title": "Buying", "goals": ["no", "a: b", "two\nlines"]}))
        title: Buying
        goals:
          - "no"
          - "a: b"
          - |-
            two
            lines
        <BLANKLINE>
    """
    lines: list[str] = []
    for key, value in document.items():
        if lines and isinstance(value, list) and value:
            lines.append("")
        lines += _entry(key, value, "", parted=key == "stages")
    return "\n".join(lines) + "\n"


def _entry(
    key: str, value: Plain, indent: str, *, parted: bool = False
) -> Iterator[str]:
    head = f"{indent}{_scalar(key)}:"
    if isinstance(value, dict) and value:
        yield head
        for name, part in value.items():
            yield from _entry(name, part, indent + "  ")
    elif isinstance(value, list) and value:
        yield head
        for place, item in enumerate(value):
            if parted and place:
                yield ""
            yield from _item(item, indent + "  ")
    else:
        yield from _leaf(head, value, indent + "  ")


def _item(item: Plain, indent: str) -> Iterator[str]:
    if isinstance(item, dict) and item:
        first = True
        for key, value in item.items():
            for line in _entry(key, value, indent + "  "):
                if first:
                    yield f"{indent}- {line[len(indent) + 2 :]}"
                    first = False
                else:
                    yield line
    else:
        yield from _leaf(f"{indent}-", item, indent + "  ")


def _leaf(head: str, value: Plain, indent: str) -> Iterator[str]:
    if isinstance(value, str) and _can_be_block(value):
        yield f"{head} {_block_head(value)}"
        for line in value.removesuffix("\n").split("\n"):
            yield indent + line if line else ""
    else:
        yield f"{head} {_scalar(value)}"


def _scalar(value: Plain) -> str:
    if isinstance(value, str):
        return value if _is_plain(value) else _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, dict)):
        return "[]" if isinstance(value, list) else "{}"
    # YAML 1.1 takes `1e-09` for a text: a number with an exponent has a point.
    return re.sub(r"^(-?\d+)e", r"\1.0e", repr(value))


def _is_plain(text: str) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and _TRAPS.search(text) is None
        and _BREAKS.search(text) is None
        and text.lower() not in _WORDS
        and _FIGURES.fullmatch(text) is None
    )


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text) + '"'


def _can_be_block(text: str) -> bool:
    """Tell whether a text of several lines can stand line by line.

    Blank lines at its end would run into those that part the sections.
    """
    return (
        "\n" in text
        and text.strip() != ""
        and not text.endswith("\n\n")
        and _BREAKS.search(text) is None
    )


def _block_head(text: str) -> str:
    # A reader learns the indent from the first line, so one that is blank or
    # begins with a space needs to say it.
    indent = "2" if text[0] in " \n\t" else ""
    return f"|{indent}" if text.endswith("\n") else f"|{indent}-"
