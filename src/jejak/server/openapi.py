"""Print the description of the API from which the browser's types are made.

`python -m jejak.server.openapi` prints it; `web/` keeps the types, and a check
fails when they are out of date.
"""

from __future__ import annotations

import json
import os
import sys


def openapi() -> str:
    """Return the OpenAPI description of the API as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jejak.server.django_settings")
    import django

    django.setup()
    from jejak.server.api import api

    schema = api.get_openapi_schema(path_prefix="api/")
    for methods in schema["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                # Python 3.13 gave some of them other names: one text on every Python.
                answer["description"] = f"Status {status}"
    return json.dumps(schema, indent=2, ensure_ascii=False, default=str) + "\n"


if __name__ == "__main__":
    # Describing the API needs no key and must not make one.
    os.environ.setdefault("JEJAK_SECRET_KEY", "describes-only")
    sys.stdout.write(openapi())
