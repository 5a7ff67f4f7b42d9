"""The pages of the documentation, and what stands in their blocks."""

import re
from pathlib import Path

from jejak.language.catalogue import Language

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES: tuple[Language, ...] = ("en", "id")
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


def text_of(*parts: str) -> str:
    return DOCS.joinpath(*parts).read_text(encoding="utf-8")


def blocks(text: str, kind: str) -> list[str]:
    return [body for name, body in BLOCK.findall(text) if name == kind]


def jejak_lines(text: str) -> list[str]:
    lines = [line for body in blocks(text, "sh") for line in body.splitlines()]
    return [line for line in lines if line.startswith("jejak ")]
