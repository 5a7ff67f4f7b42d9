"""A measured map on its page: the lane of figures, bars, the dashed line."""

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.maps import create
from tests.exporters.maps import measured_map

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def measured(page: "Page") -> str:
    return create(page, measured_map("id"))


def test_the_page_shows_figures_bars_and_the_measured_line(
    page: "Page", measured: str
) -> None:
    page.goto(measured)
    head = page.get_by_role("rowheader", name=re.compile("^Terukur"))
    lane = page.locator("tr.lane", has=head)
    expect(lane.get_by_text("dari 4.812 orang")).to_be_visible()
    expect(lane.get_by_text("76,9%")).to_be_visible()
    expect(lane.locator(".bar.over")).to_have_count(1)
    share = lane.get_by_role("listitem").filter(has_text="Confirmed")
    expect(share).to_contain_text("93,3% Confirmed, harapan 98% (758 dari 812)")
    kpi = page.get_by_role("listitem").filter(has_text="Replies")
    expect(kpi).to_contain_text(re.compile(r"terukur 3.j.28.m \(n 758\)"))
    expect(head).to_contain_text("contoh")
    expect(head).to_contain_text("demo.log · semua orang")
    expect(page.locator("td.curve path.rated").first).to_be_attached()
    # Nothing of it is written by hand: what adds and edits stays away.
    lane.locator("td").last.click()
    page.keyboard.press("a")
    expect(lane.locator("textarea, [contenteditable=true]")).to_have_count(0)


def test_a_phone_shows_the_figures_with_where_they_come_from(
    page: "Page", measured: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(measured)
    while page.get_by_text(re.compile("Tahap 4 dari 4")).count() == 0:
        page.get_by_role("button", name="Tahap berikutnya").click()
    expect(page.get_by_text("dari 4.812 orang")).to_be_visible()
    expect(page.get_by_text("demo.log · semua orang")).to_be_visible()
