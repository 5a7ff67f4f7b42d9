"""What stands around the tables: title, cover, persona, contents, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jejak.importers.cover import read_cover_line, read_key_line
from jejak.importers.ledger import Claim
from jejak.importers.markup import strip_markup
from jejak.importers.persona import (
    PersonaPiece,
    PersonaReading,
    read_pairs,
    read_persona,
)
from jejak.importers.reading import Message, Where
from jejak.importers.states import is_state, state_of
from jejak.language.names import head_kinds, load_words, plain_name
from jejak.language.persona_keys import is_own_key, persona_field
from jejak.model.records import MAP_ID
from jejak.model.rules import LONGEST_TEXT

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from jejak.importers.context import Context
    from jejak.importers.draft import Draft
    from jejak.model.records import RecordId

_PERSONA_HEADING = re.compile(r"\s*[:：–—-]\s+|\s*[:：]\s*")
_LONGEST_TITLE = 120  # characters of a line that names the map
_LEAST_KEYS = 3  # known keys that make a paragraph without a heading a persona
_LEAST_WITH_NAME = 2  # where a line gives the name, and every line has a key
_KEYED = re.compile(r"\s*(?:[-•*]\s+)?([^:：>\n]{1,40}?)\s*([:：])(?!//)\s*(\S.*?)\s*")
_COUNT = re.compile(r"\s*#?\d{1,2}\s*$")
_KEY_LINE = re.compile(r"\W*[^\W\d_][^:：\n]{0,40}[:：]\s*\S")
_OUTLINE = re.compile(r"\s*[A-Z][.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, or a paragraph outside tables."""

    place: Hashable
    text: str
    source: str
    level: int = 0  # of a heading; 0: a paragraph
    line: int | None = None
    fence: str | None = None
    is_before: bool = True  # it stands before the map's first table
    is_of_other: bool = False  # it stands right above a table that is no map

    @property
    def where(self) -> Where:
        """Where it stands in the input."""
        return Where(self.source, self.line)

    @property
    def markdown(self) -> str:
        """The passage as it goes into the notes."""
        if self.level:
            return f"{'#' * self.level} {self.text}"
        if self.fence is not None:
            return f"```{self.fence}\n{self.text}\n```"
        return self.text


def take_surroundings(
    context: Context, draft: Draft, passages: Sequence[Passage]
) -> None:
    """Fill the map's own fields from what stands around its tables."""
    left = _take_contents(context, draft, list(passages))
    left = _take_title(context, draft, left)
    left = _take_personas(context, draft, left)
    left = [one for one in left if not _is_state_of(context, draft, one)]
    kept = [one for one in left if not _is_cover(context, draft, one)]
    bare: list[Passage] = []
    for number, passage in enumerate(kept):
        if passage.level and not _has_prose(kept, number):
            bare.append(passage)
        else:
            _note(context, draft, passage)
    _tell_of_headings(context, bare)


def _tell_of_headings(context: Context, headings: Sequence[Passage]) -> None:
    """Account for headings that stand above tables only, or above nothing."""
    if not headings:
        return
    words = dict.fromkeys(" ".join(heading.text.split()) for heading in headings)
    remark = context.desk.note(
        "headings",
        Message("import.remark.headings", {"words": " · ".join(words)}),
        headings[0].where,
    )
    for heading in headings:
        context.ledger.remark(heading.place, heading.text, remark)


def _is_state_of(context: Context, draft: Draft, passage: Passage) -> bool:
    """Take a heading that only says what the map's state says: "As-is"."""
    if not passage.level or not is_state(passage.text):
        return False
    if state_of(passage.text) != draft.info.get("state", "current"):
        return False
    number = draft.number
    text = passage.text
    context.ledger.claim(passage.place, text, MAP_ID, number, is_structure=True)
    return True


def _note(context: Context, draft: Draft, passage: Passage) -> None:
    draft.notes.append(passage.markdown)
    context.ledger.claim(passage.place, passage.text, MAP_ID, draft.number)


def _has_prose(passages: list[Passage], number: int) -> bool:
    """Return whether a heading has a paragraph under it that goes into the notes."""
    level = passages[number].level
    for passage in passages[number + 1 :]:
        if not passage.level:
            return True
        if passage.level <= level:
            return False
    return False


def _section(passages: list[Passage], number: int) -> list[Passage]:
    """Return a heading and all that stands under it."""
    level = passages[number].level
    end = number + 1
    while end < len(passages) and not 0 < passages[end].level <= level:
        end += 1
    return passages[number:end]


