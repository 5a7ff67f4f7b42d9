"""What every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.postgresql import postgresql_cluster, postgresql_url
from tests.spark import spark

__all__ = ["postgresql_cluster", "postgresql_url", "spark"]

# machines differ, so no deadline; the same commit must not pass once and fail once
settings.register_profile(
    "jejak", deadline=None, print_blob=True, derandomize="CI" in os.environ
)
settings.register_profile(
    "soak",
    settings.get_profile("jejak"),
    max_examples=int(os.environ.get("SOAK_TABLES", "100000")),
    suppress_health_check=list(HealthCheck),
    derandomize=False,
    database=None,
)
settings.load_profile("jejak")


ROOT = Path(__file__).parents[1]
BROWSER = Path(__file__).parent / "browser"
MEASURED = {"tests/model", "tests/files", "src/jejak/model", "src/jejak/files"}


def _is_measured(item: pytest.Item) -> bool:
    place = item.path.relative_to(ROOT).parts
    return bool({"/".join(place[:2]), "/".join(place[:3])} & MEASURED)


def _order(item: pytest.Item) -> tuple[bool, bool]:
    return not _is_measured(item), item.get_closest_marker("xdist_group") is None


@pytest.hookimpl(tryfirst=True)  # what hands tests out asks for groups right after it
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that share a browser or a Spark in one process.

    And count lines only where they must all be run: counting doubles the time.
    Those come first, while nothing is remembered from an earlier test. What stays
    together is next: the small tests at the end keep every process busy.
    """
    for item in items:
        if not _is_measured(item):
            item.add_marker(pytest.mark.no_cover)
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group(item.path.stem))
        elif item.get_closest_marker("spark"):
            item.add_marker(pytest.mark.xdist_group("spark"))
    items.sort(key=_order)
