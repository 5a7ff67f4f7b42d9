"""Ways to look at a map: density, zoom, lanes, people; media, paper and large maps."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.maps import create, sized_map

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Response


def open_map(page: Page, journey: str) -> None:
    page.goto(journey)
    expect(page.get_by_role("table")).to_have_attribute("aria-busy", "false")


def choose(page: Page, *names: str) -> None:
    """Choose in the menu of lanes and density."""
    page.locator(".viewbar").get_by_role("button", name="lajur").click()
    for name in names:
        page.get_by_role("menu").get_by_text(name, exact=True).click()
    page.keyboard.press("Escape")


def test_each_density_is_smaller_than_the_one_before(page: Page, journey: str) -> None:
    open_map(page, journey)
    table = page.get_by_role("table")
    heights = []
    for density in ("Nyaman", "Ringkas", "Sekilas"):
        choose(page, density)
        heights.append(table.evaluate("table => table.offsetHeight"))

    assert heights == sorted(heights, reverse=True)
    expect(page.get_by_role("button", name="Semua lajur, sekilas")).to_be_visible()
    pain = page.get_by_role("button", name="Kurir datang tanpa memberi kabar")
    expect(pain).to_contain_text("Kurir datang tanpa memberi kabar")
    expect(pain.get_by_text("P-02")).to_be_hidden()
    page.reload()
    expect(page.get_by_role("button", name="Semua lajur, sekilas")).to_be_visible()


def test_a_lane_is_hidden_and_the_count_says_so(page: Page, journey: str) -> None:
    open_map(page, journey)
    choose(page, "Titik sentuh", "Kanal")

    expect(page.get_by_role("button", name="6 dari 8 lajur")).to_be_visible()
    expect(page.get_by_role("rowheader", name="Kanal")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="6 dari 8 lajur")).to_be_visible()
    choose(page, "Tampilkan semua lajur")
    expect(page.get_by_role("rowheader", name="Kanal", exact=True)).to_be_visible()


def test_zoom_by_wheel_snaps_at_100(page: Page, journey: str) -> None:
    open_map(page, journey)
    zoom = page.get_by_role("button", name="Zum:")
    page.mouse.move(800, 500)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    expect(zoom).to_have_text("127%")
    page.mouse.wheel(0, 110)
    expect(zoom).to_have_text("100%")
    for _ in range(9):
        page.mouse.wheel(0, 200)
    expect(zoom).to_have_text("50%")
    page.keyboard.up("Control")


def test_where_nothing_can_be_kept_everything_works(
    browser: Browser, server: str, journey: str
) -> None:
    context = browser.new_context(
        base_url=server, locale="id-ID", viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        """for (const name of ["getItem", "setItem", "removeItem"])
             Storage.prototype[name] = () => {
               throw new DOMException("no", "QuotaExceededError");
             }"""
    )
    open_map(page, journey)
    choose(page, "Sekilas", "Kanal")

    expect(page.get_by_role("button", name="7 dari 8 lajur, sekilas")).to_be_visible()
    assert errors == []
    context.close()


def test_what_was_kept_by_something_else_is_not_trusted(
    page: Page, journey: str
) -> None:
    open_map(page, journey)
    key = "jejak_view:" + journey.rsplit("/", 1)[1]
    for kept in ("{", '{"density":{},"zoom":"x","folded":7}', "null"):
        page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [key, kept])
        page.reload()
        expect(page.get_by_role("button", name="Semua lajur")).to_be_visible()


@pytest.fixture(scope="module")
def two_people(browser: Browser, server: str) -> str:
    """Create a map with two personas who feel differently; give its path."""
    context = browser.new_context(base_url=server)
    page = context.new_page()
    path = create(page, sized_map(5, 90, people=2))
    context.close()
    return path


def test_two_people_have_a_band_each_and_one_can_be_chosen(
    page: Page, two_people: str
) -> None:
    open_map(page, two_people)
    bands = page.get_by_role("rowheader", name="Perasaan")
    expect(bands).to_have_count(2)
    expect(bands.nth(0)).to_contain_text("Bu Ratna")
    expect(bands.nth(1)).to_contain_text("Pak Joko")
    ribbon = page.locator(".ribbon").first
    before = ribbon.get_attribute("style") or ""

    page.get_by_role("button", name="Persona di peta").click()
    page.get_by_role("menuitemcheckbox", name="Bu Ratna").click()
    expect(bands).to_have_count(1)
    expect(bands).to_contain_text("Pak Joko")
    expect(page.get_by_role("complementary", name="Persona")).to_contain_text(
        "Pak Joko"
    )
    expect(ribbon).not_to_have_attribute("style", before)
    expect(page.get_by_role("menuitemcheckbox", name="Pak Joko")).to_have_attribute(
        "aria-disabled", "true"
    )


def test_a_phone_shows_one_persons_curve_and_swipes_between_stages(
    browser: Browser, server: str, two_people: str
) -> None:
    context = browser.new_context(
        base_url=server,
        locale="id-ID",
        viewport={"width": 390, "height": 844},
        has_touch=True,
    )
    page = context.new_page()
    page.goto(two_people)
    curve = page.get_by_role("img", name="Kurva perasaan")
    first = curve.get_attribute("aria-label")
    page.get_by_role("button", name="Perasaan siapa").click()
    page.get_by_role("menuitemradio", name="Pak Joko").click()
    expect(curve).not_to_have_attribute("aria-label", str(first))

    swipe = """(across) => {
      const main = document.querySelector("main");
      const touch = (name, clientX) => main.dispatchEvent(new PointerEvent(
        name, { pointerType: "touch", bubbles: true, clientY: 400, clientX }));
      touch("pointerdown", 200);
      touch("pointerup", 200 + across);
    }"""
    page.evaluate(swipe, -120)
    expect(page.get_by_role("heading", level=2)).to_have_text("Langkah 2")
    page.evaluate(swipe, 20)
    expect(page.get_by_role("heading", level=2)).to_have_text("Langkah 2")
    page.evaluate(swipe, 120)
    expect(page.get_by_role("heading", level=2)).to_have_text("Langkah 1")
    context.close()


def test_a_phone_shows_the_part_of_a_long_curve_around_its_stage(
    page: Page,
) -> None:
    path = create(page, sized_map(40, 60))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)
    for _ in range(5):
        page.get_by_role("button", name="Tahap berikutnya").click()
    face = page.locator(".is-here").bounding_box()
    marked = page.get_by_role("img", name="Kurva").locator("rect").bounding_box()
    assert face is not None
    assert marked is not None
    assert 150 < face["x"] + face["width"] / 2 < 240
    assert 40 < marked["width"] < 120  # sixty on average


def test_one_panel_at_a_time_where_there_is_room_for_one(
    page: Page, journey: str
) -> None:
    page.set_viewport_size({"width": 1100, "height": 800})
    open_map(page, journey)
    persona = page.get_by_role("complementary", name="Persona")
    details = page.get_by_role("complementary", name="Rincian pain point")
    page.get_by_role("button", name="Kurir datang tanpa memberi kabar").click()
    expect(details).to_be_visible()
    expect(persona).to_have_count(0)
    page.get_by_role("button", name="Tampilkan panel persona").click()
    expect(persona).to_be_visible()
    expect(details).to_have_count(0)


def test_sections_are_a_menu_on_a_tablet(page: Page, journey: str) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    open_map(page, journey)
    page.get_by_role("button", name="Bagian perjalanan: Peta").click()
    page.get_by_role("menuitem", name="Prioritas").click()
    expect(page.get_by_role("region", name="DO", exact=True)).to_be_visible()


SPACING = """
  * { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }
