"""The parts of a reading report: what was read, and the sentences about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from jejak.language import formats
from jejak.language.catalogue import Language, say
from jejak.model.records import Card, Feeling

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jejak.language.emotions import Emotion
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import LaneId, RecordId, Role, StageId


@dataclass(frozen=True, slots=True)
class Signed:
    """A value of a feeling, to be written with its sign."""

    value: float


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue with what stands in its gaps."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def said(self, language: Language) -> str:
        """Return the sentence in a language."""
        values = {name: _said(value, language) for name, value in self.values.items()}
        return say(language, self.key, **values)


def _said(value: object, language: Language) -> object:
    if isinstance(value, Message):
        return value.said(language)
    if isinstance(value, Signed):
        return formats.signed(value.value, language)
    return value


@dataclass(frozen=True, slots=True)
class Where:
    """A place in the input: row and column counted from 1."""

    source: str
    row: int | None = None
    column: int | None = None
    table: str = ""  # sheet or caption

    def as_json(self) -> dict[str, Any]:
        """Return the place as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class LaneRead:
    """What one lane of the input was taken for."""

    map: int
    label: str  # as it stands in the input
    role: Role | None
    lane_id: LaneId
    confidence: float
    why: Message


@dataclass(frozen=True, slots=True)
class FeelingRead:
    """What one word of feeling was taken for."""

    map: int
    word: str
    value: float | None
    emotion: Emotion | None
    record: RecordId
    stage: str
    where: Where


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that a question takes."""

    value: str
    text: Message


@dataclass(frozen=True, slots=True)
class Question:
    """A doubt that a person can settle; the import goes on without an answer."""

    id: str
    map: int
    kind: str
    text: Message
    where: Where
    choices: tuple[Choice, ...]
    answer: str | None = None
    lane_id: LaneId | None = None
    stage_id: StageId | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the import could not place, or decided and should be looked at."""

    kind: str
    text: Message
    where: Where
    remedy: Message | None = None


@dataclass(frozen=True, slots=True)
class CellRead:
    """What one cell or one paragraph of the input became."""

    map: int | None
    where: Where
    text: str
    records: tuple[RecordId, ...] = ()
    remark: int | None = None  # index in the report's remarks


@dataclass(frozen=True, slots=True)
class MapRead:
    """What one map holds, and what the text around its tables gave it."""

    title: str
    counts: Mapping[str, int]
    around: tuple[tuple[str, str], ...] = ()  # field of the map, its text
    ranks: tuple[Message, ...] = ()

    @classmethod
    def of(cls, journey: JourneyMap) -> MapRead:
        """Return how much a map holds."""
        counts = {
            "stages": len(journey.stages),
            "lanes": len(journey.lanes),
            "personas": len(journey.personas),
            "statements": len(journey.statements),
            "cards": len(journey.of_kind(Card)),
            "feelings": len(journey.of_kind(Feeling)),
        }
        return cls(journey.info.title, counts)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, how surely, what is asked, and where every cell went."""

    maps: tuple[MapRead, ...] = ()
    lanes: tuple[LaneRead, ...] = ()
    feelings: tuple[FeelingRead, ...] = ()
    questions: tuple[Question, ...] = ()
    remarks: tuple[Remark, ...] = ()
    cells: tuple[CellRead, ...] = ()
    texts: tuple[CellRead, ...] = ()  # paragraphs and headings outside tables
    # Every cell of a map that the input has, filled or not: map, lane, stage.
    covered: frozenset[tuple[int, str, str]] = frozenset()

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions that nobody answered yet."""
        return tuple(asked for asked in self.questions if asked.answer is None)
