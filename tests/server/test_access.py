"""Every route is walked: a map reaches a view through the one door only."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from jejak.server.api import api
from jejak.server.maps import access
from jejak.server.maps.access import LOCAL_USER, Need, get_map
from jejak.server.maps.models import Map
from jejak.server.maps.services import create_map
from tests.server.journeys import bicycle_shop

# What each route needs of the map in its address. A new route must be put here.
NEEDS = {
    ("GET", "/maps/{map_id}"): Need.VIEW,
    ("GET", "/maps/{map_id}/priorities"): Need.VIEW,
    ("GET", "/maps/{map_id}/update"): Need.VIEW,
    ("GET", "/api/maps/{map_id}"): Need.VIEW,
    ("DELETE", "/api/maps/{map_id}"): Need.EDIT,
    ("PATCH", "/api/v1/maps/{map_id}"): Need.EDIT,
    ("GET", "/api/maps/{map_id}/history"): Need.VIEW,
    ("GET", "/api/maps/{map_id}/history/{seq}"): Need.VIEW,
    ("POST", "/api/maps/{map_id}/history/{seq}/restore"): Need.EDIT,
    ("GET", "/api/maps/{map_id}/changes"): Need.VIEW,
    ("POST", "/api/maps/{map_id}/versions"): Need.EDIT,
    ("DELETE", "/api/maps/{map_id}/versions/{version_id}"): Need.EDIT,
    ("POST", "/api/maps/{map_id}/duplicate"): Need.VIEW,
    ("POST", "/api/maps/{map_id}/restore"): Need.RESTORE,
    ("GET", "/api/maps/{map_id}/export/{format}"): Need.VIEW,
    ("POST", "/api/maps/{map_id}/import/preview"): Need.VIEW,
    ("POST", "/api/maps/{map_id}/import"): Need.EDIT,
    ("POST", "/api/maps/{map_id}/import/{seq}/undo"): Need.EDIT,
}
WITHOUT_A_MAP = {
    ("GET", "/"),
    ("GET", "/api/maps"),
    ("POST", "/api/maps"),
    ("GET", "/api/templates"),
    ("POST", "/api/import"),
    ("POST", "/api/import/preview"),
}
EDIT = {"edit": "RenameMap", "title": "x"}
BODY = json.dumps({"edits": [EDIT], "name": "x"})


def pages(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, str]]:
    """Yield the routes outside the API as method and address."""
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern).replace("<str:map_id>", "{map_id}")
        if isinstance(pattern, URLPattern):
            yield "GET", address
        elif address != "/api/":
            yield from pages(pattern, address)


def operations() -> Iterator[tuple[str, str]]:
    """Yield the routes of the API as method and address."""
    for address, methods in api.get_openapi_schema(path_prefix="api/")["paths"].items():
        for method in methods:
            yield method.upper(), address


def ask(client: Client, method: str, address: str, map_id: str) -> int:
    path = address.format(map_id=map_id, format="json", seq=1, version_id=1)
    answer: Any = client.generic(method, path, BODY, "application/json")
    return int(answer.status_code)


def test_the_table_names_every_route() -> None:
    found = {*pages(get_resolver()), *operations()}
    assert found == {*NEEDS, *WITHOUT_A_MAP}


@pytest.mark.parametrize(("method", "address"), NEEDS)
def test_a_map_that_is_not_there_is_found_by_no_route(
    client: Client, method: str, address: str
) -> None:
    assert ask(client, method, address, "none") == 404


@pytest.mark.parametrize(("method", "address"), NEEDS)
def test_a_deleted_map_is_found_by_restoring_only(
    client: Client, method: str, address: str
) -> None:
    row = create_map(LOCAL_USER, bicycle_shop(), "test")
    Map.objects.filter(id=row.id).update(deleted_at=timezone.now())
    is_restoring = NEEDS[method, address] is Need.RESTORE
    assert ask(client, method, address, row.id) == (204 if is_restoring else 404)


@pytest.mark.parametrize(("method", "address"), NEEDS)
def test_every_route_asks_for_what_it_needs(
    client: Client, monkeypatch: pytest.MonkeyPatch, method: str, address: str
) -> None:
    asked: list[Need] = []
    first = access._first

    def noting(rows: Any, map_id: str, need: Need) -> Map:
        asked.append(need)
        return first(rows, map_id, need)

    monkeypatch.setattr(access, "_first", noting)
    row = create_map(LOCAL_USER, bicycle_shop(), "test")
    ask(client, method, address, row.id)
    assert set(asked) == {NEEDS[method, address]}


def test_the_door_gives_the_map_that_was_asked_for(database: str) -> None:
    row = create_map(LOCAL_USER, bicycle_shop(), "test")
    assert get_map(LOCAL_USER, row.id, Need.VIEW) == row