"""
CLIPPED = """() => [...document.querySelectorAll("td *, th *, main.phone *")]
  .filter((each) => !each.matches(
    ".vh, .vh *, svg *, .felt *, .steps li, details:not([open]) *"))
  .filter((each) => each.children.length === 0 && each.textContent.trim())
  .filter((each) => {
    const cell = each.closest("td, th, section, .steps-bar, button");
    if (!cell) return false;
    const inner = each.getBoundingClientRect();
    const outer = cell.getBoundingClientRect();
    const isOut = inner.right > outer.right + 2 || inner.bottom > outer.bottom + 2;
    return inner.width > 1 && isOut;
  })
  .map((each) => each.textContent)"""


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_wider_spacing_of_text_clips_nothing(
    page: Page, journey: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(journey)
    expect(page.get_by_role("main").locator("[data-item]").first).to_be_visible()
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        SPACING,
    )
    assert page.evaluate(CLIPPED) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_forced_colours_keep_faces_ranks_and_edges(page: Page, journey: str) -> None:
    page.emulate_media(forced_colors="active")
    open_map(page, journey)
    expect(page.locator(".ribbon").first).to_be_hidden()
    expect(page.get_by_role("slider").first).to_be_visible()  # drawn anew to edit
    face = page.locator(".felt .face circle").first
    fill = face.evaluate("each => getComputedStyle(each).fill")
    assert fill == "rgb(8, 90, 99)"
    square = page.locator(".rank .q1").first
    assert square.evaluate("each => getComputedStyle(each).fill") != "none"
    card = page.get_by_role("button", name="Kurir datang tanpa memberi kabar")
    assert card.evaluate("each => getComputedStyle(each).borderStyle") == "solid"
    line = page.locator(".felt").first.locator("xpath=../*[name()='svg']/*[last()]")
    assert line.evaluate("each => getComputedStyle(each).stroke") != "none"


def test_reduced_motion_and_more_contrast_are_heard(page: Page, journey: str) -> None:
    page.emulate_media(reduced_motion="reduce", contrast="more", color_scheme="light")
    open_map(page, journey)
    page.get_by_role("button", name="Semua lajur").click()
    menu = page.get_by_role("menu")
    assert menu.evaluate("each => getComputedStyle(each).animationDuration") == "0s"
    page.keyboard.press("Escape")
    cell = page.get_by_role("cell").nth(3)
    line = cell.evaluate("each => getComputedStyle(each).borderBottomColor")
    assert line == "rgb(143, 133, 118)"


def test_on_paper_the_map_stands_whole_and_alone(page: Page, journey: str) -> None:
    open_map(page, journey)
    page.emulate_media(media="print")
    expect(page.locator(".viewbar")).to_be_hidden()
    expect(page.get_by_role("link", name="Prioritas").first).to_be_hidden()
    canvas = page.locator(".canvas")
    assert canvas.evaluate("each => each.scrollHeight <= each.clientHeight")
    for words in ("Kirim kabar saat kurir berangkat", "Bu Ratna mengisi alamat"):
        expect(page.get_by_text(words)).to_be_visible()


def test_a_map_opens_for_editing_with_less_than_150_kilobytes_of_code(
    page: Page,
) -> None:
    """All that comes without anybody doing anything, until nothing more comes."""
    path = create(page, sized_map(4, 64))
    page.goto("about:blank")
    loaded: dict[str, bytes] = {}

    def listen(response: Response) -> None:
        if response.url.endswith(".js"):
            loaded[response.url] = response.body()

    page.on("response", listen)
    page.goto(path)
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(loaded) > 5
    weight = sum(len(gzip.compress(code, mtime=0)) for code in loaded.values())
    assert weight < 150_000


def test_a_map_of_5000_cards_is_read_and_used_soon(page: Page) -> None:
    path = create(page, sized_map(40, 5000))
    page.add_init_script(
        """window.seen = {};
        const note = (name) => {
          seen[name] = "soon";
          requestAnimationFrame(() => setTimeout(() => {
            seen[name] = performance.now();
          }));
        };
        new MutationObserver(() => {
          const table = document.querySelector("table");
          if (!seen.first && table?.querySelector(".lane td li")) note("first");
          if (!seen.whole && table?.ariaBusy === "false") note("whole");
        }).observe(document, { childList: true, subtree: true, attributes: true })"""
    )
    page.goto(path)
    # Not by `expect`: looking for a table over and over would slow it down.
    seen: dict[str, Any] = page.evaluate(
        """new Promise((tell) => {
          const look = () => (seen.whole > 0 ? tell(seen) : setTimeout(look, 50));
          look();
        })"""
    )
    # Thrice the bars of an idle machine: others use this one too.
    assert seen["first"] < 4500
    assert seen["whole"] < 12000
    assert page.locator("table tr").count() == 17
    assert page.locator("table [data-item]").count() >= 5000


def test_on_a_phone_the_search_leads_from_stage_to_stage(
    page: Page, two_people: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(two_people)
    page.get_by_role("button", name="Cari di peta").click()
    search = page.get_by_role("search")
    search.get_by_role("textbox").fill("langkah 3")
    expect(page.get_by_role("heading", level=2)).to_have_text("Langkah 3")
    search.get_by_role("textbox").fill("lupa kata sandi")
    expect(search.get_by_role("status")).to_contain_text("1 dari")
    marked = "[...(CSS.highlights.get('found-here') ?? [])].join(' ').toLowerCase()"
    is_marked = f"() => ({marked}).includes('lupa kata sandi')"
    page.wait_for_function(is_marked)
    before = page.get_by_role("heading", level=2).inner_text()
    while page.get_by_role("heading", level=2).inner_text() == before:
        search.get_by_role("button", name="Temuan berikutnya (Enter)").click()
    page.wait_for_function(is_marked)
    page.keyboard.press("Escape")
    expect(search.get_by_role("textbox")).to_have_count(0)
