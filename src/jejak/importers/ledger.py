"""Where every letter of the input went, and the check that none is missing.

Each place of the input (a cell, a paragraph) is *claimed* piece by piece: by a
record that holds the piece, or as structure (a head word, a comma between two
feelings) on behalf of a record or of a remark.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from jejak.importers.lists import letters
from jejak.model.records import OwnField, Record, RecordId

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

# What `letters` drops most often, dropped at the speed of C: equal here, equal there.
_QUICK = str.maketrans("", "", " \t\n-–—•*+")
_Hashable = TypeVar("_Hashable", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece of a place, and what it became."""

    text: str
    map: int | None = None
    record: RecordId | None = None
    remark: int | None = None
    is_structure: bool = False  # the record does not hold it: its meaning does


@dataclass(slots=True)
class Ledger:
    """All claims. Places that are read as one running text are one group."""

    claims: dict[tuple[Hashable, ...], list[Claim]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def claim(
        self,
        place: Hashable,
        text: str,
        record: RecordId | None,
        map_number: int | None,
        *,
        is_structure: bool = False,
    ) -> None:
        """Note that a record holds a piece of a place, or that its meaning does."""
        claim = Claim(text, map_number, record, is_structure=is_structure)
        self.claims[(place,)].append(claim)

    def claim_group(self, places: Sequence[Hashable], claims: Iterable[Claim]) -> None:
        """Note what became of places that are read as one running text."""
        self.claims[tuple(places)].extend(claims)

    def remark(self, place: Hashable, text: str, remark: int) -> None:
        """Note that a remark tells of a piece of a place."""
        self.claims[(place,)].append(Claim(text, remark=remark, is_structure=True))

    def by_place(self) -> dict[Hashable, list[Claim]]:
        """Return the claims of each place."""
        found: dict[Hashable, list[Claim]] = defaultdict(list)
        for places, claims in self.claims.items():
            for place in places:
                found[place].extend(claims)
        return found

    def misses(
        self,
        texts: Mapping[Hashable, str],
        held: Mapping[tuple[int, RecordId], Record],
    ) -> list[Hashable]:
        """Return the places whose letters are not all accounted for.

        Args:
            texts: What stands at each place of the input.
            held: The records of the maps that were made.
        """
        missing: list[Hashable] = []
        record_letters: dict[tuple[int, RecordId], str] = {}
        done: set[Hashable] = set()
        for places, claims in self.claims.items():
            done.update(places)
            whole = "\n".join(texts[place] for place in places)
            is_told = (
                any(claim.record or claim.remark is not None for claim in claims)
                and all(_is_whole(whole, told) for told in _tellings(claims))
                and all(_is_held(claim, held, record_letters) for claim in claims)
            )
            if not is_told:
                missing += places
        missing += [
            place for place, text in texts.items() if text and place not in done
        ]
        return missing


def _tellings(claims: Sequence[Claim]) -> list[list[str]]:
    """Return the pieces that each map tells of a place: maps may share a head."""
    maps = {claim.map for claim in claims if claim.map is not None}
    if len(maps) < 2:
        return [[claim.text for claim in claims]]
    return [
        [claim.text for claim in claims if claim.map in {None, number}]
        for number in maps
    ]


def _is_whole(whole: str, pieces: Sequence[str]) -> bool:
    """Return whether pieces are all of a text; parts of a table may share a head."""
    return _same_letters(whole, pieces) or _same_letters(
        whole, [*dict.fromkeys(pieces)]
    )


def _same_letters(whole: str, pieces: Sequence[str]) -> bool:
    quick = "".join(pieces).translate(_QUICK)
    if whole.translate(_QUICK) == quick:
        return True
    return letters(whole) == "".join(letters(piece) for piece in pieces)


def _is_held(
    claim: Claim,
    held: Mapping[tuple[int, RecordId], Record],
    known: dict[tuple[int, RecordId], str],
) -> bool:
    if claim.record is None or claim.map is None:
        return claim.remark is not None or claim.is_structure
    key = (claim.map, claim.record)
    record = held.get(key)
    if record is None or claim.is_structure:
        return record is not None
    if getattr(record, "text", None) == claim.text:
        return True
    if key not in known:
        known[key] = letters("\n".join(texts_of(record)))
    return letters(claim.text) in known[key]


def texts_of(record: Record) -> list[str]:
    """Return every text that a record holds, lists and own fields included.

    Examples:
        >>> from jejak.model.records import Stage, StageId
        >>> texts_of(Stage(StageId(RecordId("s")), "Pay", duration="5 min"))
        ['Pay', '5 min']
    """
    found: list[str] = []
    for name in record.__dataclass_fields__:
        if name not in {"id", "order", "lane", "stage", "substage", "persona"}:
            _collect(getattr(record, name), found)
    return found


def _collect(value: object, found: list[str]) -> None:
    if isinstance(value, str):
        if value:
            found.append(value)
    elif isinstance(value, OwnField):
        found.append(value.label)
        found.extend(value.items)
    elif isinstance(value, tuple):
        for item in value:
            _collect(item, found)
