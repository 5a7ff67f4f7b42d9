"""Random edits in their plain form, most of which fit the map they are for."""

from hypothesis import strategies as st

from jejak.model.codec import encode
from jejak.model.edits import EDITS
from jejak.model.edits.texts import text_fields
from jejak.model.index import group_of
from jejak.model.records import (
    KINDS,
    ROLES,
    Card,
    Expectation,
    Kpi,
    Lane,
    Persona,
    Stage,
    Statement,
    Substage,
    kind_of,
)
from tests.model.maps import shop

TEXTS = [
    "",
    "Slow",
    "Slow reply 🙂",
    "A very slow reply",
    "a\x00b\r\nc",
    "  ",
    "no\ud800",
]
SCALE = [None, -2.0, -1.26, 0.04, 0.25, -0.75, 1.75, 1.9, 2.0, 2.1, "high"]


class Chooser:
    """Draws the parts of an edit so that they often, not always, fit the map."""

    def __init__(self, draw, journey):
        self.draw = draw
        self.journey = journey

    def one(self, options):
        return self.draw(st.sampled_from(list(options)))

    def seldom(self):
        return self.draw(st.integers(0, 11)) == 0

    def id(self, *kinds):
        fitting = [
            record.id
            for record in self.journey.records.values()
            if isinstance(record, kinds or tuple(KINDS.values()))
        ]
        return self.one(fitting) if fitting and not self.seldom() else "gone"

    def card(self, *roles):
        fitting = [
            record.id
            for record in self.journey.records.values()
            if isinstance(record, Card) and self.journey.lane(record.lane).role in roles
        ]
        return self.one(fitting) if fitting and not self.seldom() else self.id(Card)

    def pain(self):
        return self.card("pain_points", "internal_pain_points")

    def new_id(self):
        if self.seldom():
            return self.one(["slow", "b a d"])
        return f"new-{self.draw(st.integers(0, 99))}"

    def text(self):
        return self.one(TEXTS if self.seldom() else TEXTS[1:4])

    def beside(self, record=None):
        """Return nothing, or beside which record to stand; often of the same group."""
        if self.one([True, False]):
            return {}
        group = record and group_of(record)
        near = sorted(self.journey.index.holding(group)) if group else []
        other = self.one(near) if near and not self.seldom() else self.id()
        return {self.one(["before", "after"]): other}


def record(choose, kind):
    """Return a record of a kind, in plain form."""
    found = {"kind": kind, "id": choose.new_id(), **_FIELDS.get(kind, _nothing)(choose)}
    needed = {"stage": "title", "substage": "title", "persona": "name", "lane": "label"}
    if kind not in {"cell", "feeling", "review", "matcher", "judgement", "answer"}:
        found[needed.get(kind, "text")] = choose.text()
    return found


def _nothing(choose):
    return {}


_FIELDS = {
    "lane": lambda c: {"role": c.one([None, *ROLES])},
    "substage": lambda c: {"stage": c.id(Stage)},
    "card": lambda c: {
        "lane": c.id(Lane),
        "stage": c.id(Stage),
        "channels": c.one([[], [], [c.card("channels")]]),
        "number": c.one([None, 1, 70]),
    },
    "feeling": lambda c: {
        "stage": c.id(Stage),
        "word": c.text(),
        "value": c.one(SCALE[:-1]),
        "persona": c.one([None, c.id(Persona)]),
        "place": c.one([0.0, 0.4, 1.0, 1.5]),
    },
    "evidence": lambda c: {"supports": c.id(), "evidence_kind": "interview"},
    "statement": lambda c: {"pains": c.one([[], [c.pain()]])},
    "judgement": lambda c: {"statement": c.id(Statement), "person": c.text()},
    "action": lambda c: {"opportunity": c.one([None, c.card("opportunities")])},
    "resource": lambda c: {"stage": c.one([None, c.id(Stage)])},
    "kpi": lambda c: {"stage": c.id(Stage), "target": c.one([None, 4.5, 1e999])},
    "expectation": lambda c: {
        "stage": c.id(Stage),
        "touchpoint": c.one([None, c.card("touchpoints")]),
    },
    "matcher": lambda c: {
        "about": c.one([c.card("touchpoints"), c.id(Kpi), c.id(Expectation)]),
        "events": [c.text()],
        "where": c.one([[], [{"column": "subject", "patterns": [c.text()]}]]),
        "since": c.one([[], [c.text()]]),
    },
    "decision": lambda c: {"answers": c.one([None, c.id()])},
    "review": lambda c: {"on": "2026-11-22"},
    "comment": lambda c: {"about": c.id()},
}


def _fields(choose, **options):
    name = choose.one(options)
    return {"fields": {name: options[name]}}


def _change_persona(c):
    own = [{"label": c.text(), "items": [c.text()]}]
    return _fields(c, name=c.text(), goals=[c.text()], own_fields=own, age=None, id="x")


def _change_lane(c):
    zone = c.one(["customer", "internal", "followup"])
    return _fields(c, role=c.one([None, *ROLES]), label=c.text(), zone=zone)


def _judgement(c):
    yes = c.one([True, False, None])
    return {"is_important": yes, "urgent_why": c.text()}


def _records(c):
    """Return a whole new map, now and then, or two records for this one."""
    if c.seldom():
        return [encode(each) for each in shop().records.values()]
    card = {**record(c, "card"), "order": c.one(["a0", "a7"])}
    return [card, record(c, "decision")]


