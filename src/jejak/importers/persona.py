"""Whose journey it is: fields of a persona from running text.

The text may be spread over the first column of a table, broken in the middle of
a sentence. It is joined in reading order first; the break of a cell stays
visible as one sign so that a field may begin there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from jejak.importers.lists import letters, split_items
from jejak.language.names import head_kinds
from jejak.language.persona_keys import key_pattern, persona_field
from jejak.model.records import OwnField, Persona, PersonaId, RecordId

if TYPE_CHECKING:
    from collections.abc import Sequence

_CELL = "\x1f"  # stands between the texts of two cells; clean texts hold none
_GAP = re.compile(r" {2,}|\t+")
_OWN_LINE = re.compile(r"([^\W\d_][^:：\n\x1f]{0,38}?)\s*[:：](?!//)(?=\s|$)")
_OWN_LIST = re.compile(
    r"([^\W\d_][^:.,;\n\x1f]{0,38}?)(?=[ \x1f]+[-–•]\s+\S|\n\s*[-–•]\s+\S)"
)
_OWN_INLINE = re.compile(r"(?<=\s)([^\W\d_]\w{2,24})\s*:(?!//)(?=\s)")
_OUTLINE = re.compile(r"^\s*(?:[A-Za-z]|\d{1,2})[.)]\s+")
_LONGEST_HEAD = 40
_NAME_BRACKET = re.compile(r"([^\W\d_][^()（）\n]{0,40}?)\s*([(（])([^()（）]+)([)）])")
_PICTURE = re.compile(r"(!\[)([^\[\]]*)(\]\()([^()\s]+)(\))")
_COMMA = re.compile(r"([,，、])")
_NAME_AGE = re.compile(r"[^\W\d_][^,，、\n]{0,40}[,，、]\s*\d{1,3}(?!\d)")
_BULLET = re.compile(r"\s*(?:[-–•*]\s|\d{1,2}[.)]\s)")
_MOST_KEY_WORDS = 5
_LONGEST_NAME_WORDS = 5
_LIST_FIELDS = frozenset(
    {
        "characteristics",
        "habits",
        "motivation",
        "goals",
        "needs",
        "likes",
        "dislikes",
        "indifferent_to",
        "social_media",
        "apps_tried",
    }
)


@dataclass(frozen=True, slots=True)
class PersonaPiece:
    """A piece of the text and what it became: a label, a value, or punctuation."""

    text: str
    kind: Literal["label", "value"]
    persona: int


@dataclass(slots=True)
class PersonaDraft:
    """A persona on the way."""

    texts: dict[str, str] = field(default_factory=dict)
    lists: dict[str, list[str]] = field(default_factory=dict)
    own: list[OwnField] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known yet."""
        return not (self.texts or self.lists or self.own)

    def record(self, persona_id: RecordId) -> Persona:
        """Return the persona as a record."""
        values: dict[str, object] = dict(self.texts)
        values |= {name: tuple(items) for name, items in self.lists.items()}
        return Persona(PersonaId(persona_id), own_fields=tuple(self.own), **values)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class PersonaReading:
    """The personas of a text, and what every piece of it became."""

    personas: tuple[PersonaDraft, ...]
    pieces: tuple[PersonaPiece, ...]
    known_keys: int


@dataclass(frozen=True, slots=True)
class _Key:
    start: int
    end: int  # behind the colon
    label: str
    field: str | None


def read_persona(texts: Sequence[str]) -> PersonaReading:
    """Return the personas that some texts, read one after the other, describe.

    Examples:
        >>> reading = read_persona(["Nama: Bu Sari Usia: 41 Media Sosial - Face",
        ...                         "book - TikTok"])
        >>> reading.personas[0].texts, reading.personas[0].lists
        ({'name': 'Bu Sari', 'age': '41'}, {'social_media': ['Face book', 'TikTok']})
    """
    whole = _CELL.join(_GAP.sub("\n", text) for text in texts)
    keys = _keys(whole)
    drafts: list[PersonaDraft] = [PersonaDraft()]
    pieces: list[PersonaPiece] = []
    first = keys[0].start if keys else len(whole)
    # a name told by its key goes before a line in front of it
    is_named = any(key.field == "name" for key in keys)
    _take_lead(whole[:first], drafts[0], pieces, is_named=is_named)
    for number, key in enumerate(keys):
        end = keys[number + 1].start if number + 1 < len(keys) else len(whole)
        if key.field == "name" and "name" in drafts[-1].texts and number:
            drafts.append(PersonaDraft())
        current = len(drafts) - 1
        pieces.append(
            PersonaPiece(_joined(whole[key.start : key.end]), "label", current)
        )
        _take(key, whole[key.end : end], drafts[-1], pieces, current)
    known = sum(key.field is not None for key in keys)
    return PersonaReading(tuple(drafts), tuple(pieces), known)


