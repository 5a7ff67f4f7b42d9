"""The records a journey map is made of.

Every record is a frozen, slotted dataclass with an `id` that is unique in its
map. Links are ids. Order is a fractional key (see `jejak.model.order`).
Tuples stand where people write lists. An empty text or tuple means "not
written"; `None` means "not known" or "does not apply".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NewType

RecordId = NewType("RecordId", str)
PersonaId = NewType("PersonaId", RecordId)
StageId = NewType("StageId", RecordId)
SubstageId = NewType("SubstageId", RecordId)
LaneId = NewType("LaneId", RecordId)
CardId = NewType("CardId", RecordId)
StatementId = NewType("StatementId", RecordId)
KpiId = NewType("KpiId", RecordId)
OrderKey = NewType("OrderKey", str)

MAP_ID = RecordId("map")  # the id of the one record that describes the map itself

Role = Literal[
    "goals",
    "touchpoints",
    "channels",
    "process",
    "thoughts",
    "feelings",
    "pain_points",
    "delights",
    "expectations",
    "measured",
    "internal_actors",
    "internal_channels",
    "internal_process",
    "internal_pain_points",
    "opportunities",
    "resources",
    "kpis",
]
Zone = Literal["customer", "internal", "followup"]
MapState = Literal["current", "proposed"]
Finding = Literal["nothing_found", "not_researched"]
EvidenceKind = Literal[
    "interview",
    "staff_interview",
    "case",
    "walk_through",
    "survey",
    "ticket",
    "review",
    "chat",
    "measurement",
]


@dataclass(frozen=True, slots=True)
class MapInfo:
    """The map itself: what it is about, for whom, and which version it is."""

    id: RecordId = MAP_ID
    title: str = ""
    language: str = "en"  # BCP 47 tag of the text in the map
    state: MapState = "current"
    visibility_line: OrderKey | None = None  # lanes ordered after it are backstage
    goal: str = ""
    scope: str = ""
    company: str = ""
    confidentiality: str = ""
    version: str = ""  # the label people gave it, such as "Version 1"
    owner: str = ""
    notes: str = ""  # prose that came with the map, as Markdown
    is_sample: bool = False  # content that nobody researched: says "sample" everywhere


@dataclass(frozen=True, slots=True)
class OwnField:
    """A field of a persona that only this team has."""

    label: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a segment: a column of the data, how, and which values."""

    column: str
    operator: Literal["is", "is_not", "at_least", "at_most"] = "is"
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Persona:
    """Whose journey this is."""

    id: PersonaId
    name: str = ""
    age: str = ""
    job: str = ""
    identity: str = ""
    personality: str = ""
    characteristics: tuple[str, ...] = ()
    habits: tuple[str, ...] = ()
    motivation: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    indifferent_to: tuple[str, ...] = ()
    social_media: tuple[str, ...] = ()
    apps_tried: tuple[str, ...] = ()
    scenario: str = ""  # paragraphs parted by a blank line
    quote: str = ""
    own_fields: tuple[OwnField, ...] = ()
    portrait: str = ""  # name of a portrait that ships with Jejak
    importance: Literal["primary", "secondary"] | None = None
    importance_why: str = ""
    segment: tuple[Condition, ...] = ()
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class Stage:
    """A span of the customer's time."""

    id: StageId
    title: str
    duration: str = ""  # in the team's words, such as "about 3 days"
    width_px: int | None = None  # fixed width on screen; None: by content
    seeks: str = ""  # guidance: what the customer seeks here
    response: str = ""  # guidance: what the business should do here
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class Substage:
    """A part of a stage."""

    id: SubstageId
    stage: StageId
    title: str
    duration: str = ""
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of the map: a role that every map knows, or the team's own."""

    id: LaneId
    role: Role | None = None
    label: str = ""  # empty: the role's name in the picture's language
    zone: Zone = "customer"
    order: OrderKey = OrderKey("")
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One thing said in one lane of one stage."""

    id: CardId
    lane: LaneId
    stage: StageId
    text: str
    substage: SubstageId | None = None
    number: int | None = None  # pains, opportunities, delights: P-03 has 3
    channels: tuple[CardId, ...] = ()  # touchpoints: the channels they happen in
    medium: Literal["online", "offline"] | None = None  # channels
    is_moment_of_truth: bool = False
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class Cell:
    """A lane in a stage that was looked at and stayed empty."""

    id: RecordId
    lane: LaneId
    stage: StageId
    finding: Finding
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Feeling:
    """One point of an emotion curve."""

    id: RecordId
    stage: StageId
    word: str  # as written; a known word is shown in the picture's language
    value: float | None = None  # -2 very negative … +2 very positive, steps of 0.1
    persona: PersonaId | None = None
    place: float = 0.5  # where in the stage, 0 its start … 1 its end
    kind: Literal["felt", "expected"] = "felt"
    substage: SubstageId | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim rests on."""

    id: RecordId
    supports: RecordId
    kind: EvidenceKind
    text: str  # the quote or the finding
    source: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A problem statement: what is ranked. Its quadrant is derived, never stored."""

    id: StatementId
    text: str
    pains: tuple[CardId, ...] = ()  # none: a problem that is not on the map yet
    stage: StageId | None = None
    is_important: bool | None = None
    important_why: str = ""
    is_urgent: bool | None = None
    urgent_why: str = ""
    number: int | None = None  # only without pains: it takes the next P number
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One person's own answer to a statement, before the team agrees."""

    id: RecordId
    statement: StatementId
    person: str
    is_important: bool | None = None
    important_why: str = ""
    is_urgent: bool | None = None
    urgent_why: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an opportunity does: it fixes a pain or adds value to a stage."""

    id: RecordId
    opportunity: CardId
    fixes: CardId | None = None
    adds_value_to: StageId | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when."""

    id: RecordId
    text: str
    owner: str = ""
    due: date | None = None
    state: Literal["open", "doing", "done", "dropped"] = "open"
    kpi: KpiId | None = None
    opportunity: CardId | None = None
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class Resource:
    """What a stage or an opportunity needs, and whether it is at hand."""

    id: RecordId
    text: str
    stage: StageId | None = None
    opportunity: CardId | None = None
    availability: Literal["at_hand", "needed"] | None = None
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class KpiValue:
    """One dated value of a KPI."""

    on: date
    value: float


