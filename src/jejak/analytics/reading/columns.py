"""Which column of a log is what, by the names that tools and people give them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from jejak.analytics.refusal import refused
from jejak.errors import LogRefused

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Part = Literal[
    "case",
    "event",
    "time",
    "clock",
    "start",
    "end",
    "channel",
    "score",
    "lifecycle",
    "parameter",
]

SAMPLE_COLUMN = "jejak_sample"  # by which made events say that nobody did this

# In order of preference: PM4Py and XES, retentioneering, GA4, Segment and RudderStack,
# Snowplow, bupaR, Celonis, Amplitude, known public logs, plain exports, Indonesian
# headings. Capitals and what parts words do not count: `userId` is `user_id`.
_NAMES: dict[Part, str] = {
    "case": "case_concept_name case_identity_id case_id case_key case user_id "
    "user_uuid uid client_id user_pseudo_id domain_userid full_visitor_id "
    "anonymous_id visitor_id distinct_id amplitude_id customer_id "
    "customer_unique_id customer_number customer_no customer person_id user_name "
    "user client visitor member_id account_id contact_id patient_id patient "
    "pelanggan_id id_pelanggan nomor_pelanggan no_pelanggan kode_pelanggan "
    "id_pengguna id_user id_kasus id_nasabah id_pembeli pelanggan pengguna nasabah "
    "pembeli username_pembeli nama_pembeli kasus cookie_id cookie device_id "
    "enrollment_id session_id session_id_hash session user_session visit_id "
    "id_visit order_id order_number order_no ticket_id ticket_number issue_key "
    "issue_id incident_id sr_number request_id application_id invoice_no "
    "id_pesanan id_tiket nomor_pesanan no_pesanan nomor_tiket no_tiket "
    "nomor_invoice no_invoice number case_number case_nr subject_id passenger_id "
    "passenger guest_id guest student_id student learner_id subscriber_id lead_id "
    "admission_id hadm_id encounter_id booking_id booking_reference reservation_id pnr "
    "transaction_id shipment_id tracking_number conversation_id chat_id ticket "
    "ticket_no email email_address pasien id_pasien nama_pasien no_rekam_medis no_rm "
    "nomor_rekam_medis nama_pelanggan nama_pengguna tamu id_tamu penumpang "
    "id_penumpang siswa id_siswa mahasiswa id_mahasiswa anggota id_anggota "
    "nama_tamu nama_penumpang nama_siswa nama_anggota nama_nasabah nama_peserta "
    "kode_booking id_booking id_order no_order nomor_order id_transaksi no_transaksi "
    "nomor_transaksi no_resi nomor_resi phone phone_number telepon no_telepon no_hp "
    "nomor_hp no_wa nomor_wa msisdn account nim id_student trace_id ride_id trip_id "
    "loan_id claim_id claim_number id_antrian no_antrian",
    "event": "concept_name event_concept_name event_name event activity activity_id "
    "activity_en activity_name event_type action_type action interaction "
    "incident_activity_type handling to_status new_status step page_path page_url "
    "page_type page_name page_title page screen_name url url_file request event_action "
    "kejadian nama_kejadian nama_event aktivitas aktifitas kegiatan peristiwa "
    "tindakan aksi langkah tahap tahapan halaman order_status incident_state "
    "status_pesanan status_terakhir status task task_name operation procedure "
    "treatment new_state nama_tindakan nama_aktivitas nama_kegiatan jenis_kejadian "
    "jenis_aktivitas jenis_kegiatan status_tiket status_order status_transaksi proses "
    "action_name scan_event message_type stage layanan",
    "time": "time_timestamp event_time_timestamp timestamp event_timestamp event_time "
    "derived_tstamp original_timestamp collector_tstamp event_datetime event_ts time "
    "datetime ts server_timestamp server_timestamp_epoch_ms server_time "
    "client_event_time occurred_at happened_at logged_at changed_at change_date_time "
    "date_stamp created_at received_at sys_updated_at updated_at "
    "transaction_date order_purchase_timestamp order_date invoice_date date "
    "event_date waktu waktu_kejadian tanggal_waktu tanggal_jam stempel_waktu "
    "waktu_transaksi waktu_pesanan waktu_pesanan_dibuat tanggal_kejadian "
    "tanggal_transaksi tanggal_pesanan tanggal_pembayaran tanggal tgl timestamp_utc "
    "event_time_utc timestamp_ms time_ms ts_ms ts_us epoch epoch_ms unix_time "
    "unix_timestamp created created_on created_time created_date create_time "
    "creation_date "
    "creation_time date_created update_time updated_time log_time log_date "
    "status_date tgl_kejadian tgl_transaksi tgl_pesanan tanggal_order waktu_order "
    "waktu_status tanggal_status tgl_jam waktu_dibuat tanggal_dibuat updated "
    "activity_date activity_time charttime scan_time changed_on tanggal_update "
    "waktu_update tgl_update",
    "clock": "jam pukul time_of_day clock",
    "start": "start_timestamp start_time started_at start waktu_mulai mulai jam_mulai",
    "end": "end_timestamp end_time completed_at complete_timestamp complete_time "
    "complete finished_at waktu_selesai selesai jam_selesai",
    "channel": "channel channel_name event_channel kanal saluran",
    "score": "rating stars star score csat customer_rating experience_rating "
    "rating_score satisfaction bintang penilaian nilai skor kepuasan",
    "lifecycle": "lifecycle_transition event_lifecycle_transition lifecycle "
    "lifecycle_id registration_type",
    "parameter": "event_params_key event_param_key",  # GA4, a row for each
}
_GROUPS = (
    "platform device device_category os browser country region city province cohort "
    "user_cohort user_lifecycle segment persona acquisition_channel utm_source "
    "utm_medium utm_campaign source medium campaign plan gender age_group "
    "customer_type loyalty variant negara provinsi kota wilayah segmen perangkat "
    "sumber kampanye paket jenis_kelamin kelompok_usia tipe_pelanggan "
    "context_campaign_source context_campaign_medium context_campaign_name "
    "geo_country device_os geo_city geo_region device_type user_type "
    "customer_segment"
)
# Second names of the same person: used where the first is empty.
_ALSO_USER = "anonymous_id user_pseudo_id domain_userid distinct_id amplitude_id"
# What databases and programs write, in small letters, where they know nobody.
NOBODY = ("null", "(null)", r"\n", "none", "nan", "undefined", "<na>", "(not set)")
MAX_ATTRIBUTES = 24
FIRST_ROWS = 30  # among which the names of columns stand
# Where Mixpanel, Elasticsearch and MongoDB keep what a name says.
_AROUND = re.compile(r"^((event_)?properties|_source)\.|\.\$\w+$")
_VALUE = re.compile(r"[-+]?\d[\d.,:/+\-TZ ]*")
_OF_CASE = re.compile(r"^\(?case[:) ]", re.IGNORECASE)  # XES, Disco, and tables of them


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which columns the user names; empty where the names of the file decide."""

    case_col: str = ""
    event_col: str = ""
    time_col: str = ""
    start_col: str = ""
    end_col: str = ""
    channel_col: str = ""
    score_col: str = ""
    lifecycle_col: str = ""
    attribute_cols: tuple[str, ...] = ()
    detail_cols: tuple[str, ...] = ()
    has_header: bool = True  # without, columns of tables are called 1, 2, 3


