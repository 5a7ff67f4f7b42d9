"""Maps of any size, with two people on them if wanted, for what pages have to bear."""

from datetime import date
from itertools import cycle, islice
from typing import TYPE_CHECKING

from jejak.files import dumps
from jejak.model.journey_map import JourneyMap
from jejak.model.order import keys_between
from jejak.model.records import (
    ROLE_ZONES,
    Card,
    CardId,
    Expectation,
    Feeling,
    Kpi,
    KpiId,
    KpiValue,
    Lane,
    LaneId,
    MapInfo,
    OrderKey,
    Persona,
    PersonaId,
    Record,
    RecordId,
    Resource,
    Role,
    Stage,
    StageId,
    Statement,
    StatementId,
)

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

ROLES: tuple[Role, ...] = (
    "goals",
    "touchpoints",
    "channels",
    "process",
    "thoughts",
    "feelings",
    "pain_points",
    "delights",
    "internal_actors",
    "internal_channels",
    "internal_process",
    "internal_pain_points",
    "opportunities",
)
OWN_LANES = ("Yang dibawa", "Yang ditanyakan teman")  # fifteen lanes in all
WORDS = (
    "menunggu kabar kurir sampai sore",
    "membandingkan harga biji dari dua kebun",
    "bertanya tanggal panggang lewat pesan",
    "WhatsApp",
    "mencatat pesanan di buku",
    "lupa kata sandi lalu memulai lagi dari awal",
    "keranjang",
)
FELT = (("Antusias", 1.7), ("Bingung", -0.8), ("Senang", 1.0), ("Frustrasi", -1.9))
TOKEN = "a" * 32  # against forged requests: any, if the cookie says the same
NAMES = ("Bu Ratna", "Pak Joko", "Mbak Sinta")


def sized_map(stages: int, cards: int, people: int = 1) -> JourneyMap:
    """Return a map of fifteen lanes with so many stages, cards and personas."""
    named = keys_between(None, None, stages)
    columns = [
        Stage(
            StageId(RecordId(f"s{at}")), f"Langkah {at + 1}", f"± {at} hari", order=key
        )
        for at, key in enumerate(named)
    ]
    rows = _lanes()
    personas = [
        Persona(PersonaId(RecordId(f"p{at}")), name, "41", "Guru", order=key)
        for at, (name, key) in enumerate(
            zip(NAMES, keys_between(None, None, people), strict=False)
        )
    ]
    texts = _cards(columns, rows, cards)
    pains = [card for card in texts if card.lane == "l-pain_points"]
    first = Statement(
        StatementId(RecordId("st1")),
        "Kabar pengiriman tidak jelas",
        (pains[0].id,),
        is_important=True,
        important_why="Kopi yang tertinggal di teras cepat rusak",
        is_urgent=True,
        order=named[0],
    )
    records: list[Record] = [
        MapInfo(title=f"Kopi dari kebun, {stages} tahap", language="id"),
        *personas,
        *columns,
        *rows,
        *texts,
        first,
        *_feelings(columns, personas),
    ]
    return JourneyMap.of(records)


def _lanes() -> list[Lane]:
    keys = keys_between(None, None, len(ROLES) + len(OWN_LANES))
    known = [
        Lane(LaneId(RecordId(f"l-{role}")), role, "", ROLE_ZONES[role], key)
        for role, key in zip(ROLES, keys, strict=False)
    ]
    own = [
        Lane(LaneId(RecordId(f"l-own-{at}")), None, label, "customer", keys[-at - 1])
        for at, label in enumerate(OWN_LANES)
    ]
    return [*known, *own]


def _cards(columns: list[Stage], rows: list[Lane], count: int) -> list[Card]:
    cells = [
        (row.id, column.id)
        for column in columns
        for row in rows
        if row.role != "feelings"
    ]
    places = list(islice(cycle(cells), count))
    words = cycle(WORDS)
    keys = keys_between(None, None, count)
    made = []
    for at, ((lane, stage), key) in enumerate(zip(places, keys, strict=True)):
        text = f"{next(words)} {at}" if at % 3 else f"{next(words)}, {next(words)}"
        identity = CardId(RecordId(f"c{at}"))
        made.append(Card(identity, lane, stage, text, order=key))
    return made


def _feelings(columns: list[Stage], personas: list[Persona]) -> list[Feeling]:
    owners: list[PersonaId | None] = (
        [each.id for each in personas] if len(personas) > 1 else [None]
    )
    made = []
    for who, owner in enumerate(owners):
        for at, column in enumerate(columns):
            word, value = FELT[(at + who) % len(FELT)]
            identity = RecordId(f"f{who}-{at}")
            made.append(Feeling(identity, column.id, word, value, owner))
    return made


def edit(page: "Page", path: str, **fields: object) -> None:
    """Change a map from outside, as somebody else would."""
    done = page.request.patch(
        f"/api/v1{path}",
        data={"edits": [fields]},
        headers={"Cookie": f"csrftoken={TOKEN}", "X-CSRFToken": TOKEN},
    )
    assert done.ok, done.text()


def create(page: "Page", journey: JourneyMap) -> str:
    """Create a map on the server that a page talks to, and return its path."""
    file: FilePayload = {
        "name": "peta.journey.json",
        "mimeType": "application/json",
        "buffer": dumps(journey, "json").encode(),
    }
    made = page.request.post(
        "/api/import",
        multipart={"language": "id", "file": file},
        headers={"Cookie": f"csrftoken={TOKEN}", "X-CSRFToken": TOKEN},
    )
    assert made.status == 201, made.text()
    return f"/maps/{made.json()['ids'][0]}"


FIRST, SECOND = (StageId(RecordId(f"s{at}")) for at in range(2))


def notes() -> list[Record]:
    """Return two lanes of notes; resources are shown without a lane of their own."""
    keys = keys_between(None, None, 3)
    rows = keys_between(OrderKey("az"), None, 2)  # behind every other lane
    return [
        Lane(LaneId(RecordId("l-expect")), "expectations", "", "customer", rows[0]),
        Lane(LaneId(RecordId("l-kpis")), "kpis", "", "followup", rows[1]),
        Expectation(RecordId("e0"), FIRST, "Kabar dalam semenit", order=keys[0]),
        Expectation(RecordId("e1"), FIRST, "Harga tetap", order=keys[1]),
        Resource(
            RecordId("r0"), "Nomor toko", FIRST, availability="at_hand", order=keys[0]
        ),
        Kpi(
            KpiId(RecordId("k0")),
            "Balasan pertama",
            FIRST,
            "menit",
            "lower",
            baseline=30,
            target=5,
            values=(KpiValue(date(2026, 10, 1), 22),),
            order=keys[0],
        ),
    ]
