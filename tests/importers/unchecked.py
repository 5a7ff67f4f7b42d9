"""The checks of hostile inputs that have no setting, and how to go without each.

Only for the test that shows that each is needed; it runs in a child process.
"""

from __future__ import annotations

import functools
from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

from jejak.server.imports.jobs import Upload
from tests.server.jobs import read_and_measure

_READERS = "jejak.importers.readers"


class _Nothing(Exception):
    """What nothing ever raises."""


def _never(*_: object, **__: object) -> bool:
    return False


def _trusting(maker: Any) -> Any:
    """Return a maker of parsers without the guards that ours are made with."""

    @functools.wraps(maker, updated=())
    def make(*given: Any, **options: Any) -> Any:
        for guard, off in (
            ("resolve_entities", True),
            ("no_network", False),
            ("huge_tree", True),
        ):
            if guard in options:
                options[guard] = off
        return maker(*given, **options)

    return make


def _without_guards(*more: Any) -> tuple[Any, ...]:
    from lxml import etree

    makers = ("iterparse", "XMLParser", "HTMLParser")
    return (
        *(
            patch.object(etree, name, _trusting(getattr(etree, name)))
            for name in makers
        ),
        *more,
    )


def _entities() -> tuple[Any, ...]:
    return _without_guards(patch(f"{_READERS}.archive._Source._check", _never))


def _entities_of_xlsx() -> tuple[Any, ...]:
    # The library that reads the values refuses them too.
    return (*_entities(), patch("python_calamine.CalamineError", _Nothing))


def _entities_of_xml_sheet() -> tuple[Any, ...]:
    class Unseen(str):
        __slots__ = ()

        def __contains__(self, word: object) -> bool:
            return word != "<!DOCTYPE" and super().__contains__(word)  # type: ignore[operator]

    from jejak.importers.readers import xml_sheet

    read = xml_sheet.read
    return _without_guards(
        patch.object(xml_sheet, "read", lambda name, text: read(name, Unseen(text)))
    )


def _depth() -> tuple[Any, ...]:
    return _without_guards(patch(f"{_READERS}.html._is_deeper", _never))


def _damage() -> tuple[Any, ...]:
    return (patch(f"{_READERS}.archive._DAMAGED", (_Nothing,)),)


def _old_damage() -> tuple[Any, ...]:
    names = ("BrokenFile", "StructError", "IndexError")
    return tuple(
        patch(f"{_READERS}.xls.{name}", _Nothing, create=True) for name in names
    )


def _foreign() -> tuple[Any, ...]:
    return (patch(f"{_READERS}.detect._MAGIC", ()),)


def _password() -> tuple[Any, ...]:
    return (patch(f"{_READERS}.xls._LOCKED", set()),)


def _old_password() -> tuple[Any, ...]:
    from jejak.importers.readers.biff import Book

    return (patch.object(Book, "is_locked", property(_never, lambda *_: None)),)


def _document() -> tuple[Any, ...]:
    return (patch(f"{_READERS}.xls._DOCUMENTS", set()),)


def _zeros() -> tuple[Any, ...]:
    return (patch(f"{_READERS}.decode._is_binary", _never),)


WITHOUT = {
    "deep page": _depth,
    "smiling words": _entities_of_xlsx,
    "smiling sheet": _entities_of_xlsx,
    "smiling in UTF-16": _entities_of_xlsx,
    "smiling ODS": _entities,
    "smiling workbook of XML": _entities_of_xml_sheet,
    "a file from outside": _entities_of_xlsx,
    "a file from outside in an ODS": _entities,
    "locked": _password,
    "locked XLS": _old_password,
    "a picture": _foreign,
    "a letter": _document,
    "lying sizes": _damage,
    "half a workbook": _damage,
    "half an XLS": _old_damage,
    "half an ODS": _damage,
    "zero bytes": _zeros,
}
"""What to take away, by the name of the case."""


def read_unchecked(name: str, upload: Upload) -> bytes:
    """Read an upload as `read_and_measure` does, without what refuses the case."""
    with ExitStack() as stack:
        for one in WITHOUT[name]():
            stack.enter_context(one)
        return read_and_measure(upload)
