"""Django is set up before any test or doctest of the server is imported."""

import os
import tempfile

_FOLDER = tempfile.TemporaryDirectory(prefix="jejak-tests-")  # gone with the process


def pytest_configure() -> None:
    """Give Django a data folder of its own; no test touches a real one."""
    for name in [name for name in os.environ if name.startswith("JEJAK_")]:
        if name != "JEJAK_CHROMIUM":
            del os.environ[name]
    os.environ["JEJAK_DATA"] = _FOLDER.name
    os.environ["DJANGO_SETTINGS_MODULE"] = "jejak.server.django_settings"
    import django

    django.setup()
