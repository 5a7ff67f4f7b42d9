"""The documentation keeps its own rules: links, languages, one sentence per line."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
BELITTLING = re.compile(r"\b(simply|just|obviously)\b", re.IGNORECASE)
CODE = re.compile(r"```.*?```|`[^`\n]*`|<!--.*?-->", re.DOTALL)
# A full stop, then a capital: a second sentence. Numbered lists and bold leads may.
SECOND_SENTENCE = re.compile(r"(?<![\d.])[.?!][)\"]? +[A-Z]")


def prose(page: Path) -> list[str]:
    """Return the lines of a page without code, tables and headings."""
    lines = CODE.sub("", page.read_text(encoding="utf-8")).splitlines()
    return [line for line in lines if not line.startswith(("|", "#"))]


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if "://" not in link]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_word_tells_the_reader_how_easy_it_is(page: Path) -> None:
    assert [line for line in prose(page) if BELITTLING.search(line)] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_sentence_has_a_line_of_its_own(page: Path) -> None:
    leads = re.compile(r"^\s*(?:[-*]|\d+\.) \*\*[^*]+\*\*")
    texts = [leads.sub("", line).strip() for line in prose(page)]
    assert [text for text in texts if SECOND_SENTENCE.search(text)] == []


def test_both_languages_have_the_same_pages() -> None:
    pages = {
        language: {
            path.relative_to(ROOT / "docs" / language).as_posix()
            for path in (ROOT / "docs" / language).rglob("*.md")
        }
        for language in ("en", "id")
    }
    assert pages["en"] == pages["id"]
    assert pages["en"]
