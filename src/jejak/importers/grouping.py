"""Which tables of the input are one map, and which text belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jejak.importers.cover import read_cover_line, read_key_line
from jejak.importers.document import Document, Grid, Heading, Prose
from jejak.importers.orientation import MapTable, find_map
from jejak.importers.other_tables import persona_table
from jejak.importers.ranking import RankingTable, find_ranking
from jejak.importers.refusal import refused
from jejak.importers.sheets import parts_of
from jejak.importers.stages import StagePlan, read_stages, split_title, under_heading
from jejak.importers.states import State, is_continued, names_a_map, state_of
from jejak.importers.surroundings import Passage
from jejak.importers.table import Table, table_of
from jejak.language.names import head_kinds, plain_name
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_MAPS = 100
_SAME_LANES = 0.5  # share of lanes from which a second table is a second map
_LONGEST_CAPTION = 60
_LOWEST = 6  # level of a heading that is no more than a line


@dataclass(slots=True, eq=False)
class Piece:
    """One table of the input and what it is."""

    document: int
    table: Table
    found: MapTable | None = None
    ranking: RankingTable | None = None
    persona: Table | None = None  # turned so that its keys go down
    plan: StagePlan | None = None
    heading: Passage | None = None  # right above, nothing in between
    before: list[Passage] = field(default_factory=list)  # since the table before

    @property
    def is_stage_heading(self) -> bool:
        """Whether the heading right above names the one stage of the table."""
        if self.plan is None or self.heading is None or len(self.plan.stages) != 1:
            return False
        return self.plan.stages[0].title == split_title(self.heading.text)[1]


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
        found, rest = _pieces(number, document, len(pieces))
        pieces += found
        behind[number] = rest
    _recognise(pieces)
    _lend_heads(pieces)
    _take_stage_headings(pieces)
    groups = _groups(pieces)
    if not groups and any(piece.ranking for piece in pieces):
        groups = [Group()]  # a ranking alone: statements that are not on a map yet
    if groups:
        owners = _owners(groups, pieces)
        _attach(pieces, owners)
        _share_passages(pieces, owners, behind, groups[0])
    passages = [one for piece in pieces for one in piece.before]
    passages += [one for rest in behind.values() for one in rest]
    tables = tuple(piece.table for piece in pieces)
    return Sorted(tuple(groups), tables, tuple(passages))


def _pieces(
    number: int, document: Document, first: int
) -> tuple[list[Piece], list[Passage]]:
    """Return the tables of a document, and the passages behind the last one."""
    pieces: list[Piece] = []
    passages: list[Passage] = []
    for place, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            whole = table_of(block, document.name, first + len(pieces))
            for table in parts_of(whole) if whole.has_text else ():
                heading = passages[-1] if passages and passages[-1].level else None
                pieces.append(Piece(number, table, heading=heading, before=passages))
                passages = []
            continue
        passage = _passage(number, place, block, document.name)
        if passage.text:
            passages.append(passage)
    return pieces, passages


def _passage(number: int, place: int, block: Heading | Prose, name: str) -> Passage:
    level = block.level if isinstance(block, Heading) else 0
    fence = block.fence if isinstance(block, Prose) else None
    text = clean_text(block.text).strip()
    return Passage((number, place), text, name, level, block.line, fence)


def _recognise(pieces: list[Piece]) -> None:
    """Tell what each table is; those that repeat known stages come second."""
    for piece in pieces:
        piece.ranking = find_ranking(piece.table)
        piece.persona = None if piece.ranking else persona_table(piece.table)
        if piece.ranking is None and piece.persona is None:
            _take_map(piece, find_map(piece.table))
    known = [piece.plan.titles for piece in pieces if piece.plan]
    for piece in pieces:
        if not (piece.ranking or piece.persona or piece.found):
            _take_map(piece, find_map(piece.table, known))
    for piece in pieces:
        if piece.found:
            _promote_caption(piece)


def _take_map(piece: Piece, found: MapTable | None) -> None:
    plan = read_stages(found) if found else None
    if plan and plan.columns:
        piece.found, piece.plan = found, plan


def _promote_caption(piece: Piece) -> None:
    """Take a short line right above a map for its heading."""
    last = piece.before[-1] if piece.before else None
    if last is None or last.level or last.fence is not None:
        return
    is_caption = "\n" not in last.text and len(last.text) <= _LONGEST_CAPTION
    if read_key_line(last.text) or read_cover_line(last.text):
        return
    if is_caption and not last.text.rstrip().endswith((".", "!", "?", "。")):
        heading = replace(last, level=_LOWEST, text=last.text)
        piece.before[-1] = piece.heading = heading


def _lend_heads(pieces: list[Piece]) -> None:
    """Let a table without heads go on with the stages of the one before it.

    People leave a line blank between groups of lanes and do not repeat the heads.
    """
    before: Piece | None = None
    for piece in pieces:
        if piece.plan is None:
            continue
        if (
            before is not None
            and before.plan is not None
            and before.document == piece.document
            and not any(head.is_named or head.parts for head in piece.plan.stages)
            and len(before.plan.columns) == len(piece.plan.columns)
            and _state(piece) is None
        ):
            places = before.plan.columns.values()
            columns = dict(zip(piece.plan.columns, places, strict=True))
            heads = [
                replace(head, duration="", parts=[*head.parts])
                for head in before.plan.stages
            ]
            piece.plan = replace(piece.plan, stages=heads, columns=columns)
        before = piece


def _take_stage_headings(pieces: list[Piece]) -> None:
    """Where tables with the same lanes stand under headings, those are the stages."""
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece and run and _is_sister(run[-1], piece):
            run.append(piece)
            continue
        if len(run) > 1 and _are_stages(run):
            for one in run:
                if one.plan and one.heading:
                    one.plan = under_heading(one.plan, one.heading.text)
        run = [piece] if piece and piece.found and piece.heading else []


def _is_sister(before: Piece, piece: Piece) -> bool:
    if not (piece.found and before.found and piece.heading and before.heading):
        return False
    return (
        piece.document == before.document
        and piece.found.lane_names == before.found.lane_names
        and piece.heading.level == before.heading.level
        and _state(piece) is None
    )


def _are_stages(run: list[Piece]) -> bool:
    """Return whether headings name stages of one map rather than maps."""
    seen: set[str] = set()
    for piece in run:
        if piece.plan is None or piece.found is None or piece.heading is None:
            return False
        text = piece.heading.text
        titles = {plain_name(one.title) for one in piece.plan.stages if one.is_named}
        if titles & seen or names_a_map(text):
            return False
        # "Stage" heads the rows already: then only a numbered heading is one too.
        corners = {
            kind
            for row in piece.found.head_rows
            for kind in head_kinds(
                piece.found.table.row(row)[piece.found.lane_column].text
            )
        }
        if "stage" in corners and not split_title(text)[0]:
            return False
        seen |= titles
    return True


def _state(piece: Piece) -> State | None:
    """Return the state that the words above a table tell: as-is or to-be.

    The nearest heading counts first, then its own title row, its sheet, its file.
    """
    texts = [one.text for one in reversed(piece.before) if one.level]
    if piece.found:
        texts += [
            slot.text
            for row in piece.found.title_rows
            for slot in piece.found.table.row(row)
            if slot.text
        ]
    stem, _, _ = piece.table.source.rpartition(".")
    found = map(state_of, [*texts, piece.table.name, stem.replace("_", " ")])
    return next((state for state in found if state), None)


def _groups(pieces: list[Piece]) -> list[Group]:
    groups: list[Group] = []
    for piece in pieces:
        if piece.found is None or piece.plan is None:
            continue
        state = _state(piece)
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
            (owner.rankings if piece.ranking else owner.others).append(piece)


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
        begun.add((piece.document, id(own)))
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
