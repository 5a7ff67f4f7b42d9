"""What Django needs to know, derived from the table of settings."""

from __future__ import annotations

from jejak.server.database import database_of
from jejak.server.secret_key import secret_key
from jejak.server.settings import settings

_settings = settings()

SECRET_KEY = secret_key(_settings)
DEBUG = False
# Who is shared is called by names it does not know, and asks for its link instead.
ALLOWED_HOSTS = ["*"] if _settings.share else ["localhost", "127.0.0.1", "[::1]"]
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
ROOT_URLCONF = "jejak.server.urls"
WSGI_APPLICATION = "jejak.server.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database_of(_settings)}
# Accounts, sessions and their middleware come with the accounts; nothing of
# what stands here has to be thrown away then.
INSTALLED_APPS = ["jejak.server.maps", "jejak.server.imports"]
MIDDLEWARE = [
    "jejak.server.answers.AnswerErrors",
    "django.middleware.common.CommonMiddleware",
    "jejak.server.csrf.CsrfAlways",
]
APPEND_SLASH = False
CSRF_FAILURE_VIEW = "jejak.server.answers.csrf_failure"
CSRF_COOKIE_SAMESITE = "Strict"
DATA_UPLOAD_MAX_MEMORY_SIZE = _settings.max_upload_bytes
DATA_UPLOAD_MAX_NUMBER_FILES = 100  # ours is lower, and is said in our words
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"terminal": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        name: {
            "handlers": ["terminal"],
            "level": _settings.log_level.upper(),
            "propagate": False,
        }
        for name in ("jejak", "django")
    }
    # That somebody asked for a page that is not there is no news.
    | {"django.request": {"level": "ERROR"}},
}
