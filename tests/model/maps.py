"""Maps that several tests of the model start from."""

from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Action,
    Answer,
    Card,
    Cell,
    Comment,
    Evidence,
    Expectation,
    Feeling,
    Judgement,
    Kpi,
    Lane,
    MapInfo,
    Persona,
    Stage,
    Statement,
    Substage,
)


def shop():
    """Return a small valid map with something of everything that links."""
    return JourneyMap.of(
        [
            MapInfo(title="Buying a lamp", visibility_line="a5"),
            Persona("ani", name="Ani", order="a0"),
            Persona("budi", name="Budi", order="a1"),
            Stage("find", "Find", order="a0"),
            Stage("pay", "Pay", order="a1"),
            Substage("pay-qris", "pay", "Scan the code", order="a0"),
            Lane("touch", role="touchpoints", order="a0"),
            Lane("chans", role="channels", order="a1"),
            Lane("feel", role="feelings", order="a2"),
            Lane("pains", role="pain_points", order="a3"),
            Lane("own", label="Our notes", order="a4"),
            Lane("inside", role="internal_pain_points", zone="internal", order="a6"),
            Lane("ideas", role="opportunities", zone="followup", order="a7"),
            Card("web", "chans", "pay", "Website", medium="online", order="a0"),
            Card("form", "touch", "pay", "Form", channels=("web",), order="a0"),
            Card(
                "slow",
                "pains",
                "pay",
                "Slow",
                substage="pay-qris",
                number=1,
                order="a0",
            ),
            Card("dear", "pains", "pay", "Dear", number=2, order="a1"),
            Card("late", "inside", "pay", "Late papers", number=3, order="a0"),
            Card("fast", "ideas", "pay", "Faster code", number=1, order="a0"),
            Card("note", "own", "find", "A note", order="a0"),
            Cell("mark", "pains", "find", "nothing_found", reason="asked five"),
            Feeling("glad", "find", "glad", value=1.2, persona="ani", place=0.3),
            Feeling("cross", "pay", "cross", value=-1.5, substage="pay-qris"),
            Statement("s-slow", "Slow", pains=("slow",), stage="pay", order="a0"),
            Statement("s-off", "No call centre", number=4, order="a1"),
            Answer("fixes", "fast", fixes="slow"),
            Answer("adds", "fast", adds_value_to="find"),
            Evidence("said", "slow", "interview", "It took an hour"),
            Kpi("kpi", "Minutes to pay", stage="pay", order="a0"),
            Action("do", "Build it", kpi="kpi", opportunity="fast", order="a0"),
            Action("ask", "Ask ten people", order="a1"),
            Expectation("soon", "pay", "Soon", touchpoint="form", order="a0"),
            Judgement("j-ani", "s-slow", "Dewi", is_urgent=True),
            Comment("talk", "slow", "Which phone?"),
            Comment("reply", "slow", "An old one", replies_to="talk"),
        ]
    )
