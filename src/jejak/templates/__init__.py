"""Maps to start from: empty ones with guidance and filled examples, in id and en."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from jejak.errors import UnknownTemplate
from jejak.language.catalogue import Language, say

if TYPE_CHECKING:
    from jejak.model.journey_map import JourneyMap


@dataclass(frozen=True, slots=True)
class Template:
    """A map to start from."""

    name: str
    is_sample: bool = False  # filled with content, which says that it is a sample

    def title(self, language: Language) -> str:
        """Return what it is called.

        Examples:
            >>> TEMPLATES["blank"].title("id")
            'Kanvas kosong'
        """
        return say(language, f"template.{self.name.replace('-', '_')}.title")

    def description(self, language: Language) -> str:
        """Return in a few words what it holds."""
        return say(language, f"template.{self.name.replace('-', '_')}.description")


TEMPLATES: dict[str, Template] = {
    template.name: template
    for template in (
        Template("five-stages"),
        Template("online-shop"),
        Template("service-blueprint"),
        Template("app-onboarding"),
        Template("customer-support"),
        Template("blank"),
        Template("mas-tekno", is_sample=True),
        Template("electronics-shop", is_sample=True),
        Template("winter-jacket", is_sample=True),
        Template("course-seller", is_sample=True),
    )
}
"""The maps to start from, in the order in which they are offered: empty ones first."""


def template(name: str, language: Language = "en") -> JourneyMap:
    """Return a fresh copy of a template.

    Raises:
        UnknownTemplate: There is none of that name.

    Examples:
        >>> [stage.title for stage in template("online-shop", "en").stages]
        ['Browse', 'Cart', 'Checkout', 'Confirmation']
    """
    from jejak.files import loads

    if name not in TEMPLATES:
        raise UnknownTemplate(name, TEMPLATES)
    file = f"{name}.{language}.journey.yaml"
    return loads((resources.files("jejak.templates") / file).read_text("utf-8"), file)


def portrait(name: str) -> str:
    """Return a portrait that ships with Jejak, as SVG; empty when it has none.

    Examples:
        >>> portrait("mas-tekno")[:4], portrait("nobody")
        ('<svg', '')
    """
    file = resources.files("jejak.templates") / "portraits" / f"{name}.svg"
    is_plain = name.replace("-", "").isalnum()
    return file.read_text("utf-8") if is_plain and file.is_file() else ""
