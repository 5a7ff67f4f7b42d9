"""A storm is worth something only if its checks would find what they look for."""

from typing import Any

import pytest

from jejak.model.journey_map import JourneyMap
from tests.together.client import RandomClient
from tests.together.storm import Row, checked


def titled(title: str | None) -> list[dict[str, Any]]:
    return [{"set": "map", "field": "title", "value": title}]


LOG: list[Row] = [
    (1, "create", titled("One"), titled(None)),
    (2, "c0.1", titled("Two"), titled("One")),
    (3, "c0.2", titled("Three"), titled("Two")),
]


def client(**acknowledged: int) -> RandomClient:
    found = RandomClient("c0", 1, "map", [])
    found.acknowledged = {f"c0.{name[1:]}": seq for name, seq in acknowledged.items()}
    return found


def test_a_log_is_carried_out_again() -> None:
    journey, count = checked(LOG, [client(n1=2, n2=3)])
    assert (journey.info.title, count) == ("Three", 3)
    assert isinstance(journey, JourneyMap)


@pytest.mark.parametrize(
    ("rows", "acknowledged", "found"),
    [
        (LOG[:1] + LOG[2:], {}, "has no entry 2"),
        ([*LOG, (4, "c0.1", [], [])], {}, "twice"),
        (LOG, {"n9": 4}, "not in the log"),
        (LOG, {"n1": 3}, "acknowledged at 3, and is at 2"),
        ([*LOG[:2], (3, "x", titled("x"), titled("y"))], {}, "a way back"),
    ],
)
def test_what_is_wrong_with_a_log_is_found(
    rows: list[Row], acknowledged: dict[str, int], found: str
) -> None:
    with pytest.raises(AssertionError, match=found):
        checked(rows, [client(**acknowledged)])


def test_a_client_finds_a_gap_in_what_it_is_told() -> None:
    one = client()
    one.seq = 1
    entry = {"seq": 3, "changes": []}
    with pytest.raises(AssertionError):
        one.take({"type": "entries", "entries": [entry]})
