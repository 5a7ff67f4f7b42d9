import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jejak.errors import ImportRefused, JejakError
from jejak.server import workers
from jejak.server.errors import Busy, WorkCrashed, WorkOutOfMemory, WorkTimedOut
from jejak.server.workers import Workers
from tests.server import jobs

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    workers = Workers(1, busy_seconds=20)
    yield workers
    workers.close()


def run(
    pool: Workers, job: Callable[[Any], bytes], argument: Any, **limits: Any
) -> bytes:
    return pool.run(job, argument, **({"seconds": 20, "memory_mb": 256} | limits))


def test_a_job_gives_its_result_and_its_process_is_used_again(pool: Workers) -> None:
    assert run(pool, jobs.shout, "peta") == b"PETA"
    assert run(pool, jobs.process_id, 0) == run(pool, jobs.process_id, 0)


@pytest.mark.parametrize(
    ("job", "argument", "limits", "error"),
    [
        pytest.param(jobs.sleep, 60, {"seconds": 0.3}, WorkTimedOut, id="too long"),
        pytest.param(jobs.take_memory, 900, {}, WorkOutOfMemory, id="too much memory"),
        pytest.param(jobs.end_at_once, 3, {}, WorkCrashed, id="ends by itself"),
        pytest.param(jobs.abort, 0, {}, WorkOutOfMemory, id="aborted by a library"),
        pytest.param(jobs.get_killed, 0, {}, WorkCrashed, id="killed"),
        pytest.param(jobs.fail, "x", {}, WorkCrashed, id="unknown failure"),
    ],
)
def test_a_job_that_goes_wrong_costs_only_its_own_process(
    pool: Workers,
    job: Callable[[Any], bytes],
    argument: Any,
    limits: dict[str, float],
    error: type[JejakError],
) -> None:
    before = pool.process_ids()
    with pytest.raises(error):
        run(pool, job, argument, **limits)
    assert pool.process_ids().isdisjoint(before)
    assert len(pool.process_ids()) == 1
    assert run(pool, jobs.shout, "still here") == b"STILL HERE"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_process_never_holds_more_than_it_may(pool: Workers) -> None:
    """Not even if it held much before: what it holds already counts as well."""
    for megabytes in (150, 190, 170):
        with contextlib.suppress(WorkOutOfMemory):
            run(pool, jobs.fill_memory, megabytes)
        peak = int(run(pool, jobs.peak_memory, 0))
        assert peak < 256 + 20


def test_what_failed_is_logged_for_those_who_run_the_server(
    pool: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    logged: list[str] = []
    monkeypatch.setattr(
        workers._log, "error", lambda text, *values: logged.append(text % values)
    )
    with pytest.raises(WorkCrashed) as error:
        run(pool, jobs.fail, "a detail")
    assert "a detail" not in str(error.value)
    assert "ZeroDivisionError: a detail" in logged[0]


def test_what_a_job_refuses_arrives_as_the_same_error(pool: Workers) -> None:
    before = pool.process_ids()
    with pytest.raises(ImportRefused, match="Tidak ada tabel"):
        run(pool, jobs.refuse, "Tidak ada tabel di sini.")
    assert pool.process_ids() == before


def test_a_process_that_grew_big_is_replaced(pool: Workers) -> None:
    before = pool.process_ids()
    assert run(pool, jobs.take_memory, 450, memory_mb=900) == b"450000000"
    assert pool.process_ids().isdisjoint(before)


def test_a_job_that_finds_all_processes_at_work_is_refused(tmp_path: Path) -> None:
    pool = Workers(1, busy_seconds=0.1)
    begun = tmp_path / "begun"
    thread = threading.Thread(target=run, args=(pool, jobs.touch_and_sleep, begun))
    thread.start()
    while not begun.exists():
        time.sleep(0.01)
    try:
        with pytest.raises(Busy):
            run(pool, jobs.shout, "now")
    finally:
        thread.join()
        pool.close()


def test_a_pool_that_is_closed_takes_no_jobs_and_leaves_no_process() -> None:
    pool = Workers(2)
    ids = pool.process_ids()
    pool.close()
    with pytest.raises(Busy):
        run(pool, jobs.shout, "late")
    assert not any(Path(f"/proc/{one}").exists() for one in ids)


def test_closing_ends_a_job_that_is_under_way(tmp_path: Path) -> None:
    pool, begun, failed = Workers(1), tmp_path / "begun", list[JejakError]()

    def work() -> None:
        try:
            run(pool, jobs.touch_and_sleep, begun)
        except JejakError as error:
            failed.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    while not begun.exists():
        time.sleep(0.01)
    pool.close()
    thread.join(10)
    assert [error.code for error in failed] == ["work_crashed"]


def test_a_child_is_warmed_up_once_before_its_first_job() -> None:
    pool = Workers(1, warm_up=jobs.warm_up)
    try:
        assert run(pool, jobs.tell_warmth, 0) == b"warm"
        assert run(pool, jobs.tell_warmth, 0) == b"warm"
    finally:
        pool.close()


def test_a_child_of_a_big_server_is_not_big_itself() -> None:
    script = (
        "from jejak.server.worker_child import BIG_MB\n"
        "from jejak.server.workers import Workers\n"
        "from tests.server import jobs\n"
        "if __name__ == '__main__':\n"
        "    weight = bytearray(int(1.2e6 * BIG_MB))\n"
        "    weight[:] = bytes(len(weight))  # not only promised: held\n"
        "    pool = Workers(1)\n"
        "    ids = {pool.run(jobs.process_id, 0, seconds=20, memory_mb=256)"
        " for _ in range(2)}\n"
        "    pool.close()\n"
        "    print(len(ids))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "1", done.stderr
