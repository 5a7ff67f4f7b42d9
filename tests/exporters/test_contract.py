"""What every picture must keep. The numbers in brackets name the rule.

[EX1] HTML and PDF hold every persona field, card, feeling, statement and reason.
[EX2] SVG holds every card, feeling and rank.
[EX3] Hostile text comes out letter by letter and does nothing.
[EX4] HTML and SVG are well formed.
[EX5] The same map gives the same bytes.
[EX6] Nothing refers to anything outside of the file, and nothing runs.
[EX7] A PDF is tagged, with heads of columns and rows, title, language and alt text.
[EX8] Text of a PDF is 7 pt or larger, and its fonts are inside.
[EX9] Odd maps come out too: no stages, many stages, long words, other scripts.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jejak.exporters import FORMATS, export, make
from jejak.exporters.options import Options
from jejak.files import loads
from jejak.language.emotions import shown_word
from jejak.layout.view import view_of
from jejak.model.journey_map import JourneyMap
from jejak.model.records import (
    Card,
    Feeling,
    Lane,
    Persona,
    PersonaId,
    RecordId,
    Statement,
)
from jejak.templates import TEMPLATES, template
from tests.exporters import maps
from tests.exporters.boxes import problems
from tests.exporters.reading import (
    READ,
    missing,
    nesting_problems,
    pdf_text,
    squashed,
    svg_text,
    tags,
    text_in,
    unembedded_fonts,
)
from tests.strategies import maps as any_maps

if TYPE_CHECKING:
    from jejak.language.catalogue import Language

PICTURES = [name for name, format_ in FORMATS.items() if format_.is_picture]
LANGUAGES: tuple[Language, Language] = ("id", "en")
WAYS: dict[str, dict[str, Any]] = {
    "by itself": {},
    "on A3, whatever it takes": {"sheet": "a3"},
    "on A2": {"sheet": "a2"},
    "over pages": {"sheet": "pages"},
    "dark": {"theme": "dark"},
}
MAPS = {
    "everything": maps.everything,
    "hostile": maps.hostile,
    "the sample": lambda: template("mas-tekno", "id"),
}
HIDDEN = "kept to ourselves"
LINES = (
    "name",
    "age",
    "job",
    "identity",
    "personality",
    "quote",
    "scenario",
    "importance_why",
)
LISTS = (
    "characteristics",
    "habits",
    "motivation",
    "goals",
    "needs",
    "likes",
    "dislikes",
    "indifferent_to",
    "social_media",
    "apps_tried",
)


def cards(journey: JourneyMap) -> list[str]:
    return [card.text for card in journey.of_kind(Card) if card.text != HIDDEN]


def feelings(journey: JourneyMap, language: Language) -> list[str]:
    return [shown_word(one.word, language) for one in journey.of_kind(Feeling)]


def persona_texts(journey: JourneyMap) -> list[str]:
    texts: list[str] = []
    for persona in journey.of_kind(Persona):
        for name in LINES:
            texts += getattr(persona, name).split("\n\n")
        for name in LISTS:
            texts += getattr(persona, name)
        for own in persona.own_fields:
            texts += (own.label, *own.items)
        for condition in persona.segment:
            texts += (condition.column, *condition.values)
    return [text for text in texts if text]


def statement_texts(journey: JourneyMap) -> list[str]:
    return [
        text
        for one in journey.of_kind(Statement)
        for text in (one.text, one.important_why, one.urgent_why)
        if text
    ]


def xml(picture: bytes) -> Any:
    from lxml import etree

    return etree.fromstring(picture)


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("format_", ["html", "pdf"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_ex1_every_text_is_in_the_picture(
    format_: str, name: str, language: Language
) -> None:
    journey = MAPS[name]()
    found = READ[format_](export(journey, format_, language=language))
    wanted = cards(journey) + feelings(journey, language)
    wanted += persona_texts(journey) + statement_texts(journey)
    assert missing(wanted, found) == []


@pytest.mark.parametrize("way", WAYS)
def test_ex1_every_text_is_on_paper_in_every_way(way: str) -> None:
    journey = maps.everything()
    found = pdf_text(export(journey, "pdf", language="en", **WAYS[way]))
    wanted = cards(journey) + feelings(journey, "en")
    wanted += persona_texts(journey) + statement_texts(journey)
    assert missing(wanted, found.text) == []
    assert min(found.sizes) >= 7


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_ex2_the_png_shows_what_the_svg_shows(name: str, language: Language) -> None:
    journey = MAPS[name]()
    found = text_in(journey, "png", language=language)
    assert missing(cards(journey) + feelings(journey, language), found) == []


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_ex2_every_card_feeling_and_rank_is_in_the_svg(
    name: str, language: Language
) -> None:
    journey = MAPS[name]()
    found = svg_text(export(journey, "svg", language=language))
    pains = [
        item
        for lane in view_of(journey, language).lanes
        for cell in lane.cells
        for item in cell.items
        if item.kind == "pain"
    ]
    ranked = [item.rank_word + item.number + item.text for item in pains if item.rank]
    unranked = [item.rank_word for item in pains if not item.rank]
    wanted = cards(journey) + feelings(journey, language) + ranked + unranked
    assert pains
    assert missing(wanted, found) == []


@pytest.mark.parametrize("format_", PICTURES)
def test_a_hidden_lane_stays_out_of_the_picture(format_: str) -> None:
    found = text_in(maps.everything(), format_)
    assert squashed(HIDDEN) not in found


@pytest.mark.parametrize("format_", PICTURES)
def test_ex3_hostile_text_comes_out_letter_by_letter(format_: str) -> None:
    found = text_in(maps.hostile(), format_)
    assert missing(list(maps.HOSTILE), found) == []


def test_ex3_hostile_text_makes_no_element() -> None:
    assert b"<script" not in export(maps.hostile(), "html")
    tree = xml(export(maps.hostile(), "svg"))
    assert not list(tree.iter("{*}script"))


@pytest.mark.parametrize("name", MAPS)
def test_ex4_html_is_well_nested(name: str) -> None:
    assert nesting_problems(export(MAPS[name](), "html")) == []


@pytest.mark.parametrize("name", MAPS)
def test_ex4_svg_is_well_formed(name: str) -> None:
    tree = xml(export(MAPS[name](), "svg"))
    assert tree.get("role") == "img"
    symbols = {element.get("id") for element in tree.iter("{*}symbol")}
    used = {str(element.get("href"))[1:] for element in tree.iter("{*}use")}
    assert used <= symbols


@pytest.mark.parametrize("format_", FORMATS)
def test_ex5_the_same_map_gives_the_same_bytes(format_: str) -> None:
    assert export(maps.everything(), format_) == export(maps.everything(), format_)


def test_ex5_another_process_makes_the_same_bytes_a_second_later() -> None:
    program = (
        "import hashlib; from jejak.exporters import FORMATS, export;"
        "from jejak.templates import template; journey = template('mas-tekno', 'id');"
        "print([hashlib.sha256(export(journey, name)).hexdigest() for name in FORMATS])"
    )
    made = [
        hashlib.sha256(export(template("mas-tekno", "id"), name)).hexdigest()
        for name in FORMATS
    ]
    sleep(1.0)  # the shortest time that a file could tell
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    later = subprocess.run(
        [sys.executable, "-c", program],
        env={**environment, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert later.stdout.strip() == str(made)


@pytest.mark.parametrize("format_", ["html", "svg"])
def test_ex6_nothing_refers_outside_of_the_file(format_: str) -> None:
    text = export(template("mas-tekno", "id"), format_).decode()
    addresses = re.findall(r'\b(?:href|src)\s*=\s*["\']?([^"\'>\s]+)', text)
    addresses += re.findall(r'url\(["\']?([^"\')]+)', text)
    assert addresses
    assert [one for one in addresses if not one.startswith(("#", "data:"))] == []
    assert "javascript:" not in text
    assert not re.search(r"<[^>]+\son\w+=", text)


def test_ex6_html_forbids_itself_to_load_anything() -> None:
    page = export(maps.shop(), "html").decode()
    assert "default-src 'none'" in page.split("</head>")[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_ex7_a_pdf_names_the_heads_of_its_columns_and_rows(language: Language) -> None:
    journey = template("mas-tekno", language)
    view = view_of(journey, language)
    found = tags(export(journey, "pdf", language=language))
    heads = [tag for tag in found if tag["kind"] == "TH"]
    columns = [tag for tag in heads if tag["scope"] == "Column"]
    rows = [tag for tag in heads if tag["scope"] == "Row"]
    assert [tag["kind"] for tag in found].count("Table") == 1
    assert len(columns) == len(view.stages) + 1
    assert len(rows) == len(view.lanes) + len(view.blocks)
    ids = {tag["id"] for tag in heads}
    cells = [tag for tag in found if tag["kind"] == "TD" and tag["headers"]]
    assert len(cells) >= len(view.lanes) * len(view.stages)
    assert all(set(cell["headers"]) <= ids for cell in cells)
    assert any(len(cell["headers"]) == 3 for cell in cells)


def accessibility_of(document: bytes) -> tuple[str, bool]:
    """Return the part of PDF/UA that a file claims, and whether it is tagged."""
    import pikepdf

    with pikepdf.open(BytesIO(document)) as pdf:
        with pdf.open_metadata() as metadata:
            part = str(metadata.get("pdfuaid:part", ""))
        return part, bool(pdf.Root["/MarkInfo"]["/Marked"])


@pytest.mark.parametrize("name", MAPS)
@pytest.mark.parametrize("way", ["by itself", "over pages", "dark"])
def test_ex7_a_pdf_is_for_everybody(name: str, way: str) -> None:
    made = make(MAPS[name](), "pdf", Options(**WAYS[way]))
    assert made.remarks == ()
    assert accessibility_of(made.content) == ("1", True)


def test_ex7_what_the_heads_of_rows_are_called_is_found_and_found_once() -> None:
    import pikepdf

    document = export(maps.everything(), "pdf", sheet="pages")
    ids = [tag["id"] for tag in tags(document) if tag["id"]]
    assert len(ids) == len(set(ids))
    with pikepdf.open(BytesIO(document)) as pdf:
        names = [
            str(name) for name in pdf.Root["/StructTreeRoot"]["/IDTree"]["/Names"][::2]
        ]
    assert set(ids) <= set(names)
    heads = {tag["id"] for tag in tags(document) if tag["kind"] == "TH"}
    referred = {name for tag in tags(document) for name in tag["headers"]}
    assert referred <= heads
    assert referred


def test_ex7_what_people_wrote_says_its_language() -> None:
    journey = template("mas-tekno", "id")
    other = tags(export(journey, "pdf", language="en"))
    cells = [tag for tag in other if tag["kind"] == "TD" and tag["language"] == "id"]
    filled = [
        cell for lane in view_of(journey).lanes for cell in lane.cells if cell.items
    ]
    assert len(cells) == len(filled)
    own = tags(export(journey, "pdf", language="id"))
    assert not any(tag["language"] for tag in own)


def test_ex7_letters_that_no_font_has_cost_the_mark_and_are_named() -> None:
    rare = "\U00010fff\U000e1234"  # not assigned, so no font has them
    made = make(maps.shop(1, f"rare {rare[0]}"), "pdf")
    assert [remark.key for remark in made.remarks] == ["export.remark.letters"]
    assert rare[0] in made.remarks[0].said("en")
    assert "fonts-noto-core" in made.remarks[0].said("id")
    assert accessibility_of(made.content) == ("", True)


def test_ex7_a_pdf_says_its_title_its_language_and_its_curve() -> None:
    import pikepdf

    journey = template("mas-tekno", "id")
    document = export(journey, "pdf", language="id")
    with pikepdf.open(BytesIO(document)) as pdf:
        assert str(pdf.docinfo["/Title"]) == journey.info.title
        assert str(pdf.Root["/Lang"]) == "id"
    spoken = view_of(journey, "id").curves[0].spoken
    assert [tag["alt"] for tag in tags(document) if tag["kind"] == "Figure"] == [spoken]


@pytest.mark.parametrize("name", MAPS)
def test_ex8_text_on_paper_is_7_pt_or_larger(name: str) -> None:
    sizes = pdf_text(export(MAPS[name](), "pdf")).sizes
    assert min(sizes) >= 7
    assert max(sizes) < 60


LONG_WORDS = "ketidakpuasannya mempertanggungjawabkan pembayaran/konfirmasi di-order"


def crowd() -> JourneyMap:
    """Return a map of seven people with long names, and a long title."""
    people = [
        Persona(PersonaId(RecordId(f"p{at}")), f"{'Name ' * 20} {at}", job="y" * 300)
        for at in range(7)
    ]
    return JourneyMap.of([*maps.shop(8, "title " * 30, 1).records.values(), *people])


@pytest.mark.parametrize("way", ["by itself", "over pages"])
@pytest.mark.parametrize(
    "journey",
    [
        pytest.param(maps.everything(), id="everything"),
        pytest.param(maps.hostile(), id="hostile"),
        pytest.param(template("mas-tekno", "id"), id="the sample"),
        pytest.param(maps.shop(6, LONG_WORDS, 1), id="long words"),
        pytest.param(maps.shop(5, "x" * 90, 1), id="words without end"),
        pytest.param(maps.shop(5, "of a certain length", 6), id="many chips"),
        pytest.param(maps.shop(9, "a", 1, with_persona=False), id="narrow stages"),
        pytest.param(crowd(), id="many personas"),
    ],
)
def test_ex8_no_text_lies_over_another_or_off_its_page(
    journey: JourneyMap, way: str
) -> None:
    assert problems(export(journey, "pdf", language="id", **WAYS[way])) == []


def test_ex8_a_pdf_carries_its_fonts() -> None:
    assert unembedded_fonts(export(template("mas-tekno", "id"), "pdf")) == []


def test_the_sample_fits_one_a3_sheet_and_one_page_behind_it() -> None:
    import pikepdf

    for language in LANGUAGES:
        document = export(template("mas-tekno", language), "pdf", language=language)
        with pikepdf.open(BytesIO(document)) as pdf:
            boxes = [[float(side) for side in page.mediabox] for page in pdf.pages]
        assert boxes == [pytest.approx([0, 0, 1190.55, 841.89], abs=0.1)] * 2


@pytest.mark.parametrize("format_", PICTURES)
@pytest.mark.parametrize(
    "journey",
    [
        pytest.param(maps.shop(0), id="no stages"),
        pytest.param(maps.shop(1, per_cell=1), id="one stage"),
        pytest.param(maps.shop(12, per_cell=1), id="twelve stages"),
        pytest.param(maps.shop(2, with_persona=False), id="no persona"),
        pytest.param(maps.shop(2, "word " * 60, per_cell=1), id="long texts"),
        pytest.param(maps.shop(2, "x" * 300, per_cell=1), id="a word without end"),
        pytest.param(maps.shop(2, "سلام नमस्ते สวัสดี 你好 😀", 1), id="scripts"),
        pytest.param(maps.shop(2, "one\ntwo\n\nthree", 1), id="lines"),
    ],
)
def test_ex9_odd_maps_come_out_whole(format_: str, journey: JourneyMap) -> None:
    found = text_in(journey, format_)
    if "سلام" not in journey.info.title or format_ not in {"pdf", "png"}:
        # The order of Arabic letters in a PDF is that of their drawing.
        assert missing(cards(journey), found) == []


@pytest.mark.parametrize("format_", ["html", "svg"])
@given(journey=any_maps(), language=st.sampled_from(LANGUAGES))
def test_ex9_any_map_has_its_picture(
    format_: str, journey: JourneyMap, language: Language
) -> None:
    seen = {lane.id for lane in journey.of_kind(Lane) if not lane.is_hidden}
    texts = [card.text for card in journey.of_kind(Card) if card.lane in seen]
    found = text_in(journey, format_, language=language)
    assert missing(texts, found) == []


@pytest.mark.parametrize("name", TEMPLATES)
@pytest.mark.parametrize("format_", PICTURES)
def test_every_template_has_its_picture(format_: str, name: str) -> None:
    for language in LANGUAGES:
        journey = template(name, language)
        found = text_in(journey, format_, language=language)
        titles = [stage.title for stage in journey.stages]
        assert missing(titles + cards(journey), found) == []


def test_a_saved_map_comes_back_from_its_export() -> None:
    journey = maps.everything()
    assert loads(export(journey, "yaml").decode()) == journey
    assert loads(export(journey, "json").decode()) == journey
