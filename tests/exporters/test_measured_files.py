"""Figures as a workbook, as JSON and as PDF: whole, harmless, silent about a few."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from jejak.analytics.comparing import compare
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.measuring import measure
from jejak.analytics.view import only, without
from jejak.exporters.report import Report, report_form, write_report
from jejak.exporters.report.compared import differences
from jejak.exporters.report.pdf import report_data
from jejak.exporters.svg_blocks import on_ground
from jejak.exporters.typesetting import pdf_of
from jejak.files import loads
from jejak.layout.palette import PRINT
from tests.analytics.logs import log_of
from tests.analytics.shops import CASES, PLANS, seven, shop
from tests.exporters.reading import pdf_text

if TYPE_CHECKING:
    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap

HOSTILE = '=HYPERLINK("http://x.example";"y")'


def report(language: Language = "en", journey: JourneyMap | None = None) -> Report:
    map_ = journey or shop()
    binding = bind(map_, log_of(*CASES, groups=PLANS))
    paid = only(binding.view, {"plan": ["paid"]})
    names = ("plan=paid", "everybody else")
    compared = compare(binding, paid, without(binding.view, paid), names)
    return Report(map_, measure(binding), language, compared)


def sheets(book: bytes) -> dict[str, list[list[Any]]]:
    from python_calamine import CalamineWorkbook

    found = CalamineWorkbook.from_filelike(BytesIO(book))
    return {
        name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names
    }


def test_a_workbook_has_a_sheet_for_each_table_and_numbers_to_reckon_with() -> None:
    found = sheets(write_report(report(), "xlsx"))
    assert list(found)[:3] == ["About", "How much the map covers", "Touchpoints"]
    assert len(found) == len(report().tables) + 1
    head, *rows = found["Touchpoints"]
    assert head[2:5] == [
        "reached by (share)",
        "reached by (of them)",
        "reached by (of all)",
    ]
    cart = next(row for row in rows if row[0] == "Cart")
    assert cart[2:5] == [0.625, 25, 40]
    gaps = found["Compared at touchpoints"]
    assert gaps[0][2] == "plan=paid (share)"
    assert round(next(row for row in gaps if row[0] == "Cart")[8], 6) == 25


def test_no_text_of_a_workbook_is_a_formula() -> None:
    text = (
        "format: 1\ntitle: '=1+1'\nstages:\n  - title: '@x'\n    touchpoints:\n"
        f"      - text: '{HOSTILE}'\n        matchers:\n          - events: [see]\n"
    )
    book = write_report(report(journey=loads(text)), "xlsx")
    from zipfile import ZipFile

    with ZipFile(BytesIO(book)) as parts:
        cells = [
            parts.read(name)
            for name in parts.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    assert not any(b"<f>" in cell or b"<hyperlink" in cell for cell in cells)
    assert HOSTILE in [row[0] for row in sheets(book)["Touchpoints"]]


def test_json_says_whose_figures_and_keeps_both_numbers_of_a_rate() -> None:
    found = json.loads(write_report(report(), "json"))
    assert (found["title"], found["segment"], found["sample"]) == ("Shop", "", False)
    assert found["compared"] == ["plan=paid", "everybody else"]
    cart = next(
        row
        for row in found["tables"]["measured_touchpoints"]
        if row["touchpoint"] == "Cart"
    )
    assert cart["reach"] == {
        "num": 25,
        "den": 40,
        "share": 0.625,
        "unit": "share",
        "source": "log",
        "sample": False,
        "segment": "",
        "first": "1970-01-01T00:00:00+00:00",
        "last": "1970-01-01T00:02:00+00:00",
    }
    assert cart["wait_median"] is None  # it is the last one: not nought
    [throughput] = found["tables"]["throughput"]
    assert throughput["of_cases_n"]["unit"] == "cases"
    assert (throughput["median"]["value"], throughput["median"]["n"]) == (60, 40)
    assert throughput["median"]["unit"] == "s"


def test_json_says_of_each_group_that_is_compared_whose_its_figures_are() -> None:
    rows = json.loads(write_report(report(), "json"))["tables"]["compared_touchpoints"]
    cart = next(row for row in rows if row["touchpoint"] == "Cart")
    groups = [cart[name]["segment"] for name in ("first", "second", "everybody")]
    assert groups == ["plan=paid", "everybody else", ""]
    assert cart["first"]["last"] == "1970-01-01T00:01:00+00:00"
    assert cart["second"]["last"] == "1970-01-01T00:02:00+00:00"
    assert cart["difference"]["segment"] == "plan=paid / everybody else"


def test_a_workbook_says_beside_each_row_of_when_and_whom_it_is() -> None:
    found = sheets(write_report(report(), "xlsx"))
    head, *rows = found["Touchpoints"]
    assert head[-3:] == ["Period", "Source", "People"]
    period = "1 Jan 1970"
    assert all(row[-3:] == [period, "log", "everybody"] for row in rows)
    assert head[8:11] == ["median wait (h:m:s)", "median wait (n)", "90% within"]
    head, *_ = found["Expected and measured"]
    times = ["expected (h:m:s)", "median (h:m:s)", "median (n)"]
    assert head[1:4] == times  # an expectation is of nobody
    _, *gaps = found["Compared at touchpoints"]
    assert gaps[0][-3:] == [
        f"{period} / {period}",
        "log",
        "plan=paid / everybody else",
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_pdf_holds_every_value_of_every_table(language: Language) -> None:
    made = report(language)
    found = "".join(pdf_text(write_report(made, "pdf")).text.split())
    data = json.loads(report_data(made))
    cells = [
        cell
        for section in data["sections"]
        for table in section["tables"]
        for row in table["rows"]
        for cell in row
        if isinstance(cell, str)  # and not a small picture
    ]
    assert len(cells) > 50
    assert [cell for cell in cells if "".join(cell.split()) not in found] == []


def test_a_pdf_of_a_report_is_for_everybody() -> None:
    _, remarks = pdf_of(report_data(report()), None, template="report.typ")
    assert remarks == ()


def test_the_first_sheet_of_a_long_pdf_is_not_left_empty() -> None:
    stages = "".join(
        f"  - title: {n} has a very long name that goes on{' and on' * 12}\n"
        "    touchpoints:\n"
        f"      - {{text: T{n}, matchers: [{{events: [e{n}]}}]}}\n"
        for n in range(14)
    )
    journey = loads(f"format: 1\ntitle: Long\nstages:\n{stages}")
    log = log_of(*[[(f"e{n}", n) for n in range(14)] for _ in range(9)])
    made = write_report(Report(journey, measure(bind(journey, log)), "en"), "pdf")
    first = pdf_text(made, slice(1)).text
    assert "howmanygoon" in first
    assert "howmanygoon" not in pdf_text(made, slice(1, None)).text


def test_files_hide_few_people_and_the_rest_of_all_but_few() -> None:
    few = Report(shop(), measure(bind(shop(), seven())), "en")
    found = json.loads(write_report(few, "json"))["tables"]
    rates = [
        value
        for rows in found.values()
        for row in rows
        for value in row.values()
        if isinstance(value, dict) and "num" in value
    ]
    assert rates
    assert [
        one
        for one in rates
        if one["num"] in range(1, 5) or one["den"] - one["num"] in range(1, 5)
    ] == []


def test_the_name_of_a_file_says_what_is_written() -> None:
    names = ("a.PDF", "b.xlsx", "c.htm", "d.json", "e.journey.json", "f.yaml", "-")
    forms = ["pdf", "xlsx", "html", "json", None, None, None]
    assert [report_form(name) for name in names] == forms


def test_the_number_of_a_step_counts_nobody_and_is_said() -> None:
    table = report().tables["sankey"]
    assert [row[0] for row in table.rows] == [1]


def test_a_page_cuts_long_tables_and_says_so_and_the_workbook_has_all() -> None:
    names = [f"event_{n}" for n in range(70)]
    cases = [[(name, second) for second, name in enumerate(names)] for _ in range(6)]
    made = Report(shop(), measure(bind(shop(), log_of(*cases))), "en")
    page = write_report(made, "html").decode()
    assert "Events and their touchpoints: the first 60 of 70 rows" in page
    assert "event_59<" in page
    assert "event_60<" not in page
    assert len(sheets(write_report(made, "xlsx"))["Events not on the map"]) == 71


def test_a_workbook_has_a_column_for_each_week() -> None:
    head, *rows = sheets(write_report(report(), "xlsx"))["Events and their touchpoints"]
    assert head[2] == "per week (1969-12-29)"  # the Monday before the first event
    assert rows[0][:4] == ["see", 40, 40, "Catalogue"]


def test_differences_are_drawn_as_their_table_says_and_no_others() -> None:
    with on_ground(PRINT):
        made = differences([report().tables["compared_touchpoints"]], "en")
    assert made is not None
    assert "Cart, reached: +25 (−4.7 to +49.4)" in made.alt
    assert made.block.svg.count("<circle") == made.alt.count(";") + 1
    assert "left out" not in made.block.svg  # other shares stand in the table only


def test_a_difference_that_tells_a_few_is_not_drawn() -> None:
    cases = [
        [("see", 0), *([("cart", 9)] if n < 3 or n > 29 else [])] for n in range(40)
    ]
    binding = bind(shop(), log_of(*cases, groups=PLANS))
    paid = only(binding.view, {"plan": ["paid"]})
    both = compare(binding, paid, without(binding.view, paid), ("a", "b"))
    few = Report(shop(), measure(binding), "en", both)
    made = differences([few.tables["compared_touchpoints"]], "en")
    assert made is None or "Cart, reached" not in made.alt


@pytest.mark.parametrize("form", ["pdf", "html", "xlsx", "json"])
def test_hostile_names_come_out_letter_by_letter(form: str) -> None:
    name = '#panic("x") </svg><b> $x^2$ =1+1 *a*'
    stage = f"stages:\n  - title: '{name}'\n    touchpoints:\n"
    touch = f"      - text: '{name}'\n        matchers:\n          - events: [see]\n"
    journey = loads(f"format: 1\ntitle: '{name}'\n{stage}{touch}")
    made = write_report(report(journey=journey), form)
    assert made
    if form == "pdf":
        assert "".join(name.split()) in "".join(pdf_text(made).text.split())
    if form == "html":
        assert "</svg><b>" not in made.decode().split("</style>")[1]
