"""Every address that Django answers."""

from __future__ import annotations

from django.urls import path

from jejak.server.api import api
from jejak.server.maps import pages

urlpatterns = [
    path("api/", api.urls),
    path("", pages.show_start, name="start"),
    path("maps/<str:map_id>", pages.show_map, name="map"),
    path("maps/<str:map_id>/priorities", pages.show_map, name="priorities"),
    path("maps/<str:map_id>/update", pages.show_map, name="update"),
]
