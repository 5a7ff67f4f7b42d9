"""Proposals for matchers: which events look like traces of which touchpoint.

By the likeness of names and by order: what people meet late in the log is sought
late in the map. Nothing is applied; a person says which proposals hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from jejak.analytics.kernels import OFF
from jejak.files.natural import natural_id
from jejak.model.edits import apply
from jejak.model.edits.maps import Batch
from jejak.model.edits.plain import AddRecord
from jejak.model.records import Matcher, RecordId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jejak.analytics.maps.binding import Binding
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Card, CardId

NAME_WEIGHT, ORDER_WEIGHT = 0.8, 0.2
WORTH_SAYING = 0.5
SAME_WORD = 80  # of 100: one with a slip of the pen, or an ending

# Words that mean the same in logs and on maps, English and Indonesian: to one word.
_SAME = {
    "catalogue": "catalog",
    "katalog": "catalog",
    "keranjang": "cart",
    "basket": "cart",
    "bayar": "pay",
    "pembayaran": "pay",
    "payment": "pay",
    "paid": "pay",
    "pesan": "order",
    "pesanan": "order",
    "orders": "order",
    "ordered": "order",
    "halaman": "page",
    "laman": "page",
    "produk": "product",
    "barang": "product",
    "item": "product",
    "masuk": "login",
    "daftar": "register",
    "registrasi": "register",
    "signup": "register",
    "cari": "search",
    "pencarian": "search",
    "beranda": "home",
    "utama": "home",
    "konfirmasi": "confirm",
    "confirmation": "confirm",
    "confirmed": "confirm",
    "akun": "account",
    "kursus": "course",
    "kelas": "course",
    "courses": "course",
    "kirim": "delivery",
    "pengiriman": "delivery",
    "shipping": "delivery",
    "shipped": "delivery",
    "ulasan": "review",
    "rating": "review",
    "keluhan": "complaint",
    "tiket": "ticket",
    "bantuan": "help",
    "mbanking": "banking",
    "bank": "banking",
    "wa": "whatsapp",
}
_EMPTY = frozenset(
    [
        "page",
        "view",
        "screen",
        "event",
        "click",
        "open",
        "app",
        "the",
        "a",
        "of",
        "di",
        "ke",
        "yang",
    ]
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A matcher that could be: a touchpoint, an event, and how likely it is."""

    touchpoint: Card
    event: str
    confidence: float  # 0 … 1
    events: int


def propose(binding: Binding) -> tuple[Proposal, ...]:
    """Propose an event for touchpoints that have none, the likeliest first.

    An event goes to the touchpoint that it is most like, and to no other.
    """
    seen = binding.view
    names = sorted({seen.log.kinds[kind].event for kind in binding.unclaimed})
    if not names or not binding.without_events:
        return ()
    counts, middles = _met(binding, names)
    places = {card.id: place for place, card in enumerate(binding.touchpoints)}
    last = max(len(places) - 1, 1)
    found = []
    for card in binding.without_events:
        for name, count, middle in zip(names, counts, middles, strict=True):
            likeness = name_likeness(card.text, name)
            order = 1 - abs(places[card.id] / last - middle)
            confidence = NAME_WEIGHT * likeness + ORDER_WEIGHT * order
            if likeness and confidence >= WORTH_SAYING:
                found.append(Proposal(card, name, round(confidence, 2), count))
    found.sort(key=lambda one: (-one.confidence, -one.events, one.event))
    best: dict[str, Proposal] = {}
    for one in found:
        best.setdefault(one.event, one)
    return tuple(best.values())


def with_matchers(journey: JourneyMap, chosen: Sequence[Proposal]) -> JourneyMap:
    """Return the map with the matchers of these proposals; a touchpoint gets one."""
    by_card: dict[CardId, list[str]] = {}
    for one in chosen:
        by_card.setdefault(one.touchpoint.id, []).append(one.event)
    edits = []
    for card, events in by_card.items():
        bare = Matcher(RecordId(""), card, events=tuple(events))
        record = replace(bare, id=natural_id(bare, journey.records))
        edits.append(AddRecord(record))
    return apply(journey, Batch(tuple(edits)))


def name_likeness(touchpoint: str, event: str) -> float:
    """Return how much the words of two names are the same, 0 to 1.

    Examples:
        >>> name_likeness("Course catalogue", "view_course_catalog")
        1.0
        >>> name_likeness("Halaman pembayaran", "payment_page")
        1.0
        >>> name_likeness("Account page", "search")
        0.0
    """
    from rapidfuzz import fuzz

    mine, theirs = words_of(touchpoint), words_of(event)
    if not mine or not theirs:
        return 0.0
    alike = partial(fuzz.ratio, score_cutoff=SAME_WORD)  # 0 below: cash is no card
    best = [max(alike(one, other) for other in theirs) for one in mine]
    back = [max(alike(one, other) for other in mine) for one in theirs]
    return float(round(sum(best + back) / (100 * len(best + back)), 3))


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name that say something, each as one word of our list.

    Examples:
        >>> words_of("paymentPage/confirm_order2"), words_of("page view")
        (('pay', 'confirm', 'order', '2'), ('page', 'view'))
    """
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Za-z])(\d)", r"\1\3 \2\4", name)
    words = [_SAME.get(word, word) for word in re.findall(r"[^\W_]+", spaced.lower())]
    telling = [word for word in words if word not in _EMPTY]
    return tuple(telling or words)


def _met(binding: Binding, names: Sequence[str]) -> tuple[list[int], list[float]]:
    """Return how often each event occurs, and where in cases: 0 start, 1 end."""
    seen, log = binding.view, binding.view.log
    codes = {name: place for place, name in enumerate(names)}
    of_kind = np.array([codes.get(kind.event, OFF) for kind in log.kinds], np.int64)
    events = min(log.events, 1_000_000)  # enough to know the usual order
    lengths = np.diff(seen.off)
    case = np.repeat(np.arange(seen.cases), lengths)[:events]
    at = np.arange(events) - seen.off[case]
    share = at / np.maximum(lengths[case] - 1, 1)
    code = of_kind[log.kind[:events]]
    is_wanted = code != OFF
    totals = np.bincount(code[is_wanted], share[is_wanted], minlength=len(names))
    counts = np.bincount(code[is_wanted], minlength=len(names))
    middles = totals / np.maximum(counts, 1)
    return counts.tolist(), middles.tolist()
