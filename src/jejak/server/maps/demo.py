"""The sample journey in a workspace that has no map yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jejak.server.maps.access import LOCAL_USER
from jejak.server.maps.models import Map
from jejak.server.maps.services import create_map
from jejak.templates import template

if TYPE_CHECKING:
    from jejak.language.catalogue import Language


def add_demo(language: Language) -> bool:
    """Store the sample journey once; a workspace that ever had a map is left alone."""
    if Map.objects.exists():
        return False
    create_map(LOCAL_USER, template("mas-tekno", language), "demo")
    return True
