"""The edit log: maps, their edits in order, and snapshots."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Map",
            fields=[
                (
                    "id",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("seq", models.PositiveBigIntegerField()),
                ("origin", models.CharField(max_length=100)),
                ("last_numbers", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField(db_index=True)),
                ("deleted_at", models.DateTimeField(default=None, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="LoggedEdit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("seq", models.PositiveBigIntegerField()),
                ("client_edit_id", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("edit", models.JSONField()),
                ("changes", models.JSONField()),
                ("inverse", models.JSONField()),
                (
                    "map",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="edits",
                        to="maps.map",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("map"), models.F("seq"), name="one_edit_per_seq"
                    ),
                    models.UniqueConstraint(
                        models.F("map"),
                        models.F("client_edit_id"),
                        name="one_edit_per_client_id",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("seq", models.PositiveBigIntegerField()),
                ("at", models.DateTimeField()),
                ("records", models.JSONField()),
                (
                    "map",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="snapshots",
                        to="maps.map",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("map"), models.F("seq"), name="one_snapshot_per_seq"
                    )
                ],
            },
        ),
    ]
