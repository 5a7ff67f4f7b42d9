"""What a picture shows: a map in order, with all its words resolved.

`jejak.layout.view.view_of` makes it. An exporter decides looks; what is shown,
where and in which words is decided there, once.
All texts are raw: an exporter escapes them when it writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from jejak.language.catalogue import Language
    from jejak.layout.curve import Curve
    from jejak.layout.expectation import Bar
    from jejak.layout.ribbon import Stop
    from jejak.layout.words import Side

Rank = Literal["do", "plan", "delegate", "drop"]
ItemKind = Literal[
    "text",
    "step",
    "touchpoint",
    "channel",
    "actor",
    "pain",
    "opportunity",
    "delight",
    "thought",
    "entry",
    "measured",
]
Emptiness = Literal["nothing_found", "not_researched", "gap", "unmeasured"]
RANKS: tuple[Rank, ...] = ("do", "plan", "delegate", "drop")


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over the map."""

    title: str
    subtitle: str  # what the map is about, in one sentence
    facts: tuple[Fact, ...]  # version, company, owner ... shown beside the title
    details: tuple[Fact, ...]  # goal and scope, where they are not the subtitle
    notes: str  # prose that came with the map
    is_sample: bool
    sample: str  # the word for it


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a persona."""

    key: str  # as in the record; own fields have `own`
    label: str
    items: tuple[str, ...]
    form: Literal["line", "names", "points", "prose"]


@dataclass(frozen=True, slots=True)
class PersonaView:
    """Whose journey it is."""

    id: str
    name: str
    summary: str  # job and age, in one line
    initials: str
    portrait: bytes | None  # SVG
    quote: str
    importance: str  # "Primary persona", if there are several
    fields: tuple[FieldView, ...]  # everything else that is written
    full: tuple[FieldView, ...]  # every field with its label, none left out


@dataclass(frozen=True, slots=True)
class StageView:
    """A column of the map."""

    id: str
    number: str  # "01"
    title: str
    duration: str
    substages: tuple[str, ...]
    start: float  # left edge, as a share of the map's width
    share: float  # its width, as a share of the map's
    ribbon: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One thing said in a cell."""

    id: str
    kind: ItemKind
    text: str
    number: str = ""  # P-03
    rank: Rank | None = None  # of a pain that was ranked
    rank_word: str = ""  # for pains: the rank, or that there is none yet
    step: int = 0
    icon: str = ""
    links: tuple[str, ...] = ()  # numbers or texts of the pains it answers
    evidence: str = ""  # "2 pieces of evidence"
    moment: str = ""  # "Moment of truth"
    substage: str = ""
    details: tuple[str, ...] = ()
    strong: str = ""  # a figure, said before the text
    bar: Bar | None = None  # of a figure that something was expected of


@dataclass(frozen=True, slots=True)
class CellView:
    """A lane in a stage."""

    stage: int
    items: tuple[ItemView, ...]
    emptiness: Emptiness | None = None  # None with no items: not filled
    note: str = ""  # what an empty cell says


@dataclass(frozen=True, slots=True)
class LaneView:
    """A row of the map."""

    id: str
    role: str | None
    label: str
    icon: str
    cells: tuple[CellView, ...]
    band: BandView | None = None  # what it shows instead of cells: somebody's feelings
    tag: str = ""  # "sample", where its figures are made


@dataclass(frozen=True, slots=True)
class BlockView:
    """Neighbouring lanes of one zone, on one side of the line of visibility."""

    zone: str
    title: str
    lanes: tuple[LaneView, ...]
    is_backstage: bool
    below_line: bool  # the line of visibility runs along its upper edge


@dataclass(frozen=True, slots=True)
class FeelingView:
    """One feeling with a value: a face on the curve."""

    id: str
    stage: int
    x: float  # on the map, 0 … 1
    place: float  # in its stage, 0 … 1
    value: float
    level: int  # -2 … +2
    word: str
    label: str  # the word where it is short enough to stand on the curve, else empty
    face: str
    side: Side  # of its face on which the word stands
    row: int  # 0 next to the face, 1 one line further out


@dataclass(frozen=True, slots=True)
class CurveView:
    """The line of one persona's feelings."""

    curve: Curve
    feelings: tuple[FeelingView, ...]
    spoken: str  # the line in words


@dataclass(frozen=True, slots=True)
class RatedView:
    """How people rated what they did at a place of the map."""

    stage: int
    place: float  # in its stage, 0 … 1
    x: float  # on the map, 0 … 1
    value: float
    n: int  # ratings


@dataclass(frozen=True, slots=True)
class RatedLine:
    """The measured line over neighbouring stages that were rated."""

    points: tuple[RatedView, ...]
    curve: Curve


@dataclass(frozen=True, slots=True)
class BandView:
    """The feelings of one persona, as a row of the map."""

    persona: str  # name; empty where there is only one band
    curve: CurveView | None  # None: no feeling has a value
    notes: tuple[tuple[str, ...], ...]  # per stage: what no line can show
    rated: tuple[RatedLine, ...] = ()  # what was measured, dashed
    rated_spoken: str = ""

    @property
    def spoken(self) -> str:
        """The lines in words."""
        felt = self.curve.spoken if self.curve else ""
        return " ".join(filter(None, (felt, self.rated_spoken)))


@dataclass(frozen=True, slots=True)
class MeasuredNote:
    """Whose figures a picture shows, of when and from where."""

    text: str
    sample: str  # the word for it, where nobody did any of it


@dataclass(frozen=True, slots=True)
class StatementView:
    """A problem statement with its two answers and their reasons."""

    id: str
    number: str  # "P-03 + P-06", or its own
    text: str
    place: str  # the stage, or that it is not on the map yet
    pains: tuple[str, ...]  # what it joins, where that is said in other words
    rank: Rank | None
    important: str  # "Important", "Not important"
    important_why: str
    urgent: str
    urgent_why: str


@dataclass(frozen=True, slots=True)
class QuadrantView:
    """A quarter of the Eisenhower matrix; None holds what is not ranked yet."""

    rank: Rank | None
    word: str
    means: str
    answer: str  # "important, can wait"
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """Something the map says outside of its table."""

    title: str
    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class MapView:
    """The whole picture."""

    language: Language
    text_language: str  # of what people wrote
    head: Head
    personas: tuple[PersonaView, ...]
    stages: tuple[StageView, ...]
    blocks: tuple[BlockView, ...]
    quadrants: tuple[QuadrantView, ...]  # all four, then what is unranked, if any
    lists: tuple[ListView, ...]
    ranks_used: tuple[Rank | None, ...]  # for the legend
    measured: MeasuredNote | None = None  # where figures are shown

    @property
    def lanes(self) -> tuple[LaneView, ...]:
        """Every lane from top to bottom."""
        return tuple(lane for block in self.blocks for lane in block.lanes)

    @property
    def bands(self) -> tuple[BandView, ...]:
        """The feelings, a band for each persona who has some of their own."""
        return tuple(lane.band for lane in self.lanes if lane.band)

    @property
    def curves(self) -> tuple[CurveView, ...]:
        """The lines of the bands that have one."""
        return tuple(band.curve for band in self.bands if band.curve)

    @property
    def has_ratings(self) -> bool:
        """Whether a measured line stands beside the feelings."""
        return any(band.rated for band in self.bands)

    @property
    def has_statements(self) -> bool:
        """Whether anything was stated as a problem."""
        return any(quadrant.statements for quadrant in self.quadrants)