def _restored(c):
    kept = [encode(each) for each in c.journey.records.values()]
    return [each for each in kept if not (each["kind"] == "comment" and c.seldom())]


def _move_card(c):
    found = {"id": c.id(Card)}
    to = c.one([{}, {"stage": c.id(Stage)}, {"lane": c.id(Lane), "stage": c.id(Stage)}])
    old = c.journey.records.get(found["id"])
    return found | to | c.beside(None if to else old)


def _edit_text(c):
    """Return a text written in any record, now and then in a field that is none."""
    record = c.journey.records.get(c.id())
    fields = text_fields(kind_of(record)) if record else ()
    field = "order" if c.seldom() or not fields else c.one(fields)
    was = c.one([c.text(), str(getattr(record, field, ""))])
    return {
        "id": getattr(record, "id", "gone"),
        "field": field,
        "was": was,
        "text": was + c.text(),
    }


def _text_change(c):
    card = c.journey.records.get(c.card("pain_points"))
    at = 1
    text = getattr(card, "text", "abc")
    gone = text[at : at + c.one([0, 1, 3])]
    found = {"at": at, "deleted": gone, "inserted": c.text()}
    return {"text": getattr(card, "id", "gone"), "field": "text", **found}


_CHANGES = [
    lambda c: {"put": record(c, c.one(["stage", "card", "feeling", "statement"]))},
    lambda c: {"set": c.id(Card), "field": "number", "value": c.one([None, 1, 9])},
    lambda c: {"set": c.id(Stage), "field": "title", "value": c.text()},
    _text_change,
    lambda c: {"delete": c.id()},
]

_SPECIAL = {
    "CreateMap": lambda c: {"records": _records(c)},
    "ImportRecords": lambda c: {"records": _records(c)},
    "RestoreMap": lambda c: {"records": _restored(c)},
    "RenameMap": lambda c: {"title": c.text()},
    "SetMapField": lambda c: {
        "field": c.one(["goal", "notes", "language", "id"]),
        "value": c.one(["id", "English please", None, 4]),
    },
    "MoveVisibilityLine": lambda c: c.beside(next(iter(c.journey.lanes), None)),
    "GiveNumbers": lambda c: {"highest": c.one([{}, {"P": 40, "O": 8}])},
    "RenameStage": lambda c: {"id": c.id(Stage), "title": c.text()},
    "RenameLane": lambda c: {"id": c.id(Lane), "label": c.text()},
    "HideLane": lambda c: {"id": c.id(Lane), "is_hidden": c.one([True, False])},
    "EditCardText": lambda c: {"id": c.id(Card), "was": c.text(), "text": c.text()},
    "EditText": _edit_text,
    "MoveCard": _move_card,
    "MarkCell": lambda c: {
        "lane": c.id(Lane),
        "stage": c.id(Stage),
        "finding": c.one(["nothing_found", "not_researched", None]),
        "reason": c.text(),
    },
    "LinkOpportunity": lambda c: {
        "id": c.new_id(),
        "opportunity": c.card("opportunities"),
        **c.one([{"fixes": c.pain()}, {"adds_value_to": c.id(Stage)}]),
    },
    "RankPain": lambda c: {
        "id": c.pain(),
        "statement": c.new_id(),
        "answers": _judgement(c),
    },
    "JoinPains": lambda c: {"id": c.id(Statement), "pains": [c.pain(), c.pain()]},
    "SplitPain": lambda c: {"id": c.pain()},
    "Changes": lambda c: {"plain": [c.one(_CHANGES)(c), c.one(_CHANGES)(c)]},
    "Batch": lambda c: {"edits": [plain_edit(c, _ALONE) for _ in range(2)]},
}

_ALONE = [name for name in EDITS if name != "Batch"]

_CHANGING = {
    "ChangePersona": _change_persona,
    "ChangeStage": lambda c: _fields(c, duration=c.text(), width_px=c.one([0, 90])),
    "ChangeSubstage": lambda c: _fields(c, title=c.text(), stage="pay"),
    "ChangeLane": _change_lane,
    "ChangeCard": lambda c: _fields(
        c,
        substage=c.one([None, c.id(Substage)]),
        channels=[c.card("channels")],
        medium=c.one(["online", None]),
        is_moment_of_truth=c.one([True, False]),
    ),
    "ChangeFeeling": lambda c: _fields(
        c, value=c.one(SCALE), stage=c.id(Stage), word=c.text()
    ),
    "ChangeEvidence": lambda c: _fields(c, supports=c.id(), on=c.one([None, "2026-1"])),
    "ChangeStatement": lambda c: _fields(c, text=c.text(), stage=c.id(Stage)),
    "JudgeStatement": lambda c: {"fields": _judgement(c)},
    "ChangeRecord": lambda c: _fields(c, text=c.text(), about=c.id(), stage=None),
}


def plain_edit(choose, names=tuple(EDITS)):
    """Return a random edit in its plain form."""
    name = choose.one(names)
    fields = _SPECIAL[name](choose) if name in _SPECIAL else _member(choose, name)
    return {"edit": name, **fields}


def _member(c, name):
    kinds = EDITS[name].kinds
    names = [kind for kind, of_kind in KINDS.items() if of_kind in kinds]
    if name.startswith("Add"):
        new = record(c, c.one(names))
        return {"record": new, **c.beside()}
    found = {"id": c.id(*kinds)}
    if name in _CHANGING:
        return found | _CHANGING[name](c)
    old = c.journey.records.get(found["id"])
    if name.startswith(("Move", "Reorder")):
        return found | c.beside(old)
    return found
