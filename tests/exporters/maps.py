"""Maps to export: one that says something in every field, and odd ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from jejak.language.catalogue import Language
from jejak.layout.context import Context
from jejak.model.journey_map import JourneyMap
from jejak.model.numbers import give_numbers
from jejak.model.order import keys_between
from jejak.model.records import (
    ROLE_ZONES,
    ROLES,
    Action,
    Answer,
    Card,
    CardId,
    Cell,
    Condition,
    Decision,
    Evidence,
    Expectation,
    Feeling,
    Figure,
    Kpi,
    KpiId,
    KpiValue,
    Lane,
    LaneId,
    MapInfo,
    OrderKey,
    OwnField,
    Persona,
    PersonaId,
    Record,
    RecordId,
    Resource,
    Review,
    Role,
    Stage,
    StageId,
    Statement,
    StatementId,
    Substage,
    SubstageId,
)
from jejak.templates import template

ORDER = keys_between(None, None, 100)
ROLES_WITH_CARDS: tuple[Role, ...] = tuple(
    role
    for role in ROLES
    if role not in {"feelings", "expectations", "measured", "resources", "kpis"}
)
HOSTILE = (
    "<script>alert(1)</script>",
    '#panic("x")',
    "*bold* _it_ `code`",
    "$x^2$ #import",
    "]]> <!-- -->",
    "&amp; &lt; &#38;",
    "{{x}} ${y} %s",
    "\\n \\u{41} @ref <label>",
    "= Heading",
    "a < b > c",
    "'single' \"double\"",
    "// no comment /* here */",
)


def stage_id(index: int) -> StageId:
    return StageId(RecordId(f"stage-{index}"))


def lane_id(role: str) -> LaneId:
    return LaneId(RecordId(f"lane-{role}"))


def shop(
    stages: int = 3, text: str = "says", per_cell: int = 2, with_persona: bool = True
) -> JourneyMap:
    """Return a map with cards in every lane of every stage."""
    records: list[Record] = [MapInfo(title=f"The shop {text}", language="en")]
    persona = Persona(
        PersonaId(RecordId("persona")), name=f"Rina {text}", order=ORDER[0]
    )
    if with_persona:
        records.append(persona)
    for index in range(stages):
        title = f"Stage {index} {text}"
        records.append(Stage(stage_id(index), title, order=ORDER[index]))
        feeling = Feeling(RecordId(f"feeling-{index}"), stage_id(index), f"mood {text}")
        records.append(replace(feeling, value=(index % 5) - 2.0))
    for row, role in enumerate(("feelings", *ROLES_WITH_CARDS)):
        zone = ROLE_ZONES[role]
        records.append(Lane(lane_id(role), role, zone=zone, order=ORDER[row]))
    for role in ROLES_WITH_CARDS:
        for index in range(stages):
            for number in range(per_cell):
                card_id = CardId(RecordId(f"card-{role}-{index}-{number}"))
                words = f"{role} {index} {number} {text}"
                cell = (lane_id(role), stage_id(index))
                records.append(Card(card_id, *cell, words, order=ORDER[number]))
    return give_numbers(JourneyMap.of(records))


def full_persona() -> Persona:
    return Persona(
        PersonaId(RecordId("persona-rina")),
        order=ORDER[0],
        name="Rina Full",
        age="31",
        job="runs a bakery",
        identity="lives in Bandung",
        personality="patient until noon",
        characteristics=("characteristic one", "characteristic two"),
        habits=("habit alone",),
        motivation=("motive one", "motive two"),
        goals=("persona goal",),
        needs=("persona need",),
        likes=("liked thing",),
        dislikes=("disliked thing",),
        indifferent_to=("indifferent thing",),
        social_media=("Twitter", "TikTok"),
        apps_tried=("app one", "app two"),
        scenario="Scenario paragraph one.\n\nScenario paragraph two.",
        quote="Where is my flour?",
        own_fields=(OwnField("Favourite oven", ("deck oven",)),),
        importance="primary",
        importance_why="she orders most",
        segment=(Condition("orders", "at_least", ("5",)),),
    )


def everything() -> JourneyMap:
    """Return a map that says something in every field a picture shows."""
    base = shop(3)
    pain = CardId(RecordId("card-pain_points-1-0"))
    opportunity = CardId(RecordId("card-opportunities-1-0"))
    kpi = KpiId(RecordId("kpi-1"))
    part = SubstageId(RecordId("part-1"))
    info = MapInfo(
        title="Everything in one map",
        goal="goal of this map",
        scope="scope of this map",
        company="company name",
        confidentiality="for us only",
        version="version seven",
        owner="owner of it",
        notes="# Notes head\n\n- first note\n\nSecond **note** text.",
        is_sample=True,
    )
    lanes = [
        Lane(lane_id(role), role, zone=ROLE_ZONES[role], order=ORDER[50 + place])
        for place, role in enumerate(("expectations", "resources", "kpis"))
    ]
    own = Lane(lane_id("own"), None, "Weather", "customer", ORDER[60])
    hidden = Lane(lane_id("hidden"), None, "Secret", order=ORDER[61], is_hidden=True)
    more: list[Record] = [
        info,
        full_persona(),
        *lanes,
        own,
        hidden,
        Card(
            CardId(RecordId("own-1")),
            own.id,
            stage_id(0),
            "sunny today",
            order=ORDER[0],
        ),
        Card(
            CardId(RecordId("hidden-1")),
            hidden.id,
            stage_id(0),
            "kept to ourselves",
            order=ORDER[0],
        ),
        Cell(RecordId("cell-1"), own.id, stage_id(1), "nothing_found"),
        Cell(RecordId("cell-2"), own.id, stage_id(2), "not_researched", "no time left"),
        Substage(part, stage_id(0), "First part", "an hour", ORDER[0]),
        Card(
            CardId(RecordId("goal-in-part")),
            lane_id("goals"),
            stage_id(0),
            "goal in a part",
            substage=part,
            is_moment_of_truth=True,
            order=ORDER[70],
        ),
        Feeling(RecordId("f-x"), stage_id(0), "quaintly", None, place=0.9),
        Feeling(RecordId("f-y"), stage_id(1), "hoped-for", 1.0, kind="expected"),
        Expectation(
            RecordId("e-1"), stage_id(0), "answer soon", None, 15, "min", ORDER[0]
        ),
        Resource(
            RecordId("r-1"), "a second oven", stage_id(0), None, "needed", ORDER[0]
        ),
        Resource(RecordId("r-2"), "spare hands", order=ORDER[1]),
        Kpi(
            kpi,
            "repeat orders",
            stage_id(1),
            "%",
            "higher",
            20.0,
            35.5,
            (KpiValue(date(2026, 5, 1), 27.0),),
            "kpi owner",
            ORDER[0],
        ),
        Answer(RecordId("a-1"), opportunity, fixes=pain),
        Evidence(
            RecordId("ev-1"), pain, "ticket", "evidence text", "desk", date(2026, 3, 4)
        ),
        Action(
            RecordId("act-1"),
            "do this thing",
            "action owner",
            date(2026, 4, 1),
            order=ORDER[0],
        ),
        Decision(RecordId("d-1"), "decided so", "because of that", "the team"),
        Review(RecordId("rev-1"), date(2026, 12, 1), "review agenda"),
        _statement("s-do", "slow replies hurt", True, True, (pain,)),
        _statement("s-plan", "no project work", True, False),
        _statement("s-delegate", "old photographs", False, True),
        _statement("s-drop", "no confetti", False, False),
        replace(_statement("s-none", "unranked problem", None, None), urgent_why=""),
    ]
    records = [record for record in base.records.values() if record.id != "persona"]
    stages = [
        replace(record, duration="± 2 days", seeks="seeks calm", response="we reply")
        if isinstance(record, Stage) and record.id == stage_id(0)
        else record
        for record in records
    ]
    return give_numbers(JourneyMap.of([*stages, *more]))


def _statement(
    name: str,
    text: str,
    important: bool | None,
    urgent: bool | None,
    pains: tuple[CardId, ...] = (),
) -> Statement:
    return Statement(
        StatementId(RecordId(name)),
        text,
        pains,
        None,
        important,
        f"important because {name}",
        urgent,
        f"urgent because {name}",
        order=ORDER[len(name) + ord(name[-1]) % 40],
    )


def hostile() -> JourneyMap:
    """Return a map whose every text is an attack on some format."""
    journey = everything()
    words = iter(HOSTILE * 50)
    records: list[Record] = []
    for record in journey.records.values():
        if isinstance(record, Card | Statement | Expectation | Resource | Kpi):
            records.append(replace(record, text=next(words)))
        elif isinstance(record, Stage | Substage | MapInfo):
            records.append(replace(record, title=next(words)))
        elif isinstance(record, Persona):
            scenario, quote = next(words), next(words)
            records.append(replace(record, scenario=scenario, quote=quote))
        else:
            records.append(record)
    return JourneyMap.of(records)


WHEN = datetime(2026, 1, 5, tzinfo=UTC)


def measured_map(language: Language) -> JourneyMap:
    """The sample map with figures of a made log."""
    journey = template("mas-tekno", language)
    cards = [
        card
        for found in Context(journey, language).touchpoints.values()
        for card in found
    ]

    def figure(about: str, kind: str, **values: float | str) -> Figure:
        name = RecordId(f"{about}-{kind}")
        made = {"source": "demo.log (sample)", "at": WHEN, "window_start": WHEN}
        return Figure(name, RecordId(about), kind, **values, window_end=WHEN, **made)  # type: ignore[arg-type]

    last = cards[-1]
    return JourneyMap.of(
        [
            *journey.records.values(),
            *(figure(c.id, "score", value=-0.5, cases=40) for c in cards[-2:]),
            figure(last.id, "wait_median", value=13_200.0, cases=80),
            figure(last.stage, "reach", numerator=827, denominator=4812),
            figure(last.stage, "continuation", numerator=636, denominator=827),
            Expectation(
                *(RecordId("e"), last.stage, "?", last.id, 15, "min", OrderKey("a0"))
            ),
            Expectation(
                *(RecordId("e2"), last.stage, "Confirmed", None, 98, "%"),
                order=OrderKey("a1"),
            ),
            figure("e2", "share", numerator=758, denominator=812),
            Kpi(
                *(KpiId(RecordId("k")), "Replies", last.stage, "h", "lower"),
                target=1,
                order=OrderKey("a0"),
            ),
            figure("k", "time_median", value=12_500.0, cases=758),
        ]
    )


ANA, BEN = PersonaId(RecordId("ana")), PersonaId(RecordId("ben"))


def two_people() -> JourneyMap:
    """Two personas with feelings of their own, and one feeling that both share."""
    base = shop(2, with_persona=False)
    records = [one for one in base.records.values() if not isinstance(one, Feeling)]
    stages = [stage.id for stage in base.stages]
    return JourneyMap.of(
        [
            *records,
            Persona(ANA, "Ana", order=ORDER[0]),
            Persona(BEN, "Ben", order=ORDER[1]),
            feeling("a", stages[0], 1.5, ANA),
            feeling("b", stages[0], -1.5, BEN),
            feeling("both", stages[1], 0.5, None),
            replace(feeling("note", stages[1], None, None), word="uncanny"),
        ]
    )


def feeling(
    name: str, stage: StageId, value: float | None, persona: PersonaId | None
) -> Feeling:
    return Feeling(RecordId(name), stage, "mood", value, persona)
