"""Rows of what tables told: the base of the next update, and answers to questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from jejak.server.maps.models import Map

if TYPE_CHECKING:
    from datetime import datetime


class TableBase(models.Model):
    """A map as a table told it; with it, the next update knows who changed what."""

    objects: ClassVar[models.Manager[TableBase]]

    map_id: str
    map: models.ForeignKey[Map, Map] = models.ForeignKey(
        Map, on_delete=models.CASCADE, related_name="table_bases"
    )
    seq: models.PositiveBigIntegerField[int, int] = (
        models.PositiveBigIntegerField()
    )  # of the edit that brought it
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    records: models.JSONField[Any, list[dict[str, Any]]] = models.JSONField()

    class Meta:
        """An edit brings one base; the last one counts."""

        constraints: ClassVar = [
            models.UniqueConstraint("map", "seq", name="one_base_per_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.map_id} {self.seq}"


class RememberedAnswer(models.Model):
    """An answer to a question about a table, for the next table of its header."""

    objects: ClassVar[models.Manager[RememberedAnswer]]

    header: models.CharField[str, str] = models.CharField(max_length=64)
    question: models.CharField[str, str] = models.CharField(max_length=128)
    answer: models.CharField[str, str] = models.CharField(max_length=200)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField(db_index=True)

    class Meta:
        """A question has one answer at most for each header."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                "header", "question", name="one_answer_per_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} = {self.answer}"