def read_pairs(
    pairs: Sequence[tuple[str | None, str]],
) -> tuple[PersonaDraft, list[list[PersonaPiece]]]:
    """Return the persona that keys and values tell, and the pieces of each value.

    A value without a key says who the persona is: "Rina, 31, teacher".

    Examples:
        >>> persona, pieces = read_pairs([("Usia", "41"), ("Hobi", "Kebun")])
        >>> persona.texts, persona.own
        ({'age': '41'}, [OwnField(label='Hobi', items=('Kebun',))])
    """
    draft = PersonaDraft()
    found: list[list[PersonaPiece]] = []
    for label, value in pairs:
        pieces: list[PersonaPiece] = []
        if label is None and "name" not in draft.texts:
            _take_lead(value, draft, pieces)
        else:
            label = label or "Persona"
            key = _Key(0, 0, label.rstrip(" :："), persona_field(label))
            _take(key, value, draft, pieces, 0)
        found.append(pieces)
    return draft, found


def _joined(text: str) -> str:
    return " ".join(text.replace(_CELL, " ").split())


def _keys(whole: str) -> list[_Key]:
    """Return the keys of the text in order, known ones before unknown ones."""
    found = [
        key for match in key_pattern().finditer(whole) if (key := _known_key(match))
    ]
    # "- Age: 31": where keys are items of a list, unknown ones are too.
    in_list = any(
        _BULLET.fullmatch(whole, whole.rfind("\n", 0, key.start) + 1, key.start)
        for key in found
    )
    own: list[_Key] = []
    starts = [key.start for key in found]
    for line in re.finditer(r"[^\n]+", whole):
        first, last = (bisect_left(starts, at) for at in line.span())
        own += _own_keys(line, found[first:last], in_list=in_list)
    return sorted([*found, *own], key=lambda key: key.start)


def _known_key(match: re.Match[str]) -> _Key | None:
    """Return a known key if it stands where a field may begin.

    With a colon it may stand anywhere; without one only at the head of a line or
    of a cell, and only before a list, a new line, a name or a figure.
    """
    text, start, end = match.string, match.start(), match.end()
    colon = re.compile(r"\s*[:：](?!//)\s*").match(text, end)
    blank = start
    while blank and text[blank - 1] == " ":
        blank -= 1
    before = text[blank - 1 : blank]  # nothing, if the text begins here
    at_head = not before or before in "\n" + _CELL
    name = persona_field(match[1])
    if colon:
        is_key = at_head or text[start].isupper() or before in ".,;|"
        return _Key(start, colon.end(), match[0], name) if is_key else None
    if not text[start].isupper():
        return None
    lists = re.compile(r"\s+[-–•]\s").match(text, end)
    follows = lists or re.compile(rf"\s*(?:\n|{_CELL}|$)").match(text, end)
    capital = re.compile(r"\s+[\"“'‘(]?[^\W\d_a-z]").match(text, end)
    starts_sentence = capital and text[capital.end() - 1].isupper()
    # On one long line only a list, or a story, tells where its heading stood.
    if lists or (starts_sentence and (at_head or name == "scenario")):
        return _Key(start, end, match[0], name)
    if at_head and follows:
        return _Key(start, end, match[0], name)
    return None


def _own_keys(line: re.Match[str], taken: list[_Key], *, in_list: bool) -> list[_Key]:
    """Return headings in a line that no list knows: the team's own fields.

    `taken` are the known ones in it, in their order.
    """
    text, start = line.string, line.start()
    bullet = _BULLET.match(line[0])
    if bullet and in_list:
        start += bullet.end()
    found: list[_Key] = []
    is_first = start == 0 and "\n" in text  # a name, with a list below it
    if (in_list or not bullet) and not (taken and taken[0].start == start):
        own = _OWN_LINE.match(text, start)
        own = own if own or bullet else _OWN_LIST.match(text, start)
        is_name = is_first and own and own.end() == line.end()
        if own and own.end() <= line.end() and _is_label(own[1]) and not is_name:
            found.append(_Key(start, own.end(), own[1], None))
    starts = [key.start for key in taken]
    for own in _OWN_INLINE.finditer(text, start, line.end()) if taken else ():
        last = bisect_right(starts, own.start())
        near = [*taken[max(last - 1, 0) : last], *found[:1]]
        is_new = not any(key.start <= own.start() < key.end for key in near)
        if is_new and own[1][0].isupper():
            found.append(_Key(own.start(), own.end(), own[1], None))
    return found


def _is_label(text: str) -> bool:
    return len(text.split()) <= _MOST_KEY_WORDS and not text.rstrip().endswith(
        (".", ",")
    )


