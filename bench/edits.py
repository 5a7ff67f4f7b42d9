"""Measure edits on a large map: `python -m bench.edits [CARDS [EDITS]]`.

It builds a map of 10 stages and 15 lanes, then applies a seeded mix of the
edits that people make most, one by one, each checked and with its inverse, as
the server does. Times are those of the processor, whatever else the machine does.
"""

from __future__ import annotations

import platform
import random
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING

from jejak.model.edits import Edit, apply, carry_out
from jejak.model.edits.cards import (
    AddCard,
    ChangeFeeling,
    DeleteCard,
    EditCardText,
    MoveCard,
)
from jejak.model.edits.maps import CreateMap
from jejak.model.edits.statements import JudgeStatement, RankPain
from jejak.model.edits.structure import RenameStage
from jejak.model.journey_map import JourneyMap
from jejak.model.order import keys_between
from jejak.model.records import (
    CARDLESS_ROLES,
    ROLE_ZONES,
    ROLES,
    Card,
    CardId,
    Feeling,
    Lane,
    LaneId,
    Record,
    RecordId,
    Stage,
    StageId,
    StatementId,
)
from jejak.model.validation import problems_of

if TYPE_CHECKING:
    from collections.abc import Callable

STAGES, FEELINGS = 10, 40


def large_map(cards: int) -> list[Record]:
    """Return the records of a map with so many cards, spread over all its cells."""
    stages = [
        Stage(StageId(RecordId(f"stage-{place}")), f"Stage {place}", order=key)
        for place, key in enumerate(keys_between(None, None, STAGES))
    ]
    roles = [role for role in ROLES if role not in CARDLESS_ROLES]
    lanes = [
        Lane(LaneId(RecordId(f"lane-{role}")), role, "", ROLE_ZONES[role], key)
        for role, key in zip(roles, keys_between(None, None, len(roles)), strict=True)
    ]
    cells = [(lane.id, stage.id) for stage in stages for lane in lanes]
    keys = keys_between(None, None, cards)
    texts = [
        Card(
            CardId(RecordId(f"card-{place}")),
            *cells[place % len(cells)],
            f"What card {place} says in about as many words as people use",
            order=keys[place],
        )
        for place in range(cards)
    ]
    feelings = [
        Feeling(RecordId(f"feeling-{place}"), stages[place % STAGES].id, "fine", 0.5)
        for place in range(FEELINGS)
    ]
    return [*stages, *lanes, *texts, *feelings]


class Person:
    """Somebody who edits a map: a seeded choice of what comes next."""

    def __init__(self, journey: JourneyMap, seed: int) -> None:
        self.random = random.Random(seed)
        self.cards = [card.id for card in journey.of_kind(Card)]
        self.lanes = [lane.id for lane in journey.lanes]
        self.pains = [
            card.id
            for card in journey.of_kind(Card)
            if journey.lane(card.lane).role == "pain_points"
        ]
        self.made = 0

    def next_edit(self, journey: JourneyMap) -> Edit:
        """Return the next edit, in about the proportions in which people make them."""
        choice = self.random.random()
        self.made += 1
        stage = StageId(RecordId(f"stage-{self.random.randrange(STAGES)}"))
        if choice < 0.15:
            lane = self.random.choice(self.lanes)
            card = Card(CardId(RecordId(f"new-{self.made}")), lane, stage, "A new card")
            self.cards.append(card.id)
            return AddCard(card)
        if choice < 0.20 and len(self.cards) > 1:
            place = self.random.randrange(len(self.cards))
            return DeleteCard(self._without(place))
        if choice < 0.30:
            return self._about_a_pain(journey)
        if choice < 0.40:
            feeling = RecordId(f"feeling-{self.random.randrange(FEELINGS)}")
            value = self.random.randrange(-20, 21) / 10
            return ChangeFeeling(feeling, {"value": value})
        if choice < 0.42:
            return RenameStage(stage, f"Stage, named {self.made} times")
        card_id = self.random.choice(self.cards)
        if choice < 0.60:
            return MoveCard(card_id, stage=stage)
        text = getattr(journey.records[card_id], "text", "")
        return EditCardText(card_id, text, f"{text[:60]} and {self.made}")

    def _without(self, place: int) -> CardId:
        card = self.cards[place]
        self.cards[place] = self.cards[-1]
        self.cards.pop()
        if card in self.pains:
            self.pains.remove(card)
        return card

    def _about_a_pain(self, journey: JourneyMap) -> Edit:
        pain = self.random.choice(self.pains)
        statement = StatementId(RecordId(f"statement-{pain}"))
        answers = {"is_urgent": self.random.random() < 0.5}
        if statement in journey.records:
            return JudgeStatement(statement, answers)
        return RankPain(pain, statement, answers)


def some_edits(edits: int, cards: int = 5_000) -> Callable[[], object]:
    """Return so many edits on a large map, as one thing to measure."""
    before = apply(JourneyMap.of([]), CreateMap(tuple(large_map(cards))))

    def edit() -> None:
        journey, person = before, Person(before, seed=1)
        for _ in range(edits):
            journey = carry_out(journey, person.next_edit(journey)).journey

    return edit


def main(cards: int = 5_000, edits: int = 10_000) -> str:
    """Return what was measured, a line each."""
    start = time.process_time()
    journey = apply(JourneyMap.of([]), CreateMap(tuple(large_map(cards))))
    made = time.process_time() - start
    person = Person(journey, seed=1)
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(edits):
        edit = person.next_edit(journey)
        start = time.process_time()
        journey = carry_out(journey, edit).journey
        taken[type(edit).__name__].append(time.process_time() - start)
    start = time.process_time()
    problems = len(problems_of(journey))
    checked = time.process_time() - start
    every = sorted(each for times in taken.values() for each in times)
    lines = [
        f"Python {platform.python_version()}, {cards} cards, {edits} edits",
        f"CreateMap: {made * 1000:.0f} ms",
        f"all edits: {sum(every):.2f} s; {sum(every) / edits * 1e6:.0f} µs each, "
        f"p99 {every[int(edits * 0.99)] * 1e6:.0f} µs, worst {every[-1] * 1e3:.1f} ms",
        f"whole check at the end: {checked * 1000:.0f} ms, {problems} problems",
    ]
    for name, times in sorted(taken.items()):
        mean = sum(times) / len(times) * 1e6
        lines.append(f"  {name:<15} {len(times):>6} x {mean:6.0f} µs")
    return "\n".join(lines)


if __name__ == "__main__":
    print(main(*(int(number) for number in sys.argv[1:])))
