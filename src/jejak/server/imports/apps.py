"""The name of this area in the database."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Tables of this area begin with `imports_`."""

    name = "jejak.server.imports"
    label = "imports"
