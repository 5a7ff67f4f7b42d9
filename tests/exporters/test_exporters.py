"""What each exporter does besides the contract."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from jejak.errors import MissingExtra, UnknownFormat
from jejak.exporters import FORMATS, export, fonts, format_of, pdf
from jejak.exporters.fitting import needed_widths, papers_to_try
from jejak.exporters.measuring import width_of, wrapped
from jejak.exporters.svg import export_svg
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import Feeling, Persona, PersonaId, RecordId
from jejak.templates import template
from tests.exporters import maps
from tests.exporters.reading import html_text, pdf_text, squashed, svg_text


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


def test_a_map_past_every_paper_gets_a_page_as_large_as_it_must_be() -> None:
    import pikepdf

    journey = maps.shop(45, "says", 1)
    document = export(journey, "pdf")
    with pikepdf.open(BytesIO(document)) as made:
        width = float(made.pages[0].mediabox[2])
    assert 3400 < width <= 14400
    assert squashed("goals 44 0 says") in pdf_text(document).text


def test_sizes_that_cannot_fit_are_not_tried() -> None:
    small, large = view_of(maps.shop(2)), view_of(maps.shop(8, "words " * 40))
    assert papers_to_try(small)[0][0] == (420, 297)
    assert papers_to_try(large)[0][0] != (420, 297)


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


def test_a_compiler_that_refuses_is_said_in_an_export_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "sheet_data", lambda *_: {"head": {}})
    with pytest.raises(pdf.ExportError, match="could not be set"):
        export(maps.shop(1), "pdf")


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
