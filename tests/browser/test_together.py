"""Two people on one map, each in a page of their own, over wires that break."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.maps import create, sized_map
from tests.browser.wires import Wire
from tests.server.live import LiveServer

if TYPE_CHECKING:
    from collections.abc import Iterator

GOALS, THOUGHTS = "l-goals", "l-thoughts"
CARD = "c0"  # the first goal of the first stage


@dataclass
class Desk:
    """Somebody's page, and the wire to it."""

    page: Page
    wire: Wire

    def card(self, card: str) -> Locator:
        return self.page.locator(f'[data-item="{card}"]')

    def cell(self, lane: str, stage: str) -> Locator:
        return self.page.locator(f'td[data-lane="{lane}"][data-stage="{stage}"]')

    def first(self, lane: str, stage: str) -> str:
        """Return the id of the first card in a cell."""
        found = self.cell(lane, stage).locator("[data-item]").first
        return found.get_attribute("data-item") or ""

    @property
    def saving(self) -> Locator:
        return self.page.locator("[data-saving]")

    def is_saved(self) -> None:
        expect(self.saving).to_have_attribute("data-saving", "saved")

    def is_offline(self, *waiting: int) -> None:
        """Wait until it says so, and that so many edits wait, or so many."""
        expect(self.saving).to_have_attribute("data-saving", "offline")
        words = [f"Luring, {n} menunggu" if n else "Luring" for n in waiting]
        expect(self.saving).to_have_text(re.compile(rf"^\s*({'|'.join(words)})\s*$"))

    def write(self, card: str, text: str) -> Locator:
        """Go into a card and write at its end; it is not left."""
        self.card(card).dblclick()
        field = self.page.get_by_role("textbox", name=re.compile("Kartu di"))
        expect(field).to_be_focused()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)
        return field

    def words(self, card: str) -> str:
        return self.card(card).inner_text().strip()

    def map(self) -> dict[str, str]:
        """Return the words of every card on the screen, with where it stands."""
        found: dict[str, str] = self.page.evaluate(
            """() => Object.fromEntries(
              [...document.querySelectorAll("td[data-lane]")].flatMap((cell) =>
                [...cell.querySelectorAll("[data-item]")].map((item, at) => {
                  const { lane, stage } = cell.dataset;
                  const words = item.innerText.trim();
                  return [item.dataset.item, `${lane} ${stage} ${at} ${words}`];
                })))"""
        )
        return found


@dataclass
class Meeting:
    """A server of their own, and two people who have the same map open."""

    server: LiveServer
    one: Desk
    two: Desk
    address: str

    def agree(self) -> None:
        """Both see the same, nothing waits, and a third page sees it too."""
        for desk in (self.one, self.two):
            desk.is_saved()
        until = time.monotonic() + 10
        while self.one.map() != self.two.map() and time.monotonic() < until:
            self.one.page.wait_for_timeout(100)
        seen = self.one.map()
        assert seen == self.two.map()
        assert seen == self.stored(seen)

    def records(self) -> dict[str, Any]:
        """Return what the database holds, by id."""
        answer = self.one.page.request.get(
            f"http://127.0.0.1:{self.server.port}/api{self.address}"
        )
        return {record["id"]: record for record in answer.json()["records"]}

    def stored(self, seen: dict[str, str]) -> dict[str, str]:
        """Return the cards of the database as the screen shows them."""
        cells: dict[tuple[str, str], list[Any]] = {}
        for record in self.records().values():
            if record["kind"] == "card":
                cells.setdefault((record["lane"], record["stage"]), []).append(record)
        found = {}
        for (lane, stage), cards in cells.items():
            cards.sort(key=lambda card: (card["order"], card["id"]))
            for at, card in enumerate(cards):
                shown = seen.get(card["id"], "")
                # Around its words a card may show its rank and its number.
                words = shown if card["text"] in shown else card["text"]
                found[card["id"]] = f"{lane} {stage} {at} {words.split(' ', 3)[-1]}"
        return found