def _take_contents(
    context: Context, draft: Draft, passages: list[Passage]
) -> list[Passage]:
    """Leave a table of contents out, and say so: it only repeats the headings."""
    words = {plain_name(word) for word in load_words("surroundings")["contents"]}
    for number, passage in enumerate(passages):
        if passage.level and plain_name(passage.text) in words:
            section = _section(passages, number)
            listed = " · ".join(
                " ".join(one.text.split()) for one in section[1:] if one.text
            )
            remark = context.desk.note(
                "contents",
                Message("import.remark.contents", {"text": listed}),
                passage.where,
            )
            for one in section:
                context.ledger.remark(one.place, one.text, remark)
            return [one for one in passages if one not in section]
    return passages


def _take_title(
    context: Context, draft: Draft, passages: list[Passage]
) -> list[Passage]:
    """Take the first heading of the highest level for the map's title."""
    headings = [
        passage
        for passage in passages
        if passage.level
        and passage.is_before
        and not _heads_persona(_PERSONA_HEADING.split(passage.text)[0])
        and len(passage.text) <= LONGEST_TEXT
    ]
    if "title" in draft.info:
        return passages
    if headings:
        own = [passage for passage in headings if not passage.is_of_other]
        title = min(own or headings, key=lambda passage: passage.level)
    elif passages and _is_title(passages[0]):
        title = passages[0]
    else:
        return passages
    marker = _OUTLINE.match(title.text)
    at = marker.end() if marker else 0
    number = draft.number
    draft.info["title"] = " ".join(title.text[at:].split())
    before = title.text[:at]
    context.ledger.claim(title.place, before, MAP_ID, number, is_structure=True)
    context.ledger.claim(title.place, title.text[at:], MAP_ID, number)
    return [passage for passage in passages if passage is not title]


def _heads_persona(text: str) -> bool:
    """Return whether a heading, perhaps numbered, is about a persona."""
    return "persona" in head_kinds(_COUNT.sub("", text))


def _is_title(passage: Passage) -> bool:
    """Return whether a line above everything names the map: "CJM Kopi Senja"."""
    text = passage.text
    if not passage.is_before or "\n" in text or len(text) > _LONGEST_TITLE:
        return False
    if text.rstrip().endswith((".", "?", "!", ":", ";", ",", "。", "：")):
        return False
    plain = f" {plain_name(text, keep_brackets=True)} "
    words = map(plain_name, load_words("surroundings")["journey_words"])
    return any(_stands_in(word, plain) for word in words)


def _stands_in(word: str, text: str) -> bool:
    """Return whether a text has a word; those of some scripts stand without spaces."""
    return f" {word} " in text or (not word.isascii() and word in text)


def _take_personas(
    context: Context, draft: Draft, passages: list[Passage]
) -> list[Passage]:
    """Read the sections under a persona heading, and paragraphs full of its keys."""
    taken: list[Passage] = []
    for number, passage in enumerate(passages):
        if passage in taken or passage.fence is not None:
            continue
        parts = _PERSONA_HEADING.split(passage.text, maxsplit=1)
        if passage.level and _heads_persona(parts[0]):
            section = [one for one in _section(passages, number) if one.fence is None]
            texts = [strip_markup(one.text) for one in section[1:]]
            named = parts[1:] + texts
            reading = read_persona(["\n".join(named)]) if named else None
            if reading and (reading.known_keys or len(parts) > 1):
                head = passage.text.removesuffix(parts[1]) if parts[1:] else parts[0]
                label = Claim(head, draft.number, MAP_ID, is_structure=True)
                add_personas(
                    context, draft, reading, [one.place for one in section], [label]
                )
                taken += section
        elif not passage.level and passage.is_before:
            if _take_keyed(context, draft, passage):
                taken.append(passage)
                continue
            reading = read_persona([strip_markup(passage.text)])
            if reading.known_keys >= _LEAST_KEYS or _names_somebody(
                passage.text, reading
            ):
                add_personas(context, draft, reading, [passage.place], [])
                taken.append(passage)
    return [passage for passage in passages if passage not in taken]


