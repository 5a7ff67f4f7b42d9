"""A made log for the sample map: clicks, orders and ratings whose truth is known.

Nobody did any of this, and every file says so in a column of its own. Each customer
goes down the map, drops out somewhere, and may deviate from it in one of four ways;
`truth.csv` names every deviation, and the rates that were drawn are constants here.
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from jejak.analytics.maps.binding import touchpoints_of
from jejak.analytics.reading.columns import SAMPLE_COLUMN
from jejak.files.natural import natural_id
from jejak.model.edits import apply
from jejak.model.edits.maps import Batch
from jejak.model.edits.plain import AddRecord
from jejak.model.order import key_between
from jejak.model.records import Expectation, Kpi, KpiId, Matcher, RecordId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

    from jejak.language.catalogue import Language
    from jejak.model.journey_map import JourneyMap
    from jejak.model.records import Record

Way = Literal["ad_hoc", "irregular", "missing", "failing"]
WAYS: tuple[Way, ...] = ("ad_hoc", "irregular", "missing", "failing")

# The five touchpoints of the sample map, in map order.
EVENTS = ("view_catalogue", "view_course", "open_payment", "bank_transfer", "confirmed")
GOES_ON = (0.8, 0.6, 0.85, 0.95)  # share that goes on to the next touchpoint
WAITS_S = (180.0, 240.0, 90.0, 13_200.0)  # median wait to the next one, in seconds
DEVIATES = 0.06  # share of customers for each way to deviate
RATES = 0.3  # share of those who were confirmed that give a rating
FAILED, CHAT, RATED = "bank_transfer_failed", "chat_admin", "rated"
# Of what comes after a touchpoint: in how many minutes, in the words of the map.
EXPECTED: dict[int, tuple[int, dict[Language, str]]] = {
    0: (
        5,
        {
            "id": "Cepat sampai di kelas yang dicari",
            "en": "Is soon at the class that was sought",
        },
    ),
    3: (
        15,
        {
            "id": "Segera dikabari bahwa uangnya sampai",
            "en": "Soon hears that the money arrived",
        },
    ),
}
# Of those who pay by bank transfer: how many are confirmed, and how soon.
PAID = 3
SHARE_EXPECTED, HOURS_WANTED = 98.0, 1.0
_SHARE_WORDS: dict[Language, str] = {
    "id": "Siapa yang membayar pasti dikonfirmasi",
    "en": "Whoever pays is confirmed",
}
_KPI_WORDS: dict[Language, str] = {
    "id": "Waktu dari transfer sampai konfirmasi",
    "en": "Time from transfer to confirmation",
}
_NEW = RecordId("")
_CHANNELS = {CHAT: "WhatsApp", "confirmed": "WhatsApp", "bank_transfer": "bank"}
_START = datetime(2026, 1, 5, tzinfo=UTC)
_DAYS = 180
_EVENT_FILES = {  # other tools, other column names
    "clicks.csv": ("user_id", "event", "timestamp", "channel", "plan"),
    "orders.csv": ("id_pelanggan", "status", "waktu", "kanal", "paket"),
    "ratings.csv": ("customer_id", "event", "created_at", "rating"),
}
_MAP, _TRUTH = "map.journey.yaml", "truth.csv"
FILES = (*_EVENT_FILES, _MAP, _TRUTH)
"""The names of all that is written."""


@dataclass(frozen=True, slots=True)
class MadeEvent:
    """One event that nobody did."""

    customer: str
    event: str
    at: datetime
    plan: str
    rating: int | None = None


@dataclass(frozen=True, slots=True)
class Deviation:
    """A deviation that was put in: how, and at which touchpoint of the map."""

    customer: str
    way: Way
    touchpoint: int


def write_demo(folder: Path, cases: int, seed: int, language: Language) -> int:
    """Write the sample: three files of events, the map bound to them, the truth.

    Args:
        folder: Where the files go.
        cases: How many customers there are.
        seed: The same seed gives the same files.
        language: Language of the map.

    Returns:
        How many events were written.
    """
    from jejak.files import write
    from jejak.templates import template

    folder.mkdir(parents=True, exist_ok=True)
    journey = with_sample_matchers(template("mas-tekno", language), language)
    write(journey, folder / _MAP)
    with ExitStack() as stack:

        def table(name: str, columns: tuple[str, ...]) -> Any:
            path = folder / name
            file: IO[str] = stack.enter_context(
                path.open("w", encoding="utf-8", newline="")
            )
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([*columns, SAMPLE_COLUMN])
            return writer

        clicks, orders, ratings = (table(*one) for one in _EVENT_FILES.items())
        truth = table(_TRUTH, ("customer", "way", "touchpoint"))
        events = 0
        for made, deviation in customers(cases, seed):
            for one in made:
                _write_event(one, clicks, orders, ratings)
            events += len(made)
            if deviation:
                place = deviation.touchpoint
                truth.writerow([deviation.customer, deviation.way, place, 1])
    return events


def _write_event(one: MadeEvent, clicks: Any, orders: Any, ratings: Any) -> None:
    time = one.at.isoformat(timespec="seconds")
    channel = _CHANNELS.get(one.event, "web")
    row = [one.customer, one.event, time, channel, one.plan, 1]
    if one.event == RATED:
        ratings.writerow([one.customer, RATED, time, one.rating, 1])
    elif channel == "web":
        clicks.writerow(row)
    else:
        orders.writerow(row)


def customers(
    cases: int, seed: int
) -> Iterator[tuple[tuple[MadeEvent, ...], Deviation | None]]:
    """Make customers one by one: their events, and the deviation put in, if any.

    Examples:
        >>> events, deviation = next(customers(1, seed=4))
        >>> events[0].event
        'view_catalogue'
    """
    rng = np.random.default_rng(seed)
    for number in range(cases):
        customer = f"sample-{number:08d}"
        depth = 1
        while depth < len(EVENTS) and rng.random() < GOES_ON[depth - 1]:
            depth += 1
        path = list(EVENTS[:depth])
        deviation = _deviate(rng, path, customer)
        yield tuple(_timed(rng, path, customer)), deviation


def _deviate(
    rng: np.random.Generator, path: list[str], customer: str
) -> Deviation | None:
    """Put at most one deviation into a path, where the path is long enough."""
    drawn = int(rng.random() / DEVIATES)
    if drawn >= len(WAYS):
        return None
    way, depth = WAYS[drawn], len(path)
    if way == "ad_hoc":
        place = int(rng.integers(depth))
        path.insert(place + 1, CHAT)
        return Deviation(customer, way, place)
    if way == "missing" and depth > 2:
        place = int(rng.integers(1, depth - 1))
        del path[place]
        return Deviation(customer, way, place)
    if way == "irregular" and depth > 1:
        place = int(rng.integers(1, depth))
        path[place - 1 : place + 1] = [path[place], path[place - 1]]
        return Deviation(customer, way, place)
    if way == "failing":
        place = int(rng.integers(depth))
        is_transfer = EVENTS[place] == "bank_transfer"
        path.insert(place, FAILED if is_transfer else path[place])
        return Deviation(customer, way, place)
    return None


def _timed(
    rng: np.random.Generator, path: list[str], customer: str
) -> Iterator[MadeEvent]:
    plan = ("student", "worker")[int(rng.random() < 0.4)]
    at = _START + timedelta(seconds=int(rng.integers(_DAYS * 86_400)))
    for place, event in enumerate(path):
        if place:
            to = EVENTS.index(event) if event in EVENTS else 1
            at += timedelta(seconds=1 + round(_wait(rng, WAITS_S[max(to - 1, 0)])))
        yield MadeEvent(customer, event, at, plan)
    if path[-1] == EVENTS[-1] and rng.random() < RATES:
        rating = int(rng.choice([1, 2, 3, 4, 5], p=[0.1, 0.15, 0.2, 0.35, 0.2]))
        yield MadeEvent(customer, RATED, at + timedelta(hours=20), plan, rating)


def _wait(rng: np.random.Generator, median: float) -> float:
    return float(median * np.exp(rng.normal(0, 0.8)))


def with_sample_matchers(journey: JourneyMap, language: Language) -> JourneyMap:
    """Return the sample map with matchers that fit the made log, and what is wanted."""
    records: list[Record] = []
    for card, event in zip(touchpoints_of(journey), EVENTS, strict=True):
        failures = (FAILED,) if event == EVENTS[PAID] else ()
        events = (event, RATED) if event == EVENTS[-1] else (event,)
        records.append(Matcher(_NEW, card.id, events=events, failures=failures))
    made = [_named(one, journey) for one in (*_expected(journey, language), *records)]
    share, kpi = _named(_share(journey, language), journey), _kpi(journey, language)
    made += [share, kpi]
    for aim in (share, kpi):
        soon = Matcher(_NEW, aim.id, events=(EVENTS[-1],), since=(EVENTS[PAID],))
        made.append(_named(soon, journey))
    return apply(journey, Batch(tuple(map(AddRecord, made))))


def _named(bare: Any, journey: JourneyMap) -> Any:
    return replace(bare, id=natural_id(bare, journey.records))


def _expected(journey: JourneyMap, language: Language) -> Iterator[Expectation]:
    """Yield the times that the customer of the sample map expects; one is met."""
    cards, order = touchpoints_of(journey), key_between(None, None)
    for place, (minutes, words) in EXPECTED.items():
        card = cards[place]
        bare = Expectation(_NEW, card.stage, words[language], card.id)
        yield replace(bare, figure=minutes, unit="min", order=order)
        order = key_between(order, None)


def _share(journey: JourneyMap, language: Language) -> Expectation:
    """Return how many of those who paid expect to be confirmed."""
    last = touchpoints_of(journey)[-1]
    bare = Expectation(_NEW, last.stage, _SHARE_WORDS[language], unit="%")
    orders = [one.order for one in _expected(journey, language)]
    return replace(bare, figure=SHARE_EXPECTED, order=key_between(orders[-1], None))


def _kpi(journey: JourneyMap, language: Language) -> Kpi:
    """Return how soon the team wants them to be confirmed."""
    stage = touchpoints_of(journey)[-1].stage
    hours = {"id": "jam", "en": "h"}[language]
    bare = Kpi(KpiId(_NEW), _KPI_WORDS[language], stage, hours, "lower")
    order = key_between(None, None)
    made: Kpi = _named(replace(bare, target=HOURS_WANTED, order=order), journey)
    return made
