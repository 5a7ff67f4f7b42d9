"""Make the pictures of the documentation again: `python -m tools.pictures`.

They are made by Jejak itself, from the sample and from maps of our own, and kept
small: fewer pixels and colours than an export has.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jejak.exporters.options import Options
from jejak.exporters.pdf import pdf_data
from jejak.exporters.png import picture_data
from jejak.exporters.typesetting import compiled
from jejak.templates import template
from tools.example_maps import house

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap

FOLDER = Path(__file__).parents[1] / "docs" / "images" / "pictures"
WIDTH = 1240  # px


def main() -> None:
    """Write all pictures, and say how much room they take."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures():
        (FOLDER / f"{name}.png").write_bytes(picture)
    size = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"Wrote {FOLDER} ({size / 1_000_000:.1f} MB)")


def pictures() -> Iterator[tuple[str, bytes]]:
    """Yield each picture with the name of its file."""
    for name, light, dark in (
        ("sample", template("mas-tekno", "id"), template("mas-tekno", "en")),
        ("two-personas", house("id", 5, 2, 2), house("en", 5, 2, 2)),
        ("eight-stages", house("id", 8, 2), house("en", 8, 2)),
    ):
        yield f"{name}-a3-id-light", sheet(light, "id")
        yield f"{name}-png-en-dark", whole(dark, "en")
    yield "fourteen-stages-a2-id-light", sheet(house("id", 14, 3), "id")
    forty = house("en", 40, 2, 2)
    for number in (1, 2):
        yield f"forty-stages-page-{number}-en-light", sheet(forty, "en", number)
    yield "forty-stages-png-en-dark", whole(forty, "en")
    large = house("id", 40, 9)
    yield "five-thousand-cards-page-2-id-light", sheet(large, "id", 2)
    yield "five-thousand-cards-png-id-dark", whole(large, "id")


def sheet(journey: JourneyMap, language: Language, number: int = 1) -> bytes:
    """Return a page of the PDF, on white."""
    data = pdf_data(journey, Options(language))
    pages: Any = compiled(data, format="png", ppi=96)
    return small(pages[number - 1] if isinstance(pages, list) else pages)


def whole(journey: JourneyMap, language: Language) -> bytes:
    """Return the whole map as the PNG shows it, on dark."""
    data, ppi = picture_data(journey, Options(language, theme="dark"))
    return small(compiled(data, format="png", ppi=ppi))


def small(picture: bytes) -> bytes:
    """Return a picture with fewer pixels and colours."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None
    with Image.open(BytesIO(picture)) as image:
        shown = image.convert("RGB")
    height = round(shown.height * WIDTH / shown.width)
    reduced = shown.resize((WIDTH, height), Image.Resampling.LANCZOS)
    out = BytesIO()
    few = reduced.quantize(256, Image.Quantize.FASTOCTREE, kmeans=2)
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
