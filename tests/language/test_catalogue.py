"""The catalogue says the same in both languages, and nothing that nobody says."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "src" / "jejak" / "language" / "catalogue"
FORMS = re.compile(r"\.(one|other)$")
GAP = re.compile(r"\$?\{[^{}]*\}")


def words(language: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(
        (CATALOGUE / f"{language}.json").read_text("utf-8")
    )
    return found


def code() -> str:
    """Return all that may say something: of Python, of the browser app, of tables."""
    places = [
        *(ROOT / "src" / "jejak").rglob("*.py"),
        *(ROOT / "src" / "jejak").rglob("*.json"),
        *(ROOT / "src" / "jejak").rglob("*.typ"),
        *(ROOT / "web" / "src").rglob("*.ts"),
        *(ROOT / "web" / "src").rglob("*.svelte"),
    ]
    own = [place for place in places if place.parent != CATALOGUE]
    built = ROOT / "src" / "jejak" / "server" / "static"
    return "\n".join(
        place.read_text("utf-8") for place in own if built not in place.parents
    )


def test_both_languages_have_the_same_keys() -> None:
    english, indonesian = (
        {key for key in words(one) if not key.endswith(".one")} for one in ("en", "id")
    )
    assert english == indonesian


def test_every_key_is_said_somewhere() -> None:
    text = code()
    written = set(re.findall(r"[\w.-]+", text))
    quoted = re.findall(r"\"([^\"\n]*)\"|'([^'\n]*)'|`([^`\n]*)`", text)
    texts = {one for each in quoted for one in each if one}
    last = {word for one in texts for word in re.findall(r"[\w-]+", one)}
    filled = [
        re.compile(r"[\w.-]+".join(map(re.escape, GAP.split(one))))
        for one in texts
        if GAP.search(one) and re.search(r"\w{3}\.|\.\w{3}", GAP.sub("", one))
    ]

    def is_said(key: str) -> bool:
        end = key.rpartition(".")[2]
        ends = {end, end.rpartition("_")[2]}
        return key in written or (
            bool(ends & last) and any(one.fullmatch(key) for one in filled)
        )

    keys = words("en")
    assert [
        key for key in keys if not is_said(key) and not is_said(FORMS.sub("", key))
    ] == []
