"""What each exporter does besides the contract."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from jejak.errors import ExportError, MissingExtra, UnknownFormat, WrongChoice
from jejak.exporters import FORMATS, export, fonts, format_of, make, typesetting
from jejak.exporters.fitting import needed_widths, papers_to_try
from jejak.exporters.measuring import width_of, wrapped
from jejak.exporters.svg import export_svg
from jejak.layout.choices import Choices
from jejak.layout.palette import DARK, LIGHT
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Feeling, Persona, PersonaId, RecordId
from jejak.templates import template
from tests.exporters import maps
from tests.exporters.reading import html_text, pdf_text, squashed, svg_text, tags


def two_people() -> JourneyMap:
    """Two personas, each with a feeling of their own in every stage."""
    journey = maps.shop(2)
    records = [one for one in journey.records.values() if not isinstance(one, Feeling)]
    second = PersonaId(RecordId("second"))
    records.append(Persona(second, name="Budi Second", order=maps.ORDER[9]))
    for person, value in ((PersonaId(RecordId("persona")), 1.0), (second, -1.0)):
        for stage in journey.stages:
            record_id = RecordId(f"{person}-{stage.id}")
            records.append(Feeling(record_id, stage.id, "mood", value, person))
    return JourneyMap.of(records)


def test_every_format_has_a_name_an_ending_and_a_media_type() -> None:
    for name, format_ in FORMATS.items():
        assert format_.name == name
        assert format_.extension.startswith(".")
        assert "/" in format_.media_type
        assert format_of(f"map{format_.extension}") == name


def test_an_unknown_format_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(UnknownFormat, match="Did you mean 'html'"):
        export(maps.shop(), "htlm")


@pytest.mark.parametrize("module", ["typst", "pikepdf"])
def test_without_its_extra_a_pdf_says_what_to_install(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtra, match=r'pip install "jejak\[pdf\]"'):
        export(maps.shop(1), "pdf")


def test_without_the_font_pictures_fall_back_to_those_of_the_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fonts, "folder", lambda: tmp_path / "absent")
    for forget in (fonts.ttf_files, fonts.web_files, fonts._latin):
        monkeypatch.setattr(fonts, forget.__name__, forget.__wrapped__)
    journey = maps.shop(2)
    wanted = squashed("goals 0 0 says")
    assert wanted in html_text(export(journey, "html"))
    assert wanted in svg_text(export(journey, "svg"))
    assert wanted in pdf_text(export(journey, "pdf")).text
    assert b"@font-face" not in export(journey, "html")


def test_a_letter_that_no_font_has_does_not_stop_the_pdf() -> None:
    rare = maps.shop(1, "\U00013000\U000e0101 rare")  # a hieroglyph, a selector
    assert export(rare, "pdf").startswith(b"%PDF")


def test_the_font_is_carried_only_as_far_as_it_is_needed() -> None:
    plain = export(maps.shop(1, "plain"), "html").decode()
    polish = export(maps.shop(1, "żółć"), "html").decode()
    assert plain.count("@font-face") == 2  # upright and italic
    assert polish.count("@font-face") == 4


def test_a_picture_for_a_notebook_can_leave_its_font_out() -> None:
    picture = export_svg(template("mas-tekno", "id"), embed_font=False).content
    assert b"@font-face" not in picture
    assert len(picture) < 100_000


def test_a_date_is_shown_only_when_it_is_given() -> None:
    journey = maps.shop(1)
    assert "22Nov2026" not in html_text(export(journey, "html", language="en"))
    dated = export(journey, "html", language="en", dated=date(2026, 11, 22))
    assert "22Nov2026" in html_text(dated)


def test_the_words_of_the_picture_follow_its_language() -> None:
    journey = template("mas-tekno", "id")
    assert "Titiksentuh" in html_text(export(journey, "html", language="id"))
    assert "Touchpoints" in html_text(export(journey, "html", language="en"))
    assert "Bingung" in svg_text(export(journey, "svg", language="id"))
    assert "Confused" in svg_text(export(journey, "svg", language="en"))


@pytest.mark.parametrize("format_", ["html", "svg", "pdf"])
def test_each_persona_has_a_band_with_a_name(format_: str) -> None:
    journey = two_people()
    assert [band.persona for band in view_of(journey).bands] == [
        "Rina says",
        "Budi Second",
    ]
    read = {"html": html_text, "svg": svg_text, "pdf": lambda d: pdf_text(d).text}
    found = read[format_](export(journey, format_))
    assert found.count("BudiSecond") >= 2  # in the column, and in the head of the band


def test_text_of_another_language_says_so() -> None:
    page = export(template("mas-tekno", "id"), "html", language="en").decode()
    assert '<html lang="en">' in page
    assert '<td lang="id">' in page


def test_a_large_map_gets_a_larger_sheet_instead_of_smaller_text() -> None:
    import pikepdf

    document = export(maps.shop(14, "says quite a lot here", 3), "pdf")
    with pikepdf.open(BytesIO(document)) as made:
        width = float(made.pages[0].mediabox[2])
    assert width > 1200
    assert min(pdf_text(document).sizes) >= 7


def pages_of(document: bytes) -> list[tuple[float, float, str]]:
    """Return width and height in mm and the text of each page."""
    import pikepdf

    with pikepdf.open(BytesIO(document)) as made:
        boxes = [[float(side) for side in page.mediabox] for page in made.pages]
    return [
        (
            round(box[2] / 72 * 25.4),
            round(box[3] / 72 * 25.4),
            pdf_text(document, slice(at, at + 1)).text,
        )
        for at, box in enumerate(boxes)
    ]


def test_a_wide_map_goes_over_pages_that_each_name_their_lanes() -> None:
    journey = maps.shop(40, "says", 1)
    *pages, last = pages_of(export(journey, "pdf", language="en"))
    assert len(pages) >= 6
    first = 0
    for width, height, text in pages:
        assert (width, height) == (420, 297)
        (shown,) = re.findall(r"Stages(\d+)–(\d+)of40", text)[:1]
        assert int(shown[0]) == first + 1
        for index in range(first, int(shown[1])):
            assert squashed(f"Stage {index} says") in text
            assert squashed(f"goals {index} 0 says") in text
        first = int(shown[1])
        for words in ("Touchpoints", "Feelings", "The shop says", "Rina says"):
            assert squashed(words) in text
    assert first == 40
    assert "40of40" not in last[2]


def test_the_curve_goes_on_from_page_to_page() -> None:
    journey = maps.shop(12, "says", 1)
    found = tags(export(journey, "pdf", language="en", sheet="pages"))
    spoken = [tag["alt"] for tag in found if tag["kind"] == "Figure"]
    assert len(spoken) >= 2
    whole = view_of(journey, "en").curves[0].spoken
    said = re.findall(r"in Stage (\d+)", " ".join(spoken))
    assert said == re.findall(r"in Stage (\d+)", whole)


def test_a_sheet_that_was_asked_for_is_kept() -> None:
    journey = maps.shop(9, "says quite a lot here", 3)
    for sheet, size in (("a3", (420, 297)), ("a1", (841, 594)), ("a0", (1189, 841))):
        pages = pages_of(export(journey, "pdf", sheet=sheet))  # type: ignore[arg-type]
        assert pages[0][:2] == size
        assert len(pages) == (2 if sheet != "a3" else 3)


def test_a_row_higher_than_a_page_names_its_lane_on_each() -> None:
    journey = maps.shop(2, "says a long and winding thing " * 3, 60)
    pages = pages_of(export(journey, "pdf", language="en", sheet="a3"))
    with_goals = [text for *_, text in pages if "Customergoals" in text]
    assert len(with_goals) > 1
    assert sum("continued" in text for text in with_goals) >= len(with_goals) - 1


def png_size(picture: bytes) -> tuple[int, int]:
    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        image.verify()
        return image.size


def test_a_png_has_two_pixels_for_one_of_the_design() -> None:
    journey = template("mas-tekno", "id")
    svg = export(journey, "svg").decode()
    width = re.findall(r'viewBox="0 0 ([\d.]+) ', svg)[0]
    assert png_size(export(journey, "png"))[0] == pytest.approx(2 * float(width), abs=3)
    assert png_size(export(journey, "png", sheet="a3")) == (3175, 2245)


def test_a_png_of_a_large_map_stays_within_the_memory_it_may_take() -> None:
    made = make(maps.shop(40, "words " * 100, 1), "png")
    width, height = png_size(made.content)
    assert 25_000_000 < width * height < 40_000_000
    assert [remark.key for remark in made.remarks] == ["export.remark.small"]


def test_a_png_that_does_not_fit_its_sheet_is_refused() -> None:
    with pytest.raises(WrongChoice, match="does not fit one A3 sheet"):
        export(maps.shop(20, "says quite a lot here", 3), "png", sheet="a3")


@pytest.mark.parametrize(
    ("format_", "how", "said"),
    [
        ("svg", {"sheet": "a3"}, "SVG is one picture"),
        ("png", {"sheet": "pages"}, "PNG is one picture"),
        ("yaml", {"sheet": "a3"}, "YAML holds the map itself"),
        ("json", {"choices": Choices(internal=False)}, "always whole"),
    ],
)
def test_what_a_format_cannot_do_is_refused(
    format_: str, how: dict[str, Any], said: str
) -> None:
    with pytest.raises(WrongChoice, match=said):
        export(maps.shop(1), format_, **how)


def test_a_wide_page_asks_for_paper_that_holds_it() -> None:
    narrow = export(maps.shop(4), "html").decode()
    wide = export(maps.shop(40), "html").decode()
    assert re.findall(r"@page ?{ ?size: ?(\d+)mm", narrow) == ["420"]
    *_, paper = re.findall(r"@page ?{ ?size: ?(\d+)mm", wide)
    (needed,) = re.findall(r"--narrow:(\d+)px", wide)
    assert int(paper) * 96 / 25.4 >= int(needed) + 220


@pytest.mark.parametrize("format_", ["svg", "html", "pdf", "png"])
def test_a_dark_picture_has_a_dark_ground(format_: str) -> None:
    journey = template("mas-tekno", "id")
    picture = export(journey, format_, theme="dark")
    if format_ == "png":
        from PIL import Image

        with Image.open(BytesIO(picture)) as image:
            assert image.convert("RGB").getpixel((3, 3)) == (0x16, 0x15, 0x13)
    elif format_ != "pdf":
        assert DARK["bg-paper"] in picture.decode()
        assert LIGHT["bg-paper"] not in picture.decode()
    assert picture != export(journey, format_, theme="light")


def test_sizes_that_cannot_fit_are_not_tried() -> None:
    small, large = view_of(maps.shop(2)), view_of(maps.shop(8, "words " * 40))
    assert papers_to_try(small)[0][0] == (420, 297)
    assert papers_to_try(large)[:1] != papers_to_try(small)[:1]


def test_a_stage_is_wide_enough_for_its_longest_word() -> None:
    view = view_of(maps.shop(1, "membandingkanku"))
    assert needed_widths(view)[0] > width_of("membandingkanku", 10.75) + 50
    endless = view_of(maps.shop(1, "x" * 200))
    assert needed_widths(endless)[0] < 300


@pytest.mark.parametrize("text", ["one two three", "https://a.example/" + "x" * 80, ""])
def test_wrapping_loses_no_letter_and_keeps_within_the_room(text: str) -> None:
    lines = wrapped(text, 90, 11)
    assert squashed("".join(lines)) == squashed(text)
    assert all(width_of(line, 11) <= 90 for line in lines)


def test_a_compiler_that_refuses_is_said_in_an_export_error() -> None:
    with pytest.raises(ExportError, match="could not be set"):
        typesetting.pdf_of("{}", None)


def test_a_map_in_one_language_shows_own_lane_names_as_written() -> None:
    journey = maps.everything()
    renamed = [
        replace(one, label="What the weather was")
        if getattr(one, "label", "") == "Weather"
        else one
        for one in journey.records.values()
    ]
    page = html_text(export(JourneyMap.of(renamed), "html", language="id"))
    assert squashed("What the weather was") in page
