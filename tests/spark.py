"""A real Spark in one process, for the tests marked `spark`; started once for all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ALONE = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
"""What a Spark needs that nobody else is to see."""
SMALL = ALONE | {
    "spark.sql.shuffle.partitions": "1",
    "spark.default.parallelism": "1",
    "spark.sql.adaptive.enabled": "false",
    # what runs for seconds is not worth the second compiler
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}
"""What a log of some thousand events needs, and what starts soon."""


@contextmanager
def running_spark(folder: Path, settings: dict[str, str]) -> Iterator[Any]:
    """Start Spark on two processors, and stop it at the end."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    builder = builder.config("spark.sql.warehouse.dir", str(folder / "spark"))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Give a Spark to all tests that need one."""
    with running_spark(tmp_path_factory.mktemp("spark"), SMALL) as session:
        yield session
