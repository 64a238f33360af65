"""Whatever the description of the interface allows, and what it does not, is answered as it says.

Schemathesis makes the requests from `/openapi.json`, with values of the types that are described
and of others; the same ones each time.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from pyoxigraph import Quad
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cooperation_kg.settings import Settings
from cooperation_kg.store import MemoryStore
from cooperation_kg.web import create_app
from live import BEARER, TOKEN, live

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
INSIDE = ("Traceback", "site-packages", "/tmp/", "cooperation_kg/", '.py"')
ACCEPTED = ("*/*", "text/html", "application/json", "text/turtle", "text/csv", "image/png", "q=?")
EXAMPLES = {"POST /validate": 3, "GET /sparql": 25, "POST /sparql": 25, "GET /search": 25}
OTHERWISE = 6


def operations() -> dict[str, Any]:
    """All that is described of a server that takes updates, by method and path."""
    app = create_app(MemoryStore([]), dataclasses.replace(Settings(), update_token=TOKEN))
    schema = schemathesis.openapi.from_dict(app.openapi())
    return {found.ok().label: found.ok() for found in schema.get_all_operations()}


OPERATIONS = operations()


@pytest.fixture(scope="module")
def server(web_quads: list[Quad], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("fuzzed") / "store"
    given = f'{{"update_token": "{TOKEN}", "query_time_limit_s": 2.0, "client_work_limit_s": 0}}'
    with live(folder, web_quads, given) as address:
        yield address


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
@pytest.mark.parametrize("label", OPERATIONS)
def test_a_route_answers_as_it_is_described(server: str, label: str, mode: GenerationMode) -> None:
    operation = OPERATIONS[label]
    headers = BEARER if operation.path.startswith(("/update", "/graphs")) else {}

    @settings(
        max_examples=EXAMPLES.get(label, OTHERWISE),
        derandomize=True,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode), accept=st.sampled_from(ACCEPTED))
    def ask(case: Any, accept: str) -> None:
        sent = {**headers, "Accept": accept}
        response = case.call(base_url=server, headers=sent, allow_redirects=False, timeout=30)
        case.validate_response(response, checks=CHECKS)
        if response.status_code < 400:
            assert str(response.status_code) in operation.definition.raw["responses"]
        else:
            assert not [word for word in INSIDE if word in response.text]

    try:
        ask()
    except Unsatisfiable:  # an operation without parameters has nothing to be wrong
        assert mode is GenerationMode.NEGATIVE
