"""Logs that stay: added to again and again, pseudonymous, never half written."""

import json
import stat
from pathlib import Path

import numpy as np
import pytest

from jejak.analytics.kernels import NO_SCORE
from jejak.analytics.log import Log
from jejak.analytics.log.store import open_log
from jejak.analytics.reading.reader import LogResult, ReadOptions, read_files
from jejak.errors import LogRefused
from tests.analytics.logs import HEADER, events, rows, written

MONDAY = [
    ("siti", "see", "2024-01-01 09:00:00"),
    ("siti", "pay", "2024-01-01 09:05:00"),
    ("budi", "see", "2024-01-01 10:00:00"),
    ("budi", "see", "2024-01-01 10:00:00"),  # twice in one file: two events
]
TUESDAY = [
    *MONDAY[1:],  # the export overlaps
    ("siti", "see", "2024-01-02 09:00:00"),
    ("tono", "pay", "2024-01-02 09:00:00"),
]


def add(folder: Path, *events: tuple[str, str, str], **options: object) -> LogResult:
    path = written(folder, rows(*events))
    given = ReadOptions(**options)  # type: ignore[arg-type]
    return read_files([path], folder / "shop.log", given)


def test_a_file_that_overlaps_adds_only_what_is_new(tmp_path: Path) -> None:
    add(tmp_path, *MONDAY)
    result = add(tmp_path, *TUESDAY)
    report = result.report.files[0]
    assert (report.rows, report.kept, report.already) == (5, 2, 3)
    names = [[name for name, _ in case] for case in events(result.log)]
    assert names == [["see", "pay", "see"], ["see", "see"], ["pay"]]


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    first = add(tmp_path, *MONDAY)
    before = events(first.log)
    again = add(tmp_path, *MONDAY)
    assert again.report.files[0].kept == 0
    assert events(again.log) == before
    assert first.report.files[0].identical == 1


def test_a_file_with_one_repeat_more_adds_that_one(tmp_path: Path) -> None:
    add(tmp_path, *MONDAY)
    again = add(tmp_path, *MONDAY, MONDAY[3])
    assert (again.report.files[0].kept, again.log.events) == (1, 5)


def test_an_older_file_is_sorted_in_front(tmp_path: Path) -> None:
    add(tmp_path, *TUESDAY)
    log = add(tmp_path, *MONDAY).log
    assert [name for name, _ in events(log)[0]] == ["see", "pay", "see"]


def test_on_equal_times_what_was_there_first_stays_first(tmp_path: Path) -> None:
    add(tmp_path, ("a", "x", "2024-01-01"))
    log = add(tmp_path, ("a", "b", "2024-01-01"), ("a", "x", "2024-01-01")).log
    assert [name for name, _ in events(log)[0]] == ["x", "b"]


def test_files_with_other_columns_go_into_one_log(tmp_path: Path) -> None:
    add(tmp_path, *MONDAY)
    text = (
        "id_pelanggan,status,tanggal,rating,kota\n"
        "siti,dikirim,2024-01-03,4,Malang\n"
        "wati,dikirim,2024-01-03,,Solo\n"
    )
    path = written(tmp_path, text, "pesanan.csv")
    log = read_files([path], tmp_path / "shop.log", ReadOptions()).log
    assert [name for name, _ in events(log)[0]] == ["see", "pay", "dikirim"]
    assert log.score is not None
    assert log.score.tolist() == [*[NO_SCORE] * 2, 1000, *[NO_SCORE] * 3]
    [city] = log.attributes
    assert [city.values[code] for code in city.codes] == ["Malang", "", "Solo"]


def test_persons_are_pseudonyms_that_only_the_key_can_repeat(tmp_path: Path) -> None:
    one = add(tmp_path, *MONDAY).log.case.tolist()
    other = tmp_path / "other"
    other.mkdir()
    assert set(one).isdisjoint(add(other, *MONDAY).log.case.tolist())
    for file in (tmp_path / "shop.log").rglob("*"):
        if file.is_file():
            assert b"siti" not in file.read_bytes()


def test_the_key_is_a_file_beside_the_log_for_its_owner_only(tmp_path: Path) -> None:
    add(tmp_path, *MONDAY)
    key = tmp_path / "shop.log.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.unlink()
    with pytest.raises(LogRefused, match=r"key .* of this log is gone"):
        add(tmp_path, *TUESDAY)
    key.write_text("no key")
    with pytest.raises(LogRefused, match="is no key of a log"):
        add(tmp_path, *TUESDAY)