@pytest.fixture(scope="module")
def server_of_ours(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """Serve a workspace that may be killed without harm to other tests."""
    live = LiveServer(tmp_path_factory.mktemp("together")).start()
    yield live
    live.stop()


@pytest.fixture(scope="module")
def people(
    browser: Browser, server_of_ours: LiveServer
) -> Iterator[list[tuple[BrowserContext, Wire]]]:
    """Give two people a browser and a wire each."""
    wires = [Wire(server_of_ours) for _ in range(2)]
    contexts = [
        browser.new_context(
            base_url=wire.address,
            locale="id-ID",
            viewport={"width": 1440, "height": 900},
            reduced_motion="reduce",
        )
        for wire in wires
    ]
    yield list(zip(contexts, wires, strict=True))
    for context in contexts:
        context.close()
    for wire in wires:
        wire.close()


@pytest.fixture
def meeting(
    people: list[tuple[BrowserContext, Wire]], server_of_ours: LiveServer
) -> Iterator[Meeting]:
    """Have two people open a new map."""
    process = server_of_ours.process
    if process is None or process.poll() is not None:
        server_of_ours.start()  # a test that failed had killed it
    for _, wire in people:
        wire.mend()
    one, two = (Desk(context.new_page(), wire) for context, wire in people)
    address = create(one.page, sized_map(2, 28))
    for desk in (one, two):
        desk.page.goto(address)
        expect(desk.page.get_by_role("table")).to_have_attribute("aria-busy", "false")
        adding = desk.page.get_by_role("button", name="Tambah", exact=True)
        expect(adding).to_be_visible()
        desk.is_saved()
    yield Meeting(server_of_ours, one, two, address)
    for desk in (one, two):
        desk.page.close()


def test_two_people_write_in_the_same_card(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    start = one.words(CARD)
    one.write(CARD, " dari satu")
    field = two.card(CARD)
    field.dblclick()
    writing = two.page.get_by_role("textbox", name=re.compile("Kartu di"))
    expect(writing).to_be_focused()
    two.page.keyboard.press("Control+Home")
    two.page.keyboard.type("Dari dua, ")
    expect(writing).to_have_value(f"Dari dua, {start} dari satu")
    for desk in (one, two):
        desk.page.keyboard.press("Escape")
        expect(desk.card(CARD)).to_have_text(f"Dari dua, {start} dari satu")
    meeting.agree()


def test_each_undoes_what_they_did_themselves(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    other = one.first(THOUGHTS, "s0")
    first, second = one.words(CARD), one.words(other)
    one.write(CARD, " oleh satu")
    one.page.keyboard.press("Escape")
    expect(two.card(CARD)).to_have_text(f"{first} oleh satu")
    two.write(other, " oleh dua")
    two.page.keyboard.press("Escape")
    expect(one.card(other)).to_have_text(f"{second} oleh dua")
    one.page.keyboard.press("Control+z")
    for desk in (one, two):
        expect(desk.card(CARD)).to_have_text(first)
        expect(desk.card(other)).to_have_text(f"{second} oleh dua")
    one.page.keyboard.press("Control+Shift+z")
    expect(two.card(CARD)).to_have_text(f"{first} oleh satu")
    meeting.agree()


def test_what_is_dragged_on_one_page_moves_on_the_other(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    one.card(CARD).drag_to(one.cell(GOALS, "s1"))
    expect(two.cell(GOALS, "s1").locator(f'[data-item="{CARD}"]')).to_be_visible()
    meeting.agree()


def test_both_write_while_one_is_offline(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    other = one.first(THOUGHTS, "s0")
    one.wire.cut()
    one.is_offline(0)
    words = one.words(other)
    one.write(other, " luring")
    one.page.keyboard.press("Escape")
    one.is_offline(1)
    expect(
        one.page.get_by_text("1 perubahan disimpan di perangkat ini")
    ).to_be_visible()
    two.write(CARD, " daring")
    two.page.keyboard.press("Escape")
    two.is_saved()
    expect(two.card(other)).to_have_text(words)
    one.wire.mend()
    expect(two.card(other)).to_have_text(f"{words} luring")
    expect(one.card(CARD)).to_contain_text("daring")
    meeting.agree()


def test_the_same_words_written_offline_are_asked_about(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    one.wire.cut()
    one.is_offline(0)
    start = one.words(CARD)
    one.write(CARD, " pagi")
    one.page.keyboard.press("Escape")
    two.write(CARD, " malam")
    two.page.keyboard.press("Escape")
    two.is_saved()
    one.wire.mend()
    card = one.page.get_by_role("alert").filter(has_text="Dua versi")
    expect(card).to_contain_text(f"{start} pagi")
    expect(card).to_contain_text(f"{start} malam")
    expect(one.card(CARD)).to_have_text(f"{start} malam")
    card.get_by_role("button", name="Pakai milik saya").click()
    expect(card).to_have_count(0)
    expect(two.card(CARD)).to_have_text(f"{start} pagi")
    meeting.agree()


def test_a_killed_server_loses_nothing_that_was_written(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    other = one.first(THOUGHTS, "s0")
    start, there = one.words(CARD), one.words(other)
    one.write(CARD, " sebelum")
    two.write(other, " juga")
    meeting.server.kill()
    for desk in (one, two):
        desk.page.keyboard.type(" sesudah")
        desk.page.keyboard.press("Escape")
        desk.is_offline(1, 2)  # what was sent before may not have been answered
    expect(one.card(CARD)).to_have_text(f"{start} sebelum sesudah")
    meeting.server.start()
    for desk in (one, two):
        desk.is_saved()
        expect(desk.card(CARD)).to_have_text(f"{start} sebelum sesudah")
        expect(desk.card(other)).to_have_text(f"{there} juga sesudah")
    meeting.agree()


def test_a_tab_closed_with_unsent_edits_sends_them_when_opened_again(
    meeting: Meeting,
) -> None:
    one, two = meeting.one, meeting.two
    start = one.words(CARD)
    one.wire.cut()
    one.is_offline(0)
    one.write(CARD, " tidak hilang")
    one.page.keyboard.press("Escape")
    one.is_offline(1)
    context = one.page.context
    asked = []
    one.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    one.page.close(run_before_unload=True)
    until = time.monotonic() + 10
    while not one.page.is_closed() and time.monotonic() < until:
        two.page.wait_for_timeout(50)
    assert asked == ["beforeunload"]
    one.wire.mend()
    one.page = context.new_page()
    one.page.goto(meeting.address)
    expect(one.card(CARD)).to_have_text(f"{start} tidak hilang")
    expect(two.card(CARD)).to_have_text(f"{start} tidak hilang")
    meeting.agree()


def test_any_page_sends_what_a_closed_one_left_behind(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    start = one.words(CARD)
    one.wire.cut()
    one.is_offline(0)
    one.write(CARD, " menunggu")
    one.page.keyboard.press("Escape")
    one.is_offline(1)
    context = one.page.context
    one.page.close()
    one.wire.mend()
    one.page = context.new_page()
    one.page.goto("/")
    expect(
        one.page.get_by_text("1 perubahan yang menunggu sudah dikirim.")
    ).to_be_visible()
    expect(two.card(CARD)).to_have_text(f"{start} menunggu")


def test_what_the_server_refuses_is_kept_to_be_copied(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    one.wire.cut()
    one.is_offline(0)
    one.write(CARD, " jangan hilang")
    one.page.keyboard.press("Escape")
    two.card(CARD).click()
    two.page.keyboard.press("Delete")
    expect(two.card(CARD)).to_have_count(0)
    two.is_saved()
    one.wire.mend()
    note = one.page.get_by_role("alert").filter(has_text="Tidak tersimpan")
    expect(note.get_by_role("textbox")).to_have_value(re.compile("jangan hilang"))
    one.page.reload()
    expect(note.get_by_role("textbox")).to_have_value(re.compile("jangan hilang"))
    note.get_by_role("button", name="Buang").click()
    expect(note).to_have_count(0)
    meeting.agree()


ADDS_BESIDE_THE_NAME = """() => {
  const cell = document.querySelector("td[data-peer]");
  const box = cell.getBoundingClientRect();
  const adds = document.querySelector(".prompt").getBoundingClientRect();
  const name = parseFloat(getComputedStyle(cell, "::after").width);
  const gap = box.right - name - adds.right;
  const isLow = Math.abs(box.bottom - adds.bottom - 2) < 2;
  return adds.left > box.left && gap >= 0 && gap < 4 && isLow;
}"""


def test_people_see_where_the_others_are(meeting: Meeting) -> None:
    one, two = meeting.one, meeting.two
    one.page.get_by_role("button", name="Pilih nama Anda").click()
    one.page.get_by_role("textbox", name="Nama Anda").fill("Rani Wulandari")
    one.page.get_by_role("button", name="Pakai nama ini").click()
    follow = two.page.get_by_role("button", name="Ikuti Rani Wulandari")
    expect(follow).to_have_text("RW")
    one.card(CARD).focus()
    theirs = two.cell(GOALS, "s0")
    expect(theirs).to_have_attribute("data-peer", "Rani Wulandari")
    theirs.hover()
    # What adds to their cell stands beside their name, also when the map has moved.
    two.page.wait_for_function(ADDS_BESIDE_THE_NAME)
    two.page.keyboard.press("[")
    expect(two.page.get_by_role("complementary", name="Persona")).to_have_count(0)
    two.page.wait_for_function(ADDS_BESIDE_THE_NAME)
    follow.click()
    expect(two.page.get_by_text("Mengikuti Rani Wulandari")).to_be_visible()
    one.page.get_by_role("link", name="Prioritas").first.click()
    expect(two.page).to_have_url(re.compile("/priorities$"))


def test_the_indicator_never_says_saved_while_an_edit_is_on_its_way(
    meeting: Meeting,
) -> None:
    one = meeting.one
    # Whoever watches every frame sees it say nothing else than what is true.
    one.page.evaluate(
        """() => {
          const state = document.querySelector("[data-saving]");
          window.said = [state.dataset.saving];
          new MutationObserver(() => window.said.push(state.dataset.saving))
            .observe(state, { attributes: true, attributeFilter: ["data-saving"] });
        }"""
    )
    one.wire.cut()
    one.write(CARD, " satu")
    one.page.keyboard.press("Escape")
    one.is_offline(1)
    assert CARD in meeting.records()
    assert "satu" not in meeting.records()[CARD]["text"]
    one.wire.mend()
    one.is_saved()
    assert meeting.records()[CARD]["text"].endswith("satu")
    assert one.page.evaluate("window.said")[0] == "saved"
    assert one.page.evaluate("window.said").count("saved") == 2


def test_what_was_never_opened_opens_offline_too(meeting: Meeting) -> None:
    one = meeting.one
    one.card(CARD).click()
    one.page.wait_for_function(
        """() => ["dialogs", "Shortcuts", "Inspector"].every((part) =>
          performance.getEntriesByType("resource").some(({ name, responseEnd }) =>
            name.includes(`/${part}-`) && name.endsWith(".js") && responseEnd > 0))"""
    )
    one.wire.cut()
    one.is_offline(0)
    one.page.keyboard.press("?")
    shortcuts = one.page.get_by_role("dialog")
    expect(shortcuts).to_contain_text("Pintasan")
    one.page.keyboard.press("Escape")
    one.card(CARD).click(button="right")
    one.page.get_by_role("menuitem", name="Pindahkan ke").click()
    expect(one.page.get_by_role("dialog")).to_contain_text("Pindahkan")
