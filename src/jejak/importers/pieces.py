"""The tables of the input, one by one: what each of them is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from jejak.importers.card_lists import find_card_list
from jejak.importers.cover import read_cover_line, read_key_line
from jejak.importers.document import Document, Grid, Heading, Prose
from jejak.importers.matrix import Matrix, find_matrix
from jejak.importers.orientation import MapTable, find_map
from jejak.importers.other_tables import persona_table
from jejak.importers.ranking import RankingTable, find_ranking
from jejak.importers.shared_heads import Share, shares_of
from jejak.importers.sheets import parts_of
from jejak.importers.stages import StagePlan, read_stages, split_title, under_heading
from jejak.importers.states import State, names_a_map, state_of
from jejak.importers.surroundings import Passage
from jejak.importers.table import Slot, Table, is_blank_row, table_of
from jejak.language.lanes import SURE, role_of
from jejak.language.names import head_kinds, plain_name
from jejak.model.text import clean_text

if TYPE_CHECKING:
    pass

_LONGEST_CAPTION = 60
_LOWEST = 6  # level of a heading that is no more than a line


@dataclass(slots=True, eq=False)
class Piece:
    """One table of the input and what it is."""

    document: int
    table: Table
    whole: Table  # as the input has it; maps may share the cells of its heads
    share: Share
    heading: Passage | None = None  # right above, nothing in between
    before: list[Passage] = field(default_factory=list)  # since the table before
    found: MapTable | None = None
    ranking: RankingTable | None = None
    matrix: Matrix | None = None
    spare: tuple[Slot, ...] = ()  # cells that only repeat a stage or a lane
    persona: Table | None = None  # turned so that its keys go down
    plan: StagePlan | None = None
    state: State | None = None  # that the words above it tell

    @property
    def is_ranking(self) -> bool:
        """Whether the table ranks problems, as a list or as four fields."""
        return self.ranking is not None or self.matrix is not None

    @property
    def is_open(self) -> bool:
        """Whether nothing is known of the table yet."""
        return not (self.is_ranking or self.persona or self.found)

    def is_before(self, others: list[Piece]) -> bool:
        """Whether the table stands above all of some tables of its document."""
        spot = next(slot.spot for row in self.table.slots for slot in row)
        return all(
            other.document != self.document
            or next(slot.spot for row in other.table.slots for slot in row) > spot
            for other in others
        )

    @property
    def is_stage_heading(self) -> bool:
        """Whether the heading right above names the one stage of the table."""
        if self.plan is None or self.heading is None or len(self.plan.stages) != 1:
            return False
        return self.plan.stages[0].title == split_title(self.heading.text)[1]


def pieces_of(
    number: int, document: Document, first: int
) -> tuple[list[Piece], list[Passage]]:
    """Return the tables of a document, and the passages behind the last one."""
    pieces: list[Piece] = []
    passages: list[Passage] = []
    for place, block in enumerate(document.blocks):
        if isinstance(block, Grid):
            whole = table_of(block, document.name, first + len(pieces))
            parts = parts_of(whole) if whole.has_text else []
            shares = [(part, share) for part in parts for share in shares_of(part)]
            for part, share in shares:
                if share.table.has_text:
                    above = passages[-1] if passages and passages[-1].level else None
                    piece = Piece(number, share.table, part, share, above, passages)
                    pieces.append(piece)
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


def recognised(pieces: list[Piece]) -> list[Piece]:
    """Tell what each table is; those that go on with another are joined to it."""
    for piece in pieces:
        _recognise(piece)
    known = [piece.plan.titles for piece in pieces if piece.plan]
    for piece in pieces:
        if piece.is_open:
            _take_map(piece, find_map(piece.table, known))
    pieces = _joined(pieces)
    for piece in pieces:
        if piece.found:
            _promote_caption(piece)
    _tell_states(pieces)
    _lend_heads(pieces)
    _take_stage_headings(pieces)
    return pieces


def _recognise(piece: Piece) -> None:
    piece.ranking = find_ranking(piece.table)
    piece.matrix = None if piece.ranking else find_matrix(piece.table)
    if piece.is_ranking:
        return
    piece.persona = persona_table(piece.table)
    cards = find_card_list(piece.table)
    if cards:
        piece.spare = cards.spare
        _take_map(piece, find_map(cards.table))
    elif piece.persona is None:
        _take_map(piece, find_map(piece.table))


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Join what goes on with the map above: lanes behind a blank line.

    Alone they are no map: they name one known lane, or only one of the team's own.
    """
    kept: list[Piece] = []
    more: dict[int, list[Piece]] = {}
    for piece in pieces:
        if kept and piece.is_open and _goes_on(kept[-1], piece):
            more.setdefault(len(kept) - 1, []).append(piece)
        else:
            kept.append(piece)
    for place, others in more.items():
        piece = kept[place]
        rows = [row for other in others for row in other.table.slots]
        piece.table = replace(piece.table, slots=(*piece.table.slots, *rows))
        _take_map(piece, find_map(piece.table))
    return kept


