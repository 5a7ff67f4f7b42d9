"""Doubts become questions with stable ids; answers given before are applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jejak.importers.ids import IdGiver
from jejak.importers.reading import Choice, Message, Question, Remark, Where
from jejak.model.ids import derive_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.model.records import LaneId, StageId


@dataclass(slots=True)
class Desk:
    """Collects the questions and remarks of one import."""

    answers: Mapping[str, str]
    questions: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _asked: dict[str, Question] = field(default_factory=dict)
    _ids: IdGiver = field(default_factory=IdGiver)

    def ask(
        self,
        kind: str,
        parts: Sequence[str],
        text: Message,
        where: Where,
        choices: Sequence[tuple[str, Message]],
        *,
        map_number: int,
        lane_id: LaneId | None = None,
        stage_id: StageId | None = None,
        settled: Message | None = None,
        once: bool = True,
    ) -> str | None:
        """Ask, and return the answer if one was given before.

        The id follows from the kind and the parts, which are words of the table:
        so the same doubt has the same id in the next input, wherever it stands.

        Args:
            kind: What is asked, such as `lane`.
            parts: The words that the doubt is about.
            text: The question.
            where: Where the doubt came up first.
            choices: The answers it takes.
            map_number: The map that asks first.
            lane_id: The lane in which the question is shown.
            stage_id: The stage in which the question is shown.
            settled: What to say instead of the question once it is answered.
            once: Whether one answer is good for every place that asks the same.
        """
        question_id = self._question_id(kind, parts, once=once)
        if question_id in self._asked:
            return self._asked[question_id].answer
        answer = self.answers.get(question_id)
        if answer not in {value for value, _ in choices}:
            answer = None
        asked = Question(
            question_id,
            map_number,
            kind,
            text if answer is None or settled is None else settled,
            where,
            tuple(Choice(value, words) for value, words in choices),
            answer,
            lane_id,
            stage_id,
        )
        self._asked[question_id] = asked
        self.questions.append(asked)
        return answer

    def _question_id(self, kind: str, parts: Sequence[str], *, once: bool) -> str:
        base = derive_id("ask", kind, *parts)
        found = base if once else self._ids.new_id("ask", kind, *parts)
        return found.replace("ask", kind, 1)

    def note(
        self, kind: str, text: Message, where: Where, remedy: Message | None = None
    ) -> int:
        """Add a remark and return its number."""
        self.remarks.append(Remark(kind, text, where, remedy))
        return len(self.remarks) - 1