def _take_lead(
    text: str,
    draft: PersonaDraft,
    pieces: list[PersonaPiece],
    *,
    is_named: bool = False,
) -> None:
    """Take what stands before the first key: a short line is a name, unless one is."""
    lines = [line for line in map(_joined, text.split("\n")) if letters(line)]
    if len(lines) > 1 or (lines and len(text) < _LONGEST_HEAD and draft.is_blank):
        head = _OUTLINE.sub("", lines[0]).rstrip(":： ")
        if "persona" in head_kinds(head):
            pieces.append(PersonaPiece(lines.pop(0), "label", 0))
    while lines and (picture := _PICTURE.fullmatch(lines[0])):
        before, label, between, address, after = picture.groups()
        draft.own.append(OwnField(label or address, (address,)))
        signs = (before, label, between)
        pieces += [PersonaPiece("".join(signs), "label", 0)]
        pieces += [PersonaPiece(address, "value", 0), PersonaPiece(after, "label", 0)]
        lines.pop(0)
    if lines and not is_named:
        lines = _take_name(lines, draft, pieces)
    if lines:
        draft.texts["identity"] = "\n\n".join(lines)
        pieces += [PersonaPiece(line, "value", 0) for line in lines]


def _take_name(
    lines: list[str], draft: PersonaDraft, pieces: list[PersonaPiece]
) -> list[str]:
    """Take name and age off the first line; return what is left of the lines."""
    if match := _NAME_BRACKET.fullmatch(lines[0]):
        _take_bracket(match, draft, pieces)
        return lines[1:]
    is_short = len(lines[0].split()) <= _LONGEST_NAME_WORDS
    if not is_short and not _NAME_AGE.match(lines[0]):
        return lines
    name, comma, rest = (*_COMMA.split(lines[0], maxsplit=1), "", "")[:3]
    age = re.match(r"\s*(\d{1,3}(?:\s+\w+|[^\W\d_]+)?)\s*(?:[,，、]|$)", rest)
    draft.texts["name"] = name.strip()
    pieces.append(PersonaPiece(name.strip(), "value", 0))
    pieces += [PersonaPiece(comma, "label", 0)] if comma else []
    if age:
        draft.texts["age"] = age[1]
        pieces.append(PersonaPiece(age[1], "value", 0))
        pieces.append(PersonaPiece(age[0][age.end(1) - age.start() :], "label", 0))
        rest = rest[age.end() :]
    return [*filter(None, [rest.strip()]), *lines[1:]]


def _take_bracket(
    match: re.Match[str], draft: PersonaDraft, pieces: list[PersonaPiece]
) -> None:
    """Take "Rina (24, student)": a name, and in brackets who that is."""
    name, opening, inside, closing = match.groups()
    draft.texts["name"] = name
    pieces += [PersonaPiece(name, "value", 0), PersonaPiece(opening, "label", 0)]
    rest: list[str] = []
    for number, part in enumerate(_COMMA.split(inside)):
        text = part.strip()
        if number % 2:
            pieces.append(PersonaPiece(text, "label", 0))
        elif text:
            is_age = re.match(r"\d{1,3}(?!\d)", text) and "age" not in draft.texts
            if is_age:
                draft.texts["age"] = text
            else:
                rest.append(text)
            pieces.append(PersonaPiece(text, "value", 0))
    if rest:
        draft.texts["identity"] = ", ".join(rest)
    pieces.append(PersonaPiece(closing, "label", 0))


def _take(
    key: _Key, raw: str, draft: PersonaDraft, pieces: list[PersonaPiece], current: int
) -> None:
    """Take the value of one key."""
    lines = [line for line in map(_joined, raw.split("\n")) if line]
    items = list(split_items("\n".join(lines)).items)
    if key.field in _LIST_FIELDS:
        if len(items) == 1:
            items = _at_commas(items[0], pieces, current)
        else:
            pieces += [PersonaPiece(item, "value", current) for item in items]
        draft.lists.setdefault(key.field, []).extend(items)
        return
    if key.field is None or (key.field in draft.texts and key.field != "scenario"):
        draft.own.append(OwnField(_joined(key.label), tuple(items)))
        pieces += [PersonaPiece(item, "value", current) for item in items]
        return
    text = "\n\n".join(lines) if key.field == "scenario" else ", ".join(items)
    kept = [draft.texts[key.field]] if key.field in draft.texts else []
    draft.texts[key.field] = "\n\n".join([*kept, text])
    parts = lines if key.field == "scenario" else items
    pieces += [PersonaPiece(part, "value", current) for part in parts]


def _at_commas(text: str, pieces: list[PersonaPiece], current: int) -> list[str]:
    """Part a short list of names at its commas."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) < 2 or any(not part or len(part.split()) > 3 for part in parts):
        pieces.append(PersonaPiece(text, "value", current))
        return [text]
    for number, part in enumerate(parts):
        if number:
            pieces.append(PersonaPiece(",", "label", current))
        pieces.append(PersonaPiece(part, "value", current))
    return parts