def _goes_on(above: Piece, piece: Piece) -> bool:
    if above.found is None or above.spare or piece.before:
        return False
    if above.document != piece.document or above.table.name != piece.table.name:
        return False
    shape = (above.table.width, above.table.first_column)
    if shape != (piece.table.width, piece.table.first_column):
        return False
    rows = [row for row in piece.table.slots if any(slot.text for slot in row)]
    at = 0 if above.found.table.is_turned else above.found.lane_column
    labels = [row[at].text for row in rows]
    if above.found.table.is_turned:
        return all(labels) and all(row[-1].text or row[1].text for row in rows)
    is_known = any(role_of(label).confidence >= SURE for label in labels)
    slots = piece.table.slots  # two unknown rows together may be any table
    are_single = not any(_are_filled(*both) for both in pairwise(slots))
    return all(labels) and (is_known or are_single)


def _are_filled(*rows: tuple[Slot, ...]) -> bool:
    return not any(is_blank_row(row) for row in rows)


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
    has_heading = any(one.level for one in piece.before) and not state_of(last.text)
    if has_heading or read_key_line(last.text) or read_cover_line(last.text):
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
            and piece.state is None
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
        _forget_column_heads(run)
        if len(run) > 1 and _are_stages(run):
            for one in run:
                if one.plan and one.heading:
                    one.plan = under_heading(one.plan, one.heading.text)
        run = [piece] if piece and piece.found and piece.heading else []


def _forget_column_heads(run: list[Piece]) -> None:
    """Take "Detail" above the one column of each table for no stage."""
    plans = [piece.plan for piece in run if piece.plan]
    titles = {plan.titles for plan in plans}
    if len(run) < 2 or len(titles) > 1 or any(len(one.stages) > 1 for one in plans):
        return
    for plan in plans:
        plan.stages = [replace(head, title="", is_named=False) for head in plan.stages]
        plan.pieces = [replace(piece, stage=None) for piece in plan.pieces]


def _is_sister(before: Piece, piece: Piece) -> bool:
    if not (piece.found and before.found and piece.heading and before.heading):
        return False
    return (
        piece.document == before.document
        and piece.found.lane_names == before.found.lane_names
        and piece.heading.level == before.heading.level
        and piece.state is None
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


def _tell_states(pieces: list[Piece]) -> None:
    """Tell which tables are as-is and which to-be.

    "Before" and "after" head phases as well: they count where another table has
    the same stages.
    """
    maps = [(piece, piece.plan.titles) for piece in pieces if piece.plan]
    counts = Counter(titles for _, titles in maps)
    for piece, titles in maps:
        piece.state = _state_above(piece, surely=counts[titles] < 2)


def _state_above(piece: Piece, *, surely: bool) -> State | None:
    """Return the state that the words above a table tell.

    The nearest heading counts first, then its own title row, its sheet, its file.
    """
    if piece.share.state:
        return piece.share.state
    texts = [one.text for one in reversed(piece.before) if one.level]
    if piece.found:
        texts += [
            slot.text
            for row in piece.found.title_rows
            for slot in piece.found.table.row(row)
            if slot.text
        ]
    stem, _, _ = piece.table.source.rpartition(".")
    texts += [piece.table.name, stem.replace("_", " ")]
    found = (state_of(text, surely=surely) for text in texts)
    return next((state for state in found if state), None)
