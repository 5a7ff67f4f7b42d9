"""Pictures have the colours of the pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from jejak.layout.palette import DARK, LIGHT, PRINT

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKENS = Path(__file__).parents[2] / "web" / "src" / "styles" / "tokens.css"


def tokens(block: str) -> dict[str, str]:
    """Return the colours that the pages have in a theme, by name."""
    text = TOKENS.read_text(encoding="utf-8")
    body = re.split(r"\n *}", text.partition(f"{block} {{")[2])[0]
    found = dict(re.findall(r"--([\w-]+):\s*([^;]+);", body))
    named = re.compile(r"var\(--([\w-]+)\)")
    return {name: named.sub(lambda to: found[to[1]], it) for name, it in found.items()}


@pytest.mark.parametrize(
    ("block", "palette"),
    [
        (":root", LIGHT),
        (':root[data-theme="dark"]', DARK),
        ("@media print {\n  :root", PRINT),
    ],
    ids=["light", "dark", "print"],
)
def test_a_colour_is_the_one_of_the_pages(
    block: str, palette: Mapping[str, str]
) -> None:
    pages = tokens(":root") | tokens(block)
    known = palette.keys() & pages.keys()
    assert {name: palette[name] for name in known} == {
        name: pages[name] for name in known
    }
    # What the pages write into a rule of their own.
    assert palette.keys() - known == {
        "face-stroke-strong",
        "rank-do",
        "rank-plan",
        "rank-delegate",
        "rank-drop",
    }
