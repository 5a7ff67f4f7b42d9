"""Rows of the edit log. The log is the truth; a snapshot only saves time."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

if TYPE_CHECKING:
    from datetime import datetime


def new_map_id() -> str:
    """Return an id that nobody can guess and that reads well in an address."""
    return secrets.token_urlsafe(12)


class Map(models.Model):
    """A map; this row is the lock that puts its edits in one order."""

    objects: ClassVar[models.Manager[Map]]

    id: models.CharField[str, str] = models.CharField(primary_key=True, max_length=32)
    seq: models.PositiveBigIntegerField[int, int] = (
        models.PositiveBigIntegerField()
    )  # of its last edit
    origin: models.CharField[str, str] = models.CharField(max_length=100)
    last_numbers: models.JSONField[Any, dict[str, int]] = models.JSONField(
        default=dict
    )  # short numbers are never reused
    created_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    updated_at: models.DateTimeField[datetime, datetime] = models.DateTimeField(
        db_index=True
    )
    deleted_at: models.DateTimeField[datetime | None, datetime | None] = (
        models.DateTimeField(null=True, default=None)
    )

    def __str__(self) -> str:
        return self.id


class LoggedEdit(models.Model):
    """One accepted edit: what was asked, what it changed, how to undo it."""

    objects: ClassVar[models.Manager[LoggedEdit]]

    map_id: str
    map: models.ForeignKey[Map, Map] = models.ForeignKey(
        Map, on_delete=models.PROTECT, related_name="edits"
    )
    seq: models.PositiveBigIntegerField[int, int] = models.PositiveBigIntegerField()
    client_edit_id: models.CharField[str, str] = models.CharField(max_length=64)
    actor: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    edit = models.JSONField()
    changes = models.JSONField()
    inverse = models.JSONField()
    # Words written offline that stand against somebody else's: kept here, not applied.
    conflict: models.JSONField[Any, dict[str, str] | None] = models.JSONField(
        null=True, default=None
    )

    class Meta:
        """Both keys are promises: one order, and no edit taken twice."""

        constraints: ClassVar = [
            models.UniqueConstraint("map", "seq", name="one_edit_per_seq"),
            models.UniqueConstraint(
                "map", "client_edit_id", name="one_edit_per_client_id"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.map_id} {self.seq}"


class Snapshot(models.Model):
    """All records of a map as they stood after one edit."""

    objects: ClassVar[models.Manager[Snapshot]]

    map_id: str
    map: models.ForeignKey[Map, Map] = models.ForeignKey(
        Map, on_delete=models.PROTECT, related_name="snapshots"
    )
    seq: models.PositiveBigIntegerField[int, int] = models.PositiveBigIntegerField()
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()
    records = models.JSONField()

    class Meta:
        """A map has one snapshot of a moment at most."""

        constraints: ClassVar = [
            models.UniqueConstraint("map", "seq", name="one_snapshot_per_seq"),
        ]

    def __str__(self) -> str:
        return f"{self.map_id} {self.seq}"


class Person(models.Model):
    """Somebody who edits without an account: the name and colour that others see."""

    objects: ClassVar[models.Manager[Person]]

    id: models.CharField[str, str] = models.CharField(primary_key=True, max_length=32)
    name: models.CharField[str, str] = models.CharField(max_length=100)
    colour: models.PositiveSmallIntegerField[int, int] = (
        models.PositiveSmallIntegerField()
    )
    seen_at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """A moment of a map that somebody gave a name."""

    objects: ClassVar[models.Manager[Version]]

    id: int
    map_id: str
    map: models.ForeignKey[Map, Map] = models.ForeignKey(
        Map, on_delete=models.PROTECT, related_name="versions"
    )
    seq: models.PositiveBigIntegerField[int, int] = models.PositiveBigIntegerField()
    name: models.CharField[str, str] = models.CharField(max_length=200)
    actor: models.CharField[str, str] = models.CharField(max_length=64)
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Visit(models.Model):
    """How much of a map somebody had seen when they were last there."""

    objects: ClassVar[models.Manager[Visit]]

    map: models.ForeignKey[Map, Map] = models.ForeignKey(
        Map, on_delete=models.PROTECT, related_name="visits"
    )
    actor: models.CharField[str, str] = models.CharField(max_length=64)
    seq: models.PositiveBigIntegerField[int, int] = models.PositiveBigIntegerField()
    at: models.DateTimeField[datetime, datetime] = models.DateTimeField()

    class Meta:
        """The last visit is the one that counts."""

        constraints: ClassVar = [
            models.UniqueConstraint("map", "actor", name="one_visit_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.seq}"
