"""Django as a WSGI application; `jejak.server.outer` is what stands outside it."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jejak.server.django_settings")

application = get_wsgi_application()
