import json

from tools.openapi import openapi


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
