"""Doubts become questions with stable ids; answers given before are applied."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jejak.importers.ids import IdGiver
from jejak.importers.reading import Choice, Message, Question, Remark, Where

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jejak.model.records import LaneId, StageId


@dataclass(slots=True)
class Desk:
    """Collects the questions and remarks of one import."""

    answers: Mapping[str, str]
    questions: list[Question] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
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
    ) -> str | None:
        """Ask, and return the answer if one was given before.

        The id follows from the kind and the parts, so the same doubt in the same
        input has the same id the next time.
        """
        derived = self._ids.new_id("ask", kind, str(map_number), *parts)
        question_id = derived.replace("ask", kind, 1)
        answer = self.answers.get(question_id)
        if answer not in {value for value, _ in choices}:
            answer = None
        self.questions.append(
            Question(
                question_id,
                map_number,
                kind,
                text,
                where,
                tuple(Choice(value, words) for value, words in choices),
                answer,
                lane_id,
                stage_id,
            )
        )
        return answer

    def note(
        self, kind: str, text: Message, where: Where, remedy: Message | None = None
    ) -> int:
        """Add a remark and return its number."""
        self.remarks.append(Remark(kind, text, where, remedy))
        return len(self.remarks) - 1
