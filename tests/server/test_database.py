import pytest
from django.core.management import call_command
from django.db import connection

from jejak.language.catalogue import say
from jejak.server.answers import STATUS_OF
from jejak.server.maps.demo import add_demo
from jejak.server.maps.models import Map


def test_the_migrations_say_what_the_models_say(database: str) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_what_is_committed_is_on_the_disk(database: str) -> None:
    with connection.cursor() as cursor:
        if database == "sqlite":
            cursor.execute("PRAGMA journal_mode")
            assert cursor.fetchone() == ("wal",)
            cursor.execute("PRAGMA synchronous")
            assert cursor.fetchone() == (2,)  # FULL
        else:
            cursor.execute("SHOW synchronous_commit")
            assert cursor.fetchone() == ("on",)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_demo_comes_once_and_in_the_language_of_the_reader(
    database: str, language: str
) -> None:
    assert add_demo("id" if language == "id" else "en")
    assert not add_demo("en")
    assert Map.objects.count() == 1


def test_the_demo_leaves_a_workspace_alone_whose_maps_were_deleted(
    database: str,
) -> None:
    add_demo("id")
    Map.objects.update(deleted_at="2026-11-22T00:00:00Z")
    assert not add_demo("id")


@pytest.mark.parametrize("code", STATUS_OF)
def test_codes_of_errors_have_words_or_bring_their_own(code: str) -> None:
    brings_its_own = {"invalid_record", "invalid_map", "import_refused", "file_format"}
    if code not in brings_its_own | {"unsupported_format"}:
        for language in ("id", "en"):
            assert say("id" if language == "id" else "en", f"api.{code}", detail="x")