def test_the_names_of_persons_are_kept_where_that_is_asked_for(tmp_path: Path) -> None:
    add(tmp_path, *MONDAY)
    log = add(tmp_path, *TUESDAY, keep_ids=True).log
    assert log.ids == ("siti", "budi", "tono")
    [kept] = (tmp_path / "shop.log").rglob("ids.json")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_file_that_is_refused_leaves_the_log_as_it_was(tmp_path: Path) -> None:
    add(tmp_path, *MONDAY)
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    bad = written(tmp_path, HEADER + "a,b,soon\n", "bad.csv")
    good = written(tmp_path, rows(*TUESDAY), "good.csv")
    with pytest.raises(LogRefused):
        read_files([good, bad], tmp_path / "shop.log", ReadOptions())
    bad.unlink()
    good.unlink()
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_a_first_file_that_is_refused_does_not_stand_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(LogRefused):
        add(tmp_path, ("a", "b", "soon"))
    assert add(tmp_path, *MONDAY).log.events == 4


def test_an_opened_log_is_the_log_that_was_written(tmp_path: Path) -> None:
    made = add(tmp_path, *MONDAY).log
    log = open_log(tmp_path / "shop.log")
    assert events(log) == events(made)
    assert log.kinds == made.kinds
    assert [source.name for source in log.sources] == ["clicks.csv"]
    assert not log.ts.flags.writeable


def damage_meta(folder: Path) -> None:
    (folder / "meta.json").write_text("{")


def damage_version(folder: Path) -> None:
    meta = json.loads((folder / "meta.json").read_text())
    (folder / "meta.json").write_text(json.dumps(meta | {"format": 99}))


def cut_array(folder: Path) -> None:
    path = folder / "arrays-1" / "ts.npy"
    path.write_bytes(path.read_bytes()[:-8])


def lose_array(folder: Path) -> None:
    (folder / "arrays-1" / "kind.npy").unlink()


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        (damage_meta, "is damaged"),
        (damage_version, "another version of Jejak .format 99."),
        (cut_array, "is damaged"),
        (lose_array, "is damaged"),
    ],
)
def test_a_damaged_log_says_so(tmp_path: Path, harm: object, message: str) -> None:
    add(tmp_path, *MONDAY)
    harm(tmp_path / "shop.log")  # type: ignore[operator]
    with pytest.raises(LogRefused, match=message):
        open_log(tmp_path / "shop.log")


def test_a_changed_array_is_noticed_before_more_is_added(tmp_path: Path) -> None:
    add(tmp_path, *MONDAY)
    path = tmp_path / "shop.log" / "arrays-1" / "ts.npy"
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(LogRefused, match="is damaged"):
        add(tmp_path, *TUESDAY)


def test_a_folder_of_something_else_is_no_log(tmp_path: Path) -> None:
    folder = tmp_path / "shop.log"
    folder.mkdir()
    (folder / "letter.txt").write_text("dear")
    with pytest.raises(LogRefused, match="is no log"):
        add(tmp_path, *MONDAY)
    with pytest.raises(LogRefused, match="is no log"):
        open_log(tmp_path / "nothing")


def test_two_at_once_do_not_write_the_same_log(tmp_path: Path) -> None:
    from jejak.analytics.log.store import only_writer

    add(tmp_path, *MONDAY)
    with only_writer(tmp_path / "shop.log"), pytest.raises(LogRefused, match="adding"):
        add(tmp_path, *TUESDAY)


def test_the_same_log_comes_out_of_one_file_or_of_its_pieces(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    many = [
        (f"u{rng.integers(8)}", f"e{rng.integers(3)}", f"2024-01-01 00:00:{second:02}")
        for second in sorted(rng.integers(60, size=300).tolist())
    ]
    whole = add(tmp_path, *many).log
    pieces = tmp_path / "pieces"
    pieces.mkdir()
    log: Log = whole
    for lo in range(0, 300, 50):
        log = add(pieces, *many[max(lo - 20, 0) : lo + 50]).log
    # Pieces that begin inside a second may repeat events of it: compare what is equal.
    assert log.cases == whole.cases
    assert [sorted(set(case)) for case in events(log)] == [
        sorted(set(case)) for case in events(whole)
    ]


def test_scores_that_an_early_version_kept_as_fractions_are_read(
    tmp_path: Path,
) -> None:
    text = (
        "user_id,event,timestamp,rating\n"
        "siti,rate,2024-01-03,4\nwati,rate,2024-01-03,\n"
    )
    folder = tmp_path / "shop.log"
    read_files([written(tmp_path, text)], folder, ReadOptions())
    [path] = folder.glob("arrays-*/score.npy")
    np.save(path, np.array([1.5, np.nan], np.float32))
    log = open_log(folder)
    assert log.score is not None
    assert log.score.tolist() == [1500, NO_SCORE]
