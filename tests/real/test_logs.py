"""The public logs, with the figures that every engine must give."""

from functools import cache

import numpy as np
import pytest

from jejak.analytics.log import Log
from jejak.analytics.reading.reader import LogResult, ReadOptions, read_files
from tests.real.inputs import real_input

pytestmark = pytest.mark.real

# events, cases; ties, between different events; rows that go back in time;
# throughput in seconds: median, mean, largest
GOLDEN = {
    "bpic2012.xes.gz": (262_200, 13_087, 13_995, 13_995, 0),
    "helpdesk.xes.gz": (21_348, 4_580, 130, 3, 0),
    "simple-onlineshop.csv": (32_283, 3_751, 0, 0, 0),
    "receipt.csv.gz": (8_577, 1_434, 0, 0, 0),
    "retentioneering_ecom_synthetic.csv.gz": (31_106, 600, 163, 134, 0),
    "interval_event_log.csv": (8_109, 1_266, 1, 1, 39),
    "running-example.csv": (42, 6, 0, 0, 0),
    "running-example.xes": (42, 6, 0, 0, 0),
}
THROUGHPUT = {
    "bpic2012.xes.gz": (69_857.434, 745_100.096, 11_855_936.012),
    "helpdesk.xes.gz": (3_443_836.5, 3_530_166.421, 5_183_565),
    "simple-onlineshop.csv": (80.849, 818_117.576, 12_891_064.723),
    "receipt.csv.gz": (2_868.583, 467_263.915, 23_832_541.524),
    "retentioneering_ecom_synthetic.csv.gz": (7_084_709, 7_212_476.557, 14_787_138),
    "interval_event_log.csv": (1_932_497, 2_102_497.224, 4_651_649),
    "running-example.csv": (815_940, 966_890, 1_576_440),
}


@cache
def read(name: str) -> LogResult:
    return read_files([real_input(f"logs/{name}")], None, ReadOptions())


def log_of(name: str) -> Log:
    return read(name).log


@pytest.mark.parametrize("name", GOLDEN)
def test_a_public_log_is_read_whole(name: str) -> None:
    result = read(name)
    report = result.report.files[0]
    found = (result.log.events, result.log.cases, report.ties, report.ties_between)
    assert (*found, report.backwards) == GOLDEN[name]
    assert not report.refused


@pytest.mark.parametrize("name", THROUGHPUT)
def test_the_time_from_first_to_last_event_is_known(name: str) -> None:
    log = log_of(name)
    seconds = (log.ts[log.off[1:] - 1] - log.ts[log.off[:-1]]) / 1e6
    found = (np.median(seconds), seconds.mean(), seconds.max())
    assert found == pytest.approx(THROUGHPUT[name], abs=0.001)


def test_the_permits_know_their_channel() -> None:
    log = log_of("receipt.csv.gz")
    [channel] = [one for one in log.attributes if one.name == "case:channel"]
    counts = dict(zip(channel.values, np.bincount(channel.codes), strict=True))
    assert counts == {
        "": 0,
        "Internet": 1250,
        "Desk": 109,
        "Post": 53,
        "e-mail": 21,
        "Intern": 1,
    }


def test_the_states_of_the_loan_applications_are_kept() -> None:
    log = log_of("bpic2012.xes.gz")
    counts = np.bincount(log.kind, minlength=len(log.kinds))
    states: dict[str, int] = {}
    for kind, count in zip(log.kinds, counts.tolist(), strict=True):
        states[kind.lifecycle.lower()] = states.get(kind.lifecycle.lower(), 0) + count
    assert states == {"complete": 164_506, "start": 71_376, "schedule": 26_318}
    assert len({kind.event for kind in log.kinds}) == 24
