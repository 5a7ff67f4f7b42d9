"""Every error has words in both languages, and a line in the reference."""

import re
from pathlib import Path

import pytest

from jejak.language.catalogue import LANGUAGES, say
from jejak.server import answers
from jejak.server.errors import REASONS

SERVER = Path(__file__).parents[2] / "src" / "jejak" / "server"
# These are refused by other parts of Jejak, which bring words in both languages,
# or say in their own words what the program that called did wrong.
BRING_THEIR_OWN = {
    "file_format",
    "import_refused",
    "invalid_map",
    "invalid_record",
    "unsupported_format",
    "wrong_choice",
}


def named_in_code() -> set[str]:
    """Return every code that the source text of the server answers with."""
    text = "".join(path.read_text("utf-8") for path in SERVER.rglob("*.py"))
    calls = r'(?:Refused\(|answer_code\(request, |_?refuse\(scope, send, )\d+, "(\w+)"'
    return set(re.findall(calls, text)) | set(answers._CODES.values())


def test_the_reference_lists_every_reason() -> None:
    assert named_in_code() - {"unknown_template", "unknown_format"} == set(REASONS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "code", sorted(set(REASONS) | set(answers.STATUS_OF) - BRING_THEIR_OWN)
)
def test_every_code_has_words(language: str, code: str) -> None:
    words = say("id" if language == "id" else "en", f"api.{code}")
    assert words.endswith((".", "}"))
    assert "!" not in words
