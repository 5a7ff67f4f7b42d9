"""What every test may use."""

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.grouping import group_of, scheduler_of
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
    return not _is_measured(item), group_of(item.nodeid) == item.nodeid


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count lines only where they must all be run: counting doubles the time.

    Those tests come first, while nothing is remembered from an earlier one. What
    stays together is next: the small tests at the end keep every process busy.
    """
    for item in items:
        if not _is_measured(item):
            item.add_marker(pytest.mark.no_cover)
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)
    items.sort(key=_order)


@pytest.hookimpl(optionalhook=True)  # xdist need not be there
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests that share a browser, a Spark or a storm in one process."""
    return scheduler_of(config, log)
