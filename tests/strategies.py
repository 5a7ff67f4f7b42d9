"""Hypothesis strategies: any valid map, with every kind of record and hostile text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import UTC, date, datetime
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from jejak.files.natural import natural_id, order_group
from jejak.model.journey_map import JourneyMap
from jejak.model.order import key_between
from jejak.model.records import (
    CARDLESS_ROLES,
    NUMBERED_ROLES,
    PAIN_ROLES,
    ROLES,
    Action,
    Answer,
    Card,
    Cell,
    ColumnPatterns,
    Comment,
    Condition,
    Decision,
    Evidence,
    Expectation,
    Feeling,
    Figure,
    Judgement,
    Kpi,
    KpiValue,
    Lane,
    MapInfo,
    Matcher,
    OrderKey,
    OwnField,
    Persona,
    Record,
    RecordId,
    Resource,
    Review,
    Stage,
    Statement,
    Substage,
)
from jejak.model.rules import LONGEST_COLUMN
from jejak.model.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FIGURE_KINDS = (
    *("reach", "continuation", "wait_median", "time_median", "score"),
    *("share", "count"),
)

# Texts that YAML readers take for something else, or that break sloppy writers.
HOSTILE = (
    *("no", "on", "Yes", "10:30", "1.10", "~", "null", "2026-11-22", "0x1F", "1_000"),
    *("=", "<<", "---", "- a", "a: b", "a #b", "#", "&a", "*a", "!tag", "%", "@", "`"),
    *(
        " led by a space",
        "trailed by one ",
        "\ttab",
        "a\tb",
        '"',
        "'",
        "\\",
        "{}",
        "[]",
    ),
    *("two\nlines", "\nblank first", "last blank\n", "more\n\n\n", "  deep\n flat\n"),
    *("# no comment\nbelow", "a\n---\nb", "a \nb\t\n", "x" * 500, "word " * 100),
    *(
        "🙂 emoji 👩🏽‍🎨",
        "مرحبا",
        "日本語のテキスト",
        "\u2028",
        "a\u2029b",
        "\ufeffbom",
        "\u00a0",
    ),
    *("=cmd()", "<script>", "|", ">", "text", "word", "id", "P-03", "nothing_found"),
    *("line_of_visibility", "not researched", "true", "format", "-", "?", "1e5", "."),
)

texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(max_size=30).map(clean_text),
    st.sampled_from(["Browse", "Pay", "Mobile app", "WhatsApp", "Wait for an answer"]),
)


@st.composite
def maps(draw: st.DrawFn, *, with_comments: bool = True) -> JourneyMap:
    """Any valid map: few records of each kind, and every field in use.

    Hypothesis chooses the texts, the size and a seed; drawing each of the
    hundreds of fields from it would be forty times slower.
    """
    pool = draw(st.lists(texts, min_size=1, max_size=12))
    random = Random(draw(st.integers(0, 2**32)))
    builder = _Builder(pool, random, size=draw(st.integers(0, 3)))
    builder.frame()
    builder.cells()
    builder.statements()
    builder.follow_up()
    builder.notes(with_comments=with_comments)
    return JourneyMap.of([builder.info(), *builder.records.values()])


class _Builder:
    def __init__(self, pool: list[str], random: Random, *, size: int) -> None:
        self._texts = pool
        self._words = [text for text in pool if text.strip()] or ["Pay"]
        self._random = random
        self._size = size
        self.records: dict[RecordId, Record] = {}
        self._orders: dict[tuple[str, ...], list[OrderKey]] = defaultdict(list)
        self._numbers: dict[str, int] = defaultdict(int)

    def some(self) -> range:
        return range(self._random.randint(0, self._size))

    def text(self) -> str:
        return self._random.choice(["", *self._texts])

    def word(self) -> str:
        return self._random.choice(self._words)

    def items(self) -> tuple[str, ...]:
        return tuple(self.text() for _ in self.some())

    def pick(self, *options: Any) -> Any:
        return self._random.choice(options)

    def whole(self, low: int, high: int) -> int:
        return self._random.randint(low, high)

    def figure(self) -> float:
        whole = float(self.whole(-(10**9), 10**9))
        odd = self.pick(1e300, -1e300, 5e-324, -0.0)
        return self.pick(whole, 0.1, 1e-9, -2.5, self._random.uniform(-1e9, 1e9), odd)

    def unit(self) -> str:
        return self.pick("%", "min", "jam", "week", self.text())

    def maybe(self, make: Callable[[], Any]) -> Any:
        return self.pick(None, make())

    def count(self) -> int:
        return self.whole(0, 10**12)

    def day(self) -> date:
        return date.fromordinal(self.whole(700_000, 740_000))

    def time(self) -> datetime:
        second = datetime.fromtimestamp(self.whole(0, 4 * 10**9), UTC)
        return second.replace(microsecond=self.pick(0, self.whole(0, 999_999)))

    def one_of(self, records: Sequence[Any]) -> Any:
        return self.pick(None, *(record.id for record in records))

    def add(self, record: Any) -> Any:
        """Keep a record under an id and an order key of its own."""
        if hasattr(record, "order"):
            record = replace(record, order=self._order(order_group(record)))
        taken = self.records.keys()
        given = natural_id(record, taken)
        if self.whole(0, 3) == 0:
            own = f"own_{self.whole(0, 10**6)}"
            given = given if own in taken else RecordId(own)
        record = replace(record, id=given)
        self.records[record.id] = record
        return record

    def _order(self, group: tuple[str, ...]) -> OrderKey:
        keys = self._orders[group]
        place = len(keys)
        if self.whole(0, 4) == 0:
            place = self.whole(0, len(keys))
        before = keys[place - 1] if place else None
        key = key_between(before, keys[place] if place < len(keys) else None)
        keys.insert(place, key)
        return key

    def of_kind(self, kind: type) -> list[Any]:
        return [record for record in self.records.values() if type(record) is kind]

    def cards_in(self, roles: frozenset[str]) -> list[Card]:
        lanes = {lane.id for lane in self.of_kind(Lane) if lane.role in roles}
        return [card for card in self.of_kind(Card) if card.lane in lanes]

    def info(self) -> MapInfo:
        line = None
        if self.pick(True, False):
            line = self._order(("lane",))
        return MapInfo(
            title=self.text(),
            language=self.pick("id", "en", "pt-BR"),
            state=self.pick("current", "proposed"),
            visibility_line=line,
            goal=self.text(),
            notes=self.text(),
            is_sample=self.pick(True, False),
            **{name: self.text() for name in ("scope", "company", "owner", "version")},
        )

    def frame(self) -> None:
        for _ in self.some():
            self.add(self._persona())
        for _ in self.some():
            stage = self.add(
                Stage(
                    RecordId(""),
                    self.word(),
                    duration=self.text(),
                    width_px=self.maybe(lambda: self.whole(1, 900)),
                    seeks=self.text(),
                )
            )
            for _ in self.some():
                self.add(Substage(RecordId(""), stage.id, self.word(), self.text()))
        roles = self._random.sample(ROLES, self.whole(0, 4 * self._size))
        for role in [*roles, *(None for _ in self.some())]:
            self.add(
                Lane(
                    RecordId(""),
                    role,
                    label=self.text() if role else self.word(),
                    zone=self.pick("customer", "internal", "followup"),
                    is_hidden=self.pick(True, False),
                )
            )

    def _persona(self) -> Persona:
        plain = ("name", "age", "job", "identity", "personality", "scenario", "quote")
        several = (
            *("characteristics", "habits", "motivation", "goals", "needs", "likes"),
            *("dislikes", "indifferent_to", "social_media", "apps_tried"),
        )
        return Persona(
            RecordId(""),
            **{name: self.text() for name in plain},
            **{name: self.items() for name in several},
            own_fields=tuple(OwnField(self.text(), self.items()) for _ in self.some()),
            segment=tuple(self._condition() for _ in self.some()),
            portrait=self.pick("", "mas-tekno"),
            importance=self.pick(None, "primary", "secondary"),
            importance_why=self.text(),
        )

    def _condition(self) -> Condition:
        operator = self.pick("is", "is_not", "at_least", "at_most")
        return Condition(self.text(), operator, self.items())

    def cells(self) -> None:
        for stage in self.of_kind(Stage):
            parts = [part for part in self.of_kind(Substage) if part.stage == stage.id]
            for lane in self.of_kind(Lane):
                self._cell(stage, lane, parts)
            for _ in self.some():
                self._feeling(stage, parts)
        channels = self.cards_in(frozenset({"channels", "internal_channels"}))
        for card in self.cards_in(frozenset({"touchpoints"})):
            if channels:
                several = self._random.sample(channels, self.whole(0, len(channels)))
                named = tuple(channel.id for channel in several)
                self.records[card.id] = replace(card, channels=named)
            for _ in self.some():
                self._matcher(
                    card.id,
                    failures=self.items(),
                    is_optional=self.pick(True, False),
                )

    def _matcher(self, about: RecordId, **rest: Any) -> None:
        columns = {self.word()[:LONGEST_COLUMN] for _ in self.some()}
        where = tuple(ColumnPatterns(column, self.items()) for column in columns)
        parts = self.items(), self.items(), where
        self.add(Matcher(RecordId(""), about, *parts, **rest))

    def _cell(self, stage: Stage, lane: Lane, parts: list[Substage]) -> None:
        cards = () if lane.role in CARDLESS_ROLES else self.some()
        for _ in cards:
            self.add(
                Card(
                    RecordId(""),
                    lane.id,
                    stage.id,
                    self.word(),
                    substage=self.one_of(parts),
                    number=self._number(lane),
                    medium=self.pick(None, "online", "offline"),
                    is_moment_of_truth=self.pick(True, False),
                )
            )
        if not cards and self.pick(True, False):
            finding = self.pick("nothing_found", "not_researched")
            self.add(Cell(RecordId(""), lane.id, stage.id, finding, self.text()))

    def _number(self, lane: Lane) -> int | None:
        letter = NUMBERED_ROLES.get(lane.role) if lane.role else None
        if letter is None:
            return self.maybe(lambda: self.whole(1, 99))
        self._numbers[letter] += self.whole(1, 40)
        return self._numbers[letter]

    def _feeling(self, stage: Stage, parts: list[Substage]) -> None:
        value = self.maybe(lambda: self.whole(-20, 20) / 10)
        self.add(
            Feeling(
                RecordId(""),
                stage.id,
                self.word() if value is None else self.text(),
                value=value,
                persona=self.one_of(self.of_kind(Persona)),
                place=self.pick(0.5, 0.25, 0.75, self._random.random()),
                kind=self.pick("felt", "expected"),
                substage=self.one_of(parts),
            )
        )

    def statements(self) -> None:
        free = [card.id for card in self.cards_in(PAIN_ROLES)]
        for _ in self.some():
            pains = tuple(free.pop() for _ in range(self.whole(0, len(free))))
            number = None
            if not pains:
                self._numbers["P"] += 1
                number = self._numbers["P"]
            statement = self.add(
                Statement(
                    RecordId(""),
                    self.word(),
                    pains=pains,
                    stage=self.one_of(self.of_kind(Stage)),
                    number=number,
                    **self._judged(),
                )
            )
            for person in {self.word() for _ in self.some()}:
                self.add(
                    Judgement(RecordId(""), statement.id, person, **self._judged())
                )

    def _judged(self) -> dict[str, Any]:
        return {
            "is_important": self.pick(None, True, False),
            "important_why": self.text(),
            "is_urgent": self.pick(None, True, False),
            "urgent_why": self.text(),
        }

    def follow_up(self) -> None:
        stages = self.of_kind(Stage)
        opportunities = self.cards_in(frozenset({"opportunities"}))
        touchpoints = self.cards_in(frozenset({"touchpoints"}))
        for opportunity in opportunities:
            for pain in self.cards_in(PAIN_ROLES)[: self.whole(0, 2)]:
                self.add(Answer(RecordId(""), opportunity.id, fixes=pain.id))
            for stage in stages[: self.whole(0, 2)]:
                self.add(Answer(RecordId(""), opportunity.id, adds_value_to=stage.id))
        for _ in self.some():
            self._kpi(stages)
        for _ in self.some():
            self._action(opportunities)
            self.add(
                Resource(
                    RecordId(""),
                    self.word(),
                    stage=self.one_of(stages),
                    opportunity=self.one_of(opportunities),
                    availability=self.pick(None, "at_hand", "needed"),
                )
            )
        for stage in stages[: self.whole(0, 3)]:
            touchpoint = self.one_of(touchpoints)
            expectation = self.add(
                Expectation(
                    RecordId(""),
                    stage.id,
                    self.word(),
                    touchpoint=touchpoint,
                    figure=self.maybe(self.figure),
                    unit=self.unit(),
                )
            )
            self._matcher(expectation.id, since=self.items())
            self._figure(expectation)
            self._figure((touchpoint and self.records[touchpoint]) or stage)

    def _kpi(self, stages: list[Stage]) -> None:
        kpi = self.add(
            Kpi(
                RecordId(""),
                self.word(),
                stage=self.one_of(stages),
                unit=self.unit(),
                better=self.pick(None, "higher", "lower"),
                baseline=self.maybe(self.figure),
                target=self.maybe(self.figure),
                values=tuple(KpiValue(self.day(), self.figure()) for _ in self.some()),
                owner=self.text(),
            )
        )
        for _ in self.some():
            self._matcher(kpi.id, since=self.items())

    def _action(self, opportunities: list[Card]) -> None:
        self.add(
            Action(
                RecordId(""),
                self.word(),
                owner=self.text(),
                due=self.maybe(self.day),
                state=self.pick("open", "doing", "done", "dropped"),
                kpi=self.one_of(self.of_kind(Kpi)),
                opportunity=self.one_of(opportunities),
            )
        )

    def _figure(self, about: Record) -> None:
        self.add(
            Figure(
                RecordId(""),
                about.id,
                self.pick(*FIGURE_KINDS, self.text()),
                numerator=self.maybe(self.count),
                denominator=self.maybe(self.count),
                value=self.maybe(self.figure),
                cases=self.maybe(self.count),
                unit=self.unit(),
                window_start=self.maybe(self.time),
                window_end=self.maybe(self.time),
                segment=self.text(),
                source=self.text(),
                at=self.maybe(self.time),
            )
        )

    def notes(self, *, with_comments: bool) -> None:
        kinds = ("interview", "staff_interview", "chat", "measurement")
        for _ in self.some():
            self.add(
                Review(
                    RecordId(""),
                    self.day(),
                    agenda=self.text(),
                    snapshot=self.maybe(self.count),
                    signed_by=self.text(),
                    signed_at=self.maybe(self.time),
                )
            )
        for _ in self.some():
            about = self.one_of([MapInfo(), *self.records.values()]) or RecordId("map")
            self.add(
                Evidence(
                    RecordId(""),
                    about,
                    self.pick(*kinds),
                    self.word(),
                    on=self.maybe(self.day),
                )
            )
            self.add(
                Decision(
                    RecordId(""),
                    self.word(),
                    why=self.text(),
                    answers=self.one_of(list(self.records.values())),
                    on=self.maybe(self.day),
                )
            )
            if with_comments:
                self._comment(about)

    def _comment(self, about: RecordId) -> None:
        self.add(
            Comment(
                RecordId(""),
                about,
                self.word(),
                author=self.text(),
                at=self.maybe(self.time),
                replies_to=self.one_of(self.of_kind(Comment)),
            )
        )
