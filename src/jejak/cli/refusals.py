"""What the command line itself refuses, before any part of Jejak is asked."""

from __future__ import annotations

from jejak.errors import JejakError
from jejak.language.catalogue import say


class WrongCall(JejakError):
    """A call that names things which do not go together; nothing was done."""

    code = "wrong_call"

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(say("en", key, **values))


class Refused(JejakError):
    """What the command line itself will not do, such as overwrite a file."""

    code = "refused"

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values = values
        super().__init__(say("en", key, **values))
