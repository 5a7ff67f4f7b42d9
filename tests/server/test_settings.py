import stat
from pathlib import Path

import pytest

from jejak.environment import WrongSetting
from jejak.importers.limits import read_limits
from jejak.server.database import database_of, postgresql_database
from jejak.server.secret_key import secret_key
from jejak.server.settings import SETTINGS, read_settings


def test_every_setting_has_a_default_that_is_allowed() -> None:
    found = read_settings({"HOME": "/nowhere"})
    assert (found.port, found.max_upload_bytes) == (8000, 20_000_000)
    assert read_limits({}).memory_mb == 512


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("JEJAK_PORT", "70000", "from 0 to 65535"),
        ("JEJAK_PORT", "-1", "from 0 to 65535"),
        ("JEJAK_PORT", "８０", "from 0 to 65535"),
        ("JEJAK_WORKERS", "0", "from 1 to 64"),
        ("JEJAK_HOST", "0.0.0.0", "127.0.0.1, localhost, ::1"),  # noqa: S104
        ("JEJAK_LANGUAGE", "fr", "id, en"),
        ("JEJAK_IMPORT_MAX_CELLS", "0", "from 1 to 10000000000"),
        ("JEJAK_IMPORT_MEMORY_MB", "9" * 5000, "from 128 to 65536"),
        ("JEJAK_LOG_LEVEL", "loud", "debug, info, warning, error"),
    ],
)
def test_a_wrong_value_stops_and_names_the_allowed_ones(
    name: str, value: str, said: str
) -> None:
    with pytest.raises(WrongSetting) as error:
        read_settings({name: value})
    assert name in str(error.value)
    assert said in str(error.value)


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("from the file\n", "utf-8")
    settings = read_settings({"JEJAK_SECRET_KEY_FILE": str(file)})
    assert settings.secret_key.split() == ["from", "the", "file"]


def test_a_file_of_a_secret_that_cannot_be_read_stops(tmp_path: Path) -> None:
    with pytest.raises(WrongSetting, match="JEJAK_SECRET_KEY_FILE"):
        read_settings({"JEJAK_SECRET_KEY_FILE": str(tmp_path / "absent")})


def test_only_secrets_are_read_from_files(tmp_path: Path) -> None:
    assert read_settings({"JEJAK_PORT_FILE": str(tmp_path)}).port == 8000


def test_the_secret_key_is_made_once_and_kept_for_its_owner_only(
    tmp_path: Path,
) -> None:
    settings = read_settings({"JEJAK_DATA": str(tmp_path / "new" / "data")})
    key = secret_key(settings)
    assert len(key) >= 50
    assert secret_key(settings) == key
    (file,) = settings.data.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_database_is_sqlite_unless_an_address_is_given(tmp_path: Path) -> None:
    settings = read_settings({"JEJAK_DATA": str(tmp_path)})
    assert database_of(settings)["NAME"] == str(tmp_path / "jejak.sqlite3")
    url = "postgresql://ani@/jejak?host=/run/postgresql"
    settings = read_settings({"JEJAK_DATABASE_URL": url})
    found = database_of(settings)
    assert (found["NAME"], found["USER"], found["HOST"]) == (
        "jejak",
        "ani",
        "/run/postgresql",
    )


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://host", "postgresql://h:port/x", "words"]
)
def test_an_address_of_no_database_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(WrongSetting) as error:
        postgresql_database(url.replace("://", "://ani:hidden@"))
    assert "postgresql://user:password@host:5432/name" in str(error.value)
    assert "hidden" not in str(error.value)


def test_the_names_of_settings_are_unique_and_begin_alike() -> None:
    names = [setting.name for setting in SETTINGS]
    assert len(set(names)) == len(names)
    assert all(name.startswith("JEJAK_") for name in names)