@dataclass(slots=True)
class Chosen:
    """What each column was taken for, by its place; several for one are tried in turn.

    `also` lists columns that could have been taken for the same.
    """

    parts: dict[Part, list[int]] = field(default_factory=dict)
    attributes: list[int] = field(default_factory=list)
    details: dict[str, int | None] = field(default_factory=dict)  # None: not in it
    also: dict[Part, list[int]] = field(default_factory=dict)
    left_out: list[int] = field(default_factory=list)
    typed_events: list[int] = field(default_factory=list)  # Segment: type, then name


def plain_name(name: str) -> str:
    """Return a column's name without what people write differently.

    Examples:
        >>> plain_name("case:concept:name"), plain_name("eventName")
        ('caseconceptname', 'eventname')
    """
    return re.sub(r"[^0-9a-z]+", "", name.lower())


@lru_cache(4096)
def names_case(name: str) -> bool:
    """Tell whether a column is known to say whose event it is.

    Examples:
        >>> names_case("case:concept:name"), names_case("concept:name")
        (True, False)
    """
    return _plain(name) in _known(_NAMES["case"])


def _plain(name: str) -> str:
    return plain_name(_AROUND.sub("", name))


def choose(names: Sequence[str], wanted: Wanted, file: str) -> Chosen:
    """Take every column for something, or say that it is left out.

    Raises:
        LogRefused: A named column does not exist, or a needed one is not found.

    Examples:
        >>> chosen = choose(["user_id", "event", "timestamp", "note"], Wanted(), "a")
        >>> chosen.parts["time"], chosen.left_out
        ([2], [3])
    """
    chosen = Chosen()
    plain = [_plain(name) for name in names]
    _named(names, wanted, chosen, file)
    taken = {place for places in chosen.parts.values() for place in places}
    taken |= set(chosen.attributes)
    for part, known in _NAMES.items():
        if part in chosen.parts:
            continue
        found = _by_name(plain, known, taken)
        if found:
            chosen.parts[part] = found[:1]
            chosen.also[part] = found[1:]
            taken.add(found[0])
    _second_names(plain, chosen, taken)
    _settle_times(chosen)
    _need(names, chosen, file)
    _sort_others(names, wanted, chosen)
    return chosen