def _take_keyed(context: Context, draft: Draft, passage: Passage) -> bool:
    """Take a paragraph whose lines are keys of a persona, one of them "Persona"."""
    lines = [line for line in strip_markup(passage.text).split("\n") if line.strip()]
    found = [_KEYED.fullmatch(line) for line in lines]
    matches = [match for match in found if match]
    if len(matches) < _LEAST_WITH_NAME or len(matches) < len(lines):
        return False
    heads = [_heads_persona(match[1]) for match in matches]
    if sum(heads) != 1 or not all(
        is_head or persona_field(match[1]) or is_own_key(match[1])
        for match, is_head in zip(matches, heads, strict=True)
    ):
        return False
    told: list[tuple[str | None, str]] = [
        (None if is_head else match[1], match[3])
        for match, is_head in zip(matches, heads, strict=True)
    ]
    persona, pieces = read_pairs(told)
    record_id = draft.new_id("persona", persona.texts.get("name", ""))
    draft.personas.append(persona.record(record_id))
    claims: list[Claim] = []
    for match, value in zip(matches, pieces, strict=True):
        label = match[1] + match[2]
        claims.append(Claim(label, draft.number, record_id, is_structure=True))
        claims += piece_claims(draft, value, [record_id])
    context.ledger.claim_group([passage.place], claims)
    return True


def _names_somebody(text: str, reading: PersonaReading) -> bool:
    """Return whether every line is a key with its value, a name among them."""
    lines = [line for line in strip_markup(text).split("\n") if line.strip()]
    return (
        reading.known_keys >= _LEAST_WITH_NAME
        and "name" in reading.personas[0].texts
        and all(_KEY_LINE.match(line) for line in lines)
    )


def add_personas(
    context: Context,
    draft: Draft,
    reading: PersonaReading,
    places: Sequence[Hashable],
    before: Sequence[Claim],
) -> None:
    """Add the personas of a text, and account for every piece of it."""
    ids = []
    for persona in reading.personas:
        name = persona.texts.get("name", "")
        record_id = draft.new_id("persona", name)
        ids.append(record_id)
        draft.personas.append(persona.record(record_id))
    claims = piece_claims(draft, reading.pieces, ids)
    context.ledger.claim_group(places, [*before, *claims])


def piece_claims(
    draft: Draft, pieces: Sequence[PersonaPiece], ids: Sequence[RecordId]
) -> list[Claim]:
    """Return what became of every piece of a persona's text."""
    return [
        Claim(
            piece.text,
            draft.number,
            ids[piece.persona],
            is_structure=piece.kind == "label",
        )
        for piece in pieces
    ]


def _is_cover(context: Context, draft: Draft, passage: Passage) -> bool:
    """Take a paragraph whose every line fills a field of the map."""
    if passage.level or passage.fence is not None or not passage.is_before:
        return False
    pieces: list[tuple[str, str]] = []
    for line in filter(str.strip, passage.text.split("\n")):
        read = _line_pieces(line)
        if not read:
            return False
        pieces += read
    names = [name for _, name in pieces if name and name != "notes"]
    if len(set(names)) < len(names) or any(name in draft.info for name in names):
        return False
    found = {name: _tidy(name, text) for text, name in pieces if name in names}
    claims = [
        Claim(text, draft.number, MAP_ID, is_structure=name not in names)
        for text, name in pieces
    ]
    if "persona" in found and draft.personas:
        return False
    if "persona" in found:
        claims = _name_persona(draft, found.pop("persona"), claims)
    draft.info |= found
    if any(name == "notes" for _, name in pieces):
        _note(context, draft, passage)
    else:
        context.ledger.claim_group([passage.place], claims)
    return True


def _line_pieces(line: str) -> list[tuple[str, str]]:
    """Return the pieces of a line with the fields they fill."""
    if key := read_key_line(line):
        label, name, value = key
        sign = "：" if "：" in line and ":" not in line.split("：")[0] else ":"
        quoted = [(">", "")] if line.lstrip().startswith(">") else []
        return [*quoted, (label + sign, ""), (value, name)]
    return [(piece.text, piece.field) for piece in read_cover_line(line)]


def _tidy(name: str, text: str) -> str:
    return text.rstrip(" .,;") if name == "version" else text.strip()


def _name_persona(draft: Draft, name: str, claims: list[Claim]) -> list[Claim]:
    """Make a persona that only a line such as "Persona: Rina" tells of."""
    reading = read_persona([name])
    record_id = draft.new_id("persona", reading.personas[0].texts.get("name", ""))
    draft.personas.append(reading.personas[0].record(record_id))
    told: list[Claim] = []
    for claim in claims:
        if claim.text == name and not claim.is_structure:
            told += piece_claims(draft, reading.pieces, [record_id])
        else:
            told.append(claim)
    return told
