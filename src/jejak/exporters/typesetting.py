"""Typst as Jejak calls it: our fonts, our template, the same bytes every time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jejak.errors import ExportError, MissingExtra
from jejak.exporters import fonts
from jejak.exporters.options import Remark

if TYPE_CHECKING:
    from collections.abc import Iterable

_EPOCH = date(2026, 1, 1)  # stands in the file where the map tells no date
_OURS = frozenset(ord(letter) for letter in "\n\t\u200b\u2060")
_LACKS = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_CODE = re.compile(r"\\u\{([0-9a-f]+)\}")  # how Typst writes what it cannot show
_NAMED = 8  # letters named in a remark
# Where a letter that no font has comes from, and the package that usually helps.
_PACKAGES = (
    (0x1F000, 0x1FAFF, "fonts-noto-color-emoji"),
    (0x2600, 0x27BF, "fonts-noto-color-emoji"),
    (0x1100, 0x11FF, "fonts-noto-cjk"),
    (0x2E80, 0xD7FF, "fonts-noto-cjk"),
    (0xF900, 0xFAFF, "fonts-noto-cjk"),
    (0xFF00, 0xFFEF, "fonts-noto-cjk"),
    (0x20000, 0x3FFFF, "fonts-noto-cjk"),
)


def pdf_of(
    data: str, dated: date | None, template: str = "sheet.typ"
) -> tuple[bytes, tuple[Remark, ...]]:
    """Return the sheet as a PDF for everybody, if its letters allow that.

    PDF/UA demands that every letter can be shown. A map with one that no font on
    this machine has is still a map: it comes out without the promise, and says so.

    Raises:
        MissingExtra: Typst is not installed.
        ExportError: The sheet could not be set; the message says why.
    """
    missing = missing_letters(data)
    remarks = letters_remark(missing)
    if not missing:
        try:
            how: dict[str, Any] = {"template": template, "pdf_standards": "ua-1"}
            return bytes(compiled(data, dated=dated, **how)), ()
        except _typst().TypstError:
            # Nothing of ours fails here; what a user writes might.
            remarks = (Remark("export.remark.not_ua", {}),)
    return _set(data, dated=dated, template=template), remarks


def png_of(data: str, ppi: float) -> bytes:
    """Return the sheet as a PNG of this many pixels per inch.

    Raises:
        MissingExtra: Typst is not installed.
        ExportError: The sheet could not be set; the message says why.
    """
    return _set(data, format="png", ppi=ppi)


def _set(data: str, **how: Any) -> bytes:
    try:
        return bytes(compiled(data, **how))
    except _typst().TypstError as error:
        raise ExportError(f"The sheet could not be set: {error}") from error


def compiled(
    data: str, *, dated: date | None = None, template: str = "sheet.typ", **how: Any
) -> Any:
    """Return what Typst makes of the template; of several pages as PNG, a list."""
    stamp = datetime.combine(dated or _EPOCH, time(), UTC)
    folder = Path(str(resources.files("jejak.exporters"))) / "sheet"
    return _typst().compile(
        str(folder / template),
        root=str(folder),
        font_paths=[str(fonts.folder())],
        ignore_system_fonts=not foreign_letters(data),
        sys_inputs={"map": data},
        timestamp=int(stamp.timestamp()),
        **how,
    )


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingExtra("PDF", "pdf") from error
    return typst


def foreign_letters(data: str) -> frozenset[str]:
    """Return the letters that the font of Jejak lacks.

    Fonts of the system are looked at only for these, so that most maps look the
    same on every machine.
    """
    known = frozenset().union(*(file.letters for file in fonts.web_files()))
    if not fonts.ttf_files():
        known = frozenset()
    return frozenset(letter for letter in set(data) if ord(letter) not in known | _OURS)


def missing_letters(data: str) -> tuple[str, ...]:
    """Return the letters of a map that no font on this machine has."""
    foreign = "".join(sorted(foreign_letters(data)))
    if not foreign or not fonts.ttf_files():
        return ()
    typst = _typst()
    quoted = foreign.replace("\\", "\\\\").replace('"', '\\"')
    page = f'#set document(title: "letters")\n#"{quoted}"'
    try:
        typst.compile(page.encode(), pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        found = "".join(_LACKS.findall(error.diagnostic))
        lacking = _CODE.sub(lambda code: chr(int(code[1], 16)), found)
        return tuple(letter for letter in foreign if letter in lacking)
    return ()


def letters_remark(missing: Iterable[str]) -> tuple[Remark, ...]:
    """Return what there is to say about letters that print as empty boxes.

    Examples:
        >>> print(letters_remark("你好")[0].said("en"))
        No font here has these letters: 你 好. They stand as empty boxes; ...
    """
    letters = sorted(set(missing))
    if not letters:
        return ()
    packages = dict.fromkeys(_package(letter) for letter in letters)
    named = " ".join(letters[:_NAMED]) + (" …" if len(letters) > _NAMED else "")
    values = {"letters": named, "packages": ", ".join(packages)}
    return (Remark("export.remark.letters", values),)


def _package(letter: str) -> str:
    code = ord(letter)
    found = (name for first, last, name in _PACKAGES if first <= code <= last)
    return next(found, "fonts-noto-core")
