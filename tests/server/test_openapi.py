import json
import subprocess
import sys
from pathlib import Path

from jejak.server.openapi import openapi


def test_every_route_names_its_operation_and_its_errors() -> None:
    described = json.loads(openapi())
    for address, methods in described["paths"].items():
        for method, operation in methods.items():
            where = f"{method} {address}"
            assert "_" in operation["operationId"], where
            assert operation["description"], where
            if "{map_id}" in address:
                refused = operation["responses"]["404"]["content"]["application/json"]
                assert refused["schema"]["$ref"].endswith("/ErrorBody"), where


def test_it_prints_the_same_in_a_process_that_has_nothing_set_up(
    tmp_path: Path,
) -> None:
    environment = {"PYTHONPATH": "src", "HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "jejak.server.openapi"],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=environment,
    )
    assert done.stdout == openapi()
    assert list(tmp_path.iterdir()) == []
