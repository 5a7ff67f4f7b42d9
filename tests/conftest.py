"""What every test may use."""

import pytest

from tests.postgresql import postgresql_cluster, postgresql_url

__all__ = ["postgresql_cluster", "postgresql_url"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests that share a browser or a database server in one process."""
    for item in items:
        for shared in ("browser", "postgresql"):
            if item.get_closest_marker(shared):
                item.add_marker(pytest.mark.xdist_group(shared))
