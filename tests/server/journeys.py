"""A small journey of our own: two stages, four lanes, two feelings, one DO."""

from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Card,
    CardId,
    Feeling,
    Lane,
    LaneId,
    MapInfo,
    OrderKey,
    Persona,
    PersonaId,
    RecordId,
    Stage,
    StageId,
    Statement,
    StatementId,
)


def _stage(name: str, order: str) -> Stage:
    return Stage(
        StageId(RecordId(f"stage-{name}")), name.title(), order=OrderKey(order)
    )


def _card(name: str, lane: Lane, stage: Stage, text: str) -> Card:
    card_id = CardId(RecordId(f"card-{name}"))
    return Card(card_id, lane.id, stage.id, text, order=OrderKey("a0"))


FIND, PAY = _stage("find", "a0"), _stage("pay", "a1")
GOALS = Lane(LaneId(RecordId("lane-goals")), "goals", order=OrderKey("a0"))
FEELINGS = Lane(LaneId(RecordId("lane-feelings")), "feelings", order=OrderKey("a1"))
PAINS = Lane(LaneId(RecordId("lane-pain-points")), "pain_points", order=OrderKey("a2"))
GOAL = _card("goal", GOALS, FIND, "Find a bicycle that fits")
PAIN = _card("pain", PAINS, PAY, "The transfer is confirmed by hand")


def bicycle_shop(title: str = "Buying a bicycle") -> JourneyMap:
    """Return the journey; the pain is important and urgent."""
    return JourneyMap.of(
        [
            MapInfo(title=title, language="en"),
            Persona(PersonaId(RecordId("persona-rani")), "Rani", order=OrderKey("a0")),
            FIND,
            PAY,
            GOALS,
            FEELINGS,
            PAINS,
            GOAL,
            PAIN,
            Feeling(RecordId("card-feel-1"), FIND.id, "Curious", 1.0),
            Feeling(RecordId("card-feel-2"), PAY.id, "Worried", -1.2),
            Statement(
                StatementId(RecordId("card-statement")),
                "Paying takes a day",
                pains=(PAIN.id,),
                is_important=True,
                is_urgent=True,
                order=OrderKey("a0"),
            ),
        ]
    )


# A table of our own, as it comes out of a spreadsheet: lanes down, stages across.
TABLE = (
    "\tStage\tFind a bicycle\tTry it\tPay\n"
    "\tGoals\t- Fits my height\t- Ride it once\t- Be done quickly\n"
    "\tFeelings\tCurious\tFrustrated\tHappy\n"
    "\tPain points\t-\t\t- Transfers are confirmed by hand\n"
)
