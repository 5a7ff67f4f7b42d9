"""What the server keeps of tables: bases of maps, and answers to questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from jejak.server.imports.models import RememberedAnswer, TableBase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MOST_ANSWERS = 5_000  # the newest ones; a child process is given all of them
_LONGEST = 128  # characters of a question's id

Remembered = tuple[str, str, str]  # header, question, answer


def base_of(map_id: str) -> tuple[dict[str, Any], ...] | None:
    """Return a map's records as a table told them last; None if none ever did."""
    rows = TableBase.objects.filter(map_id=map_id).order_by("-seq")
    records = rows.values_list("records", flat=True).first()
    return None if records is None else tuple(records)


def keep_base(map_id: str, seq: int, records: Sequence[dict[str, Any]]) -> None:
    """Keep what a table told, as of an edit of the map."""
    now = timezone.now()
    values = {"records": list(records), "at": now}
    TableBase.objects.update_or_create(map_id=map_id, seq=seq, defaults=values)


def forget_base(map_id: str, seq: int) -> None:
    """Forget what an edit brought that was undone; the one before counts again."""
    TableBase.objects.filter(map_id=map_id, seq=seq).delete()


def remembered_answers() -> tuple[Remembered, ...]:
    """Return the answers that were given for earlier tables, the newest ones."""
    rows = RememberedAnswer.objects.order_by("-at", "id")
    return tuple(rows.values_list("header", "question", "answer")[:_MOST_ANSWERS])


def remember(answers: Iterable[Sequence[str]]) -> None:
    """Keep answers for the next table of their header; an empty one is forgotten."""
    now = timezone.now()
    with transaction.atomic():
        for header, question, answer in answers:
            rows = RememberedAnswer.objects.filter(header=header, question=question)
            if not answer:
                rows.delete()
            elif len(question) <= _LONGEST:
                RememberedAnswer.objects.update_or_create(
                    header=header,
                    question=question,
                    defaults={"answer": answer, "at": now},
                )
