"""How a large map feels in a real browser: `python -m bench.browser [CARDS...]`.

Four things are measured, each in a fresh page without a cache:

- readable: from the click on a link until the first card has been painted;
- interactive: until every card is there and the main thread has then had no task
  over 50 ms for a second; the time of the last such task counts;
- scroll: the wheel turned 40 times through the map; the longest frame and how many
  frames took more than 50 ms;
- edit: a card is moved to the next stage and back by keyboard, 40 times; from the key
  until the map has changed and is laid out again, 95 in 100 took at most so long, and
  one took so much of the processor.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.maps import SIZES, map_of
from jejak.files import dumps
from tests.chromium import FLAGS, find_chromium
from tests.server.live import LiveServer

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page, ViewportSize

RUNS = 3
VIEWPORT: ViewportSize = {"width": 1440, "height": 900}

# Runs before anything of the page: notes the first frame with a card in it, every
# long task, and how long frames take while the map is scrolled.
WATCH = """
(() => {
  const seen = { readable: 0, tasks: [], frames: [], isScrolling: false };
  globalThis.seen = seen;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) seen.tasks.push(one.startTime + one.duration);
  }).observe({ type: "longtask", buffered: true });
  let last = 0;
  const look = (now) => {
    if (!seen.readable && document.body?.textContent.includes(FIRST)) {
      // This frame is painted before the next one begins.
      requestAnimationFrame(() => { seen.readable = performance.now(); });
      seen.readable = -1;
    }
    if (seen.isScrolling && last) seen.frames.push(now - last);
    // No longer than it has to: frames that nobody needs cost an edit too.
    const goesOn = seen.readable <= 0 || seen.isScrolling;
    last = goesOn ? now : 0;
    if (goesOn) requestAnimationFrame(look);
  };
  globalThis.look = look;
  requestAnimationFrame(look);
})();
"""


@dataclass(frozen=True, slots=True)
class Look:
    """What one visit to a map took."""

    cards: int
    readable_ms: float
    interactive_ms: float
    thread_ms: float  # of the processor, for the page's main thread until then
    longest_frame_ms: float
    slow_frames: int  # over 50 ms
    frames: int
    edit_ms: float  # 95 in 100 were at least as fast
    edit_thread_ms: float  # of the processor, for one edit on the main thread


def visit(browser: Browser, address: str, cards: int, texts: list[str]) -> Look:
    """Open a map as somebody does for the first time, and scroll through it."""
    # The policy of the page would stop the watching, which it did not write.
    context = browser.new_context(viewport=VIEWPORT, locale="en-GB", bypass_csp=True)
    page = context.new_page()
    watch = context.new_cdp_session(page)
    watch.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.add_init_script(WATCH.replace("FIRST", json.dumps(texts[0])))
    page.goto(address, wait_until="commit")
    page.wait_for_function("seen.readable > 0", polling=100, timeout=120_000)
    # Looked for now and then only: looking in every frame would slow the page down.
    page.wait_for_function(
        "(text) => document.body.textContent.includes(text)",
        arg=texts[-1],
        polling=100,
        timeout=120_000,
    )
    whole: float = page.evaluate("performance.now()")
    page.wait_for_function(
        "performance.now() - Math.max(0, ...seen.tasks) > 1000",
        polling=100,
        timeout=120_000,
    )
    seen = page.evaluate("seen")
    busy = _busy_ms(watch)
    frames = _scroll(page)
    before = _busy_ms(watch)
    edits = sorted(_edit(page))
    thread_ms = (_busy_ms(watch) - before) / len(edits)
    context.close()
    return Look(
        cards,
        seen["readable"],
        max(seen["readable"], whole, *seen["tasks"]),
        busy,
        max(frames),
        sum(frame > 50 for frame in frames),
        len(frames),
        edits[round(0.95 * len(edits)) - 1],
        thread_ms,
    )


def _busy_ms(watch: CDPSession) -> float:
    """Return how much of the processor the main thread has taken."""
    metrics = watch.send("Performance.getMetrics")["metrics"]
    found = {one["name"]: one["value"] for one in metrics}
    return float(found["TaskDuration"]) * 1000


def _scroll(page: Page) -> list[float]:
    """Turn the wheel down and to the right; return how long each frame took."""
    page.mouse.move(VIEWPORT["width"] / 2, VIEWPORT["height"] / 2)
    page.evaluate("() => { seen.isScrolling = true; requestAnimationFrame(look); }")
    for turn in range(40):
        page.mouse.wheel(300 if turn % 2 else 0, 0 if turn % 2 else 300)
        page.wait_for_timeout(50)
    frames: list[float] = page.evaluate("seen.isScrolling = false, seen.frames")
    return frames or [0.0]


def _edit(page: Page) -> list[float]:
    """Move a card there and back by keyboard; return how long each move took."""
    # Not by their roles: looking for those takes the page's own processor.
    page.locator('button:text-is("Add")').wait_for()
    page.evaluate(
        """() => {
          seen.edits = [];
          addEventListener("keydown", (event) => {
            if (!event.key.startsWith("Arrow")) return;
            const from = performance.now();
            setTimeout(() => {
              document.querySelector("table").getBoundingClientRect();
              seen.edits.push(performance.now() - from);
            });
          }, { capture: true });
          document.querySelector("td[data-lane] [data-item]").focus();
        }"""
    )
    for turn in range(40):
        page.keyboard.press(f"Alt+Arrow{'Left' if turn % 2 else 'Right'}")
        page.wait_for_timeout(50)
    page.locator('button[aria-label="Undo"]').wait_for()  # or nothing was moved
    edits: list[float] = page.evaluate("seen.edits")
    return edits


def store(live: LiveServer, cards: int) -> str:
    """Put a map of so many cards on the server and return its path."""
    journey = map_of(cards)
    edge = "edge-of-a-part"
    body = (
        f"--{edge}\r\n"
        'Content-Disposition: form-data; name="file"; filename="map.journey.yaml"\r\n'
        f"Content-Type: application/yaml\r\n\r\n{dumps(journey)}\r\n--{edge}--\r\n"
    ).encode()
    kind = {"Content_Type": f"multipart/form-data; boundary={edge}"}
    status, answer, _ = live.ask("POST", "/api/import", body, **kind)
    if status != 201:
        raise RuntimeError(f"The map of {cards} cards was not stored: {answer}")
    return f"/maps/{answer['ids'][0]}"


def ends_of(cards: int) -> list[str]:
    """Return the text of the first card that the page shows, and of the last."""
    journey = map_of(cards)
    shown = [
        card.text
        for lane in journey.lanes
        for stage in journey.stages
        for card in journey.cards(lane.id, stage.id)
    ]
    return [shown[0], shown[-1]]


def median_of(looks: list[Look]) -> Look:
    """Return the median of every figure."""
    every: list[dict[str, Any]] = [asdict(look) for look in looks]
    return Look(
        **{key: statistics.median(one[key] for one in every) for key in every[0]}
    )


def looks_at(*sizes: int) -> list[Look]:
    """Return the median look at a map of each size."""
    from playwright.sync_api import sync_playwright

    found: list[Look] = []
    with tempfile.TemporaryDirectory(prefix="jejak-bench-") as folder:
        live = LiveServer(Path(folder)).start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=find_chromium(), args=list(FLAGS)
                )
                for cards in sizes:
                    address = f"http://127.0.0.1:{live.port}{store(live, cards)}"
                    texts = ends_of(cards)
                    runs = [visit(browser, address, cards, texts) for _ in range(RUNS)]
                    found.append(median_of(runs))
                browser.close()
        finally:
            live.stop()
    return found


if __name__ == "__main__":
    for look in looks_at(*(map(int, sys.argv[1:]) if sys.argv[1:] else SIZES)):
        print(json.dumps(asdict(look)))
