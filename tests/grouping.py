"""Which tests stay together in one process when several share the work.

pytest-xdist has a mark for that, and loses it: it hangs a group on a test's id, which
pytest since 9.2 no longer lets it change. What hands the tests out knows nothing but
their ids, so the groups are told by them.
"""

from typing import Any

WHOLE = (
    "tests/browser/",
    "tests/analytics/test_warehouse.py",
    "tests/real/test_logs.py",
    "tests/together/test_storms.py",
)
"""Folders and files whose tests share what is slow to set up."""
SPARK = "[on_spark"


def group_of(nodeid: str) -> str:
    """Return what is handed out together: a Spark, a file with its server, or a test.

    Examples:
        >>> group_of("tests/browser/test_a.py::test_b[dark]")
        'tests/browser/test_a.py'
        >>> group_of("tests/a/test_b.py::test_c[on_spark]")
        'spark'
        >>> group_of("tests/a/test_b.py::test_c[2]")
        'tests/a/test_b.py::test_c[2]'
    """
    if SPARK in nodeid:
        return "spark"
    path = nodeid.partition("::")[0]
    return path if path.startswith(WHOLE) else nodeid


def scheduler_of(config: Any, log: Any) -> Any:
    """Return what hands the groups out, one after the other in their order."""
    from xdist.scheduler import LoadScopeScheduling

    class Grouped(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return Grouped(config, log)
