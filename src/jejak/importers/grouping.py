"""Which tables of the input are one map, and which text belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jejak.importers.pieces import Piece, pieces_of, recognised
from jejak.importers.refusal import refused
from jejak.importers.states import is_continued
from jejak.importers.surroundings import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.importers.document import Document
    from jejak.importers.table import Table

_MOST_MAPS = 100
_SAME_LANES = 0.5  # share of lanes from which a second table is a second map


@dataclass(slots=True, eq=False)
class Group:
    """The tables of one map and the text around them."""

    maps: list[Piece] = field(default_factory=list)
    rankings: list[Piece] = field(default_factory=list)
    others: list[Piece] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    state: str = "current"
    titles: set[str] = field(default_factory=set)  # plain titles of the stages
    lane_names: set[str] = field(default_factory=set)

    @property
    def tables(self) -> list[Piece]:
        """The tables of the map and its rankings."""
        return [*self.maps, *self.rankings]

    def add_map(self, piece: Piece) -> None:
        """Add a table of the map."""
        self.maps.append(piece)
        if piece.plan and piece.found:
            self.titles.update(piece.plan.titles)
            self.lane_names.update(piece.found.lane_names)


@dataclass(frozen=True, slots=True)
class Sorted:
    """The input, sorted into maps."""

    groups: tuple[Group, ...]
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]


def sort_input(documents: Sequence[Document]) -> Sorted:
    """Return the maps of some documents with all that belongs to each."""
    pieces: list[Piece] = []
    behind: dict[int, list[Passage]] = {}
    for number, document in enumerate(documents):
        found, rest = pieces_of(number, document, len(pieces))
        pieces += found
        behind[number] = rest
    tables = tuple(piece.whole for piece in pieces)
    pieces = recognised(pieces)
    groups = _groups(pieces)
    if not groups and any(piece.is_ranking for piece in pieces):
        groups = [Group()]  # a ranking alone: statements that are not on a map yet
    if groups:
        owners = _owners(groups, pieces)
        _attach(pieces, owners)
        _share_passages(pieces, owners, behind, groups[0])
    passages = [one for piece in pieces for one in piece.before]
    passages += [one for rest in behind.values() for one in rest]
    return Sorted(tuple(groups), tables, tuple(passages))


def _groups(pieces: list[Piece]) -> list[Group]:
    groups: list[Group] = []
    for piece in pieces:
        if piece.found is None or piece.plan is None:
            continue
        state = piece.state
        group = next(
            (one for one in reversed(groups) if _belongs(one, piece, state)), None
        )
        if group is None:
            group = Group(state=state or "current")
            groups.append(group)
            if len(groups) > _MOST_MAPS:
                raise refused("import.refused.too_many_maps", most=_MOST_MAPS)
        group.add_map(piece)
    return groups


def _belongs(group: Group, piece: Piece, state: str | None) -> bool:
    """Return whether a table goes on with a map: more lanes, or more stages."""
    if piece.plan is None or piece.found is None:
        return False
    if state is not None and state != group.state and group.maps:
        return False
    titles, lanes = set(piece.plan.titles), set(piece.found.lane_names)
    shared = len(lanes & group.lane_names) / max(1, len(lanes))
    if titles <= group.titles:
        return shared < _SAME_LANES
    last = group.maps[-1]
    is_stage = last.is_stage_heading
    if is_stage and piece.is_stage_heading and last.document == piece.document:
        return shared >= _SAME_LANES
    # A wide map, cut after some stages: the same lanes go on to the right.
    goes_on = all(is_continued(one.text) for one in piece.before)
    is_same_sheet = last.table.name == piece.table.name
    if not (goes_on and is_same_sheet and last.document == piece.document):
        return False
    return not titles & group.titles and shared == 1


def _owners(groups: list[Group], pieces: list[Piece]) -> list[Group]:
    """Return the map of each table: a ranking goes to the map before it, else after.

    A file without a map belongs to the first map of all.
    """
    of_table = {id(piece): group for group in groups for piece in group.maps}
    first: dict[int, Group] = {}
    for piece in pieces:
        if id(piece) in of_table:
            first.setdefault(piece.document, of_table[id(piece)])
    owners: list[Group] = []
    last: dict[int, Group] = {}
    for piece in pieces:
        group = of_table.get(id(piece))
        if group is not None:
            last[piece.document] = group
        fallback = first.get(piece.document, groups[0])
        owners.append(last.get(piece.document, fallback))
    return owners


def _attach(pieces: list[Piece], owners: list[Group]) -> None:
    """Give rankings and other tables to their maps."""
    for piece, owner in zip(pieces, owners, strict=True):
        if piece.found is None:
            (owner.rankings if piece.is_ranking else owner.others).append(piece)


def _share_passages(
    pieces: list[Piece],
    owners: list[Group],
    behind: dict[int, list[Passage]],
    first: Group,
) -> None:
    """Give every passage to a map.

    What stands above a map's first table is the map's, from the nearest heading
    on if another map stands before it.
    """
    last: dict[int, Group] = {}
    begun: set[tuple[int, int]] = set()
    for piece, own in zip(pieces, owners, strict=True):
        is_first = (piece.document, id(own)) not in begun
        if piece.found:
            begun.add((piece.document, id(own)))
        elif piece.heading:
            other = replace(piece.heading, is_of_other=True)
            piece.before[piece.before.index(piece.heading)] = other
        stage = piece.heading if piece.is_stage_heading else None
        passages = [one for one in piece.before if one is not stage]
        before = last.get(piece.document)
        cut = 0
        if before is not None and is_first:
            heads = (at for at, one in enumerate(passages) if one.level)
            cut = next(heads, len(passages))
            before.passages += _behind(passages[:cut])
        own.passages += passages[cut:] if is_first else _behind(passages[cut:])
        last[piece.document] = own
    for number, rest in behind.items():
        is_alone = number not in last
        last.get(number, first).passages += rest if is_alone else _behind(rest)


def _behind(passages: list[Passage]) -> list[Passage]:
    return [replace(one, is_before=False) for one in passages]
