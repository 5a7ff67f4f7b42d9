"""A map that somebody deletes while others have it open: nothing of theirs is lost."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.maps import TOKEN, create, sized_map
from tests.browser.pages import cell, press, tiles, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocketRoute


class Slow:
    """A wire on which edits get lost while it is told to."""

    def __init__(self, page: Page) -> None:
        self.is_losing = False
        page.route_web_socket(re.compile("/ws/maps/"), self._join)

    def _join(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            if not (self.is_losing and json.loads(message)["type"] == "edits"):
                server.send(message)

        route.on_message(pass_on)


def test_whoever_has_a_deleted_map_open_is_told_and_brings_it_back(
    page: Page, browser: Browser, server: str
) -> None:
    wire = Slow(page)
    address = create(page, sized_map(3, 60))
    page.goto(address)
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    title = page.get_by_role("heading", level=1).inner_text()
    context = browser.new_context(base_url=server, locale="id-ID")
    other = context.new_page()
    other.goto(address)
    other.get_by_role("button", name=re.compile("Pilih nama Anda")).click()
    other.get_by_role("textbox", name="Nama Anda").fill("Sari")
    other.get_by_role("button", name="Pakai nama ini").click()
    expect(other.get_by_role("button", name=re.compile("Anda Sari"))).to_be_visible()

    wire.is_losing = True
    cell(page, "Proses", 1).locator("[data-item]").first.dblclick()
    press(page, "Control+End")
    write(page, ", lalu menunggu")
    other.goto("/")
    actions = f"Tindakan untuk {title}"
    tiles(other, title).get_by_role("button", name=actions).first.click()
    other.get_by_role("menuitem", name="Hapus").click()

    dialog = page.get_by_role("dialog", name="Peta ini dihapus")
    expect(dialog).to_contain_text("Sari menghapus peta ini.")
    expect(dialog).to_contain_text("1 perubahan Anda belum tersimpan")
    kept = dialog.get_by_role("textbox", name="Kata-kata Anda")
    assert ", lalu menunggu" in kept.input_value()
    assert violations(page) == []
    press(page, "Escape")
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_have_count(0)
    expect(cell(page, "Proses", 1)).to_contain_text(", lalu menunggu")
    page.get_by_role("button", name="Yang bisa dilakukan").click()

    wire.is_losing = False
    dialog.get_by_role("button", name="Kembalikan peta").click()
    expect(dialog).to_have_count(0)
    expect(page.locator("[data-saving]")).to_have_attribute("data-saving", "saved")
    expect(page.get_by_role("button", name="Tambah", exact=True)).to_be_visible()
    other.goto(address)
    expect(cell(other, "Proses", 1)).to_contain_text(", lalu menunggu")
    context.close()


def test_the_address_of_a_deleted_map_names_no_map(
    page: Page, refusals: list[str]
) -> None:
    refusals.append("404 (Not Found)")
    address = create(page, sized_map(1, 14))
    page.request.delete(
        f"/api{address}",
        headers={"Cookie": f"csrftoken={TOKEN}", "X-CSRFToken": TOKEN},
    )
    page.goto(address)
    expect(page.get_by_role("button", name="Kembalikan peta")).to_be_visible()
    where = page.get_by_role("navigation", name="Lokasi")
    expect(where).to_have_text("Jejak")
    expect(page.get_by_role("navigation", name="Bagian perjalanan")).to_have_count(0)
    page.get_by_role("button", name="Kembalikan peta").click()
    expect(where).to_contain_text("Kopi dari kebun")
