"""What the command line itself refuses, before any part of Jejak is asked."""

from __future__ import annotations

from jejak.errors import Worded
from jejak.language.catalogue import say


class _Said(Worded):
    """A refusal in the words that the catalogue has under a key."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(say("en", key, **values), key, values)


class WrongCall(_Said):
    """A call that names things which do not go together; nothing was done."""

    code = "wrong_call"


class Refused(_Said):
    """What the command line itself will not do, such as overwrite a file."""

    code = "refused"