@dataclass(frozen=True, slots=True)
class Kpi:
    """A figure by which the team sees whether it got better."""

    id: KpiId
    text: str
    stage: StageId | None = None
    unit: str = ""
    better: Literal["higher", "lower"] | None = None
    baseline: float | None = None
    target: float | None = None
    values: tuple[KpiValue, ...] = ()
    owner: str = ""
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the customer expects in a stage, in words and perhaps in figures."""

    id: RecordId
    stage: StageId
    text: str
    touchpoint: CardId | None = None
    figure: float | None = None
    unit: str = ""
    order: OrderKey = OrderKey("")


@dataclass(frozen=True, slots=True)
class ColumnPatterns:
    """What another column of an event says; `*` stands for anything."""

    column: str
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matcher:
    """Which events of a log a part of the map is about; `*` stands for anything.

    Those of a touchpoint are its traces. Those of an expectation or a KPI are what
    is looked for in every case: how many get there from `since`, and how soon.
    """

    id: RecordId
    about: RecordId  # a touchpoint, an expectation or a KPI
    events: tuple[str, ...] = ()  # none: of any name, if the rest says which
    channels: tuple[str, ...] = ()  # only events of these channels; none: of any
    where: tuple[ColumnPatterns, ...] = ()  # only events that say all of this
    failures: tuple[str, ...] = ()  # touchpoints: events of a visit that went wrong
    is_optional: bool = False  # touchpoints: going without it is nothing missing
    since: tuple[str, ...] = ()  # the others: where it begins; none: with the case


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured figure; written only by `jejak measure`, never by hand."""

    id: RecordId
    about: RecordId  # a touchpoint, a stage, an expectation or a KPI
    kind: str
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None
    cases: int | None = None
    unit: str = ""
    window_start: datetime | None = None
    window_end: datetime | None = None
    segment: str = ""
    source: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why, by whom, and what it answers."""

    id: RecordId
    text: str
    why: str = ""
    who: str = ""
    answers: RecordId | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A date on which the team looks at the map again."""

    id: RecordId
    on: date
    agenda: str = ""
    snapshot: int | None = None  # sequence number in the edit log
    signed_by: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark on any record; left out of files unless asked for."""

    id: RecordId
    about: RecordId
    text: str
    author: str = ""
    at: datetime | None = None
    replies_to: RecordId | None = None


Record = (
    MapInfo
    | Persona
    | Stage
    | Substage
    | Lane
    | Card
    | Cell
    | Feeling
    | Evidence
    | Statement
    | Judgement
    | Answer
    | Action
    | Resource
    | Kpi
    | Expectation
    | Matcher
    | Figure
    | Decision
    | Review
    | Comment
)

KINDS: dict[str, type[Record]] = {
    "map": MapInfo,
    "persona": Persona,
    "stage": Stage,
    "substage": Substage,
    "lane": Lane,
    "card": Card,
    "cell": Cell,
    "feeling": Feeling,
    "evidence": Evidence,
    "statement": Statement,
    "judgement": Judgement,
    "answer": Answer,
    "action": Action,
    "resource": Resource,
    "kpi": Kpi,
    "expectation": Expectation,
    "matcher": Matcher,
    "figure": Figure,
    "decision": Decision,
    "review": Review,
    "comment": Comment,
}

_KIND_OF = {record_type: kind for kind, record_type in KINDS.items()}


def kind_of(record: Record) -> str:
    """Return the kind of a record, as it is named in files and in the API.

    Examples:
        >>> kind_of(MapInfo(title="Buying a course"))
        'map'
    """
    return _KIND_OF[type(record)]


ROLES: tuple[Role, ...] = Role.__args__  # type: ignore[attr-defined]

ROLE_ZONES: dict[Role, Zone] = {
    role: (
        "internal"
        if role.startswith("internal_")
        else "followup"
        if role in {"opportunities", "resources", "kpis"}
        else "customer"
    )
    for role in ROLES
}
"""The zone in which a lane of a role stands."""

PAIN_ROLES: frozenset[Role] = frozenset({"pain_points", "internal_pain_points"})
NUMBERED_ROLES: dict[Role, str] = {
    "pain_points": "P",
    "internal_pain_points": "P",
    "opportunities": "O",
    "delights": "D",
}
"""Roles whose cards have a short number, and its letter."""

CARDLESS_ROLES: frozenset[Role] = frozenset(
    {"feelings", "expectations", "measured", "resources", "kpis"}
)
"""Roles whose lanes hold records of their own kind, or derived figures."""
