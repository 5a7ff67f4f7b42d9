"""The REST API: every area's routes under `/api`."""

from __future__ import annotations

from ninja import NinjaAPI

from jejak.server.answers import add_handlers
from jejak.server.maps.api import router as maps

# The description is not served: it is printed by `python -m jejak.server.openapi`
# and becomes the browser's types.
api = NinjaAPI(title="Jejak", version="1", openapi_url=None, docs_url=None)
add_handlers(api)
api.add_router("", maps)
