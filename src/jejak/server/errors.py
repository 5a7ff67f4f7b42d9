"""What the server refuses, beside what the model and the formats refuse.

JejakError
├── NotLocal             an address that others could reach, without accounts
├── NoSuchAddress        an address to share that this computer does not have
├── NoFreePort           all the ports that were tried are in use
├── AlreadyServed        another process serves this data folder
├── MapNotFound          no such map, or deleted, or not for this user
│   └── MapDeleted       deleted, and it can come back
├── BrokenLog            an edit is missing in the log of a map
├── Busy                 all child processes are at work
├── WorkTimedOut         an import or export took too long
├── WorkCrashed          ... ended without an answer
├── WorkOutOfMemory      ... needed more memory than is allowed
└── Refused              a request answered with words of the catalogue
"""

from __future__ import annotations

from jejak.errors import JejakError


class NotLocal(JejakError):
    """An address to listen on that others could reach, while there are no accounts."""

    code = "not_local"


class NoSuchAddress(JejakError):
    """An address to listen on that this computer does not have."""

    code = "no_such_address"


class NoFreePort(JejakError):
    """All the ports that were tried are in use."""

    code = "no_free_port"


class AlreadyServed(JejakError):
    """Another process serves this data folder."""

    code = "already_served"


class MapNotFound(JejakError):
    """There is no such map, or it was deleted, or it is none of your business."""

    code = "map_not_found"


class MapDeleted(MapNotFound):
    """The map was deleted; it is kept, and can be brought back."""

    code = "map_deleted"


class BrokenLog(JejakError):
    """The log of a map has a gap; nothing is shown rather than something wrong."""

    code = "broken_log"


class Busy(JejakError):
    """All child processes are at work; try again in a moment."""

    code = "busy"


class _OverLimit(Exception):
    def __init__(self, message: str, allowed: float = 0) -> None:
        self.values = {"allowed": allowed}
        super().__init__(message)


class WorkTimedOut(_OverLimit, JejakError):
    """An import or export took longer than is allowed, and was ended."""

    code = "work_timed_out"


class WorkCrashed(JejakError):
    """An import or export ended without an answer, or failed in an unknown way."""

    code = "work_crashed"


class WorkOutOfMemory(_OverLimit, JejakError):
    """An import or export needed more memory than is allowed."""

    code = "work_out_of_memory"


class Refused(JejakError):
    """A request that the server refuses; its words are those of `api.` + reason.

    Examples:
        >>> refused = Refused(413, "too_many_files", most=10)
        >>> refused.status, refused.reason, refused.values
        (413, 'too_many_files', {'most': 10})
    """

    code = "request_refused"  # an answer carries the reason as its code

    def __init__(self, status: int, reason: str, **values: object) -> None:
        self.status = status
        self.reason = reason
        self.values = values
        super().__init__(reason)


REASONS: dict[str, str] = {
    "bad_request": "A request that cannot be read.",
    "changed_since": "An edit to take back whose records were changed since.",
    "csrf": "A change that did not come from an open page of Jejak.",
    "edit_not_found": "An edit to take back that is not in the log of the map.",
    "forbidden": "Something that this user may not do.",
    "import_empty": "An import without a text and without a file.",
    "import_no_map": "An import in which there is no map.",
    "import_which_map": "A table of several maps that could all be the one to update.",
    "invalid_body": "A request that lacks something or has it in the wrong form.",
    "map_changed": "An update of a map that changed since it was looked at.",
    "method_not_allowed": "An address that takes no requests of this kind.",
    "not_found": "There is no such page or address.",
    "not_shared": "A request without the link of a server that is shared.",
    "server_error": "A fault of Jejak's own; it is in the log.",
    "too_large": "More bytes than the address takes.",
    "too_many_files": "More files than one import takes.",
    "too_many_maps": "More maps than one import takes.",
    "too_many_versions": "More named moments than a map may have.",
    "too_slow": "An upload that stood still for too long.",
    "version_not_found": "There is no such named moment of the map.",
}
"""The codes of requests that the server refuses, beside those of errors above."""
