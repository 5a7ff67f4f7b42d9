"""A measured map shows itself in a notebook, small groups too."""

from pathlib import Path

import jejak
from jejak.model.records import Figure
from tests.analytics.logs import log_of
from tests.analytics.shops import CASES, PLANS, seven, shop


def test_a_result_shows_pictures_and_tables_and_keeps_its_styles_to_itself() -> None:
    page = jejak.measure(shop(), log_of(*CASES, groups=PLANS))._repr_html_()
    assert page.startswith('<div class="jejak-report" lang="en">')
    assert page.count('class="picture"') == 5  # all but the trend: it is one day
    assert "@scope (.jejak-report)" in page
    assert "<script" not in page


def test_small_groups_are_shown_and_what_is_undefined_is_a_dash() -> None:
    found = jejak.measure(shop(), seven())
    page = found._repr_html_()
    assert "71.4% (5 of 7)" in page  # a file would say that they are few
    assert "71.4% (5 of 7)" not in found.as_file("report.html").decode()
    assert "<td>–</td>" in page


def test_people_and_days_are_chosen_and_the_result_is_saved(tmp_path: Path) -> None:
    log = log_of(*CASES, groups=PLANS)
    found = jejak.measure(shop(), log, where={"plan": "paid"}, language="id")
    assert found.measured.cases == 20
    assert found.about.endswith("plan=paid")
    found.save(tmp_path / "m.journey.yaml")
    figures = jejak.read(tmp_path / "m.journey.yaml").of_kind(Figure)
    assert {one.segment for one in figures} == {"plan=paid"}
    found.save(tmp_path / "r.html")
    assert "plan=paid" in (tmp_path / "r.html").read_text("utf-8")
