"""The description of the API, from which the browser's types and a page are made."""

from __future__ import annotations

import json


def openapi() -> str:
    """Return the OpenAPI description of the API as JSON; Django is set up by now."""
    from jejak.server.api import api

    schema = api.get_openapi_schema(path_prefix="api/")
    for methods in schema["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                # Python 3.13 gave some of them other names: one text on every Python.
                answer["description"] = f"Status {status}"
    return json.dumps(schema, indent=2, ensure_ascii=False, default=str) + "\n"
