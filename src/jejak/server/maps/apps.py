"""The name of this area in the database."""

from __future__ import annotations

from django.apps import AppConfig


class MapsConfig(AppConfig):
    """Tables of this area begin with `maps_`."""

    name = "jejak.server.maps"
    label = "maps"
