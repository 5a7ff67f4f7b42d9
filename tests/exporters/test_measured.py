"""The measured report: whole without scripts, and silent about a few."""

import re
from pathlib import Path

import pytest

from jejak.analytics.demo import write_demo
from jejak.analytics.log import Log
from jejak.analytics.maps.binding import bind
from jejak.analytics.maps.measuring import measure
from jejak.analytics.reading.reader import ReadOptions, read_files
from jejak.exporters.report import Report, write_report
from jejak.files import loads, read
from jejak.language.catalogue import LANGUAGES, Language, say
from jejak.model.journey_map import JourneyMap
from tests.analytics.logs import log_of
from tests.analytics.shops import seven
from tests.analytics.shops import shop as small_shop


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder, 400, 5, "en")
    return folder


def page_of(demo: Path, language: Language) -> str:
    files = [demo / name for name in ("clicks.csv", "orders.csv", "ratings.csv")]
    log = read_files(files, None, ReadOptions()).log
    journey = read(demo / "map.journey.yaml")
    return written(journey, log, language)


def written(journey: JourneyMap, log: Log, language: Language = "en") -> str:
    report = Report(journey, measure(bind(journey, log)), language)
    return write_report(report, "html").decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_stands_alone_and_says_that_it_is_a_sample(
    demo: Path, language: Language
) -> None:
    page = page_of(demo, language)
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "{" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    assert say(language, "log.sample") in page
    assert f'<html lang="{language}">' in page


def test_each_picture_has_its_table(demo: Path) -> None:
    page = page_of(demo, "en")
    sections = re.findall(r"<section>.*?</section>", page, re.DOTALL)
    drawn = [one for one in sections if 'class="picture"' in one]
    assert len(drawn) == 6  # river, flow, waits, responses, steps, trend
    assert all("<table>" in one for one in drawn)
    assert all('role="img" aria-label="' in one for one in drawn)


def test_no_number_of_one_to_four_people_is_on_the_page() -> None:
    page = written(small_shop(), seven())
    text = re.sub(r"<[^>]*>", " ", page.split("</style>")[1])
    assert not re.search(r"\((?:[1-4]) of|\((?P<n>\d+) of (?P=n)[1-4]\b", text)
    assert "(5 of 7)" not in text  # it would say that two left
    assert "fewer than 5" in text


def test_words_of_people_are_escaped() -> None:
    journey = loads(
        "format: 1\ntitle: <b>x\nstages:\n  - title: <i>s\n    touchpoints:\n"
        "      - text: <u>t\n        matchers:\n          - events: [a]\n"
    )
    log = log_of(*[[("a", n), ("<q>", n + 1)] for n in range(9)])
    page = written(journey, log)
    assert not re.search(r"<(?:b|i|u|q)>[xst]", page)
    assert "&lt;q&gt;" in page


def test_a_log_that_fits_nothing_gives_a_page_too() -> None:
    log = log_of([("zzz", 0)])
    page = written(small_shop(), log, "id")
    assert "<h1>Shop</h1>" in page
    assert 'class="picture"' not in page


def test_a_report_of_few_people_says_why_it_shows_nothing() -> None:
    journey = loads(
        "format: 1\ntitle: T\nstages:\n  - title: S\n    touchpoints:\n"
        "      - {text: t, matchers: [{events: [a]}]}\n"
    )
    page = written(journey, log_of([("a", 0)]))
    assert "Nothing can be shown" in page
    assert "or fewer than 5 people" in page


@pytest.mark.parametrize(("answered", "told"), [(10, True), (19, False), (20, False)])
def test_an_expected_share_that_too_few_get_to_is_told(
    answered: int, told: bool
) -> None:
    # asked by 20; 95 percent are expected to be answered; of 19 one would be named
    journey = loads(
        "format: 1\ntitle: Shop\nstages:\n  - title: Ask\n    touchpoints: [Chat]\n"
        "    expectations:\n      - text: A reply\n        figure: 95\n"
        '        unit: "%"\n        matchers:\n'
        "          - {since: [ask], events: [reply]}\n"
    )
    cases = [[("ask", 0)] for _ in range(20)]
    for case in cases[:answered]:
        case.append(("reply", 60))
    page = written(journey, log_of(*cases))
    assert ("A reply: 50.0% (10 of 20), expected 95.0%." in page) is told
