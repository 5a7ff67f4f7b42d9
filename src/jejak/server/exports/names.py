"""What a file that is taken away is called."""

from __future__ import annotations

import re
from urllib.parse import quote

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')


def file_name(title: str, extension: str) -> str:
    """Return a name that every system takes.

    Examples:
        >>> file_name("Beli kursus: UI/UX?", ".pdf")
        'Beli kursus UI UX.pdf'
        >>> file_name("..", ".svg")
        'map.svg'
    """
    name = " ".join(_UNSAFE.sub(" ", title).split())[:80].strip(". ")
    return (name or "map") + extension


def disposition(name: str) -> str:
    """Return the header that makes a browser save a file, never show it.

    The plain name is for old programs; the other one holds every letter.

    Examples:
        >>> print(disposition("Peta é.pdf"))
        attachment; filename="Peta _.pdf"; filename*=UTF-8''Peta%20%C3%A9.pdf
    """
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
