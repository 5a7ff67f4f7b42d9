"""The REST API: every area's routes under `/api`."""

from __future__ import annotations

from ninja import NinjaAPI

from jejak.server.answers import add_handlers
from jejak.server.exports.api import router as exports
from jejak.server.imports.api import router as imports
from jejak.server.maps.api import router as maps
from jejak.server.maps.history_api import router as history

# The description is not served: `tools/openapi.py` makes the browser's types of it.
api = NinjaAPI(title="Jejak", version="1", openapi_url=None, docs_url=None)
add_handlers(api)
for router in (maps, history, imports, exports):
    api.add_router("", router)
