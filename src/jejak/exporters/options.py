"""How a picture is to be made, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from jejak.language.catalogue import LANGUAGES, say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from jejak.language.catalogue import Language
    from jejak.layout.choices import Choices

Sheet = Literal["auto", "a3", "a2", "a1", "a0", "pages"]
Theme = Literal["auto", "light", "dark"]
SHEETS: tuple[Sheet, ...] = get_args(Sheet)
THEMES: tuple[Theme, ...] = get_args(Theme)


@dataclass(frozen=True, slots=True)
class Options:
    """What a picture shows, in which words, on which sheet and ground.

    `auto` takes A3 or A2, whichever holds the map at a size one can read, and else
    pages; a named sheet is kept, and the map goes on over as many of them as it
    needs; `pages` is a booklet of A3 pages. The ground is white on paper; `auto` lets a
    page in a browser follow the reader's system.
    """

    language: Language | None = None  # None: that of the map
    dated: date | None = None  # shown beside the title; a map itself has no date
    choices: Choices | None = None  # None: all that is not hidden
    sheet: Sheet = "auto"
    theme: Theme = "auto"

    def __post_init__(self) -> None:
        _refuse_unknown("language", self.language or LANGUAGES[0], LANGUAGES)
        _refuse_unknown("sheet", self.sheet, SHEETS)
        _refuse_unknown("theme", self.theme, THEMES)

    def refuse_what_it_cannot(self, format: str, is_picture: bool) -> None:
        """Refuse a format that would pass over what was chosen.

        Raises:
            WrongChoice: A saved map is always whole; only PDF and PNG have a sheet,
                and only a PDF has several.
        """
        from jejak.layout.choices import EVERYTHING, wrong_choice

        is_part = self.choices not in {None, EVERYTHING}
        if not is_picture and (is_part or self.sheet != "auto"):
            raise wrong_choice("choice.whole", form=format.upper())
        is_cut = self.sheet == "pages" and format == "png"
        if self.sheet != "auto" and (is_cut or format not in {"pdf", "png"}):
            raise wrong_choice("choice.no_sheet", form=format.upper())


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a picture that came out, though not as it should."""

    key: str  # of the catalogue
    values: Mapping[str, str]

    def said(self, language: Language) -> str:
        """Return the remark in a language."""
        return say(language, self.key, **self.values)


@dataclass(frozen=True, slots=True)
class Made:
    """A file, and what there is to say about it."""

    content: bytes
    remarks: tuple[Remark, ...] = ()


def _refuse_unknown(kind: str, given: str, known: tuple[str, ...]) -> None:
    if given not in known:
        from jejak.layout.choices import wrong_choice

        raise wrong_choice(f"choice.{kind}", given=given, known=", ".join(known))


AS_IT_IS = Options()
