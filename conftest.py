"""Django is set up before any test or doctest of the server is imported.

Here and at once, because other conftest files import the server's modules. It
gets a data folder of its own: no test touches a real one.
"""

import os
import tempfile

import django

_FOLDER = tempfile.TemporaryDirectory(prefix="jejak-tests-")  # gone with the process

for _name in [name for name in os.environ if name.startswith("JEJAK_")]:
    if _name != "JEJAK_CHROMIUM":
        del os.environ[_name]
os.environ["JEJAK_DATA"] = _FOLDER.name
os.environ["DJANGO_SETTINGS_MODULE"] = "jejak.server.django_settings"
django.setup()