def header_among(rows: Iterable[Sequence[str]], wanted: Wanted) -> int | None:
    """Return which of the first rows of a table names its columns, if one does.

    Titles, notes and totals of a report may stand above.

    Examples:
        >>> rows = [["Report"], ["user_id", "event", "time"], ["7", "buy", "2024"]]
        >>> header_among(rows, Wanted()), header_among(rows[:1], Wanted())
        (1, None)
    """
    for place, names in enumerate(islice(rows, FIRST_ROWS)):
        try:
            choose([name.strip() for name in names], wanted, "")
        except LogRefused:
            continue
        return place
    return None


def known_names(names: Sequence[str]) -> int:
    """Count the names of a row that are known, of whatever.

    Examples:
        >>> known_names(["who", "Event", "time"]), known_names(["Report", "", ""])
        (2, 0)
    """
    every = {name for listed in _NAMES.values() for name in _known(listed)}
    return sum(plain_name(name) in every for name in names)


def numbered(count: int) -> list[str]:
    """Return what the columns of a table without names are called.

    Examples:
        >>> numbered(3)
        ['1', '2', '3']
    """
    return [str(place) for place in range(1, count + 1)]


def hold_values(names: Sequence[str]) -> bool:
    """Tell whether a row that should name columns holds values: a number, or a time.

    Examples:
        >>> hold_values(["7", "buy", "2024-01-31 10:00"]), hold_values(["id", "Q1 24"])
        (True, False)
    """
    return any(_VALUE.fullmatch(name.strip()) for name in names)


def _sort_others(names: Sequence[str], wanted: Wanted, chosen: Chosen) -> None:
    """Take what is left for groups and details, or leave it out."""
    places = {name: place for place, name in reversed(list(enumerate(names)))}
    chosen.details = {name: places.get(name) for name in wanted.detail_cols}
    used = {place for places in chosen.parts.values() for place in places}
    used |= {*chosen.typed_events, *chosen.attributes}
    groups = set(_known(_GROUPS))
    for place, name in enumerate(names):
        if place in used:
            continue
        is_detail = chosen.details.get(name) == place
        is_attribute = _OF_CASE.match(name) or _plain(name) in groups
        if is_attribute and len(chosen.attributes) < MAX_ATTRIBUTES:
            chosen.attributes.append(place)
        elif not is_detail:
            chosen.left_out.append(place)


def _named(names: Sequence[str], wanted: Wanted, chosen: Chosen, file: str) -> None:
    for one in fields(wanted):
        given = getattr(wanted, one.name)
        if one.name == "attribute_cols":
            chosen.attributes += [_place(names, name, file) for name in given]
        elif one.name == "detail_cols":
            continue  # a file may be without one that others have
        elif given and one.name.endswith("_col"):
            part: Part = one.name.removesuffix("_col")  # type: ignore[assignment]
            chosen.parts[part] = [_place(names, given, file)]


def _place(names: Sequence[str], name: str, file: str) -> int:
    if name not in names:
        known = ", ".join(names[:50])
        raise refused("log.refused.no_column", file=file, column=name, known=known)
    return list(names).index(name)


def _by_name(plain: Sequence[str], known: str, taken: set[int]) -> list[int]:
    places: dict[str, list[int]] = {}
    for place, name in enumerate(plain):
        places.setdefault(name, []).append(place)
    found = (place for name in _known(known) for place in places.get(name, ()))
    return [place for place in found if place not in taken]


@cache
def _known(names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(plain_name, names.split())))


def _second_names(plain: Sequence[str], chosen: Chosen, taken: set[int]) -> None:
    for place in chosen.parts.get("case", [])[:1]:
        second = _by_name(plain, _ALSO_USER, taken) if plain[place] == "userid" else []
        chosen.parts["case"] += second
        chosen.also["case"] = [
            x for x in chosen.also.get("case", []) if x not in second
        ]
    has_types = "type" in plain and {"anonymousid", "userid"} & set(plain)
    if has_types:
        chosen.typed_events = [plain.index("type")]
        if "name" in plain:
            chosen.typed_events.append(plain.index("name"))


def _settle_times(chosen: Chosen) -> None:
    """Let the start, or else the end, be the time where there is no other."""
    for part in ("start", "end"):
        if "time" not in chosen.parts and part in chosen.parts:
            chosen.parts["time"] = chosen.parts.pop(part)


def _need(names: Sequence[str], chosen: Chosen, file: str) -> None:
    missing = [part for part in ("case", "event", "time") if part not in chosen.parts]
    if missing:
        known = ", ".join(name or "?" for name in names[:50])
        key = f"log.refused.no_{missing[0]}"
        raise refused(key, file=file, known=known)
