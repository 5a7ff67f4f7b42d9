"""An edit costs what it touches, however large the map is; counted, not timed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.maps import create, sized_map

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession

STAGES, CARDS = 40, 1_200
PAINS = "l-pain_points"

# Notes whatever changes on the map: in which cell, and beside the map itself.
WATCH = """() => {
  const canvas = document.getElementById("main");
  globalThis.seen = { cells: new Set(), beside: 0 };
  globalThis.watch = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const cell = element?.closest("td[data-lane]");
      if (cell) seen.cells.add(`${cell.dataset.lane} ${cell.dataset.stage}`);
      else if (element?.closest("table")) seen.cells.add(element.nodeName);
      if (target === canvas) seen.beside += 1;
    }
  });
  watch.observe(canvas, { subtree: true, childList: true, characterData: true });
}"""


@dataclass
class Work:
    """What an edit made a page do."""

    calls: int  # of the page's own functions
    cells: set[str]  # drawn anew
    beside: int  # elements that came to stand beside the table, or left


class Desk:
    """A large map on a page that is watched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.path = create(page, sized_map(STAGES, CARDS))
        page.goto(self.path)
        expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")
        expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
        page.locator(f'td[data-lane="{PAINS}"] [data-item]').first.focus()
        self.watch: CDPSession = page.context.new_cdp_session(page)
        self.watch.send("Profiler.enable")
        counting = {"callCount": True, "detailed": False}
        self.watch.send("Profiler.startPreciseCoverage", counting)

    def settle(self) -> None:
        """Wait until the edit is on the server and nothing more is drawn for it."""
        expect(self.page.locator("[data-saving]")).to_have_attribute(
            "data-saving", "saved"
        )
        self.page.wait_for_timeout(250)

    def begin(self) -> None:
        self.settle()
        self.page.evaluate(WATCH)
        self.watch.send("Profiler.takePreciseCoverage")

    def work(self) -> Work:
        self.settle()
        scripts = self.watch.send("Profiler.takePreciseCoverage")["result"]
        seen: dict[str, Any] = self.page.evaluate(
            "watch.disconnect(), { cells: [...seen.cells], beside: seen.beside }"
        )
        calls = sum(
            function["ranges"][0]["count"]
            for script in scripts
            if "/static/app/" in script["url"]
            for function in script["functions"]
        )
        return Work(calls, set(seen["cells"]), seen["beside"])


@pytest.fixture
def desk(page: Page) -> Desk:
    return Desk(page)


# As a program does it, or somebody on another page.
PATCH = """async ([path, edit]) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)?.[1] ?? "";
  await fetch(`/api/v1${path}`, {
    method: "PATCH",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify({ edits: [edit] }),
  });
}"""
WRITE = {
    "edit": "EditCardText",
    "id": "c20",
    "was": "keranjang 20",
    "text": "Somebody wrote",
}

# Asking every cell once would be over 600 calls, and a cell takes dozens.
MOST_CALLS = 20_000


def test_moving_a_card_is_work_for_its_two_cells_only(desk: Desk) -> None:
    desk.page.keyboard.press("Alt+ArrowRight")  # the first time functions are made
    desk.begin()
    desk.page.keyboard.press("Alt+ArrowRight")
    work = desk.work()
    assert work.cells == {f"{PAINS} s1", f"{PAINS} s2"}
    assert work.beside == 0
    assert work.calls < MOST_CALLS


def test_what_somebody_else_writes_is_work_for_its_cell_only(desk: Desk) -> None:
    desk.begin()
    desk.page.evaluate(PATCH, [desk.path, WRITE])
    expect(desk.page.locator('[data-item="c20"]')).to_contain_text("Somebody")
    work = desk.work()
    (cell,) = work.cells
    assert cell.endswith(" s1")
    assert work.calls < MOST_CALLS


def test_cells_are_drawn_by_themselves_and_the_curve_across_them(desk: Desk) -> None:
    """Else a row that grows has everything below it painted again."""
    cells = desk.page.locator(".lane > td[data-lane]")
    contained = cells.evaluate_all(
        "(each) => each.map((c) => getComputedStyle(c).contain)"
    )
    assert set(contained) == {"layout paint"}
    curve = desk.page.locator("td.curve").first
    assert curve.evaluate("(cell) => getComputedStyle(cell).contain") == "none"


def test_whoever_is_at_a_card_stays_at_it_when_somebody_else_moves_it(
    desk: Desk,
) -> None:
    card = desk.page.locator('[data-item="c0"]')
    card.focus()
    move = {"edit": "MoveCard", "id": "c0", "stage": "s3"}
    desk.page.evaluate(PATCH, [desk.path, move])
    moved = desk.page.locator('td[data-stage="s3"] [data-item="c0"]')
    expect(moved).to_be_focused()
